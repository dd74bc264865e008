//! A partner country, and the Union itself.

use std::{collections::BTreeMap, fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, RecordId, text_form::text_form};

/// The ISO 3166-1 alpha-2 code of a partner, or `EU`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartnerCode([u8; 2]);

impl PartnerCode {
    /// The Union itself: records that concern it as a whole.
    pub const UNION: Self = Self(*b"EU");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a partner code is two ASCII letters")
    }
}

impl fmt::Display for PartnerCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(self.as_str())
    }
}

impl FromStr for PartnerCode {
    type Err = BadPartnerCode;

    fn from_str(text: &str) -> Result<Self, BadPartnerCode> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(BadPartnerCode(text.to_owned())),
        }
    }
}

/// Text that is not a country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a partner code: use two letters, such as TN")]
pub struct BadPartnerCode(pub String);

text_form!(
    PartnerCode,
    "PartnerCode",
    "ISO 3166-1 alpha-2 code of a partner, or EU for the Union.",
    "^[A-Za-z]{2}$"
);

/// A third country with which the Union has a partnership, or the Union (`EU`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The record's name, such as `tunisia`.
    pub id: RecordId,
    /// Its country code, such as `TN`.
    pub iso: PartnerCode,
    /// Its English short name.
    pub name: String,
    /// Its name in other languages, by ISO 639-1 code.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Its capital.
    #[serde(default)]
    pub capital: Option<String>,
    /// What the partnership is, in a few sentences of ours.
    #[serde(default)]
    pub summary: Option<String>,
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
