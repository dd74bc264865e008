//! Records into files: country briefs, tables, calendars, citations, open data.
//!
//! Belongs here: the document model, how a brief is composed from facts, and the writers of every format.
//! Not here: reading a database, choosing records, deriving totals. Facts come in whole; nothing asks the clock.

pub mod brief;
mod calendar;
mod citations;
pub mod document;
mod docx;
mod error;
mod figures;
mod html;
mod iati;
mod json_lines;
mod links;
mod manifest;
mod markdown;
mod pdf;
mod poster;
mod saving;
pub mod tables;
pub mod words;
mod xml;

pub use calendar::calendar;
pub use citations::{CitationFormat, citation, citations};
pub use docx::docx;
pub use error::Error;
pub use html::html;
pub use iati::{IatiContext, iati};
pub use json_lines::json_lines;
pub use manifest::{Manifest, UsedFact, fingerprint, recheck};
pub use markdown::markdown;
pub use pdf::pdf;
pub use poster::{EntrySort, LanesBy, Paper, Poster, TimelineEntry, timeline_pdf, timeline_svg};
pub use saving::{Follow, Records, Step, Stop, save, to_the_end};
pub use words::Language;

/// A brief as bytes, and what it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file, whole.
    pub bytes: Vec<u8>,
    /// How many records its statements rest on.
    pub facts: usize,
    /// How many footnotes it has; each names at least one source.
    pub footnotes: usize,
}

/// The formats a brief is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BriefFormat {
    /// Word.
    Docx,
    /// PDF, tagged.
    Pdf,
    /// One HTML file without outside references.
    Html,
    /// Markdown with footnotes.
    Markdown,
}

impl BriefFormat {
    /// Every format, in the order they are offered.
    pub const ALL: &'static [Self] = &[Self::Docx, Self::Pdf, Self::Html, Self::Markdown];

    /// The ending of its files, without the dot; also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// Writes a document. The same document gives the same bytes.
    pub fn write(self, document: &document::Document) -> Result<Written, Error> {
        match self {
            Self::Docx => docx(document),
            Self::Pdf => pdf(document),
            Self::Html => Ok(html(document)),
            Self::Markdown => Ok(markdown(document)),
        }
    }
}
