//! `named`: every id the library ever used, and the kind of record it names for good.

use entente_domain::{RecordId, RecordKind};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::{Error, column::Text};

/// The kind that an id names, now or once.
pub(crate) fn kind(db: &Connection, id: &RecordId) -> Result<Option<RecordKind>, Error> {
    Ok(db
        .prepare_cached("SELECT kind FROM named WHERE id = :id")?
        .query_row(named_params! { ":id": id.as_str() }, |row| {
            row.get::<_, Text<_>>("kind")
        })
        .optional()?
        .map(|kind| kind.0))
}

/// Refuses a kind for an id that names another.
pub(crate) fn check(db: &Connection, id: &RecordId, given: RecordKind) -> Result<(), Error> {
    match kind(db, id)? {
        Some(here) if here != given => Err(Error::IdOfAnotherKind {
            id: id.clone(),
            here,
            given,
        }),
        _ => Ok(()),
    }
}

/// Takes an id for a kind that [`check`] did not refuse.
pub(crate) fn claim(db: &Connection, id: &RecordId, kind: RecordKind) -> Result<(), Error> {
    db.prepare_cached("INSERT OR IGNORE INTO named (id, kind) VALUES (:id, :kind)")?
        .execute(named_params! { ":id": id.as_str(), ":kind": kind.as_str() })?;
    Ok(())
}

/// Every id there ever was, with its kind, by kind and id.
pub(crate) fn all(db: &Connection) -> Result<Vec<(RecordId, RecordKind)>, Error> {
    db.prepare_cached("SELECT id, kind FROM named ORDER BY kind, id")?
        .query_map([], |row| {
            Ok((row.get::<_, Text<_>>("id")?.0, row.get::<_, Text<_>>("kind")?.0))
        })?
        .map(|row| row.map_err(Error::from))
        .collect()
}
