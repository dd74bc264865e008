//! `change`: the log that every write leaves a row in. Rows are added and never changed.

use std::{fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};
use entente_domain::{Record, RecordId, RecordKind};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::{
    Error,
    column::{Count, Text, day_text, signed, time_text},
};

/// Who or what wrote a change: `pack:VERSION`, `import:NAME` or `user`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A pack of this version.
    Pack(String),
    /// An import, by the name of what was imported.
    Import(String),
    /// A hand.
    User,
}

impl fmt::Display for Origin {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pack(version) => write!(to, "pack:{version}"),
            Self::Import(name) => write!(to, "import:{name}"),
            Self::User => to.write_str("user"),
        }
    }
}

/// Text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an origin: use user, pack:VERSION or import:NAME")]
pub struct BadOrigin(pub String);

impl FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Self, BadOrigin> {
        match text.split_once(':') {
            None if text == "user" => Ok(Self::User),
            Some(("pack", version)) => Ok(Self::Pack(version.to_owned())),
            Some(("import", name)) => Ok(Self::Import(name.to_owned())),
            _ => Err(BadOrigin(text.to_owned())),
        }
    }
}

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// A record was added or changed.
    Put,
    /// A record was removed.
    Remove,
    /// A document's passages were replaced.
    Passages,
    /// An earlier change was undone.
    Undo,
    /// A difference between the user and a pack was settled.
    Decide,
}

impl Action {
    const ALL: [Self; 5] = [Self::Put, Self::Remove, Self::Passages, Self::Undo, Self::Decide];

    /// The word as it stands in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::Remove => "remove",
            Self::Passages => "passages",
            Self::Undo => "undo",
            Self::Decide => "decide",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(self.as_str())
    }
}

/// A word that is no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an action of the change log")]
pub struct BadAction(pub String);

impl FromStr for Action {
    type Err = BadAction;

    fn from_str(word: &str) -> Result<Self, BadAction> {
        let known = Self::ALL.into_iter().find(|action| action.as_str() == word);
        known.ok_or_else(|| BadAction(word.to_owned()))
    }
}

/// A row of the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the log, from 1.
    pub sequence: u64,
    /// The first sequence of its transaction: changes with one batch were written together.
    pub batch: u64,
    /// When.
    pub time: DateTime<Utc>,
    /// Who or what made it.
    pub origin: Origin,
    /// The person, where known.
    pub who: Option<String>,
    /// What was done.
    pub action: Action,
    /// The record's kind; a document for passages.
    pub kind: RecordKind,
    /// The record.
    pub id: RecordId,
    /// The record's JSON before, nulls and empty lists left out; `None` where there was none.
    /// For passages: `{"count": …, "sha256": …}`.
    pub before: Option<String>,
    /// The same after; `None` where the record is gone.
    pub after: Option<String>,
    /// The change that this one undoes.
    pub undoes: Option<u64>,
    pub(crate) pack_before: Option<String>,
    pub(crate) pack_after: Option<String>,
}

/// The point of the change log at which records are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownOn {
    /// After this change.
    Sequence(u64),
    /// At the end of this day, in UTC.
    Day(NaiveDate),
}

/// What is to be written of one change; the log gives it its place.
pub(crate) struct Entry<'a> {
    pub(crate) batch: Option<u64>,
    pub(crate) time: DateTime<Utc>,
    pub(crate) origin: &'a str,
    pub(crate) who: Option<&'a str>,
    pub(crate) action: Action,
    pub(crate) kind: RecordKind,
    pub(crate) id: &'a RecordId,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
    pub(crate) pack_before: Option<&'a str>,
    pub(crate) pack_after: Option<&'a str>,
    pub(crate) undoes: Option<u64>,
}

macro_rules! columns {
    () => {
        "sequence, batch, time, origin, who, action, kind, id, before, after, pack_before, pack_after, undoes"
    };
}

