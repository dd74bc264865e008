//! What is asked of the index and what it answers: the shapes that cross to whoever shows them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Ask {
    /// The query as typed. An empty one finds everything the filters leave.
    pub text: String,
    /// Narrowing beside the query.
    pub filters: AskFilters,
    /// The order of hits.
    pub sort: Sort,
    /// How many hits are shown.
    pub limit: u32,
    /// How many are passed over.
    pub offset: u32,
    /// Whether facets are counted.
    pub facets: bool,
    /// One hit a document, the rest counted.
    pub group_by_document: bool,
    /// The language of the reading.
    pub reading: ReadingLanguage,
    /// Whether words of the glossary are followed.
    pub aliases: bool,
    /// Whether any of the words suffices, those entries with most of them first, as for a question in a sentence.
    pub any_word: bool,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: AskFilters::default(),
            sort: Sort::default(),
            limit: 10,
            offset: 0,
            facets: true,
            group_by_document: false,
            reading: ReadingLanguage::default(),
            aliases: true,
            any_word: false,
        }
    }
}

impl Ask {
    /// A search for a text, with nothing else said.
    pub fn for_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// Narrowing beside the query. An empty list leaves its field open; all fields must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct AskFilters {
    /// Any of these partners, by ISO code or name.
    pub partners: Vec<String>,
    /// Any of these strands.
    pub strands: Vec<String>,
    /// Any of these kinds.
    pub kinds: Vec<String>,
    /// Any of these parties.
    pub by: Vec<String>,
    /// Any of these states.
    pub states: Vec<String>,
    /// Any of these languages.
    pub languages: Vec<String>,
    /// The date could fall in any of these years.
    pub years: Vec<i32>,
    /// Any of these records, or passages of these documents.
    pub documents: Vec<String>,
    /// Any of these sources.
    pub sources: Vec<String>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// Whether a vague date must lie wholly in the range; otherwise it suffices that it could.
    pub whole_dates: bool,
}

/// The order of hits. At equal merit the newer comes first, then the order of documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum Sort {
    /// The best first.
    #[default]
    #[serde(rename = "relevance")]
    Relevance,
    /// The oldest first; undated last.
    #[serde(rename = "date")]
    Date,
    /// The newest first; undated last.
    #[serde(rename = "-date")]
    DateDescending,
    /// By document and place in it.
    #[serde(rename = "document")]
    Document,
}

/// The language of sentences in an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ReadingLanguage {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Found {
    /// The query as typed.
    pub query: String,
    /// How it was read, in plain words.
    pub reading: String,
    /// What was ignored or read otherwise than typed, and why.
    pub ignored: Vec<String>,
    /// Every hit, counted.
    pub total: u32,
    /// How many documents and records the hits are in; counted when grouped.
    pub groups: Option<u32>,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Over every hit: by facet and value, how many.
    pub facets: BTreeMap<String, BTreeMap<String, u32>>,
    /// A query near this one that finds something, when this one does not.
    pub did_you_mean: Option<String>,
    /// Microseconds the engine took.
    pub took_us: u32,
}

/// A record or a passage that matched.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Hit {
    /// The kind of record, or `passage`.
    pub kind: String,
    /// The record's id, or `document#ordinal`.
    pub id: String,
    /// Its title; a passage's document's.
    pub title: String,
    /// The title with what matched in it.
    pub title_parts: Vec<SnippetPart>,
    /// ISO codes of its partners.
    pub partners: Vec<String>,
    /// Its strands.
    pub strands: Vec<String>,
    /// Its date, in EDTF.
    pub date: Option<String>,
    /// A passage's document.
    pub document: Option<String>,
    /// Its place in the document.
    pub locator: Option<String>,
    /// The headings above it.
    pub heading: Option<String>,
    /// The headings with what matched in them.
    pub heading_parts: Vec<SnippetPart>,
    /// The tag of its language.
    pub language: String,
    /// Text around what matched: of the text, else of the heading, else of the title.
    pub snippet: Vec<SnippetPart>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Further hits in the same document, when grouped.
    pub more_in_document: u32,
}

/// A stretch of shown text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SnippetPart {
    /// Its text.
    pub text: String,
    /// Whether the query matched it.
    pub hit: bool,
}

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Suggestion {
    /// The whole query with the completion in it.
    pub text: String,
    /// What completes it.
    pub kind: SuggestionKind,
    /// How it reads beside, where that says more: a title's id, what an alias stands for, how many entries have a word.
    pub label: Option<String>,
}

/// Where a completion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// A field's name.
    Field,
    /// A partner.
    Partner,
    /// An instrument's title.
    Instrument,
    /// A term of the glossary.
    Alias,
    /// A word of the library.
    Term,
}
