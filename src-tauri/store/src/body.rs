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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The least that each kind of record must say: lists that must be there are there and empty.
    fn barest() -> Vec<Record> {
        let all = json!([
            { "kind": "partner", "record": { "id": "r", "iso": "TN", "name": "N", "cites": [], "confidence": "low" } },
            { "kind": "source", "record": { "id": "r", "title": "T", "publisher": "P", "date": "2023", "kind": "news",
                "language": "en", "official": false } },
            { "kind": "instrument", "record": { "id": "r", "title": "T", "kind": "statement", "parties": [],
                "binding": false, "status": "signed", "strands": [], "summary": "", "cites": [], "confidence": "low",
                "claims": [{ "field": "f", "speaker": "S", "says": "W", "cites": [] }] } },
            { "kind": "commitment", "record": { "id": "r", "instrument": "i", "strand": "trade", "by": "EU", "text": "T",
                "states": [], "cites": [], "confidence": "low" } },
            { "kind": "funding", "record": { "id": "r", "title": "T", "amount": "1 EUR", "kind": "loan",
                "strand": "trade", "counts_as": "line", "stages": [{ "stage": "signed", "date": "2023" }],
                "cites": [], "confidence": "low" } },
            { "kind": "event", "record": { "id": "r", "date": "2023", "title": "T", "kind": "visit", "strands": [],
                "summary": "", "cites": [], "confidence": "low" } },
            { "kind": "indicator", "record": { "id": "r", "name": "N", "value": "1", "unit": "u", "period": "2023",
                "cites": [], "confidence": "low" } },
            { "kind": "document", "record": { "id": "r", "title": "T", "format": "text", "passages": 0 } },
            { "kind": "note", "record": { "id": "r", "about": "x", "text": "" } },
            { "kind": "tag", "record": { "id": "r", "label": "L" } },
            { "kind": "saved-search", "record": { "id": "r", "label": "L", "query": "" } },
        ]);
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn the_barest_record_of_every_kind_reads_back_from_its_body() {
        let records = barest();
        let kinds: Vec<RecordKind> = records.iter().map(Record::kind).collect();
        assert_eq!(kinds, RecordKind::ALL, "every kind is tried");
        for record in records {
            assert_eq!(
                read(record.kind(), &of(&record)).unwrap(),
                record,
                "{} is not lost",
                record.kind()
            );
        }
    }

    #[test]
    fn a_body_says_nothing_that_is_not_there() {
        for record in barest() {
            let body = of(&record);
            assert!(!body.contains("null"), "{body}");
            let empty: Vec<_> = fields("r", &body)
                .unwrap()
                .into_iter()
                .filter(|(_, value)| is_nothing(value))
                .collect();
            assert!(
                empty.iter().all(|(name, _)| REQUIRED_LISTS.contains(&name.as_str())),
                "{empty:?}"
            );
        }
    }

    #[test]
    fn fields_that_are_put_back_together_make_the_same_body() {
        for record in barest() {
            let body = of(&record);
            assert_eq!(
                from_fields(&fields("r", &body).unwrap()),
                body,
                "bodies are compared as text"
            );
        }
    }
}