macro_rules! records_at_sql {
    ($which:literal) => {
        concat!(
            "SELECT change.id, change.kind, change.after FROM named JOIN change ON change.sequence = (SELECT \
             newest.sequence FROM change AS newest WHERE newest.id = named.id AND newest.sequence <= :sequence AND \
             newest.action <> 'passages' ORDER BY newest.sequence DESC LIMIT 1) WHERE ",
            $which,
            " AND change.after IS NOT NULL ORDER BY named.kind, named.id"
        )
    };
}
fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        sequence: row.get::<_, Count>("sequence")?.0,
        batch: row.get::<_, Count>("batch")?.0,
        time: row.get::<_, Text<_>>("time")?.0,
        origin: row.get::<_, Text<_>>("origin")?.0,
        who: row.get("who")?,
        action: row.get::<_, Text<_>>("action")?.0,
        kind: row.get::<_, Text<_>>("kind")?.0,
        id: row.get::<_, Text<_>>("id")?.0,
        before: row.get("before")?,
        after: row.get("after")?,
        pack_before: row.get("pack_before")?,
        pack_after: row.get("pack_after")?,
        undoes: row.get::<_, Option<Count>>("undoes")?.map(|count| count.0),
    })
}

/// Adds a row at a place, which is the one after the last.
pub(crate) fn add(db: &Connection, sequence: u64, entry: &Entry<'_>) -> Result<(), Error> {
    db.prepare_cached(concat!(
        "INSERT INTO change (",
        columns!(),
        ") VALUES (:sequence, :batch, :time, :origin, :who, :action, :kind, :id, :before, :after, :pack_before, \
         :pack_after, :undoes)"
    ))?
    .execute(named_params! {
        ":sequence": signed(sequence),
        ":batch": signed(entry.batch.unwrap_or(sequence)),
        ":time": time_text(entry.time),
        ":origin": entry.origin,
        ":who": entry.who,
        ":action": entry.action.as_str(),
        ":kind": entry.kind.as_str(),
        ":id": entry.id.as_str(),
        ":before": entry.before,
        ":after": entry.after,
        ":pack_before": entry.pack_before,
        ":pack_after": entry.pack_after,
        ":undoes": entry.undoes.map(signed),
    })?;
    Ok(())
}

/// The newest sequence; 0 before the first change.
pub(crate) fn last(db: &Connection) -> Result<u64, Error> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(sequence), 0) AS sequence FROM change")?
        .query_row([], |row| row.get::<_, Count>("sequence"))?
        .0)
}

/// One change.
pub(crate) fn get(db: &Connection, sequence: u64) -> Result<Option<Change>, Error> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM change WHERE sequence = :sequence"
        ))?
        .query_row(named_params! { ":sequence": signed(sequence) }, change)
        .optional()?)
}

/// The changes of one id, newest first.
pub(crate) fn of(db: &Connection, id: &RecordId) -> Result<Vec<Change>, Error> {
    db.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM change WHERE id = :id ORDER BY sequence DESC"
    ))?
    .query_map(named_params! { ":id": id.as_str() }, change)?
    .map(|row| row.map_err(Error::from))
    .collect()
}

/// The newest change of a record itself, its passages left aside, not after `sequence`.
pub(crate) fn newest_of(db: &Connection, id: &RecordId, sequence: u64) -> Result<Option<Change>, Error> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM change WHERE id = :id AND sequence <= :sequence AND action <> 'passages' \
             ORDER BY sequence DESC LIMIT 1"
        ))?
        .query_row(
            named_params! { ":id": id.as_str(), ":sequence": signed(sequence) },
            change,
        )
        .optional()?)
}

/// The newest change of a document's passages.
pub(crate) fn newest_passages_of(db: &Connection, id: &RecordId) -> Result<Option<Change>, Error> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM change WHERE id = :id AND action = 'passages' ORDER BY sequence DESC LIMIT 1"
        ))?
        .query_row(named_params! { ":id": id.as_str() }, change)
        .optional()?)
}

