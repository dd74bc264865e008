//! Whether the library is whole, and copies of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use entente_domain::checks::{self, Weight};

use crate::{
    CheckFinding, CheckReport, Error, Library,
    library::{INDEX, PROGRAM, narrow},
};

impl Library {
    /// Reads everything: the database's pages and ties, every record, every citation, the index's files. A damaged index
    /// is made anew, and said.
    pub fn check(&self) -> Result<CheckReport, Error> {
        let checked = self.store.read()?.check(|_| ())?;
        let mut findings: Vec<_> = checked
            .findings
            .into_iter()
            .map(|one| CheckFinding {
                what: one.what,
                place: one.where_,
                mended: one.mended,
            })
            .collect();
        let holdings = self.present(&self.store.read()?)?;
        let wrong = checks::check(holdings.records())
            .into_iter()
            .filter(|one| one.weight() == Weight::Wrong);
        findings.extend(wrong.map(|one| CheckFinding {
            what: format!("{}: {}", one.field, one.sentence),
            place: one.id.to_string(),
            mended: false,
        }));
        for file in self.index()?.damaged_files()? {
            findings.push(CheckFinding {
                what:
                    "this file of the search index is damaged. Close Entente and delete the folder index: it is made \
                       again from the records, of which nothing is lost"
                        .to_owned(),
                place: file.display().to_string(),
                mended: false,
            });
        }
        let mended = self.mended().into_iter().map(|sentence| CheckFinding {
            what: sentence,
            place: self.index_folder().display().to_string(),
            mended: true,
        });
        findings.extend(mended);
        Ok(CheckReport {
            ok: findings.iter().all(|one| one.mended),
            findings,
            citations: narrow(checked.citations),
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

    /// Puts a backup in the place of a folder's library, which need not be sound, or there; answers where what stood
    /// there is kept. The index is left to be made again.
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
        let restored = entente_store::restore(folder, backup, PROGRAM, now)?;
        match fs::remove_dir_all(folder.join(INDEX)) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(Error::CannotWrite {
                path: folder.join(INDEX),
                reason,
            }),
            _ => Ok(restored.kept_aside),
        }
    }
}
