//! How far long work has come, on standard error while it is done; and its end by Ctrl+C, which leaves things as they were.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use entente_library::{Doing, Work};

const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// The exit code of work that was stopped: what shells say of a program that Ctrl+C ended.
pub(crate) const STOPPED: u8 = 130;

/// Does work that is stopped by Ctrl+C, and followed where somebody looks on: at a terminal, or when it is asked for.
pub(crate) fn followed<T>(asked_for: bool, act: impl FnOnce(&Work) -> T) -> T {
    let work = Arc::new(Work::default());
    let interrupted = Arc::clone(&work);
    // Where the system lets us not know of it, Ctrl+C ends the program as it does any other.
    let _ = ctrlc::set_handler(move || interrupted.stop());
    let terminal = io::stderr().is_terminal();
    if !terminal && !asked_for {
        return act(&work);
    }
    let work = &work;
    let (over, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || tell(work, &ended, terminal));
        let done = act(work);
        drop(over);
        done
    })
}

/// A terminal has one line that is written over and wiped in the end; a file has a line whenever the words change, and
/// the last of them.
fn tell(work: &Work, ended: &Receiver<()>, terminal: bool) {
    let mut told = String::new();
    // Nobody may be listening, and that is no reason to stop.
    let mut say = |wiped: bool| {
        let words = sentence(work).unwrap_or_default();
        let _ = match (terminal, wiped) {
            (true, false) => write!(io::stderr(), "\r\u{1b}[K{words}"),
            (true, true) => write!(io::stderr(), "\r\u{1b}[K"),
            (false, _) if words != told => writeln!(io::stderr(), "{words}"),
            (false, _) => Ok(()),
        };
        told = words;
    };
    while ended.recv_timeout(LOOK_AGAIN) == Err(RecvTimeoutError::Timeout) {
        say(false);
    }
    say(true);
}

fn sentence(work: &Work) -> Option<String> {
    let step = work.step()?;
    let percent = u64::from(step.done) * 100 / u64::from(step.of.max(1));
    let of = f64::from(step.of) / 1000.0;
    match step.doing {
        Doing::Import => Some(format!("Reading files: {percent} % of {of:.1} MB")),
        Doing::Rows => Some(format!("Writing rows: {} of {}", step.done, step.of)),
        Doing::Entries => Some(format!("Placing entries: {} of {}", step.done, step.of)),
        Doing::Pages => Some(format!("Setting pages: {} of {}", step.done, step.of)),
        Doing::Together => Some("Putting the file together".to_owned()),
        // A command that imports opens no index: the next search brings it up to date.
        Doing::Indexing | Doing::File | Doing::Ties | Doing::Records | Doing::Rules | Doing::Index | Doing::Briefs => {
            None
        }
    }
}