/// The changes after `sequence`, oldest first, one at a time. `each` ends the reading by returning an error.
pub(crate) fn each_since<E: From<Error>>(
    db: &Connection,
    sequence: u64,
    mut each: impl FnMut(Change) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = db
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM change WHERE sequence > :sequence ORDER BY sequence"
        ))
        .map_err(Error::from)?;
    let mut rows = statement
        .query(named_params! { ":sequence": signed(sequence) })
        .map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        each(change(row).map_err(Error::from)?)?;
    }
    Ok(())
}

/// The changes that were written together, oldest first.
pub(crate) fn batch(db: &Connection, batch: u64) -> Result<Vec<Change>, Error> {
    // A batch is a run of sequences, so that it is read without an index of its own.
    let mut statement = db.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM change WHERE sequence >= :batch ORDER BY sequence"
    ))?;
    let rows = statement.query_map(named_params! { ":batch": signed(batch) }, change)?;
    let mut changes = Vec::new();
    for row in rows {
        let one = row?;
        if one.batch != batch {
            break;
        }
        changes.push(one);
    }
    Ok(changes)
}

/// The newest change before a time. A clock that once ran ahead does not hide what was written after it.
pub(crate) fn before_time(db: &Connection, time: &str) -> Result<u64, Error> {
    let found = db
        .prepare_cached("SELECT sequence FROM change WHERE time < :time ORDER BY time DESC, sequence DESC LIMIT 1")?
        .query_row(named_params! { ":time": time }, |row| row.get::<_, Count>("sequence"))
        .optional()?;
    Ok(found.map_or(0, |count| count.0))
}

/// The newest sequence of a moment of the second clock.
pub(crate) fn resolve(db: &Connection, known_on: KnownOn) -> Result<u64, Error> {
    match known_on {
        KnownOn::Sequence(sequence) => Ok(sequence.min(last(db)?)),
        KnownOn::Day(day) => match day.succ_opt() {
            Some(next) => before_time(db, &format!("{}T00:00:00.000Z", day_text(next))),
            None => last(db),
        },
    }
}

/// A record as it stood after a change: one seek in the index of its changes.
pub(crate) fn record_at(db: &Connection, id: &RecordId, sequence: u64) -> Result<Option<Record>, Error> {
    let mut statement = db.prepare_cached(
        "SELECT id, kind, after FROM change WHERE id = :id AND sequence <= :sequence AND action <> 'passages' \
         ORDER BY sequence DESC LIMIT 1",
    )?;
    let mut rows = statement.query(named_params! { ":id": id.as_str(), ":sequence": signed(sequence) })?;
    match rows.next()? {
        Some(row) => after(row),
        None => Ok(None),
    }
}

/// The records of a kind, or of all kinds, as they stood after a change: one seek for each id there ever was.
pub(crate) fn records_at(db: &Connection, kind: Option<RecordKind>, sequence: u64) -> Result<Vec<Record>, Error> {
    let mut statement = db.prepare_cached(match kind {
        Some(_) => records_at_sql!("named.kind = :kind"),
        None => records_at_sql!(":kind IS NULL"),
    })?;
    let mut rows =
        statement.query(named_params! { ":kind": kind.map(RecordKind::as_str), ":sequence": signed(sequence) })?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.extend(after(row)?);
    }
    Ok(records)
}

fn after(row: &Row<'_>) -> Result<Option<Record>, Error> {
    let kind = row.get::<_, Text<_>>("kind")?.0;
    let (id, text) = (row.get_ref("id")?, row.get_ref("after")?);
    let id = id.as_str().map_err(rusqlite::Error::from)?;
    let text = text.as_str_or_null().map_err(rusqlite::Error::from)?;
    text.map(|text| crate::body::stored(kind, id, text)).transpose()
}
