//! What each side undertook, and where it stands on a day.

use chrono::NaiveDate;
use entente_domain::{CommitmentState, Edtf, Force, PartnerCode, Party, RecordId, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Cited, Filters, Moment};

/// Which commitments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct CommitmentsAsk {
    /// Which records.
    #[serde(default)]
    pub filters: Filters,
    /// Owed by any of these.
    #[serde(default)]
    pub by: Vec<Party>,
    /// In any of these states on the day.
    #[serde(default)]
    pub states: Vec<CommitmentState>,
    /// Only those past their deadline on the day.
    #[serde(default)]
    pub overdue: bool,
    /// With a deadline that ends before this day.
    #[serde(default)]
    pub due_before: Option<NaiveDate>,
    /// The two clocks.
    pub moment: Moment,
}

/// A commitment and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct CommitmentRow {
    /// Its id.
    pub id: RecordId,
    /// The instrument it is written in.
    pub instrument: RecordId,
    /// That instrument's title.
    pub instrument_title: String,
    /// Whether that instrument binds in law.
    pub binding: bool,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// Who owes it.
    pub by: Party,
    /// Its strand.
    pub strand: Strand,
    /// The undertaking.
    pub text: String,
    /// The force of its verb, where known.
    pub force: Option<Force>,
    /// The article it stands in.
    pub article: Option<String>,
    /// Its deadline.
    pub due: Option<Edtf>,
    /// What evidence shows of it on the day.
    pub state: CommitmentState,
    /// When the evidence showed it.
    pub state_date: Option<Edtf>,
    /// What shows it.
    pub state_note: Option<String>,
    /// Whether its deadline has passed without an end.
    pub overdue: bool,
    /// Whether speakers dispute a field of it.
    pub contested: bool,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// How many commitments stand where, of those that share a partner, a strand and a party. Each counts once:
/// overdue stands before open, under way and unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RollUpRow {
    /// The partner.
    pub partner: PartnerCode,
    /// The strand.
    pub strand: Strand,
    /// Who owes them.
    pub by: Party,
    /// Nothing shows that they were begun.
    pub open: u32,
    /// Being carried out.
    pub under_way: u32,
    /// Done.
    pub done: u32,
    /// Past their deadline.
    pub overdue: u32,
    /// Ended without being done.
    pub lapsed: u32,
    /// No evidence either way.
    pub unknown: u32,
}
