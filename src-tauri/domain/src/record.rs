//! Any record, and what all of them have in common.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Citation, Claim, Commitment, Confidence, Document, Edtf, Event, FundingLine, Indicator, Instrument, Note, Partner,
    PartnerCode, RecordId, SavedSearch, Source, Strand, Tag, vocabulary::vocabulary,
};

vocabulary! {
    /// What sort of record.
    RecordKind, "record kind" {
        /// A partner.
        Partner = "partner",
        /// A source.
        Source = "source",
        /// An instrument.
        Instrument = "instrument",
        /// A commitment.
        Commitment = "commitment",
        /// A funding line.
        Funding = "funding",
        /// An event.
        Event = "event",
        /// An indicator.
        Indicator = "indicator",
        /// An imported document.
        Document = "document",
        /// A user's note.
        Note = "note",
        /// A user's tag.
        Tag = "tag",
        /// A saved search.
        SavedSearch = "saved-search",
    }
}

impl RecordKind {
    /// What one record of the kind is called in a sentence: `an instrument`, `a funding line`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Partner => "a partner",
            Self::Source => "a source",
            Self::Instrument => "an instrument",
            Self::Commitment => "a commitment",
            Self::Funding => "a funding line",
            Self::Event => "an event",
            Self::Indicator => "an indicator",
            Self::Document => "a document",
            Self::Note => "a note",
            Self::Tag => "a tag",
            Self::SavedSearch => "a saved search",
        }
    }
}

/// Any record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "record", rename_all = "kebab-case")]
pub enum Record {
    /// A partner.
    Partner(Partner),
    /// A source.
    Source(Source),
    /// An instrument.
    Instrument(Instrument),
    /// A commitment.
    Commitment(Commitment),
    /// A funding line.
    Funding(FundingLine),
    /// An event.
    Event(Event),
    /// An indicator.
    Indicator(Indicator),
    /// An imported document.
    Document(Document),
    /// A user's note.
    Note(Note),
    /// A user's tag.
    Tag(Tag),
    /// A saved search.
    SavedSearch(SavedSearch),
}

/// Reads one field that every variant has.
macro_rules! of_each {
    ($record:expr, $one:ident => $read:expr) => {
        match $record {
            Record::Partner($one) => $read,
            Record::Source($one) => $read,
            Record::Instrument($one) => $read,
            Record::Commitment($one) => $read,
            Record::Funding($one) => $read,
            Record::Event($one) => $read,
            Record::Indicator($one) => $read,
            Record::Document($one) => $read,
            Record::Note($one) => $read,
            Record::Tag($one) => $read,
            Record::SavedSearch($one) => $read,
        }
    };
}

