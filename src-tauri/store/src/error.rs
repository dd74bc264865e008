//! What can go wrong with a library's records, as sentences to act on.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use entente_domain::{RecordId, RecordKind};
use rusqlite::ErrorCode;

use crate::Origin;

/// Why a read or a write of the library failed. A write that failed left the library as it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A newer program made the library.
    #[error(
        "{} was made by a newer version of Entente (format {found}; this program knows up to {known}). \
         It was not touched: update Entente, or open another library", path.display()
    )]
    MadeByNewer {
        /// The library's file.
        path: PathBuf,
        /// The library's format.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The file is not a database of ours, or is damaged.
    #[error(
        "{} is damaged or is not a library ({reason}). It was not changed: restore a copy from its backups folder \
         with `entente restore`", path.display()
    )]
    Damaged {
        /// The library's file.
        path: PathBuf,
        /// What was seen.
        reason: String,
    },
    /// One record cannot be read.
    #[error("the record {id} cannot be read ({reason}). Run `entente check`, and restore a backup if it finds damage")]
    DamagedRecord {
        /// The record, or the row of the change log.
        id: String,
        /// What was seen.
        reason: String,
    },
    /// The folder or the disk does not take writes.
    #[error("{} cannot be written ({reason}). Nothing was changed: free some space, or choose a folder you may write to", path.display())]
    CannotWrite {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// The folder or file cannot be read.
    #[error("{} cannot be read ({reason}). Check that it is there and that you may read it", path.display())]
    CannotRead {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// The folder takes no writes, and its last changes can only be read by writing.
    #[error(
        "{} has changes that were not yet moved into it, and its folder cannot be written. Open it once from where it \
         can be written, or copy the whole folder to such a place", path.display()
    )]
    UnfinishedAndReadOnly {
        /// The library's file.
        path: PathBuf,
    },
    /// Another program writes to the library.
    #[error("{} is being written by {by}. Reading goes on; to write, close that program or wait for it", path.display())]
    Held {
        /// The library's folder.
        path: PathBuf,
        /// The program, and its process number.
        by: String,
    },
    /// The database was locked for longer than a write takes.
    #[error("the library was busy for too long and nothing was changed. Try again")]
    Busy,
    /// No record has this id.
    #[error("no record is named {0}")]
    NoSuchRecord(RecordId),
    /// No change has this number.
    #[error("the change log has no change {0}")]
    NoSuchChange(u64),
    /// The id names a record of another kind.
    #[error(
        "{id} names {a} in this library, so it cannot name {b}. Nothing was changed: give the new record another id",
        a = .here.with_article(), b = .given.with_article()
    )]
    IdOfAnotherKind {
        /// The id.
        id: RecordId,
        /// What it names here.
        here: RecordKind,
        /// What was to be written.
        given: RecordKind,
    },
    /// Records would name a record that is not there.
    #[error("nothing was changed: {record} names {target}, which the library would not hold{}", more(*.further))]
    Dangling {
        /// The record that names the other.
        record: RecordId,
        /// The record it names.
        target: RecordId,
        /// How many further such references there are.
        further: usize,
    },
    /// Passages of one document share a place.
    #[error("the document {document} has two passages with the number {ordinal}. Its passages were not changed")]
    PassageTwice {
        /// The document.
        document: RecordId,
        /// The number.
        ordinal: u32,
    },
    /// Passages were given for a record that is no document.
    #[error("{0} is no document of this library, so it cannot have passages")]
    NoSuchDocument(RecordId),
    /// The change cannot be undone.
    #[error("change {sequence} cannot be undone: {why}. Nothing was changed")]
    CannotUndo {
        /// The change.
        sequence: u64,
        /// Why.
        why: Obstacle,
    },
    /// The pack cannot be rolled back.
    #[error("no pack can be rolled back: {0}. Nothing was changed")]
    CannotRollBack(Obstacle),
    /// Nothing is to be decided there.
    #[error("there is nothing to decide on {field} of {record}")]
    NoSuchDecision {
        /// The record.
        record: RecordId,
        /// The field.
        field: String,
    },
    /// A copy was not written, or is not what it should be.
    #[error("the backup {} is not sound ({reason}). The library itself was not touched", path.display())]
    BadBackup {
        /// The copy.
        path: PathBuf,
        /// What was seen.
        reason: String,
    },
    /// A failure of SQLite that has no sentence of its own.
    #[error("the library's database refused an operation ({0}); nothing was changed. Run `entente check`")]
    Database(rusqlite::Error),
}

/// Why a change cannot be undone, or a pack not rolled back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// A pack made the change.
    #[error("the pack {0} made it: edit the record, or roll the pack back")]
    OfPack(String),
    /// It came with rolling a pack back.
    #[error("it is a part of rolling a pack back: take that pack in again instead")]
    OfRollBack,
    /// The record was removed later.
    #[error("{0} has since been removed")]
    Removed(RecordId),
    /// The record was removed and added again.
    #[error("{0} has since been added again")]
    AddedAgain(RecordId),
    /// A newer change touched the same.
    #[error("change {by} ({origin}, {day}) has touched {what} since: undo that one first", what = part(.record, .field))]
    Touched {
        /// The newer change.
        by: u64,
        /// Who or what made it.
        origin: Origin,
        /// When.
        day: NaiveDate,
        /// The record.
        record: RecordId,
        /// The field; none where it is the record.
        field: Option<String>,
    },
    /// What stands there is not what the change wrote.
    #[error("{what} is no longer as this change left it", what = part(.record, .field))]
    NotAsLeft {
        /// The record.
        record: RecordId,
        /// The field; none where it is the record.
        field: Option<String>,
    },
    /// Newer passages took the place of those of the change.
    #[error("the passages of {0} have since been replaced")]
    PassagesReplaced(RecordId),
    /// The passages before are gone for good.
    #[error("the passages that {0} had before are no longer kept: import the file again")]
    PassagesNotKept(RecordId),
    /// The library has no pack.
    #[error("the library has none")]
    NoPack,
}

fn part(record: &RecordId, field: &Option<String>) -> String {
    field
        .as_ref()
        .map_or_else(|| record.to_string(), |field| format!("{field} of {record}"))
}

fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(" (and {count} more such)"),
    }
}

impl Error {
    /// An error of SQLite on a file.
    pub(crate) fn on(path: &Path, error: rusqlite::Error) -> Self {
        let (path, reason) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { path, reason },
            Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => {
                Self::CannotWrite { path, reason }
            }
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::CannotRead { path, reason },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::on(Path::new(crate::FILE_NAME), error)
    }
}
