//! What happened, and what is due, in date order.

use chrono::NaiveDate;
use entente_domain::{Edtf, Money, PartnerCode, Record, RecordId, RecordKind, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Filters, Moment, admitted::Admitted, holdings::Holdings};

/// What the timeline is to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct TimelineAsk {
    /// Which records. Without kinds: events.
    #[serde(default)]
    pub filters: Filters,
    /// The two clocks.
    pub moment: Moment,
}

/// One mark on the timeline: an event, an instrument's life, a step of money, or a deadline.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct TimelineEntry {
    /// The record it opens.
    pub id: RecordId,
    /// As its source dates it.
    pub date: Edtf,
    /// The first day it can mean; none where the start is open.
    pub earliest: Option<NaiveDate>,
    /// The last day it can mean; none where the end is open.
    pub latest: Option<NaiveDate>,
    /// Its title.
    pub title: String,
    /// The record's kind: event, instrument, funding, or commitment for a deadline.
    pub kind: RecordKind,
    /// What sort within its kind: `signing`, `memorandum-of-understanding`, `disbursed`, `due`.
    #[serde(rename = "type")]
    pub sort: String,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// The strands it runs in.
    pub strands: Vec<Strand>,
    /// Where it happened.
    pub place: Option<String>,
    /// The amount of a step of money, as decimal text.
    pub amount: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
}

impl TimelineEntry {
    fn of(record: &Record, date: &Edtf, sort: &str) -> Self {
        let span = date.span();
        Self {
            id: record.id().clone(),
            date: date.clone(),
            earliest: span.earliest,
            latest: span.latest,
            title: record.title().to_owned(),
            kind: record.kind(),
            sort: sort.to_owned(),
            partners: record.partners().to_vec(),
            strands: record.strands().to_vec(),
            place: None,
            amount: None,
            currency: None,
        }
    }

    /// The marks a record makes on the timeline.
    pub(crate) fn all_of(record: &Record) -> Vec<Self> {
        match record {
            Record::Event(event) => {
                vec![Self {
                    place: event.place.clone(),
                    ..Self::of(record, &event.date, event.kind.as_str())
                }]
            }
            Record::Instrument(instrument) => instrument
                .signed
                .iter()
                .chain(&instrument.in_force)
                .take(1)
                .map(|date| Self {
                    place: instrument.place.clone(),
                    ..Self::of(record, date, instrument.kind.as_str())
                })
                .collect(),
            Record::Funding(line) => line
                .stages
                .iter()
                .map(|step| Self {
                    amount: step.amount.map(Money::decimal),
                    currency: step.amount.map(|amount| amount.currency().to_string()),
                    ..Self::of(record, &step.date, step.stage.as_str())
                })
                .collect(),
            Record::Commitment(commitment) => commitment
                .due
                .iter()
                .map(|date| Self::of(record, date, "due"))
                .collect(),
            Record::Partner(_)
            | Record::Source(_)
            | Record::Indicator(_)
            | Record::Document(_)
            | Record::Note(_)
            | Record::Tag(_)
            | Record::SavedSearch(_) => Vec::new(),
        }
    }
}

/// The marks of the records that the filters admit, in date order; events only when no kind is asked for.
pub(crate) fn timeline(holdings: &Holdings, admitted: &Admitted<'_>, moment: &Moment) -> Vec<TimelineEntry> {
    let mut entries: Vec<_> = holdings
        .records()
        .filter(|record| admitted.names_kinds() || record.kind() == RecordKind::Event)
        .filter(|record| admitted.but_for_dates(record))
        .flat_map(TimelineEntry::all_of)
        .filter(|entry| admitted.date(&entry.date))
        .filter(|entry| !moment.past || entry.earliest.is_none_or(|first| first <= moment.as_of))
        .collect();
    entries.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    entries
}
