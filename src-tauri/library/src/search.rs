//! One search box, one answer.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{PartnerCode, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Error, Filters, Library, Moment};

/// A search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct SearchAsk {
    /// What the user typed. Nothing typed is an error.
    pub query: String,
    /// Narrowing beside the query.
    #[serde(default)]
    pub filters: Filters,
    /// The order of hits.
    #[serde(default)]
    pub sort: SearchSort,
    /// How many hits to answer.
    pub limit: u32,
    /// How many to skip.
    #[serde(default)]
    pub offset: u32,
    /// Whether facets are wanted.
    #[serde(default = "wanted")]
    pub facets: bool,
    /// One hit a document, the rest counted.
    #[serde(default)]
    pub group_by_document: bool,
    /// The language of the reading.
    #[serde(default)]
    pub language: AnswerLanguage,
    /// The two clocks.
    pub moment: Moment,
}

fn wanted() -> bool {
    true
}

/// The language of sentences in an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum AnswerLanguage {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum SearchSort {
    /// The best first.
    #[default]
    #[serde(rename = "relevance")]
    Relevance,
    /// The oldest first.
    #[serde(rename = "date")]
    Date,
    /// The newest first.
    #[serde(rename = "-date")]
    DateDescending,
    /// In the order of their documents.
    #[serde(rename = "document")]
    Document,
}

/// A stretch of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SnippetPart {
    /// Its text.
    pub text: String,
    /// Whether the query matched it.
    pub hit: bool,
}

/// A record or a passage that matched.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SearchHit {
    /// The kind of record, or `passage`.
    pub kind: String,
    /// The record's id; for a passage, `document#ordinal`.
    pub id: String,
    /// Its title; for a passage, its document's.
    pub title: String,
    /// The title with what matched in it, where something did.
    pub title_parts: Vec<SnippetPart>,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// The strands it runs in.
    pub strands: Vec<Strand>,
    /// Its date, in EDTF.
    pub date: Option<String>,
    /// A passage's document.
    pub document: Option<String>,
    /// A passage's place in it.
    pub locator: Option<String>,
    /// The headings above a passage.
    pub heading: Option<String>,
    /// Text around what matched.
    pub snippet: Vec<SnippetPart>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Further hits in the same document, when grouped.
    pub more_in_document: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SearchFound {
    /// The query as typed.
    pub query: String,
    /// How it was read, in plain words.
    pub reading: String,
    /// What was ignored, and why.
    pub ignored: Vec<String>,
    /// Every hit, counted.
    pub total: u32,
    /// The hits asked for.
    pub hits: Vec<SearchHit>,
    /// Over every hit: how many a partner, strand, kind, year…
    pub facets: BTreeMap<String, BTreeMap<String, u32>>,
    /// A query near this one that finds something, when this one does not.
    pub did_you_mean: Option<String>,
    /// Microseconds the engine took.
    pub took_us: u32,
}

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Suggestion {
    /// What to put in the box.
    pub text: String,
    /// Where it comes from: `term`, `partner`, `instrument`, `alias`, `field`.
    pub kind: String,
    /// How it reads beside, where that says more.
    pub label: Option<String>,
}

impl Library {
    /// The ids that a query matches, for the text filter of lists. Passages are left aside.
    pub(crate) fn matching(&self, _text: &str, _moment: &Moment) -> Result<BTreeSet<String>, Error> {
        let _ = self.index()?;
        Ok(BTreeSet::new())
    }

    /// What a search finds.
    pub fn search(&self, _ask: &SearchAsk) -> Result<SearchFound, Error> {
        Err(Error::BadAsk("search is being built".to_owned()))
    }

    /// Completions of what is being typed.
    pub fn suggest(&self, _typed: &str) -> Result<Vec<Suggestion>, Error> {
        Ok(Vec::new())
    }
}
