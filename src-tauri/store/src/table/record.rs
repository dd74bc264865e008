//! `record`: the records as they stand, each the JSON of its domain struct with what lists are filtered by.

use chrono::NaiveDate;
use entente_domain::{DateRule, PartnerCode, Record, RecordId, RecordKind, Strand};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params_from_iter, types::Value};

use crate::{
    Error, Origin, body,
    column::{Count, Text, day_text},
    state::State,
};

/// Which records to read. Empty lists leave a field open; all fields must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Any of these partners.
    pub partners: Vec<PartnerCode>,
    /// Any of these strands.
    pub strands: Vec<Strand>,
    /// Not before this day.
    pub first: Option<NaiveDate>,
    /// Not after this day.
    pub last: Option<NaiveDate>,
    /// How a vague date meets the range. Records without a date lie in no range.
    pub dates: DateRule,
}

/// A row with what the pack said.
pub(crate) struct Stored {
    pub(crate) kind: RecordKind,
    pub(crate) state: State,
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        kind: row.get::<_, Text<_>>("kind")?.0,
        state: State::from_columns(Some(row.get("body")?), row.get("pack_body")?),
    })
}

/// Writes a record's row: adds it where `fresh`, else replaces it.
pub(crate) fn put(
    db: &Connection,
    record: &Record,
    body: &str,
    pack_body: Option<&str>,
    origin: &str,
    fresh: bool,
) -> Result<(), Error> {
    let date = record.date();
    let span = date.map(entente_domain::Edtf::span);
    let sql = if fresh {
        "INSERT INTO record (id, kind, title, body, pack_body, origin, date, earliest, latest) \
         VALUES (:id, :kind, :title, :body, :pack_body, :origin, :date, :earliest, :latest)"
    } else {
        "UPDATE record SET kind = :kind, title = :title, body = :body, pack_body = :pack_body, origin = :origin, \
         date = :date, earliest = :earliest, latest = :latest WHERE id = :id"
    };
    db.prepare_cached(sql)?.execute(named_params! {
        ":id": record.id().as_str(),
        ":kind": record.kind().as_str(),
        ":title": record.title(),
        ":body": body,
        ":pack_body": pack_body,
        ":origin": origin,
        ":date": date.map(ToString::to_string),
        ":earliest": span.and_then(|span| span.earliest).map(day_text),
        ":latest": span.and_then(|span| span.latest).map(day_text),
    })?;
    Ok(())
}

/// Notes what the pack says of a record that stays as it is.
pub(crate) fn put_pack_body(db: &Connection, id: &RecordId, pack_body: Option<&str>) -> Result<(), Error> {
    db.prepare_cached("UPDATE record SET pack_body = :pack_body WHERE id = :id")?
        .execute(named_params! { ":id": id.as_str(), ":pack_body": pack_body })?;
    Ok(())
}

/// Takes a record's row away, and with it the rows derived from its body.
pub(crate) fn remove(db: &Connection, id: &RecordId) -> Result<(), Error> {
    db.prepare_cached("DELETE FROM record WHERE id = :id")?
        .execute(named_params! { ":id": id.as_str() })?;
    Ok(())
}

/// A record with what the pack said.
pub(crate) fn stored_as(db: &Connection, id: &RecordId) -> Result<Option<Stored>, Error> {
    Ok(db
        .prepare_cached("SELECT kind, body, pack_body FROM record WHERE id = :id")?
        .query_row(named_params! { ":id": id.as_str() }, stored)
        .optional()?)
}

/// Who last changed a record.
pub(crate) fn origin(db: &Connection, id: &RecordId) -> Result<Option<Origin>, Error> {
    Ok(db
        .prepare_cached("SELECT origin FROM record WHERE id = :id")?
        .query_row(named_params! { ":id": id.as_str() }, |row| {
            row.get::<_, Text<_>>("origin")
        })
        .optional()?
        .map(|origin| origin.0))
}

/// Whether the library holds a record.
pub(crate) fn exists(db: &Connection, id: &RecordId) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("SELECT 1 FROM record WHERE id = :id")?
        .exists(named_params! { ":id": id.as_str() })?)
}

/// One record.
pub(crate) fn get(db: &Connection, id: &RecordId) -> Result<Option<Record>, Error> {
    let mut statement = db.prepare_cached("SELECT id, kind, body FROM record WHERE id = :id")?;
    let mut rows = statement.query(named_params! { ":id": id.as_str() })?;
    rows.next()?.map(read).transpose()
}

