//! A record whole: its fields, where it is written, what names it, and how it came to be.

use std::collections::BTreeMap;

use entente_domain::{Record, RecordId, RecordKind};
use serde::Serialize;
use specta::Type;

use crate::{Cited, ContestedRow};

/// A record whole.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct RecordPage {
    /// The record.
    pub record: Record,
    /// Its own citations with their sources.
    pub cites: Vec<Cited>,
    /// The sources that its steps and claims cite, by id.
    pub sources: BTreeMap<String, Cited>,
    /// Its disputed fields.
    pub contested: Vec<ContestedRow>,
    /// The records it names, and those that name it.
    pub linked: Vec<LinkedRow>,
    /// Its changes, newest first.
    pub history: Vec<ChangeRow>,
    /// Fields on which the user and a newer pack differ.
    pub decisions: Vec<DecisionRow>,
    /// Where it stands on the day, derived: legal state, state, overdue, position.
    pub derived: BTreeMap<String, String>,
    /// Who entered it: `pack:…`, `import:…` or `user`.
    pub origin: String,
}

/// A record named by this one, or naming it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LinkedRow {
    /// The other record.
    pub id: RecordId,
    /// Its kind.
    pub kind: RecordKind,
    /// Its title.
    pub title: String,
    /// Its date, in EDTF.
    pub date: Option<String>,
    /// How they are tied: `instrument`, `part-of`, `implements`, `cites`.
    pub how: String,
    /// Whether this record names the other (else the other names it).
    pub outward: bool,
}

/// One change of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangeRow {
    /// Its place in the change log.
    pub sequence: u32,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// Who or what made it: `pack:…`, `import:…`, `user`.
    pub origin: String,
    /// The person, where known.
    pub who: Option<String>,
    /// What was done: put, remove, undo, decide.
    pub action: String,
    /// The record.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The fields that changed, with their text before and after (JSON).
    pub fields: Vec<FieldChange>,
    /// Whether it can be undone here: a user's change that nothing newer touched.
    pub undoable: bool,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// Before, as JSON; none where it was not there.
    pub before: Option<String>,
    /// After, as JSON; none where it is gone.
    pub after: Option<String>,
}

/// A field on which the user and a newer pack differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DecisionRow {
    /// The record.
    pub id: RecordId,
    /// The field.
    pub field: String,
    /// What both started from (JSON).
    pub base: Option<String>,
    /// What the user wrote, which holds until decided (JSON).
    pub ours: Option<String>,
    /// What the newer pack says (JSON).
    pub theirs: Option<String>,
    /// The pack's version.
    pub version: String,
}
