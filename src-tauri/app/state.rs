//! What the window's commands share: the library, opened once, the work under way, and the clock.

use std::{
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

/// Long work by what it is for. By this name it is followed and stopped; of several pieces, the one that began last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Errand {
    /// Files into the library.
    Import,
    /// Whether the library is whole.
    Check,
    /// Records, and briefs of many partners, into files.
    Export,
    /// One brief into a file.
    Brief,
}

/// The library, opened when the first command needs it, so that the window never waits for it.
pub struct AppState {
    folder: PathBuf,
    library: Mutex<Option<Arc<Library>>>,
    works: Mutex<Vec<(Errand, Arc<Work>)>>,
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

    /// Does long work that can be followed and stopped meanwhile.
    pub fn follow<T>(&self, errand: Errand, act: impl FnOnce(&Work) -> T) -> T {
        let work = Arc::new(Work::default());
        self.with_works(|works| works.push((errand, Arc::clone(&work))));
        let _under_way = UnderWay { app: self, work: &work };
        act(&work)
    }

    /// The work of this kind that is under way.
    pub fn work(&self, errand: Errand) -> Option<Arc<Work>> {
        self.with_works(|works| {
            let of_this_kind = works.iter().rfind(|(kind, _)| *kind == errand);
            of_this_kind.map(|(_, work)| Arc::clone(work))
        })
    }

    /// Ends all long work and waits, not for long, until it has tidied up after itself.
    pub fn end_all_work(&self) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let works = self.with_works(|works| works.clone());
            if works.is_empty() {
                return;
            }
            works.iter().for_each(|(_, work)| work.stop());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn with_works<T>(&self, of: impl FnOnce(&mut Vec<(Errand, Arc<Work>)>) -> T) -> T {
        of(&mut self.works.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Work that is done, for as long as it is: also when it ends in a panic, nobody waits for it any more.
struct UnderWay<'a> {
    app: &'a AppState,
    work: &'a Arc<Work>,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.app
            .with_works(|works| works.retain(|(_, work)| !Arc::ptr_eq(work, self.work)));
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
    fn when_the_window_goes_long_work_ends_first_and_each_of_two_of_a_kind() {
        let folder = tempfile::tempdir().expect("there is room for a library");
        let app = AppState::new(folder.path().join("library"));
        let library = app.library().expect("a library is made");
        let partner: PartnerCode = "TN".parse().expect("Tunisia has this code");
        let ask = BriefAsk::of(partner, Moment::now(today()));
        // Far more than anybody waits for.
        let partners = vec![partner; 10_000];
        let save = || {
            let out = tempfile::tempdir().expect("there is room for briefs");
            app.follow(Errand::Export, |work| {
                library.save_briefs_followed(&ask, &partners, BriefFormat::Md, out.path(), work)
            })
        };
        let begun = || app.with_works(|works| works.iter().filter(|(_, work)| work.step().is_some()).count());
        let saved = thread::scope(|scope| {
            let savings = [scope.spawn(save), scope.spawn(save)];
            while begun() < 2 {
                thread::sleep(Duration::from_millis(1));
            }
            app.end_all_work();
            assert!(app.work(Errand::Export).is_none(), "it waits until the work is over");
            savings.map(|saving| saving.join().expect("the work ends by itself"))
        });
        for saved in saved {
            let saved = saved.expect("the folder is there");
            assert!(saved.stopped && saved.saved.len() < partners.len());
        }
    }

    #[test]
    fn nobody_waits_for_work_that_broke_off() {
        let app = AppState::new(PathBuf::new());
        thread::scope(|scope| {
            let broken = scope.spawn(|| app.follow(Errand::Check, |_| panic!("it breaks off")));
            assert!(broken.join().is_err(), "it broke off");
        });
        assert!(app.work(Errand::Check).is_none(), "and is not under way");
    }
}
