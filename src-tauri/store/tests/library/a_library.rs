//! Records and libraries to test with.

use chrono::{DateTime, Utc};
use entente_domain::{Passage, Record, RecordId};
use entente_store::{Edit, Error, Origin, PackOutcome, PackRelease, Store, Writer};
use serde_json::{Value, json};

/// A library in a folder of its own.
pub struct Library {
    pub folder: tempfile::TempDir,
    pub store: Store,
    pub writer: Writer,
}

impl Library {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let store = Store::open(folder.path()).expect("a new folder takes a library");
        let writer = store.writer("a test").expect("nobody else writes");
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
        self.writer.transaction(work).expect("the write is allowed")
    }

    pub fn get(&self, name: &str) -> Option<Record> {
        self.store
            .read()
            .expect("it can be read")
            .get(&id(name))
            .expect("its record can be read")
    }
}

pub fn release(version: &str) -> PackRelease {
    PackRelease {
        id: "test-pack".to_owned(),
        version: version.to_owned(),
        data_date: "2026-10-01".parse().expect("it is a day"),
    }
}

/// A moment: 1 November 2026, noon, and so many minutes.
pub fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-01T12:00:00Z".parse::<DateTime<Utc>>().expect("it is a time") + chrono::TimeDelta::minutes(minutes)
}

pub fn id(name: &str) -> RecordId {
    name.parse().expect("it is an id")
}

/// A record of a kind from its fields.
pub fn record(kind: &str, fields: Value) -> Record {
    serde_json::from_value(json!({ "kind": kind, "record": fields })).expect("the fields make a record")
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
    let mut whole = serde_json::to_value(record).expect("a record is JSON");
    whole["record"][field] = value;
    serde_json::from_value(whole).expect("the field fits")
}

pub fn field(record: &Record, field: &str) -> Value {
    serde_json::to_value(record).expect("a record is JSON")["record"][field].clone()
}

/// Passages with these texts, numbered from 1.
pub fn passages(texts: &[&str]) -> Vec<Passage> {
    let numbered = (1..).zip(texts);
    let passage = |(ordinal, text): (u32, &&str)| Passage {
        ordinal,
        locator: Some(format!("§ {ordinal}")),
        heading: None,
        page: Some(ordinal),
        language: Some("en".to_owned()),
        text: (*text).to_owned(),
    };
    numbered.map(passage).collect()
}

/// Puts a document's text, and says by which change.
pub fn put_texts(library: &mut Library, document: &str, texts: &[&str]) -> Option<u64> {
    let given = passages(texts).into_iter().map(Ok::<_, Error>);
    library
        .write(|edit| edit.put_passages(&id(document), given, &Origin::User, None, at(2)))
        .1
}

/// A document's text.
pub fn texts(library: &Library, document: &str) -> Vec<String> {
    let read = library.store.read().expect("it can be read");
    let passages = read
        .passages(&id(document), 1..=u32::MAX)
        .expect("its text can be read");
    passages.into_iter().map(|one| one.text).collect()
}
