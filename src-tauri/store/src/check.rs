//! Whether a library is whole: the file, the ties between rows, every record's body, every citation.

use entente_domain::{RecordId, RecordKind};
use rusqlite::types::ValueRef;

use crate::{Error, Reads, body, column::Text, table::tie};

/// Stops a check from another thread, even within a long read of the file.
pub struct Stopper(rusqlite::InterruptHandle);

impl Stopper {
    /// Ends what is being read.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

/// What a check is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStep {
    /// Reading every page of the file.
    File,
    /// Following the ties between tables.
    Ties,
    /// Reading records: how many of how many are read.
    Records {
        /// Read so far.
        read: u64,
        /// In all.
        of: u64,
    },
}

/// What is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// SQLite finds fault with the file, and says which.
    #[error("the file is damaged: {0}. Restore a backup")]
    File(String),
    /// Rows name rows of another table that are not there.
    #[error("{count} rows name a row of {parent} that is not there")]
    Rows {
        /// How many.
        count: u64,
        /// The other table.
        parent: String,
    },
    /// A record names one that is not there.
    #[error("it names {0}, which the library does not hold")]
    Dangling(RecordId),
    /// A record's kind is none of ours.
    #[error("its kind makes no sense. Restore a backup")]
    Kind,
    /// A record's body is no text.
    #[error("its body is no text. Restore a backup")]
    Body,
    /// A record's body cannot be read, and why.
    #[error("it cannot be read ({0}). Restore a backup")]
    Unreadable(String),
    /// A record's body is that of another.
    #[error("its body says that it is {0}. Restore a backup")]
    OfAnother(RecordId),
    /// A record is not what its last change made it.
    #[error("it is not as the change log left it. Restore a backup")]
    NotAsLogged,
}

/// Something a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub what: Damage,
    /// Where: a record, a table, the file.
    pub where_: String,
    /// Whether it was mended. A check only reads, so that what it finds here is not.
    pub mended: bool,
}

/// What a check saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong; nothing where the library is whole.
    pub findings: Vec<Finding>,
    /// Records that were read.
    pub records: u64,
    /// Citations that were resolved.
    pub citations: u64,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

fn interrupted(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted)
}

/// Findings of one sort beyond this many are counted only.
const MOST: usize = 100;

impl Reads {
    /// What stops [`Self::check`] from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.db.get_interrupt_handle())
    }

    /// Checks the whole library; `progress` is told what is being done, and says whether to go on.
    ///
    /// # Errors
    ///
    /// The database cannot be read at all. Damage that still lets it be read is a finding.
    pub fn check(&self, mut progress: impl FnMut(CheckStep) -> bool) -> Result<Checked, Error> {
        let mut checked = Checked::default();
        match self.check_steps(&mut checked, &mut progress) {
            Ok(whole) => checked.stopped = !whole,
            Err(Error::Database(error)) if interrupted(&error) => checked.stopped = true,
            Err(error) => return Err(error),
        }
        Ok(checked)
    }

    /// Whether every step was done.
    fn check_steps(&self, checked: &mut Checked, progress: &mut impl FnMut(CheckStep) -> bool) -> Result<bool, Error> {
        if !progress(CheckStep::File) {
            return Ok(false);
        }
        self.check_file(&mut checked.findings)?;
        if !progress(CheckStep::Ties) {
            return Ok(false);
        }
        self.check_ties(&mut checked.findings)?;
        checked.citations = self.citation_count()?;
        self.check_records(checked, progress)
    }

    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut statement = self.db.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
        let verdicts: Vec<String> = match statement.query_map([], |row| row.get(0))?.collect() {
            Ok(verdicts) => verdicts,
            Err(error) if interrupted(&error) => return Err(Error::Database(error)),
            // Damage so deep that the check itself cannot go on.
            Err(error) => vec![error.to_string()],
        };
        findings.extend(
            verdicts
                .into_iter()
                .filter(|verdict| verdict != "ok")
                .map(|verdict| Finding {
                    what: Damage::File(verdict),
                    where_: crate::FILE_NAME.to_owned(),
                    mended: false,
                }),
        );
        Ok(())
    }

    fn check_ties(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut statement = self.db.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        let mut counts = std::collections::BTreeMap::<(String, String), u64>::new();
        while let Some(row) = rows.next()? {
            *counts.entry((row.get("table")?, row.get("parent")?)).or_default() += 1;
        }
        // Who cites whom is said record by record, below; here the tables that only the program knows.
        findings.extend(
            counts
                .into_iter()
                .filter(|((table, _), _)| table != "citation" && table != "link")
                .map(|((table, parent), count)| Finding {
                    what: Damage::Rows { count, parent },
                    where_: table,
                    mended: false,
                }),
        );
        findings.extend(
            tie::dangling(&self.db)?
                .into_iter()
                .take(MOST)
                .map(|(record, target)| Finding {
                    what: Damage::Dangling(target),
                    where_: record.to_string(),
                    mended: false,
                }),
        );
        Ok(())
    }

    fn check_records(
        &self,
        checked: &mut Checked,
        progress: &mut impl FnMut(CheckStep) -> bool,
    ) -> Result<bool, Error> {
        let of = self.counts()?.iter().map(|(_, count)| count).sum();
        let mut statement = self.db.prepare("SELECT id, kind, body FROM record ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = match row.get_ref("id")? {
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                _ => "a record whose id is no text".to_owned(),
            };
            if let Some(what) = self.record_problem(row, &id)? {
                checked.findings.push(Finding {
                    what,
                    where_: id,
                    mended: false,
                });
            }
            checked.records += 1;
            let step = CheckStep::Records {
                read: checked.records,
                of,
            };
            if checked.records.is_multiple_of(1000) && !progress(step) {
                return Ok(false);
            }
        }
        let read = checked.records;
        progress(CheckStep::Records { read, of });
        Ok(true)
    }

    /// What is wrong with a row of `record`, if anything.
    fn record_problem(&self, row: &rusqlite::Row<'_>, id: &str) -> Result<Option<Damage>, Error> {
        let Ok(Text(kind)) = row.get::<_, Text<RecordKind>>("kind") else {
            return Ok(Some(Damage::Kind));
        };
        let Ok(text) = row.get::<_, String>("body") else {
            return Ok(Some(Damage::Body));
        };
        let record = match body::read(kind, &text) {
            Ok(record) => record,
            Err(reason) => return Ok(Some(Damage::Unreadable(reason.to_string()))),
        };
        if record.id().as_str() != id {
            return Ok(Some(Damage::OfAnother(record.id().clone())));
        }
        let newest = self.newest_in_log(record.id())?;
        if newest.as_deref() != Some(text.as_str()) {
            return Ok(Some(Damage::NotAsLogged));
        }
        Ok(None)
    }

    fn newest_in_log(&self, id: &RecordId) -> Result<Option<String>, Error> {
        Ok(crate::table::change::newest_of(&self.db, id, u64::MAX)?.and_then(|one| one.after))
    }
}
