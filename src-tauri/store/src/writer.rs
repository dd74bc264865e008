//! The one writer of a library, and its transactions.

use std::{
    fmt,
    ops::Deref,
    path::{Path, PathBuf},
};

use crate::{Edit, Error, Reads, table::tie, writer_lock::WriterLock};

/// The right to write to a library; given back when dropped. What it commits outlives a crash and a power cut.
#[derive(Debug)]
pub struct Writer {
    // The connection closes before the lock is given back.
    reads: Reads,
    folder: PathBuf,
    _lock: WriterLock,
}

impl Deref for Writer {
    type Target = Reads;

    fn deref(&self) -> &Reads {
        &self.reads
    }
}

impl Writer {
    pub(crate) fn new(folder: PathBuf, reads: Reads, lock: WriterLock) -> Self {
        Self {
            reads,
            folder,
            _lock: lock,
        }
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs `work` in a transaction: all of its writes are there once this returns `Ok`, and none of them otherwise.
    ///
    /// # Errors
    ///
    /// The error of `work`; or a record would name one that is not there ([`Error::Dangling`]); or the disk is full.
    pub fn transaction<T, E: From<Error>>(&mut self, work: impl FnOnce(&mut Edit<'_>) -> Result<T, E>) -> Result<T, E> {
        let open = Open::begin(&self.reads)?;
        let done = work(&mut Edit::new(&self.reads))?;
        open.commit()?;
        Ok(done)
    }
}

/// A transaction that is undone unless it is committed, also when `work` panics.
struct Open<'r> {
    reads: &'r Reads,
    committed: bool,
}

impl<'r> Open<'r> {
    fn begin(reads: &'r Reads) -> Result<Self, Error> {
        reads.db.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self {
            reads,
            committed: false,
        })
    }

    fn commit(mut self) -> Result<(), Error> {
        match self.reads.db.execute_batch("COMMIT") {
            Ok(()) => {
                self.committed = true;
                Ok(())
            }
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                let dangling = tie::dangling(&self.reads.db)?;
                Err(match dangling.split_first() {
                    Some(((record, target), further)) => Error::Dangling {
                        record: record.clone(),
                        target: target.clone(),
                        further: further.len(),
                    },
                    None => error.into(),
                })
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // After some failures (a full disk) SQLite has rolled back by itself; then there is nothing to undo.
        if !self.committed && !self.reads.db.is_autocommit() {
            let _ = self.reads.db.execute_batch("ROLLBACK");
        }
    }
}

impl fmt::Debug for Edit<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Edit")
    }
}
