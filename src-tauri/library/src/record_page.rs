//! A record whole: its fields, where it is written, what names it, and how it came to be.

use std::collections::BTreeMap;

use entente_domain::{Note, Record, RecordId, RecordKind, Stage, ledger};
use serde::Serialize;
use specta::Type;

use crate::{Cited, ContestedRow, Moment, Relations, TagRow, holdings::Holdings};

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
    /// The user's notes on it, oldest first.
    pub notes: Vec<Note>,
    /// The user's tags that it carries, by label.
    pub tags: Vec<TagRow>,
    /// The records it names, and those that name it.
    pub linked: Vec<LinkedRow>,
    /// An instrument's ties to others, up to two steps away; empty for other records.
    pub relations: Relations,
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

/// The fields that a day decides: where an instrument stands in law, a commitment in evidence, a line at each stage.
pub(crate) fn derived(record: &Record, moment: &Moment) -> BTreeMap<String, String> {
    let day = moment.as_of;
    match record {
        Record::Instrument(one) => one
            .legal_state_on(day)
            .map(|state| ("legal-state".to_owned(), state.to_string()))
            .into_iter()
            .collect(),
        Record::Commitment(one) => BTreeMap::from([
            ("state".to_owned(), one.state_on(day).to_string()),
            ("overdue".to_owned(), one.overdue_on(day).to_string()),
        ]),
        Record::Funding(line) => Stage::ALL
            .iter()
            .filter_map(|&stage| {
                let standing = ledger::position(line, stage, Some(day))?;
                Some((stage.to_string(), standing.to_string()))
            })
            .collect(),
        Record::Partner(_)
        | Record::Source(_)
        | Record::Event(_)
        | Record::Indicator(_)
        | Record::Document(_)
        | Record::Note(_)
        | Record::Tag(_)
        | Record::SavedSearch(_) => BTreeMap::new(),
    }
}

/// The records that this one names, then those that name or cite it.
pub(crate) fn linked(holdings: &Holdings, record: &Record) -> Vec<LinkedRow> {
    let outward = outward_ties(record)
        .into_iter()
        .filter_map(|(id, how)| holdings.get(id).map(|other| LinkedRow::new(other, how, true)));
    let inward = holdings
        .named_by(record.id())
        .iter()
        .filter_map(|id| holdings.get(id))
        // The user's own stands on the page by itself.
        .filter(|other| !matches!(other.kind(), RecordKind::Note | RecordKind::Tag))
        .map(|other| {
            let tie = outward_ties(other).into_iter().find(|(id, _)| *id == record.id());
            LinkedRow::new(other, tie.map_or("names", |(_, how)| how), false)
        });
    let citing = holdings
        .cited_by(record.id())
        .iter()
        .filter_map(|id| holdings.get(id))
        .map(|other| LinkedRow::new(other, "cites", false));
    outward.chain(inward).chain(citing).collect()
}

impl LinkedRow {
    fn new(other: &Record, how: &str, outward: bool) -> Self {
        Self {
            id: other.id().clone(),
            kind: other.kind(),
            title: other.title().to_owned(),
            date: other.date().map(ToString::to_string),
            how: how.to_owned(),
            outward,
        }
    }
}

/// What a record names, each with the word for the tie.
fn outward_ties(record: &Record) -> Vec<(&RecordId, &'static str)> {
    match record {
        Record::Instrument(one) => one.related.iter().map(|tie| (&tie.to, tie.how.as_str())).collect(),
        Record::Funding(one) => one
            .instrument
            .iter()
            .map(|id| (id, "instrument"))
            .chain(one.part_of.iter().map(|whole| (&whole.id, "part-of")))
            .chain(one.repeats.iter().map(|id| (id, "repeats")))
            .chain(one.relabels.iter().map(|id| (id, "relabels")))
            .collect(),
        _ => record.references().into_iter().map(|id| (id, "instrument")).collect(),
    }
}

/// The fields in which two forms of a record differ, by name. `None` is a record that is not there.
pub(crate) fn field_changes(before: Option<&str>, after: Option<&str>) -> Vec<FieldChange> {
    let fields = |body: Option<&str>| -> BTreeMap<String, serde_json::Value> {
        body.and_then(|body| serde_json::from_str(body).ok())
            .unwrap_or_default()
    };
    let (before, after) = (fields(before), fields(after));
    let names: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| FieldChange {
            field: name.clone(),
            before: before.get(name).map(ToString::to_string),
            after: after.get(name).map(ToString::to_string),
        })
        .collect()
}
