//! The JSON Schema of a pack's TOML files, for editors and for teams that write packs with other tools.

use std::collections::BTreeMap;

use entente_domain::{
    Commitment, Document, Event, FundingLine, Indicator, Instrument, Note, Partner, PartnerCode, SavedSearch, Source,
    Tag, rates::Rate,
};
use schemars::JsonSchema;
use serde_json::Value;

use super::about::{About, Term};

/// A TOML file of an Entente pack: `pack.toml`, `exchange-rates.toml`, `glossary.toml`, or a file of records.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "the types are there for their schema")]
enum PackFile {
    About(About),
    Rates(RatesFile),
    Glossary(GlossaryFile),
    Records(Box<RecordsFile>),
}

/// `exchange-rates.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "the type is there for its schema")]
struct RatesFile {
    /// The rates, one a currency and year.
    rates: Vec<Rate>,
}

/// `glossary.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "the type is there for its schema")]
struct GlossaryFile {
    /// The groups of words that mean one thing.
    term: Vec<Term>,
}

/// A file of records: one array, named after the kind of record that the file is named after.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "the type is there for its schema")]
struct RecordsFile {
    /// The partner of every record of the file that names none of its own.
    #[schemars(default)]
    partner: Option<PartnerCode>,
    /// In `partner.toml`.
    #[schemars(default)]
    partners: Vec<Partner>,
    /// In `sources.toml`.
    #[schemars(default)]
    sources: Vec<Source>,
    /// In `instruments.toml`.
    #[schemars(default)]
    instruments: Vec<Instrument>,
    /// In `commitments.toml`.
    #[schemars(default)]
    commitments: Vec<Commitment>,
    /// In `funding.toml`.
    #[schemars(default)]
    funding: Vec<FundingLine>,
    /// In `events.toml`.
    #[schemars(default)]
    events: Vec<Event>,
    /// In `indicators.toml`.
    #[schemars(default)]
    indicators: Vec<Indicator>,
    /// In `documents.toml`.
    #[schemars(default)]
    documents: Vec<Document>,
    /// In `notes.toml`.
    #[schemars(default)]
    notes: Vec<Note>,
    /// In `tags.toml`.
    #[schemars(default)]
    tags: Vec<Tag>,
    /// In `saved-searches.toml`.
    #[schemars(default)]
    saved_searches: Vec<SavedSearch>,
}

/// The JSON Schema (2020-12) of the TOML files of a pack, as text with sorted keys.
pub fn schema() -> String {
    let schema = sorted(schemars::schema_for!(PackFile).to_value());
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

/// The value with the keys of its maps in order. A JSON map keeps either order, by a switch that any crate of a build
/// may throw.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let map: BTreeMap<String, Value> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(map.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
