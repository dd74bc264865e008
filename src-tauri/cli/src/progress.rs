//! How far long work has come, on standard error while it is done; and its end by Ctrl+C, which leaves things as they were.
//! A second Ctrl+C ends the program at once, for some of the work does not look up for seconds: a part of a file may then be
//! left beside its place.

use std::{
    io::{self, IsTerminal, Write},
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use entente_library::{Doing, Work};

const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// The exit code of work that was stopped: what shells say of a program that Ctrl+C ended. It is the same where the system
/// asked (SIGTERM, SIGHUP), for we are not told who did.
pub(crate) const STOPPED: u8 = 130;

/// Does work that is stopped by Ctrl+C, and followed where somebody looks on: at a terminal, or when it is asked for.
pub(crate) fn followed<T>(asked_for: bool, act: impl FnOnce(&Work) -> T) -> T {
    let work = Arc::new(Work::default());
    // Whoever interrupts now waits for nothing: work was asked to stop before, or is over.
    let at_once = Arc::new(AtomicBool::new(false));
    let (interrupted, impatient) = (Arc::clone(&work), Arc::clone(&at_once));
    // Where the system lets us not know of it, Ctrl+C ends the program as it does any other.
    let _ = ctrlc::set_handler(move || {
        if impatient.swap(true, Ordering::Relaxed) {
            process::exit(STOPPED.into());
        }
        interrupted.stop();
    });
    let terminal = io::stderr().is_terminal();
    let done = if terminal || asked_for {
        let work = &work;
        let (over, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || tell(work, &ended, terminal));
            let done = act(work);
            drop(over);
            done
        })
    } else {
        act(&work)
    };
    at_once.store(true, Ordering::Relaxed);
    done
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
