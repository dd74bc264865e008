//! What can go wrong with the index. A query never does: every text is read as far as it goes.

use std::path::PathBuf;

/// Why the index could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process holds the one writer.
    #[error(
        "the search index in {0} is being written by another process; nothing was changed, try again when it is done"
    )]
    WriterBusy(PathBuf),
    /// The folder cannot be made, read or written.
    #[error("the search index in {folder} could not be opened: {reason}; check the folder's rights and free space")]
    Folder {
        /// Where the index is kept.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// An entry cannot be indexed as it stands.
    #[error("{key} was not indexed: {reason}; the rest was kept")]
    Entry {
        /// The entry's key.
        key: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A key is neither a record's id nor `document#ordinal`.
    #[error("{0:?} is not the key of a record or a passage")]
    Key(String),
    /// The glossary file cannot be read.
    #[error("the glossary could not be read: {0}; searching goes on without it when it is left out")]
    Glossary(String),
    /// The index's own files failed under a search or a write.
    #[error("the search index failed: {0}; delete its folder and it is rebuilt from the library")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read.
    #[error("a file of the search index could not be read: {0}; delete its folder and it is rebuilt from the library")]
    Io(#[from] std::io::Error),
    /// What the index stores of an entry is not what this version wrote.
    #[error(
        "an entry stored in the search index could not be read: {0}; delete its folder and it is rebuilt from the library"
    )]
    Stored(#[from] serde_json::Error),
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;