impl Record {
    /// What sort of record it is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Partner(_) => RecordKind::Partner,
            Self::Source(_) => RecordKind::Source,
            Self::Instrument(_) => RecordKind::Instrument,
            Self::Commitment(_) => RecordKind::Commitment,
            Self::Funding(_) => RecordKind::Funding,
            Self::Event(_) => RecordKind::Event,
            Self::Indicator(_) => RecordKind::Indicator,
            Self::Document(_) => RecordKind::Document,
            Self::Note(_) => RecordKind::Note,
            Self::Tag(_) => RecordKind::Tag,
            Self::SavedSearch(_) => RecordKind::SavedSearch,
        }
    }

    /// Its id.
    pub fn id(&self) -> &RecordId {
        of_each!(self, one => &one.id)
    }

    /// How it is called in a list.
    pub fn title(&self) -> &str {
        match self {
            Self::Partner(one) => &one.name,
            Self::Source(one) => &one.title,
            Self::Instrument(one) => &one.title,
            Self::Commitment(one) => &one.text,
            Self::Funding(one) => &one.title,
            Self::Event(one) => &one.title,
            Self::Indicator(one) => &one.name,
            Self::Document(one) => &one.title,
            Self::Note(one) => &one.text,
            Self::Tag(one) => &one.label,
            Self::SavedSearch(one) => &one.label,
        }
    }

    /// The citations of the record itself, without those of its steps and claims.
    pub fn cites(&self) -> &[Citation] {
        match self {
            Self::Partner(one) => &one.cites,
            Self::Instrument(one) => &one.cites,
            Self::Commitment(one) => &one.cites,
            Self::Funding(one) => &one.cites,
            Self::Event(one) => &one.cites,
            Self::Indicator(one) => &one.cites,
            Self::Document(one) => &one.cites,
            Self::Source(_) | Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => &[],
        }
    }

    /// Every citation in the record: its own, its steps' and its claims'.
    pub fn all_cites(&self) -> Vec<&Citation> {
        let steps: Vec<&Citation> = match self {
            Self::Instrument(one) => one.history.iter().flat_map(|step| &step.cites).collect(),
            Self::Commitment(one) => one.states.iter().flat_map(|step| &step.cites).collect(),
            Self::Funding(one) => one.stages.iter().flat_map(|step| &step.cites).collect(),
            _ => Vec::new(),
        };
        let claims = self.claims().iter().flat_map(|claim| &claim.cites);
        self.cites().iter().chain(steps).chain(claims).collect()
    }

    /// What speakers say of its disputed fields.
    pub fn claims(&self) -> &[Claim] {
        match self {
            Self::Partner(one) => &one.claims,
            Self::Instrument(one) => &one.claims,
            Self::Commitment(one) => &one.claims,
            Self::Funding(one) => &one.claims,
            Self::Event(one) => &one.claims,
            Self::Indicator(one) => &one.claims,
            Self::Source(_) | Self::Document(_) | Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => &[],
        }
    }

    /// How well it stands, where that can be said.
    pub fn confidence(&self) -> Option<Confidence> {
        match self {
            Self::Partner(one) => Some(one.confidence),
            Self::Instrument(one) => Some(one.confidence),
            Self::Commitment(one) => Some(one.confidence),
            Self::Funding(one) => Some(one.confidence),
            Self::Event(one) => Some(one.confidence),
            Self::Indicator(one) => Some(one.confidence),
            Self::Source(_) | Self::Document(_) | Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => None,
        }
    }

    /// The partners it concerns.
    pub fn partners(&self) -> &[PartnerCode] {
        match self {
            Self::Partner(one) => std::slice::from_ref(&one.iso),
            Self::Source(one) => &one.partners,
            Self::Instrument(one) => &one.partners,
            Self::Commitment(one) => &one.partners,
            Self::Funding(one) => &one.partners,
            Self::Event(one) => &one.partners,
            Self::Indicator(one) => &one.partners,
            Self::Document(one) => &one.partners,
            Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => &[],
        }
    }

    /// The partners it concerns, to fill where a file left them out; `None` for records that have none of their own.
    pub fn partners_mut(&mut self) -> Option<&mut Vec<PartnerCode>> {
        match self {
            Self::Source(one) => Some(&mut one.partners),
            Self::Instrument(one) => Some(&mut one.partners),
            Self::Commitment(one) => Some(&mut one.partners),
            Self::Funding(one) => Some(&mut one.partners),
            Self::Event(one) => Some(&mut one.partners),
            Self::Indicator(one) => Some(&mut one.partners),
            Self::Document(one) => Some(&mut one.partners),
            Self::Partner(_) | Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => None,
        }
    }

    /// The strands it runs in.
    pub fn strands(&self) -> &[Strand] {
        match self {
            Self::Instrument(one) => &one.strands,
            Self::Commitment(one) => std::slice::from_ref(&one.strand),
            Self::Funding(one) => std::slice::from_ref(&one.strand),
            Self::Event(one) => &one.strands,
            Self::Partner(_)
            | Self::Source(_)
            | Self::Indicator(_)
            | Self::Document(_)
            | Self::Note(_)
            | Self::Tag(_)
            | Self::SavedSearch(_) => &[],
        }
    }

    /// The date by which it stands in a list: an instrument's signature (or entry into force), a commitment's deadline,
    /// a line's first stage (or its period), a publication, the time an indicator speaks of.
    pub fn date(&self) -> Option<&Edtf> {
        match self {
            Self::Source(one) => Some(&one.date),
            Self::Instrument(one) => one.signed.as_ref().or(one.in_force.as_ref()),
            Self::Commitment(one) => one.due.as_ref(),
            Self::Funding(one) => one.stages.first().map(|stage| &stage.date).or(one.period.as_ref()),
            Self::Event(one) => Some(&one.date),
            Self::Indicator(one) => Some(&one.period),
            Self::Document(one) => one.date.as_ref(),
            Self::Partner(_) | Self::Note(_) | Self::Tag(_) | Self::SavedSearch(_) => None,
        }
    }

    /// The other records it names, its citations' sources left aside.
    pub fn references(&self) -> Vec<&RecordId> {
        self.named().into_iter().map(|named| named.id).collect()
    }

    /// The other records it names, with the field that names each and the kind that belongs there. Its citations'
    /// sources are left aside.
    pub fn named(&self) -> Vec<Named<'_>> {
        let to = |field, kind| move |id| Named { field, id, kind };
        match self {
            Self::Instrument(one) => {
                let related = one.related.iter().map(|relation| &relation.to);
                related.map(to("related", RecordKind::Instrument)).collect()
            }
            Self::Commitment(one) => vec![to("instrument", RecordKind::Instrument)(&one.instrument)],
            Self::Funding(one) => {
                let whole = one.part_of.iter().map(|part| &part.id);
                (one.instrument.iter().map(to("instrument", RecordKind::Instrument)))
                    .chain(whole.map(to("part_of", RecordKind::Funding)))
                    .chain(one.repeats.iter().map(to("repeats", RecordKind::Funding)))
                    .chain(one.relabels.iter().map(to("relabels", RecordKind::Funding)))
                    .collect()
            }
            Self::Event(one) => one
                .instruments
                .iter()
                .map(to("instruments", RecordKind::Instrument))
                .collect(),
            Self::Document(one) => one
                .instrument
                .iter()
                .map(to("instrument", RecordKind::Instrument))
                .collect(),
            // A note or a tag may outlive the record it is about.
            Self::Partner(_)
            | Self::Source(_)
            | Self::Indicator(_)
            | Self::Note(_)
            | Self::Tag(_)
            | Self::SavedSearch(_) => Vec::new(),
        }
    }
}

/// A record that another one names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The field that names it.
    pub field: &'static str,
    /// Its id.
    pub id: &'a RecordId,
    /// The kind of record that belongs in the field.
    pub kind: RecordKind,
}
