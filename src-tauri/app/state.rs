//! What the window's commands share: the library, opened once, the work under way, and the clock.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, NaiveDate, Utc};
use entente_library::{Error, Library, Work};

use crate::error::CommandError;

/// How long a restoration waits for questions under way before it goes on without them.
const PATIENCE: Duration = Duration::from_secs(5);

/// The library, opened when the first command needs it, so that the window never waits for it.
pub struct AppState {
    folder: PathBuf,
    library: Mutex<Option<Arc<Library>>>,
    work: Mutex<Arc<Work>>,
}

impl AppState {
    /// The library in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            library: Mutex::default(),
            work: Mutex::default(),
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

    /// Does long work that can be followed and stopped meanwhile, in the place of any other.
    pub fn follow<T>(&self, act: impl FnOnce(&Work) -> T) -> T {
        let work = Arc::new(Work::default());
        let followed = || self.work.lock().unwrap_or_else(PoisonError::into_inner);
        *followed() = Arc::clone(&work);
        let done = act(&work);
        let mut followed = followed();
        if Arc::ptr_eq(&followed, &work) {
            // What is over has no step: the next to look must not take it for theirs.
            *followed = Arc::default();
        }
        done
    }

    /// The work under way; one that never begins where there is none.
    pub fn work(&self) -> Arc<Work> {
        Arc::clone(&self.work.lock().unwrap_or_else(PoisonError::into_inner))
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
