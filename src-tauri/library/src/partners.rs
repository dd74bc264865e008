//! The seven partners at a glance, and one partner whole.

use chrono::NaiveDate;
use entente_domain::{Edtf, Indicator, InstrumentKind, LegalState, Partner, PartnerCode, RecordId, Strand};
use serde::Serialize;
use specta::Type;

use crate::{Cited, CommitmentRow, FundingAnswer, FundingTotal, RollUpRow, TimelineEntry};

/// A partner in a list. Its money is what `funding` answers for it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct PartnerRow {
    /// Its record, such as `tunisia`.
    pub id: RecordId,
    /// Its code, such as `TN`.
    pub iso: PartnerCode,
    /// Its name in English.
    pub name: String,
    /// Its name in other languages.
    pub names: std::collections::BTreeMap<String, String>,
    /// How many instruments.
    pub instruments: u32,
    /// How many of them are in force or provisionally applied on the day.
    pub in_force: u32,
    /// How many commitments.
    pub commitments: u32,
    /// How many of them are open or under way.
    pub open: u32,
    /// How many are past their deadline.
    pub overdue: u32,
    /// How many events.
    pub events: u32,
    /// How many sources.
    pub sources: u32,
    /// Totals, as `funding` gives them.
    pub funding: Vec<FundingTotal>,
    /// The last event up to the day.
    pub last_event: Option<TimelineEntry>,
    /// The next deadline or dated event after the day.
    pub next: Option<TimelineEntry>,
}

/// The whole neighbourhood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Overview {
    /// The partners, by name.
    pub partners: Vec<PartnerRow>,
    /// Deadlines that end within 180 days of the day, and those already passed stand in `overdue`.
    pub due: Vec<CommitmentRow>,
    /// Commitments past their deadline, the longest first.
    pub overdue: Vec<CommitmentRow>,
    /// The latest events up to the day, newest first.
    pub latest: Vec<TimelineEntry>,
    /// The newest day the pack speaks of.
    pub data_date: Option<NaiveDate>,
}

/// An instrument in a register.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct InstrumentRow {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// What sort of text.
    pub kind: InstrumentKind,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// Who agreed it.
    pub parties: Vec<String>,
    /// Whether it binds in law.
    pub binding: bool,
    /// When it was signed or adopted.
    pub signed: Option<Edtf>,
    /// When it entered into force.
    pub in_force: Option<Edtf>,
    /// When it ends.
    pub expires: Option<Edtf>,
    /// Where it stands in law on the day; none before its first dated step.
    pub state: Option<LegalState>,
    /// The strands it touches.
    pub strands: Vec<Strand>,
    /// CELEX or Official Journal reference.
    pub identifier: Option<String>,
    /// How many commitments it carries.
    pub commitments: u32,
    /// Whether speakers dispute a field of it.
    pub contested: bool,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// A statistic with its sources.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct IndicatorRow {
    /// The record.
    pub indicator: Indicator,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// A source in a list, with how often it is cited.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SourceRow {
    /// The source as a citation shows it.
    pub source: Cited,
    /// How many records cite it.
    pub cited_by: u32,
}

/// Everything of one partner.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct PartnerPage {
    /// Its record.
    pub partner: Partner,
    /// Where the record is written.
    pub cites: Vec<Cited>,
    /// Its row in the overview.
    pub row: PartnerRow,
    /// Its timeline: events, instruments' lives, steps of money and deadlines.
    pub timeline: Vec<TimelineEntry>,
    /// Its instruments, newest first.
    pub instruments: Vec<InstrumentRow>,
    /// Its commitments: overdue first, then by deadline.
    pub commitments: Vec<CommitmentRow>,
    /// How many commitments stand where.
    pub roll_up: Vec<RollUpRow>,
    /// Its money.
    pub funding: FundingAnswer,
    /// Its indicators, newest first.
    pub indicators: Vec<IndicatorRow>,
    /// Its sources, newest first.
    pub sources: Vec<SourceRow>,
    /// Disputed fields of its records.
    pub contested: Vec<ContestedRow>,
}

/// A disputed field and what each speaker says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ContestedRow {
    /// The record.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The field, or the question.
    pub field: String,
    /// Who says what.
    pub claims: Vec<ClaimRow>,
}

/// What one speaker says.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ClaimRow {
    /// Who.
    pub speaker: String,
    /// What they say.
    pub says: String,
    /// When they said it.
    pub date: Option<Edtf>,
    /// Where it is written.
    pub cites: Vec<Cited>,
}
