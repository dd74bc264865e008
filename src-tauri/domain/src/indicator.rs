//! Statistics that sources quote.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, Edtf, PartnerCode, RecordId};

/// A statistic that a source quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The record's name, such as `tn-i01`.
    pub id: RecordId,
    /// The partners it concerns; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// What is counted.
    pub name: String,
    /// How many: a decimal number as text, such as `13000` or `-0.4`.
    pub value: String,
    /// Of what: persons, per cent, EUR.
    pub unit: String,
    /// The time it speaks of.
    pub period: Edtf,
    /// Where this is written.
    pub cites: Vec<Citation>,
    /// How well it stands.
    pub confidence: Confidence,
    /// What a reader must know to use it.
    #[serde(default)]
    pub note: Option<String>,
    /// What speakers say of disputed fields.
    #[serde(default)]
    pub claims: Vec<Claim>,
}
