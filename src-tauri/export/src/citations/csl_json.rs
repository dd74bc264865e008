//! A source as an item of CSL-JSON.

use entente_domain::{Source, SourceKind};
use serde_json::{Map, Value, json};

use super::parts;
use crate::links::web_address;

pub(super) fn entry(source: &Source) -> String {
    let kind = match source.kind {
        SourceKind::Agreement => "treaty",
        SourceKind::Regulation | SourceKind::Decision => "legislation",
        SourceKind::Report | SourceKind::Research => "report",
        SourceKind::News => "article-newspaper",
        SourceKind::Letter => "personal_communication",
        SourceKind::Speech => "speech",
        SourceKind::JointDeclaration => "document",
        SourceKind::PressRelease | SourceKind::Factsheet => "webpage",
    };
    let mut item = Map::new();
    let mut field = |name: &str, value: Value| {
        item.insert(name.to_owned(), value);
    };
    field("id", json!(source.id));
    field("type", json!(kind));
    field("title", json!(source.title));
    field("author", json!([{ "literal": source.publisher }]));
    field("publisher", json!(source.publisher));
    let mut issued = match parts(&source.date) {
        Some(parts) => json!({ "date-parts": [parts] }),
        None => json!({ "literal": source.date.to_string() }),
    };
    if source.date.is_approximate() {
        issued["circa"] = json!(true);
    }
    field("issued", issued);
    field("language", json!(source.language));
    if let Some(identifier) = &source.identifier {
        field("number", json!(identifier));
    }
    if let Some(address) = source.url.as_deref().and_then(web_address) {
        field("URL", json!(address));
    }
    if let Some(note) = &source.note {
        field("note", json!(note));
    }
    Value::Object(item).to_string()
}
