//! A library's folder, opened; and reading it at one moment.

use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use crate::{
    Error, FILE_NAME, Reads, Writer,
    migrations::{self, Format},
    writer_lock::WriterLock,
};

/// How long a program waits for another that is just making or updating the library.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept prepared by a connection.
const PREPARED: usize = 96;
/// Idle connections kept for the next reader.
const IDLE: usize = 4;
/// Memory that a connection may keep pages in, as SQLite takes it: negative, in KiB. The ends of the log's index for
/// every record of a library with a million changes fit in it.
const CACHE: i64 = -32_000;

/// A library's folder, opened for reading; [`Store::writer`] opens it for writing.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    idle: Mutex<Vec<Connection>>,
    /// Whether the folder takes no writes, so that SQLite must not ask for its shared memory.
    immutable: bool,
}

impl Store {
    /// Opens the library of a folder. A library that is not there is made, empty; an older one is brought up to date.
    ///
    /// # Errors
    ///
    /// A newer program made it ([`Error::MadeByNewer`]), it is damaged or not a library ([`Error::Damaged`]), it is to
    /// be made or updated and cannot be written ([`Error::CannotWrite`]) or is held by another program for long
    /// ([`Error::Held`]), or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE_NAME);
        let holds_something = fs::metadata(&path).is_ok_and(|file| file.len() > 0);
        let opened = if holds_something { open_current(&path)? } else { None };
        let (db, immutable) = match opened {
            Some(opened) => opened,
            None => {
                Self::make_or_update(folder, &path)?;
                open_to_read(&path)?
            }
        };
        Ok(Self {
            folder: folder.to_owned(),
            idle: Mutex::new(vec![db]),
            immutable,
        })
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The library as it stands: every read of the snapshot sees the same state, whatever is written meanwhile.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn read(&self) -> Result<Snapshot<'_>, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = match idle {
            Some(db) => db,
            None if self.immutable => open_immutable(&self.folder.join(FILE_NAME))?,
            None => open_to_read(&self.folder.join(FILE_NAME))?.0,
        };
        db.execute_batch("BEGIN")?;
        let reads = Reads::new(db);
        // The first read fixes what the transaction sees.
        reads.last_sequence()?;
        Ok(Snapshot {
            reads: Some(reads),
            store: self,
        })
    }

    /// Opens the library for writing, under the name of a program. There is one writer across processes.
    ///
    /// # Errors
    ///
    /// Another writer holds the library ([`Error::Held`]), or the folder takes no writes ([`Error::CannotWrite`]).
    pub fn writer(&self, program: &str) -> Result<Writer, Error> {
        let lock = WriterLock::take(&self.folder, program)?;
        let db = open_to_write(&self.folder.join(FILE_NAME))?;
        Ok(Writer::new(self.folder.clone(), Reads::new(db), lock))
    }

    fn make_or_update(folder: &Path, path: &Path) -> Result<(), Error> {
        fs::create_dir_all(folder).map_err(|reason| Error::CannotWrite {
            path: folder.to_owned(),
            reason: reason.to_string(),
        })?;
        let started = Instant::now();
        let _lock = loop {
            match WriterLock::take(folder, "Entente, making the library") {
                Ok(lock) => break lock,
                Err(Error::Held { .. }) if started.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
                Err(error) => return Err(error),
            }
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let mut db = opened.map_err(|reason| Error::CannotWrite {
            path: path.to_owned(),
            reason: reason.to_string(),
        })?;
        // Another program may have done it while this one waited.
        if migrations::format(&db, path)? == Format::Current {
            return Ok(());
        }
        prepare_to_write(&db).map_err(|error| Error::on(path, error))?;
        migrations::bring_up_to_date(&mut db)
    }

    fn give_back(&self, db: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE && db.execute_batch("ROLLBACK").is_ok() {
            idle.push(db);
        }
    }
}

/// The library at one moment.
pub struct Snapshot<'s> {
    // There until the snapshot is dropped.
    reads: Option<Reads>,
    store: &'s Store,
}

impl Deref for Snapshot<'_> {
    type Target = Reads;

    fn deref(&self) -> &Reads {
        self.reads.as_ref().expect("a snapshot reads until it is dropped")
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if let Some(reads) = self.reads.take() {
            self.store.give_back(reads.into_connection());
        }
    }
}