/// Every record, by id; of one kind where a kind is given.
pub(crate) fn all(db: &Connection, kind: Option<RecordKind>) -> Result<Vec<Record>, Error> {
    let sql = match kind {
        Some(_) => "SELECT id, kind, body FROM record WHERE kind = :kind ORDER BY id",
        None => "SELECT id, kind, body FROM record WHERE :kind IS NULL ORDER BY id",
    };
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":kind": kind.map(RecordKind::as_str) })?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

/// Every id with its kind, by id.
pub(crate) fn ids(db: &Connection) -> Result<Vec<(RecordId, RecordKind)>, Error> {
    db.prepare_cached("SELECT id, kind FROM record ORDER BY id")?
        .query_map([], |row| {
            Ok((row.get::<_, Text<_>>("id")?.0, row.get::<_, Text<_>>("kind")?.0))
        })?
        .map(|row| row.map_err(Error::from))
        .collect()
}

/// The records of a kind that the filters admit, by id.
pub(crate) fn filtered(db: &Connection, kind: Option<RecordKind>, filters: &Filters) -> Result<Vec<Record>, Error> {
    let mut sql = "SELECT id, kind, body FROM record WHERE 1".to_owned();
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: String| {
        values.push(Value::Text(value));
        format!("?{}", values.len())
    };
    if let Some(kind) = kind {
        sql += &format!(" AND kind = {}", bind(kind.to_string()));
    }
    if !filters.partners.is_empty() {
        let any: Vec<_> = filters.partners.iter().map(|code| bind(code.to_string())).collect();
        sql += &format!(
            " AND id IN (SELECT record FROM record_partner WHERE partner IN ({}))",
            any.join(", ")
        );
    }
    if !filters.strands.is_empty() {
        let any: Vec<_> = filters.strands.iter().map(|strand| bind(strand.to_string())).collect();
        sql += &format!(
            " AND id IN (SELECT record FROM record_strand WHERE strand IN ({}))",
            any.join(", ")
        );
    }
    // An open end is NULL: it could reach any day, and lies within no bound.
    let (from, to) = match filters.dates {
        DateRule::Could => ("latest IS NULL OR latest >=", "earliest IS NULL OR earliest <="),
        DateRule::Must => ("earliest >=", "latest <="),
    };
    if let Some(first) = filters.first {
        sql += &format!(" AND date IS NOT NULL AND ({from} {})", bind(day_text(first)));
    }
    if let Some(last) = filters.last {
        sql += &format!(" AND date IS NOT NULL AND ({to} {})", bind(day_text(last)));
    }
    if filters
        .first
        .zip(filters.last)
        .is_some_and(|(first, last)| first > last)
    {
        // No day lies in such a range, so no date does either.
        sql += " AND 0";
    }
    sql += " ORDER BY id";
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

/// Records by kind, in the order of kinds.
pub(crate) fn counts(db: &Connection) -> Result<Vec<(RecordKind, u64)>, Error> {
    let mut counts: Vec<(RecordKind, u64)> = db
        .prepare_cached("SELECT kind, count(*) AS n FROM record GROUP BY kind")?
        .query_map([], |row| {
            Ok((row.get::<_, Text<_>>("kind")?.0, row.get::<_, Count>("n")?.0))
        })?
        .collect::<Result<_, _>>()?;
    counts.sort_unstable();
    Ok(counts)
}

/// Records by partner and kind, in that order.
pub(crate) fn partner_counts(db: &Connection) -> Result<Vec<(PartnerCode, RecordKind, u64)>, Error> {
    let mut counts: Vec<(PartnerCode, RecordKind, u64)> = db
        .prepare_cached(
            "SELECT partner, kind, count(*) AS n FROM record_partner JOIN record ON record.id = record_partner.record \
             GROUP BY partner, kind",
        )?
        .query_map([], |row| {
            let partner = row.get::<_, Text<_>>("partner")?.0;
            Ok((partner, row.get::<_, Text<_>>("kind")?.0, row.get::<_, Count>("n")?.0))
        })?
        .collect::<Result<_, _>>()?;
    counts.sort_unstable();
    Ok(counts)
}

fn read(row: &Row<'_>) -> Result<Record, Error> {
    let kind = row.get::<_, Text<_>>("kind")?.0;
    let (id, text) = (row.get_ref("id")?, row.get_ref("body")?);
    let (id, text) = (
        id.as_str().map_err(rusqlite::Error::from)?,
        text.as_str().map_err(rusqlite::Error::from)?,
    );
    body::stored(kind, id, text)
}
