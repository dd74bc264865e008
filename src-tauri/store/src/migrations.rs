//! The steps that bring a library's tables up to date, in order. A step that was released is never edited.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

const STEPS: &[&str] = &[include_str!("../migrations/0001_records_and_change_log.sql")];

/// What the header of the file says it is: “Ente”.
const APPLICATION_ID: i32 = 0x456e_7465;

/// The newest format this program knows.
pub(crate) fn known() -> u32 {
    u32::try_from(STEPS.len()).expect("there are few migrations")
}

/// A library's format as its file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Nothing was stored in it yet.
    Empty,
    /// It lacks the last steps.
    Older,
    /// It is of this program's format.
    Current,
}

/// Reads the format; refuses what is newer or not ours.
pub(crate) fn format(db: &Connection, path: &Path) -> Result<Format, Error> {
    let number = |name: &str| -> Result<i64, Error> {
        db.pragma_query_value(None, name, |row| row.get(0))
            .map_err(|error| Error::on(path, error))
    };
    let (application, found) = (number("application_id")?, number("user_version")?);
    let tables: i64 = db
        .query_row("SELECT count(*) AS n FROM sqlite_schema", [], |row| row.get("n"))
        .map_err(|error| Error::on(path, error))?;
    if application == 0 && found == 0 && tables == 0 {
        return Ok(Format::Empty);
    }
    let not_ours = |reason: &str| Error::Damaged {
        path: path.to_owned(),
        reason: reason.to_owned(),
    };
    if application != i64::from(APPLICATION_ID) {
        return Err(not_ours("it is a database of another program"));
    }
    match u32::try_from(found) {
        Ok(found) if found > known() => Err(Error::MadeByNewer {
            path: path.to_owned(),
            found,
            known: known(),
        }),
        Ok(0) | Err(_) => Err(not_ours("its format number makes no sense")),
        Ok(found) if found < known() => Ok(Format::Older),
        Ok(_) => Ok(Format::Current),
    }
}

/// Takes the steps that a library lacks, all in one transaction.
pub(crate) fn bring_up_to_date(db: &mut Connection) -> Result<(), Error> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in STEPS
        .iter()
        .skip(usize::try_from(found).expect("a format number is small"))
    {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", known())?;
    Ok(tx.commit()?)
}
