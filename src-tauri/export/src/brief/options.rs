//! What the reader of a brief may choose.

use std::collections::BTreeSet;

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

    /// Whether a part is asked for and the length has room for it.
    pub(super) fn has(&self, part: Part) -> bool {
        self.parts.contains(&part) && self.has_room_for(part)
    }

    fn has_room_for(&self, part: Part) -> bool {
        self.length == Length::Full || part.fits_a_page()
    }

    /// The parts asked for, in the order of the document, where others of this length were left out; none where all are
    /// there. What changed since a day is no part of a brief that names no day.
    pub(super) fn only(&self) -> Vec<Part> {
        let leaves_out = |part: &Part| *part != Part::Changes && self.has_room_for(*part) && !self.has(*part);
        if !Part::ALL.iter().any(leaves_out) {
            return Vec::new();
        }
        Part::ALL.iter().copied().filter(|part| self.has(*part)).collect()
    }
}

/// How long a brief is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Length {
    /// What fits a page: state of play, key figures, what is overdue or next due.
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

            /// Whether a brief of one page has it. Its state of play counts what other parts would tell.
            pub fn fits_a_page(self) -> bool {
                matches!(self, Self::StateOfPlay | Self::KeyFigures | Self::Changes | Self::Commitments)
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
