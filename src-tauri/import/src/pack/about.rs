//! What a pack holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{PartnerCode, Passage, Record, RecordId, rates::Rate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A pack that was read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its name, such as `entente-curated`; the same for every version of it.
    pub id: RecordId,
    /// Its version, such as `2026.11.1`.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The day up to which its sources were read.
    pub data_date: NaiveDate,
    /// The licence of its data.
    pub licence: String,
    /// What it was made from, in a sentence.
    pub made_from: String,
    /// Its records, by kind and id.
    pub records: Vec<Record>,
    /// The passages of its documents, in their order, where it has documents.
    pub passages: BTreeMap<RecordId, Vec<Passage>>,
    /// Its exchange rates, by currency and year.
    pub rates: Vec<Rate>,
    /// Its glossary as text; search parses it.
    pub glossary: Option<String>,
}

/// `pack.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "About")]
pub(super) struct About {
    /// The pack's name, such as `entente-curated`; the same for every version of it.
    pub id: RecordId,
    /// Its version, such as `2026.11.1`.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The day up to which its sources were read, such as `2026-10-01`.
    #[schemars(with = "Day")]
    pub data_date: NaiveDate,
    /// The licence of its data, such as `CC BY 4.0`.
    pub licence: String,
    /// What it was made from, in a sentence.
    pub made_from: String,
}

/// A group of `glossary.toml`. Search gives it its meaning; here it is only held to its form, so that a slip is refused
/// with its line before a library is made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the type is there for its form")]
pub(super) struct Term {
    /// The code of the partner that the group names.
    #[serde(default)]
    partner: Option<PartnerCode>,
    /// English, the usual name first.
    #[serde(default)]
    en: Vec<String>,
    /// French.
    #[serde(default)]
    fr: Vec<String>,
    /// Arabic.
    #[serde(default)]
    ar: Vec<String>,
    /// Turkish.
    #[serde(default)]
    tr: Vec<String>,
    /// Serbian, in Latin letters; found in both scripts.
    #[serde(default)]
    sr: Vec<String>,
    /// Italian.
    #[serde(default)]
    it: Vec<String>,
    /// German.
    #[serde(default)]
    de: Vec<String>,
    /// Short names, found in texts of any language as they are spelled.
    #[serde(default)]
    short: Vec<String>,
}

/// Stands in the schema for a full day.
struct Day;

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "format": "date", "description": "A full day: 2026-10-01."
        })
    }
}
