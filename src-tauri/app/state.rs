//! What the window's commands share: the library, opened once, and the clock.

use std::{path::PathBuf, sync::OnceLock};

use chrono::{DateTime, NaiveDate, Utc};
use entente_library::{Error, Library};

use crate::error::CommandError;

/// The library, opened when the first command needs it, so that the window never waits for it.
pub struct AppState {
    folder: PathBuf,
    library: OnceLock<Result<Library, Error>>,
}

impl AppState {
    /// The library in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            library: OnceLock::new(),
        }
    }

    /// The library, or why it could not be opened.
    pub fn library(&self) -> Result<&Library, CommandError> {
        self.library
            .get_or_init(|| Library::open(&self.folder, now()))
            .as_ref()
            .map_err(CommandError::from)
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
