//! How far long work has come, on standard error while it is done.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use entente_library::{Doing, Work};

const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Does work that is followed where somebody looks on: at a terminal, or when it is asked for.
pub(crate) fn followed<T>(asked_for: bool, act: impl FnOnce(&Work) -> T) -> T {
    let work = Work::default();
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
        // A command that imports opens no index: the next search brings it up to date.
        Doing::Indexing | Doing::File | Doing::Ties | Doing::Records | Doing::Rules | Doing::Index => None,
    }
}
