//! What is indexed: a record, or one passage of a document.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Error;

/// What an entry is called: a record by its id, a passage by its document and its place in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A record's id.
    Record(String),
    /// The passage at `ordinal` of `document`.
    Passage {
        /// The document's id.
        document: String,
        /// Counted from the document's beginning.
        ordinal: u32,
    },
}

impl Key {
    /// What entries of one document share; a record stands alone.
    pub fn group(&self) -> &str {
        match self {
            Self::Record(id) => id,
            Self::Passage { document, .. } => document,
        }
    }

    /// The document of a passage.
    pub fn document(&self) -> Option<&str> {
        match self {
            Self::Record(_) => None,
            Self::Passage { document, .. } => Some(document),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(id) => f.write_str(id),
            Self::Passage { document, ordinal } => write!(f, "{document}#{ordinal}"),
        }
    }
}

impl FromStr for Key {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || Error::Key(text.to_owned());
        match text.rsplit_once('#') {
            None if text.is_empty() => Err(refused()),
            None => Ok(Self::Record(text.to_owned())),
            Some(("", _)) => Err(refused()),
            Some((document, ordinal)) => Ok(Self::Passage {
                document: document.to_owned(),
                ordinal: ordinal.parse().map_err(|_| refused())?,
            }),
        }
    }
}

/// When an entry is dated: its own words, and the first and last day they can mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDate {
    /// The date as the record states it, in EDTF.
    pub text: String,
    /// The first day it can mean.
    pub earliest: NaiveDate,
    /// The last day it can mean. An open interval may reach as far as a date can.
    pub latest: NaiveDate,
}

/// Money an entry states, for `amount:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryAmount {
    /// In hundredths of the currency's unit.
    pub cents: i64,
    /// ISO 4217.
    pub currency: String,
}

/// A record or a passage, as search sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is called.
    pub key: Key,
    /// `partner`, `source`, `instrument`, `commitment`, `funding`, `event`, `indicator`, `document`, `passage`, `note`, `saved-search`.
    pub kind: String,
    /// A record's title; for a passage, its document's, which is shown and not searched (except by `title:`).
    pub title: String,
    /// The headings above a passage, outermost first. Searched.
    pub heading: Option<String>,
    /// Where in the document: article, paragraph, page.
    pub locator: Option<String>,
    /// All words of the entry besides title and heading, in reading order.
    pub text: String,
    /// What a record belongs to, in words: its instrument's title. Searched after its own words; the names of its partners and
    /// its date in words are added to it.
    pub about: Option<String>,
    /// The language as declared, such as `fr`; detected when left out.
    pub language: Option<String>,
    /// ISO codes of the partners it concerns.
    pub partners: Vec<String>,
    /// Its strands.
    pub strands: Vec<String>,
    /// Who owes, pays or signs.
    pub by: Vec<String>,
    /// Its state: `open`, `in-force`, …
    pub state: Option<String>,
    /// Ids of its sources, and an id of the instrument it belongs to where that helps `source:`.
    pub sources: Vec<String>,
    /// Its date.
    pub date: Option<EntryDate>,
    /// Its amount.
    pub amount: Option<EntryAmount>,
    /// How much it counts at equal words beside others of its kind: 1 for most, from a quarter to four times.
    pub weight: f32,
}

impl Entry {
    /// An entry with a key, a kind, a title and words, and nothing else yet.
    pub fn new(key: Key, kind: impl Into<String>, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            key,
            kind: kind.into(),
            title: title.into(),
            heading: None,
            locator: None,
            text: text.into(),
            about: None,
            language: None,
            partners: Vec::new(),
            strands: Vec::new(),
            by: Vec::new(),
            state: None,
            sources: Vec::new(),
            date: None,
            amount: None,
            weight: 1.0,
        }
    }

    /// Whether it is a passage of a document.
    pub fn is_passage(&self) -> bool {
        matches!(self.key, Key::Passage { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_text_form() {
        for text in ["tn-mou-2023", "tn-mou-2023#0", "a#b#12"] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        for text in ["", "#3", "x#", "x#y"] {
            assert!(text.parse::<Key>().is_err(), "{text:?} names nothing");
        }
    }
}
