//! What happened, and what is due, in date order.

use chrono::NaiveDate;
use entente_domain::{Edtf, PartnerCode, RecordId, RecordKind, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Filters, Moment};

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
