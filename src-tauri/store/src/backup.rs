//! Backups: rotating copies of the library, each verified when it is written, and putting one back.
//!
//! A backup is `library-SEQUENCE-SHA256.sqlite` in the folder `backups`: the newest change it holds, and the digest of
//! the file. A copy that does not match its name is never restored.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::{BACKUPS, Error, FILE_NAME, Writer, migrations, table::change, writer_lock::WriterLock};

/// How many backups are kept; the oldest go first.
pub const KEPT_BACKUPS: usize = 7;

/// Pages that are copied at a time.
const PAGES: i32 = 4096;

/// A verified copy of a library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// The newest change that it holds.
    pub sequence: u64,
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
}

/// What restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup that is now the library.
    pub backup: Backup,
    /// The folder to which the library that stood there was moved, whole; `None` where there was none.
    pub kept_aside: Option<PathBuf>,
}

impl Writer {
    /// Writes a backup into the library's folder of backups, verifies it, and lets the oldest beyond
    /// [`KEPT_BACKUPS`] go. Reading and writing by others goes on meanwhile.
    ///
    /// # Errors
    ///
    /// The folder or the disk does not take it ([`Error::CannotWrite`]), or the copy is not sound
    /// ([`Error::BadBackup`]); then the backups that were there stay.
    pub fn backup(&self) -> Result<Backup, Error> {
        let folder = self.folder().join(BACKUPS);
        fs::create_dir_all(&folder).map_err(|reason| cannot_write(&folder, &reason))?;
        let unfinished = folder.join("unfinished.sqlite");
        remove_database(&unfinished);
        let written = self.copy_to(&unfinished).and_then(|sequence| {
            let sha256 = sha256_of(&unfinished)?;
            let path = folder.join(format!("library-{sequence:012}-{sha256}.sqlite"));
            fs::rename(&unfinished, &path).map_err(|reason| cannot_write(&path, &reason))?;
            Ok(Backup { sequence, path, sha256 })
        });
        let Ok(written) = written else {
            remove_database(&unfinished);
            return written;
        };
        let kept = backups(self.folder())?;
        for old in kept.iter().rev().skip(KEPT_BACKUPS) {
            fs::remove_file(&old.path).map_err(|reason| cannot_write(&old.path, &reason))?;
        }
        Ok(written)
    }

    /// Copies the library to a file, verifies the copy, and says the newest change it holds.
    fn copy_to(&self, path: &Path) -> Result<u64, Error> {
        {
            let mut copy = Connection::open(path).map_err(|error| cannot_write(path, &error))?;
            let copying = rusqlite::backup::Backup::new(&self.db, &mut copy)?;
            copying
                .run_to_completion(PAGES, Duration::ZERO, None)
                .map_err(|error| Error::on(path, error))?;
            drop(copying);
            // One file that stands by itself, on a disk that can be taken away.
            copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
                .map_err(|error| Error::on(path, error))?;
        }
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(|reason| cannot_write(path, &reason))?;
        let (held, meant) = (sound_sequence(path)?, change::last(&self.db)?);
        if held != meant {
            let reason = format!("it ends at change {held} and the library at {meant}");
            return Err(Error::BadBackup {
                path: path.to_owned(),
                reason,
            });
        }
        Ok(held)
    }
}

/// The backups of a library's folder, oldest first. They are not verified again here.
///
/// # Errors
///
/// The folder of backups cannot be read.
pub fn backups(folder: &Path) -> Result<Vec<Backup>, Error> {
    let folder = folder.join(BACKUPS);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(reason) => return Err(cannot_read(&folder, &reason)),
    };
    let mut found: Vec<Backup> = entries.flatten().filter_map(|entry| named(&entry.path())).collect();
    found.sort_unstable();
    Ok(found)
}

/// Verifies a backup: the digest in its name, the database's own check, its format, its newest change.
///
/// # Errors
///
/// It is not sound ([`Error::BadBackup`]), was made by a newer program, or cannot be read.
pub fn verify_backup(path: &Path) -> Result<Backup, Error> {
    let bad = |reason: String| Error::BadBackup {
        path: path.to_owned(),
        reason,
    };
    let sha256 = sha256_of(path)?;
    let sequence = sound_sequence(path)?;
    match named(path) {
        Some(said) if said.sha256 != sha256 => Err(bad("it is not what was written: its digest differs".to_owned())),
        Some(said) if said.sequence != sequence => Err(bad(format!("it ends at change {sequence}"))),
        // A copy that somebody renamed stands by the database's own check alone.
        _ => Ok(Backup {
            sequence,
            path: path.to_owned(),
            sha256,
        }),
    }
}

