//! The one writer of a library, and its transactions.

use std::{
    fmt,
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
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

impl Drop for Writer {
    fn drop(&mut self) {
        // All changes into the one file, so that it can be read where nothing can be written, or carried away alone.
        // A reader that is at it has precedence: then they stay in the log beside the file, which is as safe.
        let _ = self.reads.db.busy_timeout(Duration::ZERO);
        let _ = self
            .reads
            .db
            .pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
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

#[cfg(test)]
mod tests {
    use crate::{Error, Store};

    /// The database is given no more pages, as a full disk would.
    #[test]
    fn a_full_disk_leaves_the_library_as_it_was_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let mut writer = store.writer("a test").unwrap();
        let pages: i64 = writer
            .db
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        writer
            .db
            .pragma_update_and_check(None, "max_page_count", pages + 8, |_| Ok(()))
            .unwrap();
        let big = "x".repeat(100_000);
        let refused = writer.transaction(|edit| edit.set("big", &big)).unwrap_err();
        assert!(matches!(refused, Error::CannotWrite { .. }), "{refused}");
        assert!(refused.to_string().contains("free some space"), "{refused}");
        assert_eq!(
            writer.setting::<String>("big").unwrap(),
            None,
            "nothing of it was written"
        );
        writer
            .transaction(|edit| edit.set("small", &1))
            .expect("what fits is written");
        assert_eq!(store.read().unwrap().setting("small").unwrap(), Some(1));
    }
}
