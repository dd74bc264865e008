//! `citation` and `link`, with `record_partner` and `record_strand`: what a record's body says of others, kept in
//! tables so that it can be asked from the other side. All of it is derived from the body.

use entente_domain::{Record, RecordId};
use rusqlite::{Connection, named_params};

use crate::{Error, column::Text};

/// Writes the rows of a record; `fresh` says that it has none yet.
pub(crate) fn put(db: &Connection, record: &Record, fresh: bool) -> Result<(), Error> {
    let id = record.id().as_str();
    if !fresh {
        for sql in [
            "DELETE FROM record_partner WHERE record = :record",
            "DELETE FROM record_strand WHERE record = :record",
            "DELETE FROM citation WHERE record = :record",
            "DELETE FROM link WHERE record = :record",
        ] {
            db.prepare_cached(sql)?.execute(named_params! { ":record": id })?;
        }
    }
    // A record may name a partner or another record twice; once is enough here.
    let mut partner =
        db.prepare_cached("INSERT OR IGNORE INTO record_partner (record, partner) VALUES (:record, :partner)")?;
    for code in record.partners() {
        partner.execute(named_params! { ":record": id, ":partner": code.as_str() })?;
    }
    let mut strand =
        db.prepare_cached("INSERT OR IGNORE INTO record_strand (record, strand) VALUES (:record, :strand)")?;
    for one in record.strands() {
        strand.execute(named_params! { ":record": id, ":strand": one.as_str() })?;
    }
    let mut cite = db.prepare_cached(
        "INSERT INTO citation (record, ordinal, source, locator) VALUES (:record, :ordinal, :source, :locator)",
    )?;
    for (ordinal, citation) in record.all_cites().into_iter().enumerate() {
        cite.execute(named_params! {
            ":record": id,
            ":ordinal": i64::try_from(ordinal).unwrap_or(i64::MAX),
            ":source": citation.source.as_str(),
            ":locator": citation.at,
        })?;
    }
    let mut link = db.prepare_cached("INSERT OR IGNORE INTO link (record, target) VALUES (:record, :target)")?;
    for target in record.references() {
        link.execute(named_params! { ":record": id, ":target": target.as_str() })?;
    }
    Ok(())
}

/// The records that cite a source, by id.
pub(crate) fn citing(db: &Connection, source: &RecordId) -> Result<Vec<RecordId>, Error> {
    ids(
        db,
        "SELECT DISTINCT record AS id FROM citation WHERE source = :id ORDER BY record",
        source,
    )
}

/// The records that name a record, citations left aside, by id.
pub(crate) fn linking(db: &Connection, target: &RecordId) -> Result<Vec<RecordId>, Error> {
    ids(
        db,
        "SELECT record AS id FROM link WHERE target = :id ORDER BY record",
        target,
    )
}

/// Citations in the whole library.
pub(crate) fn citations(db: &Connection) -> Result<u64, Error> {
    Ok(db
        .prepare_cached("SELECT count(*) AS n FROM citation")?
        .query_row([], |row| row.get::<_, crate::column::Count>("n"))?
        .0)
}

/// References to records that are not there: who names, and whom.
pub(crate) fn dangling(db: &Connection) -> Result<Vec<(RecordId, RecordId)>, Error> {
    db.prepare_cached(
        "SELECT record, source AS target FROM citation WHERE source NOT IN (SELECT id FROM record) \
         UNION SELECT record, target FROM link WHERE target NOT IN (SELECT id FROM record) ORDER BY 1, 2",
    )?
    .query_map([], |row| {
        Ok((row.get::<_, Text<_>>("record")?.0, row.get::<_, Text<_>>("target")?.0))
    })?
    .map(|row| row.map_err(Error::from))
    .collect()
}

fn ids(db: &Connection, sql: &str, id: &RecordId) -> Result<Vec<RecordId>, Error> {
    db.prepare_cached(sql)?
        .query_map(named_params! { ":id": id.as_str() }, |row| row.get::<_, Text<_>>("id"))?
        .map(|row| Ok(row?.0))
        .collect()
}
