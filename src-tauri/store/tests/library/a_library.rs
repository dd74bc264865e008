//! Records and libraries to test with.

use chrono::{DateTime, Utc};
use entente_domain::{Record, RecordId};
use entente_store::{Edit, Error, PackOutcome, PackRelease, Store, Writer};
use serde_json::{Value, json};

pub use serde_json;

/// A library in a folder of its own.
pub struct Library {
    pub folder: tempfile::TempDir,
    pub store: Store,
    pub writer: Writer,
}

impl Library {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let writer = store.writer("a test").unwrap();
        Self { folder, store, writer }
    }

    /// A library that took in a pack of these records as version 1.
    pub fn with(records: &[Record]) -> Self {
        let mut library = Self::new();
        library.take_in("1", records);
        library
    }

    pub fn take_in(&mut self, version: &str, records: &[Record]) -> PackOutcome {
        self.write(|edit| edit.apply_pack(&release(version), records, &Default::default(), at(1)))
    }

    pub fn write<T>(&mut self, work: impl FnOnce(&mut Edit<'_>) -> Result<T, Error>) -> T {
        self.writer.transaction(work).unwrap()
    }

    pub fn get(&self, name: &str) -> Option<Record> {
        self.store.read().unwrap().get(&id(name)).unwrap()
    }
}

pub fn release(version: &str) -> PackRelease {
    PackRelease {
        id: "test-pack".to_owned(),
        version: version.to_owned(),
        data_date: "2026-10-01".parse().unwrap(),
    }
}

/// A moment: 1 November 2026, noon, and so many minutes.
pub fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-01T12:00:00Z".parse::<DateTime<Utc>>().unwrap() + chrono::TimeDelta::minutes(minutes)
}

pub fn id(name: &str) -> RecordId {
    name.parse().unwrap()
}

/// A record of a kind from its fields.
pub fn record(kind: &str, fields: Value) -> Record {
    serde_json::from_value(json!({ "kind": kind, "record": fields })).unwrap()
}

pub fn source(name: &str) -> Record {
    record(
        "source",
        json!({
            "id": name, "title": format!("Source {name}"), "publisher": "Commission", "date": "2023-07-16",
            "kind": "press-release", "language": "en", "official": true, "partners": ["TN"],
        }),
    )
}

/// An event in Tunisia that cites `s1`.
pub fn event(name: &str, title: &str) -> Record {
    record(
        "event",
        json!({
            "id": name, "date": "2023-07", "title": title, "kind": "visit", "partners": ["TN"],
            "strands": ["migration"], "summary": "What happened.", "cites": [{ "source": "s1", "at": "p. 2" }],
            "confidence": "high",
        }),
    )
}

pub fn document(name: &str, passages: u32) -> Record {
    record(
        "document",
        json!({ "id": name, "title": name, "format": "text", "passages": passages }),
    )
}

/// The record with one field set to something else; `null` takes it away.
pub fn with(record: &Record, field: &str, value: Value) -> Record {
    let mut whole = serde_json::to_value(record).unwrap();
    whole["record"][field] = value;
    serde_json::from_value(whole).unwrap()
}

pub fn field(record: &Record, field: &str) -> Value {
    serde_json::to_value(record).unwrap()["record"][field].clone()
}
