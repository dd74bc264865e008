//! What the reader of a brief may choose.

use std::{collections::BTreeSet, str::FromStr};

use chrono::NaiveDate;
use entente_domain::{Edtf, Strand};

use crate::words::Language;

/// How a brief is made. What is chosen here about records (period, strands) has been carried out by whoever gathered
/// the facts; the brief only says so in its title block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefOptions {
    /// The day on which legal states, commitments and money are read.
    pub as_of: NaiveDate,
    /// The day on which the library knew what the brief says, where that is not now.
    pub known_on: Option<NaiveDate>,
    /// Where the period begins, when it is narrowed.
    pub from: Option<Edtf>,
    /// Where the period ends, when it is narrowed.
    pub to: Option<Edtf>,
    /// The strands it is narrowed to; empty for all.
    pub strands: Vec<Strand>,
    /// One page or everything.
    pub length: Length,
    /// Its language.
    pub language: Language,
    /// The parts to include; those without anything to say are left out by themselves.
    pub parts: BTreeSet<Part>,
    /// Another title than the partner's.
    pub title: Option<String>,
    /// Another line above the title than “Country brief”.
    pub kicker: Option<String>,
    /// A marking for the head of each page, as the author typed it.
    pub marking: Option<String>,
    /// Who signs it, as the author typed it.
    pub author: Option<String>,
}

impl BriefOptions {
    /// Everything, in English, as of a day.
    pub fn full(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            known_on: None,
            from: None,
            to: None,
            strands: Vec::new(),
            length: Length::Full,
            language: Language::English,
            parts: Part::ALL.iter().copied().collect(),
            title: None,
            kicker: None,
            marking: None,
            author: None,
        }
    }

    pub(super) fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

/// How long a brief is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Length {
    /// What fits a page: state of play, key figures, what is overdue or next due, the latest events.
    OnePage,
    /// Everything.
    #[default]
    Full,
}

macro_rules! parts {
    ($( $(#[$note:meta])* $part:ident = $word:literal, )+) => {
        /// A part of a brief.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Part { $( $(#[$note])* $part, )+ }

        impl Part {
            /// Every part, in the order of the document.
            pub const ALL: &'static [Self] = &[$(Self::$part),+];

            /// Its name on the command line and on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$part => $word),+ }
            }
        }
    };
}

parts! {
    /// Where things stand, in a few sentences.
    StateOfPlay = "state-of-play",
    /// Key figures.
    KeyFigures = "key-figures",
    /// The drawn timeline and the table of events.
    Timeline = "timeline",
    /// What changed since a day.
    Changes = "changes",
    /// Instruments with their legal state.
    Instruments = "instruments",
    /// Commitments by standing.
    Commitments = "commitments",
    /// Money by stage, what was left out, what was returned.
    Money = "money",
    /// Contested facts side by side.
    Contested = "contested",
    /// What the records do not show.
    Gaps = "gaps",
    /// The sources, written out.
    Sources = "sources",
}

/// A part that no brief has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a brief has no part “{0}”: choose among state-of-play, key-figures, timeline, changes, instruments, commitments, money, contested, gaps and sources"
)]
pub struct UnknownPart(pub String);

impl FromStr for Part {
    type Err = UnknownPart;

    fn from_str(word: &str) -> Result<Self, UnknownPart> {
        Self::ALL
            .iter()
            .copied()
            .find(|part| part.as_str() == word)
            .ok_or_else(|| UnknownPart(word.to_owned()))
    }
}
