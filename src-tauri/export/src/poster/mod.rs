//! The timeline of a filtered range on its own: as one drawing, or as pages to print.
//!
//! Belongs here: what such a timeline says of itself, where each entry stands, and its two forms. Not here: which entries
//! it has, and the timeline inside a brief.

mod flow;
mod lanes;
mod layout;
mod pages;
mod pdf;
mod periods;
mod scale;
mod svg;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{Edtf, Money, PartnerCode, Stage, Strand};

use crate::{
    figures::MarkShape,
    words::{InWords, Language, Phrase, date_in_words, money_in_words},
};

pub use pdf::timeline_pdf;
pub use svg::timeline_svg;

/// A timeline to be drawn: entries, and what the reader is told of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Poster {
    /// Whose timeline it is.
    pub title: String,
    /// The one partner it is of, whom entries then do not name again.
    pub of: Option<PartnerCode>,
    /// What was filtered and from which data, as names and values.
    pub particulars: Vec<(String, String)>,
    /// What is drawn, in any order.
    pub entries: Vec<TimelineEntry>,
    /// What a lane is.
    pub lanes: LanesBy,
    /// The partners' names in the poster's language; a code stands for one that is missing.
    pub partners: BTreeMap<PartnerCode, String>,
    /// The day that is marked with a line.
    pub today: NaiveDate,
    /// The language of everything but the entries' titles, which are records' own words.
    pub language: Language,
}

/// Something on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// When.
    pub date: Edtf,
    /// What, in the record's own words.
    pub title: String,
    /// What sort of entry.
    pub sort: EntrySort,
    /// Its strands; the first gives it its ink, and its lane where lanes are strands.
    pub strands: Vec<Strand>,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
}

/// What sort of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntrySort {
    /// Something that happened.
    Event,
    /// A text, by its signature or entry into force.
    Instrument,
    /// A step of money, with its amount where the source gives one.
    Funding(Stage, Option<Money>),
    /// A commitment's deadline.
    Deadline,
}

/// What a lane of a timeline is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LanesBy {
    /// A strand.
    #[default]
    Strand,
    /// A partner; what concerns several has a lane of its own.
    Partner,
}

/// The paper of a printed timeline, always across.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 297 × 210 mm.
    #[default]
    A4,
    /// 420 × 297 mm.
    A3,
}

impl EntrySort {
    fn shape(self) -> MarkShape {
        match self {
            Self::Event => MarkShape::Event,
            Self::Instrument => MarkShape::Instrument,
            Self::Funding(..) => MarkShape::Funding,
            Self::Deadline => MarkShape::Deadline,
        }
    }

    /// What must be said beside the title: how far the money has come, or that a deadline is one.
    fn in_words(self, language: Language) -> Option<String> {
        match self {
            Self::Event | Self::Instrument => None,
            Self::Funding(stage, None) => Some(stage.in_words(language).to_owned()),
            Self::Funding(stage, Some(amount)) => Some(format!(
                "{}, {}",
                stage.in_words(language),
                money_in_words(amount, language)
            )),
            Self::Deadline => Some(Phrase::DeadlineWord.say(language).to_owned()),
        }
    }
}

impl Poster {
    /// The entries, oldest first. One whose start is open stands at its end.
    fn in_order(&self) -> Vec<&TimelineEntry> {
        let mut entries: Vec<&TimelineEntry> = self.entries.iter().collect();
        entries.sort_by(|one, other| {
            let place = |entry: &TimelineEntry| (entry.day(), entry.last_day(), entry.sort.shape());
            let rest = |entry: &TimelineEntry| (self.said_of(entry), entry.strands.clone());
            place(one)
                .cmp(&place(other))
                .then_with(|| one.title.cmp(&other.title))
                .then_with(|| rest(one).cmp(&rest(other)))
        });
        entries
    }

    /// When, whose, of which strand and what in the poster's language: all that is said of an entry but its title.
    fn said_of(&self, entry: &TimelineEntry) -> String {
        let mut parts = vec![date_in_words(&entry.date, self.language)];
        // In lanes of partners, or on a poster of one, the partner has been said.
        let told = match entry.partners.as_slice() {
            [one] => self.lanes == LanesBy::Partner || self.of == Some(*one),
            partners => partners.is_empty(),
        };
        if !told {
            let codes: Vec<_> = entry.partners.iter().map(ToString::to_string).collect();
            parts.push(codes.join(", "));
        }
        if self.lanes == LanesBy::Partner {
            // Ink alone must not tell it.
            parts.extend(
                entry
                    .strands
                    .first()
                    .map(|strand| strand.in_words(self.language).to_owned()),
            );
        }
        parts.extend(entry.sort.in_words(self.language));
        parts.join(" · ")
    }

    /// The signs that are drawn, and what they mean.
    fn legend(&self) -> Vec<(MarkShape, String)> {
        let words = [
            (MarkShape::Event, Phrase::ShownEvents),
            (MarkShape::Instrument, Phrase::ShownInstruments),
            (MarkShape::Funding, Phrase::ShownFunding),
            (MarkShape::Deadline, Phrase::ShownDeadlines),
        ];
        let drawn = |shape: MarkShape| self.entries.iter().any(|entry| entry.sort.shape() == shape);
        words
            .into_iter()
            .filter(|(shape, _)| drawn(*shape))
            .map(|(shape, phrase)| (shape, phrase.say(self.language).to_owned()))
            .collect()
    }
}

impl TimelineEntry {
    /// The day it stands at: its first possible one, or its last where the start is open.
    fn day(&self) -> NaiveDate {
        let span = self.date.span();
        span.earliest
            .or(span.latest)
            .expect("one end of a date at least has a day")
    }

    /// The last day it can mean; none where its end is open.
    fn last_day(&self) -> Option<NaiveDate> {
        self.date.span().latest
    }

    fn shade(&self) -> Option<usize> {
        self.strands.first().map(|strand| *strand as usize)
    }
}
