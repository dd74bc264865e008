//! What the window's commands share: the library, opened once, the work under way, and the clock.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, NaiveDate, Utc};
use entente_library::{Error, Library, Work};
use serde::Deserialize;
use specta::Type;

use crate::error::CommandError;

/// How long a restoration waits for questions under way, and the end for long work, before it goes on without them.
const PATIENCE: Duration = Duration::from_secs(5);

/// Long work by what it is for. One of each may be under way, and is followed and stopped by this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Errand {
    /// Files into the library.
    Import,
    /// Whether the library is whole.
    Check,
    /// Records and briefs into files.
    Export,
}

/// The library, opened when the first command needs it, so that the window never waits for it.
pub struct AppState {
    folder: PathBuf,
    library: Mutex<Option<Arc<Library>>>,
    works: Mutex<BTreeMap<Errand, Arc<Work>>>,
}

impl AppState {
    /// The library in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            library: Mutex::default(),
            works: Mutex::default(),
        }
    }

    /// The library's folder, whether or not it can be opened.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The library, or why it cannot be opened. The next command tries again.
    pub fn library(&self) -> Result<Arc<Library>, CommandError> {
        let mut open = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = &*open {
            return Ok(Arc::clone(library));
        }
        let library = Arc::new(Library::open(&self.folder, now())?);
        *open = Some(Arc::clone(&library));
        Ok(library)
    }

    /// Does what needs the library closed; questions that come meanwhile wait, and see what is there then.
    pub fn with_library_closed<T>(&self, act: impl FnOnce(&Path) -> Result<T, Error>) -> Result<T, Error> {
        let mut open = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = open.take() {
            let begun = Instant::now();
            while Arc::strong_count(&library) > 1 && begun.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(10));
            }
        }
        act(&self.folder)
    }

    /// Does long work that can be followed and stopped meanwhile, in the place of other work of its kind.
    pub fn follow<T>(&self, errand: Errand, act: impl FnOnce(&Work) -> T) -> T {
        let work = Arc::new(Work::default());
        self.with_works(|works| works.insert(errand, Arc::clone(&work)));
        let done = act(&work);
        self.with_works(|works| {
            // What is over has no step: the next to look must not take it for theirs.
            if works.get(&errand).is_some_and(|last| Arc::ptr_eq(last, &work)) {
                works.remove(&errand);
            }
        });
        done
    }

    /// The work of this kind that is under way.
    pub fn work(&self, errand: Errand) -> Option<Arc<Work>> {
        self.with_works(|works| works.get(&errand).cloned())
    }

    /// Ends all long work and waits, not for long, until it has tidied up after itself.
    pub fn end_all_work(&self) {
        let under_way = || self.with_works(|works| works.values().cloned().collect::<Vec<_>>());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let works = under_way();
            if works.is_empty() {
                return;
            }
            works.iter().for_each(|work| work.stop());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn with_works<T>(&self, of: impl FnOnce(&mut BTreeMap<Errand, Arc<Work>>) -> T) -> T {
        of(&mut self.works.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The system's clock.
#[allow(
    clippy::disallowed_methods,
    reason = "the window is an edge: here the clock is read and passed on"
)]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The user's own day.
#[allow(
    clippy::disallowed_methods,
    reason = "the window is an edge: here the clock is read and passed on"
)]
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

#[cfg(test)]
mod tests {
    use entente_domain::PartnerCode;
    use entente_library::{BriefAsk, BriefFormat, Moment};

    use super::*;

    #[test]
    fn when_the_window_goes_long_work_ends_first() {
        let folder = tempfile::tempdir().expect("there is room for a library");
        let app = AppState::new(folder.path().join("library"));
        let library = app.library().expect("a library is made");
        let partner: PartnerCode = "TN".parse().expect("Tunisia has this code");
        let ask = BriefAsk::of(partner, Moment::now(today()));
        // Far more than anybody waits for.
        let partners = vec![partner; 10_000];
        let saved = thread::scope(|scope| {
            let saving = scope.spawn(|| {
                app.follow(Errand::Export, |work| {
                    library.save_briefs_followed(&ask, &partners, BriefFormat::Md, folder.path(), work)
                })
            });
            while app.work(Errand::Export).and_then(|work| work.step()).is_none() {
                thread::sleep(Duration::from_millis(1));
            }
            app.end_all_work();
            assert!(app.work(Errand::Export).is_none(), "it waits until the work is over");
            saving.join().expect("the work ends by itself")
        });
        let saved = saved.expect("the folder is there");
        assert!(saved.stopped && saved.saved.len() < partners.len());
    }
}