fn prepare_to_read(db: &Connection) -> rusqlite::Result<()> {
    db.set_prepared_statement_cache_capacity(PREPARED);
    // Plans do not hang on the values bound; else SQLite would make some of them anew for every value.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "cache_size", CACHE)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "trusted_schema", false)
}

/// A confirmed write must outlive a power cut: FULL waits for the disk at each commit.
fn prepare_to_write(db: &Connection) -> rusqlite::Result<()> {
    prepare_to_read(db)?;
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    debug_assert!(mode == "wal" || mode == "memory", "a file keeps a write-ahead log");
    db.pragma_update(None, "synchronous", "FULL")?;
    // What a savepoint may take back is kept in a file: a long import is one transaction, and may be larger than memory.
    db.pragma_update(None, "temp_store", "FILE")?;
    db.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    db.pragma_update(None, "foreign_keys", true)
}

pub(crate) fn open_to_write(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let cannot = |error: rusqlite::Error| match Error::on(path, error) {
        Error::CannotRead { path, reason } => Error::CannotWrite { path, reason },
        error => error,
    };
    let db = Connection::open_with_flags(path, flags).map_err(cannot)?;
    prepare_to_write(&db).map_err(cannot)?;
    Ok(db)
}

/// Opens a file to read it, if it is of this program's format.
fn open_current(path: &Path) -> Result<Option<(Connection, bool)>, Error> {
    let opened = open_to_read(path)?;
    Ok((migrations::format(&opened.0, path)? == Format::Current).then_some(opened))
}

/// Opens a file to read it; says whether its folder takes no writes and nobody can be writing.
fn open_to_read(path: &Path) -> Result<(Connection, bool), Error> {
    match open_beside_a_writer(path) {
        Ok(db) => Ok((db, false)),
        Err(error)
            if path.is_file()
                && matches!(
                    error.sqlite_error_code(),
                    Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
                ) =>
        {
            let unfinished = wal_of(path).is_some_and(|wal| fs::metadata(wal).is_ok_and(|file| file.len() > 0));
            if unfinished {
                return Err(Error::UnfinishedAndReadOnly { path: path.to_owned() });
            }
            match open_immutable(path) {
                Ok(db) => Ok((db, true)),
                Err(_) => Err(Error::on(path, error)),
            }
        }
        Err(error) => Err(Error::on(path, error)),
    }
}

/// Opens a file whose writer may be at work: SQLite keeps its shared memory beside it.
fn open_beside_a_writer(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    prepare_to_read(&db)?;
    // A file with a write-ahead log is only found out to be out of reach by reading.
    db.query_row("SELECT count(*) AS n FROM sqlite_schema", [], |row| {
        row.get::<_, i64>("n")
    })?;
    Ok(db)
}

fn wal_of(path: &Path) -> Option<PathBuf> {
    Some(path.with_file_name(format!("{}-wal", path.file_name()?.to_str()?)))
}

/// Opens a file of a folder that takes no writes, without locks or shared memory.
fn open_immutable(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let on = |error| Error::on(path, error);
    let Some(text) = path.to_str() else {
        let reason = "its name is not Unicode".to_owned();
        return Err(Error::CannotRead {
            path: path.to_owned(),
            reason,
        });
    };
    let escaped = text
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
        .replace('\\', "/");
    let uri = if escaped.starts_with('/') {
        format!("file:{escaped}")
    } else {
        format!("file:./{escaped}")
    };
    let db = Connection::open_with_flags(format!("{uri}?immutable=1"), flags).map_err(on)?;
    prepare_to_read(&db).map_err(on)?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a folder that takes no writes is read; such a folder itself cannot be made by a test that root runs.
    #[test]
    fn a_library_is_read_without_writing_beside_it_whatever_its_folder_is_called() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("50 % of what? #1");
        let store = Store::open(&folder).unwrap();
        store
            .writer("a test")
            .unwrap()
            .transaction(|edit| edit.set("key", &7))
            .unwrap();
        drop(store);
        let before = names(&folder);
        let db = open_immutable(&folder.join(FILE_NAME)).unwrap();
        assert_eq!(Reads::new(db).setting("key").unwrap(), Some(7));
        assert_eq!(names(&folder), before, "nothing was written beside it");
    }

    fn names(folder: &Path) -> Vec<std::ffi::OsString> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn a_store_is_shared_by_threads_and_a_writer_moves_between_them() {
        fn shared<T: Send + Sync>() {}
        fn moved<T: Send>() {}
        shared::<Store>();
        moved::<Writer>();
    }
}
