//! `pack`: the packs that were taken in, oldest first. The last that was not rolled back is the library's own.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::{
    Error,
    column::{Count, Text, day_text, signed, time_text},
};

/// A pack's name and version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRelease {
    /// The pack's name; the same for every version of it.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The newest day it speaks of.
    pub data_date: NaiveDate,
}

/// A pack that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedPack {
    /// Its place among them, from 1.
    pub ordinal: u64,
    /// The pack.
    pub release: PackRelease,
    /// When it was taken in.
    pub applied: DateTime<Utc>,
    /// The batch of its changes; `None` where it changed nothing.
    pub batch: Option<u64>,
    /// When it was rolled back.
    pub rolled_back: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "ordinal, id, version, data_date, applied, batch, rolled_back"
    };
}

fn pack(row: &Row<'_>) -> rusqlite::Result<AppliedPack> {
    Ok(AppliedPack {
        ordinal: row.get::<_, Count>("ordinal")?.0,
        release: PackRelease {
            id: row.get("id")?,
            version: row.get("version")?,
            data_date: row.get::<_, Text<_>>("data_date")?.0,
        },
        applied: row.get::<_, Text<_>>("applied")?.0,
        batch: row.get::<_, Option<Count>>("batch")?.map(|count| count.0),
        rolled_back: row.get::<_, Option<Text<_>>>("rolled_back")?.map(|time| time.0),
    })
}

/// Notes that a pack was taken in.
pub(crate) fn add(
    db: &Connection,
    release: &PackRelease,
    applied: DateTime<Utc>,
    batch: Option<u64>,
) -> Result<(), Error> {
    db.prepare_cached(
        "INSERT INTO pack (id, version, data_date, applied, batch) \
         VALUES (:id, :version, :data_date, :applied, :batch)",
    )?
    .execute(named_params! {
        ":id": release.id,
        ":version": release.version,
        ":data_date": day_text(release.data_date),
        ":applied": time_text(applied),
        ":batch": batch.map(signed),
    })?;
    Ok(())
}

/// The library's own pack.
pub(crate) fn current(db: &Connection) -> Result<Option<AppliedPack>, Error> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM pack WHERE rolled_back IS NULL ORDER BY ordinal DESC LIMIT 1"
        ))?
        .query_row([], pack)
        .optional()?)
}

/// Every pack that was taken in, oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<AppliedPack>, Error> {
    db.prepare_cached(concat!("SELECT ", columns!(), " FROM pack ORDER BY ordinal"))?
        .query_map([], pack)?
        .map(|row| row.map_err(Error::from))
        .collect()
}

/// Notes that a pack was rolled back.
pub(crate) fn roll_back(db: &Connection, ordinal: u64, time: DateTime<Utc>) -> Result<(), Error> {
    db.prepare_cached("UPDATE pack SET rolled_back = :time WHERE ordinal = :ordinal")?
        .execute(named_params! { ":time": time_text(time), ":ordinal": signed(ordinal) })?;
    Ok(())
}
