//! The one error that crosses to the window: a code to act on, a sentence to read, and its parts to say it otherwise.

use entente_library::{Error, ErrorClass, Trouble};
use serde::Serialize;
use specta::Type;

/// Why a command has no answer.
#[derive(Debug, Clone, Serialize, Type)]
pub struct CommandError {
    code: ErrorCode,
    /// In English.
    message: String,
    /// The same by name, for a window in another language; none where only English knows it.
    trouble: Option<Trouble>,
}

/// What the window does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The thing asked for is not there: a page of its own.
    NotFound,
    /// What was typed cannot be used: said beside the field.
    Input,
    /// A file could not be read or written: said where it was chosen.
    File,
    /// The library is damaged, busy or newer than this program: a page of its own.
    Library,
}

impl From<&Error> for CommandError {
    fn from(error: &Error) -> Self {
        let code = match error.class() {
            ErrorClass::NotFound => ErrorCode::NotFound,
            ErrorClass::Input => ErrorCode::Input,
            ErrorClass::Unreadable => ErrorCode::File,
            ErrorClass::Library => ErrorCode::Library,
        };
        Self {
            code,
            message: error.to_string(),
            trouble: error.trouble(),
        }
    }
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}
