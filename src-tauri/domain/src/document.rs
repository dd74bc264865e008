//! Texts that were imported, passage by passage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Edtf, PartnerCode, RecordId, vocabulary::vocabulary};

vocabulary! {
    /// The format a document was read from.
    DocumentFormat, "document format" {
        /// PDF.
        Pdf = "pdf",
        /// Word.
        Docx = "docx",
        /// HTML.
        Html = "html",
        /// Formex 4.
        Formex = "formex",
        /// Akoma Ntoso 3.
        AkomaNtoso = "akoma-ntoso",
        /// Plain text.
        Text = "text",
        /// JSON Lines of passages.
        JsonLines = "json-lines",
    }
}

/// A text that was imported. Its passages are kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The record's name.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The format it was read from.
    pub format: DocumentFormat,
    /// Its main language, ISO 639-1, where known.
    #[serde(default)]
    pub language: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub date: Option<Edtf>,
    /// The partners it concerns.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// The instrument whose text it is.
    #[serde(default)]
    pub instrument: Option<RecordId>,
    /// SHA-256 of the original file, lower-case hexadecimal.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Pages, where the format has them.
    #[serde(default)]
    pub pages: Option<u32>,
    /// How many passages it has.
    pub passages: u32,
    /// What the reader of the file could not do.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// The sources it is.
    #[serde(default)]
    pub cites: Vec<Citation>,
}

/// A piece of a document with its own place: an article, a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Its place in the document, from 1.
    pub ordinal: u32,
    /// Where it stands: `Article 4(2)`, `§ 12`.
    #[serde(default)]
    pub locator: Option<String>,
    /// The headings above it, joined with “ › ”.
    #[serde(default)]
    pub heading: Option<String>,
    /// Its page, from 1.
    #[serde(default)]
    pub page: Option<u32>,
    /// Its language, ISO 639-1, where it is known.
    #[serde(default)]
    pub language: Option<String>,
    /// Its text.
    pub text: String,
}
