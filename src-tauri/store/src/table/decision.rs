//! `decision`: fields on which the user and a newer pack differ. A settled row stays, so that settling can be undone.

use entente_domain::RecordId;
use rusqlite::{Connection, Row, named_params};

use crate::{
    Error,
    column::{Count, Text, signed},
};

/// The field of a decision about a record as a whole: the pack dropped what the user edited, or changed what the user
/// removed.
pub const WHOLE_RECORD: &str = "(record)";

/// A field on which the user and a newer pack differ, undecided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The record.
    pub record: RecordId,
    /// The field, or [`WHOLE_RECORD`].
    pub field: String,
    /// What both started from, as JSON; `None` where there was nothing.
    pub base: Option<String>,
    /// What the user's record says, which holds until decided.
    pub ours: Option<String>,
    /// What the newer pack says.
    pub theirs: Option<String>,
    /// The pack's version.
    pub version: String,
    /// The change that raised it.
    pub sequence: u64,
}

/// Whose word holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The user's.
    Ours,
    /// The pack's.
    Theirs,
}

/// A row without what the record says, which the record itself knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raised {
    pub(crate) record: RecordId,
    pub(crate) field: String,
    pub(crate) base: Option<String>,
    pub(crate) theirs: Option<String>,
    pub(crate) version: String,
    pub(crate) sequence: u64,
}

macro_rules! columns {
    () => {
        "record, field, base, theirs, version, sequence"
    };
}

fn raised(row: &Row<'_>) -> rusqlite::Result<Raised> {
    Ok(Raised {
        record: row.get::<_, Text<_>>("record")?.0,
        field: row.get("field")?,
        base: row.get("base")?,
        theirs: row.get("theirs")?,
        version: row.get("version")?,
        sequence: row.get::<_, Count>("sequence")?.0,
    })
}

/// Raises a decision.
pub(crate) fn add(db: &Connection, one: &Raised) -> Result<(), Error> {
    db.prepare_cached(
        "INSERT INTO decision (record, field, base, theirs, version, sequence) \
         VALUES (:record, :field, :base, :theirs, :version, :sequence)",
    )?
    .execute(named_params! {
        ":record": one.record.as_str(),
        ":field": one.field,
        ":base": one.base,
        ":theirs": one.theirs,
        ":version": one.version,
        ":sequence": signed(one.sequence),
    })?;
    Ok(())
}

/// The undecided fields of a record, by name.
pub(crate) fn pending_of(db: &Connection, record: &RecordId) -> Result<Vec<Raised>, Error> {
    db.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM decision WHERE record = :record AND settled IS NULL ORDER BY field"
    ))?
    .query_map(named_params! { ":record": record.as_str() }, raised)?
    .map(|row| row.map_err(Error::from))
    .collect()
}

/// Every undecided field, by record and name.
pub(crate) fn pending(db: &Connection) -> Result<Vec<Raised>, Error> {
    db.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM decision WHERE settled IS NULL ORDER BY record, field"
    ))?
    .query_map([], raised)?
    .map(|row| row.map_err(Error::from))
    .collect()
}

/// How many fields are undecided.
pub(crate) fn count(db: &Connection) -> Result<u64, Error> {
    Ok(db
        .prepare_cached("SELECT count(*) AS n FROM decision WHERE settled IS NULL")?
        .query_row([], |row| row.get::<_, Count>("n"))?
        .0)
}

/// Settles a field by a change; nothing happens where nothing is undecided.
pub(crate) fn settle(db: &Connection, record: &RecordId, field: &str, by: u64) -> Result<(), Error> {
    db.prepare_cached(
        "UPDATE decision SET settled = :by WHERE record = :record AND field = :field AND settled IS NULL",
    )?
    .execute(named_params! { ":by": signed(by), ":record": record.as_str(), ":field": field })?;
    Ok(())
}

/// Settles what a change raised, where it is still undecided.
pub(crate) fn settle_raised_by(db: &Connection, raised: u64, by: u64) -> Result<(), Error> {
    db.prepare_cached("UPDATE decision SET settled = :by WHERE sequence = :raised AND settled IS NULL")?
        .execute(named_params! { ":by": signed(by), ":raised": signed(raised) })?;
    Ok(())
}

/// Makes undecided again what a change settled.
pub(crate) fn unsettle(db: &Connection, by: u64) -> Result<(), Error> {
    // A newer decision on the same field takes the place of the old one.
    db.prepare_cached(
        "UPDATE decision SET settled = NULL WHERE settled = :by AND NOT EXISTS (SELECT 1 FROM decision AS newer \
         WHERE newer.record = decision.record AND newer.field = decision.field AND newer.settled IS NULL)",
    )?
    .execute(named_params! { ":by": signed(by) })?;
    Ok(())
}