/// Puts a verified backup in the place of a folder's library. The library that stands there, damaged or not, is moved
/// whole into a folder beside it. Stores of this folder must be dropped before and opened anew after; readers in other
/// processes go on with what was moved.
///
/// # Errors
///
/// The backup is not sound ([`Error::BadBackup`]), a program is writing ([`Error::Held`]), or the folder cannot be
/// written ([`Error::CannotWrite`]). The library that stood there is then still there.
pub fn restore(folder: &Path, backup: &Path, program: &str, now: DateTime<Utc>) -> Result<Restored, Error> {
    let _lock = WriterLock::take(folder, program)?;
    let verified = verify_backup(backup)?;
    let library = folder.join(FILE_NAME);
    // First a whole copy beside the library; then two renames.
    let incoming = folder.join("incoming.sqlite");
    remove_database(&incoming);
    fs::copy(backup, &incoming)
        .and_then(|_| File::open(&incoming)?.sync_all())
        .map_err(|reason| cannot_write(&incoming, &reason))?;
    if sha256_of(&incoming)? != verified.sha256 {
        let reason = "its copy differs from it".to_owned();
        return Err(Error::BadBackup { path: incoming, reason });
    }
    let kept_aside = library.exists().then(|| free_name(folder, now));
    if let Some(aside) = &kept_aside {
        fs::create_dir(aside).map_err(|reason| cannot_write(aside, &reason))?;
        // The write-ahead log may hold confirmed changes: it goes along. The file itself is moved last.
        for suffix in ["-wal", "-shm", ""] {
            let name = format!("{FILE_NAME}{suffix}");
            let (from, to) = (folder.join(&name), aside.join(&name));
            if from.exists() {
                fs::rename(&from, &to).map_err(|reason| cannot_write(&from, &reason))?;
            }
        }
    }
    fs::rename(&incoming, &library).map_err(|reason| cannot_write(&library, &reason))?;
    Ok(Restored {
        backup: verified,
        kept_aside,
    })
}

/// A folder name for the old library that nothing has yet.
fn free_name(folder: &Path, now: DateTime<Utc>) -> PathBuf {
    let stem = format!("before-restore-{}", now.format("%Y%m%dT%H%M%SZ"));
    let names = (1_u32..).map(|number| {
        if number == 1 {
            stem.clone()
        } else {
            format!("{stem}-{number}")
        }
    });
    names
        .map(|name| folder.join(name))
        .find(|path| !path.exists())
        .expect("there are more numbers than folders")
}

/// The newest change of a database that is sound.
fn sound_sequence(path: &Path) -> Result<u64, Error> {
    let bad = |reason: String| Error::BadBackup {
        path: path.to_owned(),
        reason,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(|error| cannot_read(path, &error))?;
    match migrations::format(&db, path) {
        Err(Error::MadeByNewer { path, found, known }) => return Err(Error::MadeByNewer { path, found, known }),
        Err(error) => return Err(bad(error.to_string())),
        Ok(migrations::Format::Empty) => return Err(bad("it holds nothing".to_owned())),
        Ok(_) => {}
    }
    let verdict: String = db
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| bad(error.to_string()))?;
    if verdict != "ok" {
        return Err(bad(verdict));
    }
    change::last(&db).map_err(|error| bad(error.to_string()))
}

/// What a backup's file name says.
fn named(path: &Path) -> Option<Backup> {
    let rest = path
        .file_name()?
        .to_str()?
        .strip_prefix("library-")?
        .strip_suffix(".sqlite")?;
    let (sequence, sha256) = rest.split_once('-')?;
    let is_digest = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digest.then_some(Backup {
        sequence: sequence.parse().ok()?,
        path: path.to_owned(),
        sha256: sha256.to_owned(),
    })
}

fn sha256_of(path: &Path) -> Result<String, Error> {
    let mut file = File::open(path).map_err(|reason| cannot_read(path, &reason))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(format!("{:x}", hash.finalize())),
            Ok(count) => hash.update(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(reason) => return Err(cannot_read(path, &reason)),
        }
    }
}

/// Removes a database that is of no worth, with what SQLite keeps beside it.
fn remove_database(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = fs::remove_file(name);
    }
}

fn cannot_write(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::CannotWrite {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn cannot_read(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::CannotRead {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}
