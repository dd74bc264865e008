//! The clauses of a text, wherever it is kept.

use std::sync::LazyLock;

use entente_domain::{Commitment, Document, Passage, Record, RecordId};
use regex::Regex;

use crate::{BadAsk, Error, Library, holdings::Holdings};

/// A piece of a text with its own place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub locator: Option<String>,
    pub heading: Option<String>,
    pub text: String,
    /// The article it stands in, in one spelling; none where nothing numbers it.
    pub article: Option<String>,
    /// The document, or the commitment, that holds it.
    pub record: RecordId,
    /// Its passage of that document.
    pub passage: Option<u32>,
    pub language: Option<String>,
}

/// How a clause is numbered in the languages that are read: `Article 4`, `Art. 4 bis`, `Annex II`, `§ 12`.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(article|art\.|section|chapter|chapitre|titre|annexe?|protocole?|clause|point|§)\s*(\d+|[ivxlc]+|premier)\b(\s*(?:bis|ter|quater)\b)?",
    )
    .expect("our own pattern is sound")
});

impl Clause {
    #[cfg(test)]
    pub fn plain(text: &str) -> Self {
        Self {
            locator: None,
            heading: None,
            text: text.to_owned(),
            article: None,
            record: "text".parse().expect("a constant is a record id"),
            passage: None,
            language: None,
        }
    }

    fn of_commitment(one: &Commitment) -> Self {
        Self {
            locator: Some(one.article.clone().unwrap_or_else(|| one.id.to_string())),
            heading: None,
            text: one.text.clone(),
            article: one.article.as_deref().map(in_one_spelling),
            record: one.id.clone(),
            passage: None,
            // Records are written in English.
            language: Some("en".to_owned()),
        }
    }
}

impl Library {
    /// The clauses of a record's text.
    pub(super) fn clauses(&self, id: &str) -> Result<Vec<Clause>, Error> {
        let snapshot = self.store.read()?;
        let holdings = self.present(&snapshot)?;
        let known: Option<RecordId> = id.parse().ok();
        let Some(record) = known.as_ref().and_then(|id| holdings.get(id)) else {
            return Err(Error::NoSuchRecord {
                id: id.to_owned(),
                nearest: holdings.nearest(id),
            });
        };
        match record {
            Record::Document(document) => {
                let clauses = in_articles(document, snapshot.passages(&document.id, 1..=u32::MAX)?);
                if clauses.is_empty() {
                    return Err(BadAsk::NoPassages(document.id.clone()).into());
                }
                Ok(clauses)
            }
            Record::Commitment(commitment) => Ok(vec![Clause::of_commitment(commitment)]),
            Record::Instrument(instrument) => {
                let mut clauses = Vec::new();
                for document in texts_of(&holdings, &instrument.id) {
                    clauses.extend(in_articles(document, snapshot.passages(&document.id, 1..=u32::MAX)?));
                }
                if clauses.is_empty() {
                    let own = holdings.named_by(&instrument.id).iter();
                    clauses.extend(own.filter_map(|id| match holdings.get(id)? {
                        Record::Commitment(one) if one.instrument == instrument.id => Some(Clause::of_commitment(one)),
                        _ => None,
                    }));
                }
                if clauses.is_empty() {
                    return Err(BadAsk::NoTextOfInstrument(instrument.id.clone()).into());
                }
                Ok(clauses)
            }
            other => Err(BadAsk::NoText {
                id: other.id().clone(),
                kind: other.kind(),
            }
            .into()),
        }
    }
}

fn texts_of<'h>(holdings: &'h Holdings, instrument: &RecordId) -> Vec<&'h Document> {
    let documents = holdings.records().filter_map(|record| match record {
        Record::Document(one) if one.instrument.as_ref() == Some(instrument) => Some(one),
        _ => None,
    });
    documents.collect()
}

/// Passages as clauses, each in the article that its locator, its heading or the line above it names.
fn in_articles(document: &Document, passages: Vec<Passage>) -> Vec<Clause> {
    let mut above: Option<String> = None;
    let clause = |passage: Passage| {
        let placed = passage.locator.as_deref().filter(|locator| !is_counted(locator));
        let headed = || passage.heading.as_deref()?.rsplit(" › ").find_map(number);
        let own = number(&passage.text);
        if own.is_some() {
            above.clone_from(&own);
        }
        let article = placed
            .map(in_one_spelling)
            .or(own)
            .or_else(headed)
            .or_else(|| above.clone());
        Clause {
            locator: passage.locator,
            heading: passage.heading,
            text: passage.text,
            article,
            record: document.id.clone(),
            passage: Some(passage.ordinal),
            language: passage.language.or_else(|| document.language.clone()),
        }
    };
    passages.into_iter().map(clause).collect()
}

impl Clause {
    /// What it says, without the number it begins with; that alone where nothing follows.
    pub fn words(&self) -> &str {
        let rest = NUMBERED
            .find(&self.text)
            .map_or("", |number| &self.text[number.end()..]);
        if rest.contains(char::is_alphanumeric) {
            rest
        } else {
            &self.text
        }
    }
}

/// Whether a locator only counts: then a clause more or less above it changes it.
fn is_counted(locator: &str) -> bool {
    ["paragraph ", "page ", "line "]
        .iter()
        .any(|word| locator.starts_with(word))
}

/// The number that words begin with: `Article 4 – Readmission` is `article 4`.
fn number(words: &str) -> Option<String> {
    NUMBERED.find(words).map(|found| in_one_spelling(found.as_str()))
}

fn in_one_spelling(locator: &str) -> String {
    let words: Vec<_> = locator.split_whitespace().map(str::to_lowercase).collect();
    let whole = words.join(" ").replacen("art. ", "article ", 1);
    whole.trim_end_matches(['.', ':', ')']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_number_however_it_is_written() {
        assert_eq!(number("Article 4 – Readmission").as_deref(), Some("article 4"));
        assert_eq!(number("ART. 4: Readmission").as_deref(), Some("article 4"));
        assert_eq!(number("Annexe II").as_deref(), Some("annexe ii"));
        assert_eq!(number("Article 4 bis").as_deref(), Some("article 4 bis"));
        assert_eq!(
            number("Articles of association"),
            None,
            "a word that only begins alike is none"
        );
        assert_eq!(number("The article 4 applies"), None, "a mention is no number");
        assert!(is_counted("paragraph 3, part 2") && !is_counted("Article 3"));
    }
}
