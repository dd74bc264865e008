//! Long work, followed and stopped from another thread.

use std::sync::{Mutex, PoisonError};

use entente_export::Step;
use entente_store::{CheckStep, Stopper};
use serde::Serialize;
use specta::Type;

use crate::library::narrow;

/// How far a piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct WorkStep {
    /// What is being done.
    pub doing: Doing,
    /// How much of it is done.
    pub done: u32,
    /// Of how much; 0 where that is not known.
    pub of: u32,
}

/// What long work is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// Reading every page of the database.
    File,
    /// Following the ties between records.
    Ties,
    /// Reading records.
    Records,
    /// Holding records against the rules of the subject.
    Rules,
    /// Reading the files of the search index.
    Index,
    /// Reading files into documents, in kilobytes.
    Import,
    /// Putting passages into the search index; it is not stopped.
    Indexing,
    /// Writing records into a file, a row each.
    Rows,
    /// Finding the entries of a timeline their places.
    Entries,
    /// Setting the pages of a timeline.
    Pages,
    /// Putting a file together from what was written.
    Together,
    /// Writing a brief of each partner.
    Briefs,
}

/// A piece of long work: whoever holds it may ask how far it is, and end it.
#[derive(Default)]
pub struct Work {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    step: Option<WorkStep>,
    stopped: bool,
    stopper: Option<Stopper>,
}

impl Work {
    /// How far it is; none before it begins.
    pub fn step(&self) -> Option<WorkStep> {
        self.with(|inner| inner.step)
    }

    /// Ends it as soon as it can be ended. What it only read is left as it was.
    pub fn stop(&self) {
        self.with(|inner| {
            inner.stopped = true;
            if let Some(stopper) = &inner.stopper {
                stopper.stop();
            }
        });
    }

    /// Notes a step; whether to go on.
    pub(crate) fn goes_on(&self, doing: Doing, done: u64, of: u64) -> bool {
        self.with(|inner| {
            let (done, of) = (narrow(done), narrow(of));
            inner.step = Some(WorkStep { doing, done, of });
            !inner.stopped
        })
    }

    pub(crate) fn goes_on_checking(&self, step: CheckStep) -> bool {
        match step {
            CheckStep::File => self.goes_on(Doing::File, 0, 0),
            CheckStep::Ties => self.goes_on(Doing::Ties, 0, 0),
            CheckStep::Records { read, of } => self.goes_on(Doing::Records, read, of),
        }
    }

    pub(crate) fn goes_on_writing(&self, step: Step) -> bool {
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        match step {
            Step::Entries { placed, of } => self.goes_on(Doing::Entries, wide(placed), wide(of)),
            Step::Pages { set, of } => self.goes_on(Doing::Pages, wide(set), wide(of)),
            Step::File => self.goes_on(Doing::Together, 0, 0),
        }
    }

    pub(crate) fn stopped_by(&self, stopper: Option<Stopper>) {
        self.with(|inner| inner.stopper = stopper);
    }

    fn with<T>(&self, of: impl FnOnce(&mut Inner) -> T) -> T {
        of(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
