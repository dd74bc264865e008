//! Whether the library is whole, and copies of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use entente_domain::checks::{self, Weight};
use entente_store::Store;

use crate::{
    BackupRow, CheckFinding, CheckReport, Error, Library, Trouble, Work,
    library::{INDEX, PROGRAM, narrow},
    work::Doing,
};

/// How the folders are named in which restoring keeps what stood there.
const KEPT_ASIDE: &str = "before-restore-";

/// When a file was last written, RFC 3339 in UTC; empty where the system does not say.
fn time_of(path: &Path) -> String {
    let written = fs::metadata(path)
        .and_then(|file| file.modified())
        .map(DateTime::<Utc>::from);
    written
        .map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
        .unwrap_or_default()
}

/// The size of a file, as text: a number on the wire stops at four thousand million.
fn bytes_of(path: &Path) -> String {
    fs::metadata(path).map_or(0, |file| file.len()).to_string()
}

impl Library {
    /// Reads everything: the database's pages and ties, every record, every citation, the index's files. A damaged index
    /// is made anew, and said.
    pub fn check(&self) -> Result<CheckReport, Error> {
        self.check_followed(&Work::default())
    }

    /// The same, followed and perhaps stopped through `work`.
    pub fn check_followed(&self, work: &Work) -> Result<CheckReport, Error> {
        let snapshot = self.store.read()?;
        work.stopped_by(Some(snapshot.stopper()));
        let checked = snapshot.check(|step| work.goes_on_checking(step));
        work.stopped_by(None);
        let checked = checked?;
        let mut findings: Vec<_> = checked
            .findings
            .into_iter()
            .map(|one| CheckFinding {
                mended: one.mended,
                ..CheckFinding::new(one.where_, one.what.to_string(), Trouble::from(&one.what))
            })
            .collect();
        let citations = narrow(checked.citations);
        let stopped = |findings| {
            Ok(CheckReport {
                ok: false,
                findings,
                citations,
                stopped: true,
            })
        };
        if checked.stopped || !work.goes_on(Doing::Rules, 0, 0) {
            return stopped(findings);
        }
        let holdings = self.present(&snapshot)?;
        let wrong = checks::check(holdings.records())
            .into_iter()
            .filter(|one| one.weight() == Weight::Wrong);
        findings.extend(wrong.map(|one| CheckFinding {
            what: format!("{}: {}", one.field, one.sentence),
            place: one.id.to_string(),
            mended: false,
            field: Some(one.field),
            breach: Some(one.breach),
            trouble: None,
        }));
        if !work.goes_on(Doing::Index, 0, 0) {
            return stopped(findings);
        }
        for file in self.index()?.damaged_files()? {
            let what = "this file of the search index is damaged. Close Entente and delete the folder index: it is \
                        made again from the records, of which nothing is lost";
            findings.push(CheckFinding::new(
                file.display().to_string(),
                what.to_owned(),
                Trouble::index_file(),
            ));
        }
        let mended = self.mended().into_iter().map(|(sentence, trouble)| CheckFinding {
            mended: true,
            ..CheckFinding::new(self.index_folder().display().to_string(), sentence, trouble)
        });
        findings.extend(mended);
        Ok(CheckReport {
            ok: findings.iter().all(|one| one.mended),
            findings,
            citations,
            stopped: false,
        })
    }

    /// A verified copy of the records into the folder of backups; answers its file.
    ///
    /// # Errors
    ///
    /// Another program writes, or the disk does not take it; the backups that were there stay.
    pub fn backup(&self) -> Result<PathBuf, Error> {
        Ok(self.writer()?.backup()?.path)
    }

    /// What a folder's library can be put back to, newest first: its backups, and libraries that restoring kept aside.
    /// The library itself need not be sound, or there.
    ///
    /// # Errors
    ///
    /// The folder of backups cannot be read.
    pub fn backups(folder: &Path) -> Result<Vec<BackupRow>, Error> {
        let written = entente_store::backups(folder)?.into_iter().map(|backup| BackupRow {
            time: time_of(&backup.path),
            bytes: bytes_of(&backup.path),
            path: backup.path.display().to_string(),
            sequence: Some(narrow(backup.sequence)),
            kept_aside: false,
        });
        let beside = fs::read_dir(folder).into_iter().flatten().flatten();
        let aside = beside
            .map(|entry| entry.path())
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(KEPT_ASIDE) && path.join(entente_store::FILE_NAME).is_file()
            })
            .map(|path| BackupRow {
                // The folder's own time is that of the restoring; its file may be older.
                time: time_of(&path),
                bytes: bytes_of(&path.join(entente_store::FILE_NAME)),
                path: path.display().to_string(),
                sequence: None,
                kept_aside: true,
            });
        let mut rows: Vec<_> = written.chain(aside).collect();
        rows.sort_by(|a, b| (&b.time, b.sequence).cmp(&(&a.time, a.sequence)));
        Ok(rows)
    }

    /// Puts a backup in the place of a folder's library, which need not be sound, or there; answers where what stood
    /// there is kept. A library that was kept aside, named by its folder, may be put back too. The index is left to be
    /// made again.
    ///
    /// # Errors
    ///
    /// The backup is not sound, or a program writes to the library; then nothing changed.
    pub fn restore(folder: &Path, backup: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, Error> {
        fs::File::open(backup).map_err(|reason| Error::CannotRead {
            path: backup.to_owned(),
            reason,
        })?;
        // A library may be put where there was none: on a new machine.
        fs::create_dir_all(folder).map_err(|reason| Error::CannotWrite {
            path: folder.to_owned(),
            reason,
        })?;
        // Its last changes may not yet stand in its file: a copy holds them all.
        let copied = match backup.is_dir() {
            true => Some(Store::open(backup)?.writer(PROGRAM)?.backup()?.path),
            false => None,
        };
        let restored = entente_store::restore(folder, copied.as_deref().unwrap_or(backup), PROGRAM, now)?;
        match fs::remove_dir_all(folder.join(INDEX)) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(Error::CannotWrite {
                path: folder.join(INDEX),
                reason,
            }),
            _ => Ok(restored.kept_aside),
        }
    }
}
