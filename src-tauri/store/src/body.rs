//! Records as the text that the tables hold: the domain struct's JSON, its fields in the order of their names.
//!
//! Fields that are null or empty are left out, so that a field a later version adds does not make every record look
//! changed. Belongs here: that form, and reading it by field. Not here: what is stored where.

use std::collections::BTreeMap;

use entente_domain::{Record, RecordKind};
use serde_json::Value;

use crate::Error;

/// A record's fields by name, none of them null or empty.
pub(crate) type Fields = BTreeMap<String, Value>;

/// Lists that a record must have, even empty: they are kept.
const REQUIRED_LISTS: &[&str] = &["cites", "parties", "states", "strands"];

/// The body of a record.
pub(crate) fn of(record: &Record) -> String {
    let mut whole = serde_json::to_value(record).expect("a record has no map with keys that are not text");
    let mut body = whole
        .get_mut("record")
        .map(Value::take)
        .expect("a record is written under “record”");
    strip(&mut body);
    // A library of several programs: with other features on, serde_json keeps the order of the fields.
    body.sort_all_objects();
    let text = body.to_string();
    debug_assert_eq!(
        read(record.kind(), &text).ok().as_ref(),
        Some(record),
        "a body reads back as its record"
    );
    text
}

/// The record of a body.
pub(crate) fn read(kind: RecordKind, body: &str) -> Result<Record, serde_json::Error> {
    Ok(match kind {
        RecordKind::Partner => Record::Partner(serde_json::from_str(body)?),
        RecordKind::Source => Record::Source(serde_json::from_str(body)?),
        RecordKind::Instrument => Record::Instrument(serde_json::from_str(body)?),
        RecordKind::Commitment => Record::Commitment(serde_json::from_str(body)?),
        RecordKind::Funding => Record::Funding(serde_json::from_str(body)?),
        RecordKind::Event => Record::Event(serde_json::from_str(body)?),
        RecordKind::Indicator => Record::Indicator(serde_json::from_str(body)?),
        RecordKind::Document => Record::Document(serde_json::from_str(body)?),
        RecordKind::Note => Record::Note(serde_json::from_str(body)?),
        RecordKind::Tag => Record::Tag(serde_json::from_str(body)?),
        RecordKind::SavedSearch => Record::SavedSearch(serde_json::from_str(body)?),
    })
}

/// The record of a body that a table holds under this id.
pub(crate) fn stored(kind: RecordKind, id: &str, body: &str) -> Result<Record, Error> {
    read(kind, body).map_err(|reason| Error::DamagedRecord {
        id: id.to_owned(),
        reason: reason.to_string(),
    })
}

/// The fields of a body.
pub(crate) fn fields(id: &str, body: &str) -> Result<Fields, Error> {
    serde_json::from_str(body).map_err(|reason| Error::DamagedRecord {
        id: id.to_owned(),
        reason: reason.to_string(),
    })
}

/// The body with these fields.
pub(crate) fn from_fields(fields: &Fields) -> String {
    serde_json::to_string(fields).expect("JSON values are written as JSON")
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(strip);
            object.retain(|name, value| !is_nothing(value) || REQUIRED_LISTS.contains(&name.as_str()));
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
