//! A text that records rest on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Edtf, PartnerCode, RecordId, vocabulary::vocabulary};

vocabulary! {
    /// What sort of text a source is.
    SourceKind, "source kind" {
        /// A treaty or other agreement.
        Agreement = "agreement",
        /// A joint declaration.
        JointDeclaration = "joint-declaration",
        /// A press release of an institution.
        PressRelease = "press-release",
        /// A regulation.
        Regulation = "regulation",
        /// A decision.
        Decision = "decision",
        /// A report.
        Report = "report",
        /// A factsheet or reference page.
        Factsheet = "factsheet",
        /// A speech.
        Speech = "speech",
        /// A letter.
        Letter = "letter",
        /// Press.
        News = "news",
        /// Research.
        Research = "research",
    }
}

/// A text that records rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The record's name, such as `vdl-letter-2024-06-25`.
    pub id: RecordId,
    /// Its title as published; square brackets where it has none of its own.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published.
    pub date: Edtf,
    /// What sort of text it is.
    pub kind: SourceKind,
    /// Its language, ISO 639-1.
    pub language: String,
    /// Where it was read.
    #[serde(default)]
    pub url: Option<String>,
    /// CELEX, Official Journal reference or document number.
    #[serde(default)]
    pub identifier: Option<String>,
    /// Whether an institution or a government speaks in it.
    pub official: bool,
    /// The partners it was gathered for; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// What a reader must know to use it.
    #[serde(default)]
    pub note: Option<String>,
}
