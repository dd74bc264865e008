//! Citations with their source beside them: where a figure or a statement is written.

use entente_domain::{Citation, RecordId, Source};
use serde::Serialize;
use specta::Type;

/// A citation and the source it names, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Cited {
    /// The source's id.
    pub source: RecordId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, in EDTF.
    pub date: String,
    /// The place in it.
    pub at: Option<String>,
    /// Where it was read.
    pub url: Option<String>,
    /// CELEX, Official Journal reference or document number.
    pub identifier: Option<String>,
    /// Its language, ISO 639-1.
    pub language: String,
    /// Whether an institution or a government speaks in it.
    pub official: bool,
}

impl Cited {
    /// Joins a citation to its source.
    pub(crate) fn new(citation: &Citation, source: &Source) -> Self {
        Self {
            at: citation.at.clone(),
            ..Self::of(source)
        }
    }

    /// A source without a place in it.
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            source: source.id.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            date: source.date.to_string(),
            at: None,
            url: source.url.clone(),
            identifier: source.identifier.clone(),
            language: source.language.clone(),
            official: source.official,
        }
    }
}
