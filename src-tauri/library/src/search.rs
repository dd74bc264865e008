//! One search box, one answer.

use std::collections::BTreeSet;

use entente_domain::{DateRule, RecordKind};
use entente_search::{Ask, AskFilters, Found, Glossary, Index, Key, ReadingLanguage, Sort, Suggestion};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Error, Filters, Library, Moment, entry, holdings::Holdings};

/// How many completions are offered.
const SUGGESTIONS: usize = 8;

/// A search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct SearchAsk {
    /// What the user typed. No text is an error.
    pub query: String,
    /// Narrowing beside the query. Its `text` must hold too.
    #[serde(default)]
    pub filters: Filters,
    /// The order of hits.
    #[serde(default)]
    pub sort: Sort,
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
    pub language: ReadingLanguage,
    /// The two clocks.
    pub moment: Moment,
}

fn wanted() -> bool {
    true
}

impl SearchAsk {
    fn for_engine(&self) -> Ask {
        let text = match &self.filters.text {
            Some(also) if !also.trim().is_empty() => format!("({}) ({also})", self.query),
            _ => self.query.clone(),
        };
        Ask {
            text,
            filters: for_engine(&self.filters, &self.moment),
            sort: self.sort,
            limit: self.limit,
            offset: self.offset,
            facets: self.facets,
            group_by_document: self.group_by_document,
            reading: self.language,
            ..Ask::default()
        }
    }
}

/// Filters as the index takes them. On an asked-for past day, what came later is left out.
fn for_engine(filters: &Filters, moment: &Moment) -> AskFilters {
    let texts = |list: &[RecordKind]| list.iter().map(|kind| indexed_kind(*kind).to_owned()).collect();
    let to = filters.to.as_ref().and_then(|date| date.span().latest);
    AskFilters {
        partners: filters.partners.iter().map(ToString::to_string).collect(),
        strands: filters.strands.iter().map(ToString::to_string).collect(),
        kinds: texts(&filters.kinds),
        from: filters.from.as_ref().and_then(|date| date.span().earliest),
        to: if moment.past {
            Some(to.map_or(moment.as_of, |to| to.min(moment.as_of)))
        } else {
            to
        },
        whole_dates: filters.dates == DateRule::Must,
        ..AskFilters::default()
    }
}

/// A document is found through its passages.
fn indexed_kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Document => "passage",
        other => other.as_str(),
    }
}

impl Library {
    /// What a search finds. Count, facets and hits come from one compiled query.
    pub fn search(&self, ask: &SearchAsk) -> Result<Found, Error> {
        self.with_index(&ask.moment, |index| Ok(index.search(&ask.for_engine())?))
    }

    /// The ids of records that a query matches, without a cap: the text filter of lists. Passages are left aside.
    pub(crate) fn matching(&self, text: &str, moment: &Moment) -> Result<BTreeSet<String>, Error> {
        self.with_index(moment, |index| {
            let mut ids = BTreeSet::new();
            for key in index.keys(&Ask::for_text(text))? {
                if let Key::Record(id) = key? {
                    ids.insert(id);
                }
            }
            Ok(ids)
        })
    }

    /// Completions of what is being typed.
    pub fn suggest(&self, typed: &str) -> Result<Vec<Suggestion>, Error> {
        Ok(self.index()?.suggest(typed, SUGGESTIONS)?)
    }

    /// The index of a moment. What the library knew at another point of the change log is indexed for this one question:
    /// records only, for the index on disk holds the present.
    fn with_index<T>(&self, moment: &Moment, ask: impl FnOnce(&Index) -> Result<T, Error>) -> Result<T, Error> {
        if moment.known_on.is_none() {
            return ask(self.index()?);
        }
        let glossary = self.glossary(&self.store.read()?)?;
        let folder = tempfile::tempdir().map_err(|reason| Error::CannotWrite {
            path: std::env::temp_dir(),
            reason,
        })?;
        let holdings = self.holdings(moment)?;
        ask(&index_of(&holdings, folder.path(), glossary)?)
    }
}

fn index_of(holdings: &Holdings, folder: &std::path::Path, glossary: Glossary) -> Result<Index, Error> {
    let index = Index::open(folder, glossary)?;
    let mut writer = index.writer()?;
    let labels = entry::labels(holdings.records());
    for entry in holdings
        .records()
        .filter_map(|record| entry::of_record(record, &labels))
    {
        writer.put(&entry)?;
    }
    writer.commit(0)?;
    writer.close()?;
    Ok(index)
}
