//! What a brief is composed from: records already chosen, and what the library derived from them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{
    Commitment, Event, FundingKind, FundingLine, Indicator, Instrument, Money, Partner, Record, RecordId, RecordKind,
    Source, Stage, Strand,
};

/// Everything a country brief may say. Records are those of the partner within the asked period and strands; what a
/// day decides (legal state, overdue) is derived when the brief is composed.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefFacts {
    /// The partner.
    pub partner: Partner,
    /// The pack the records are from.
    pub pack: Pack,
    /// Instruments.
    pub instruments: Vec<Instrument>,
    /// Commitments.
    pub commitments: Vec<Commitment>,
    /// Funding lines, counted or not.
    pub funding: Vec<FundingLine>,
    /// Sums by stage and kind, as the ledger gives them for `funding` on the brief's day.
    pub totals: Vec<StageTotal>,
    /// Lines that no total counts, and why.
    pub left_out: Vec<LeftOut>,
    /// Events.
    pub events: Vec<Event>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Every source that any of these records cites, by id.
    pub sources: BTreeMap<RecordId, Source>,
    /// Titles of records that are named here but not among the chosen ones: the instrument of a commitment, a whole.
    pub titles: BTreeMap<RecordId, String>,
    /// What the records do not show.
    pub gaps: Vec<Gap>,
    /// What changed since a day, when that was asked.
    pub changes: Option<Changes>,
}

/// The pack of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its id, such as `entente-curated`.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its version.
    pub version: String,
    /// The newest day its records speak of.
    pub data_date: NaiveDate,
}

/// A sum of the ledger: one stage, one kind of money, one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTotal {
    /// How far the money has come.
    pub stage: Stage,
    /// What sort of money.
    pub kind: FundingKind,
    /// The sum.
    pub amount: Money,
    /// The lines that were added, in the ledger's order.
    pub counted: Vec<RecordId>,
    /// Whether a whole without a figure was replaced by the parts of one breakdown.
    pub from_breakdown: bool,
}

/// A line that was not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The line.
    pub id: RecordId,
    /// Why.
    pub reason: LeftOutReason,
    /// The line that is counted in its place, where there is one.
    pub because_of: Option<RecordId>,
}

/// Why a line was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// A whole it is part of is counted.
    PartOfCounted,
    /// It announces the same money as another line.
    Repeats,
    /// It carries another line's money under a new label.
    Relabels,
    /// Another way of splitting the same whole is counted.
    OtherBreakdown,
    /// It is a ceiling.
    Envelope,
    /// It is a speaker's running sum.
    Statement,
    /// It has no figure at any stage that was added.
    NoData,
    /// It is in a currency that cannot be added to the others.
    OtherCurrency,
}

/// Something the records do not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// No published official text of an instrument is among its sources.
    NoOfficialText(RecordId),
    /// No payment is on record for a funding line.
    NoPaymentData(RecordId),
    /// Nothing shows how a strand's commitments are carried out.
    NoEvidence(Strand),
}

/// What changed in the library since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The day.
    pub since: NaiveDate,
    /// The records, oldest change first.
    pub records: Vec<Change>,
}

/// A record that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub id: RecordId,
    /// What sort of record.
    pub kind: RecordKind,
    /// Its title.
    pub title: String,
    /// When it changed last.
    pub day: NaiveDate,
    /// How.
    pub how: ChangeKind,
}

/// How a record changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// These fields of it changed.
    Changed(Vec<String>),
    /// It was taken out.
    Removed,
}

impl BriefFacts {
    /// The chosen record of an id.
    pub(super) fn record(&self, id: &RecordId) -> Option<Record> {
        let found = |one: &RecordId| one == id;
        None.or_else(|| {
            self.instruments
                .iter()
                .find(|one| found(&one.id))
                .cloned()
                .map(Record::Instrument)
        })
        .or_else(|| {
            self.commitments
                .iter()
                .find(|one| found(&one.id))
                .cloned()
                .map(Record::Commitment)
        })
        .or_else(|| {
            self.funding
                .iter()
                .find(|one| found(&one.id))
                .cloned()
                .map(Record::Funding)
        })
        .or_else(|| {
            self.events
                .iter()
                .find(|one| found(&one.id))
                .cloned()
                .map(Record::Event)
        })
        .or_else(|| {
            self.indicators
                .iter()
                .find(|one| found(&one.id))
                .cloned()
                .map(Record::Indicator)
        })
        .or_else(|| found(&self.partner.id).then(|| Record::Partner(self.partner.clone())))
    }

    /// The title of a record, chosen or only named; its id where nothing else is known.
    pub(super) fn title(&self, id: &RecordId) -> String {
        None.or_else(|| {
            self.instruments
                .iter()
                .find(|one| one.id == *id)
                .map(|one| one.title.clone())
        })
        .or_else(|| {
            self.funding
                .iter()
                .find(|one| one.id == *id)
                .map(|one| one.title.clone())
        })
        .or_else(|| {
            self.events
                .iter()
                .find(|one| one.id == *id)
                .map(|one| one.title.clone())
        })
        .or_else(|| self.titles.get(id).cloned())
        .unwrap_or_else(|| id.to_string())
    }

    /// The title of a record, or the beginning of its text where it has none.
    pub(super) fn title_or_text(&self, id: &RecordId) -> String {
        None.or_else(|| {
            self.commitments
                .iter()
                .find(|one| one.id == *id)
                .map(|one| one.text.clone())
        })
        .or_else(|| {
            self.indicators
                .iter()
                .find(|one| one.id == *id)
                .map(|one| one.name.clone())
        })
        .or_else(|| (self.partner.id == *id).then(|| self.partner.name.clone()))
        .unwrap_or_else(|| self.title(id))
    }
}
