//! What a brief is composed from: records already chosen, and what the library derived from them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{
    Commitment, Event, FundingLine, Indicator, Instrument, Partner, Record, RecordId, RecordKind, Source, Strand,
    ledger::Totals,
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
    /// What the ledger makes of `funding` on the brief's day: sums, what they left out and why.
    pub totals: Totals,
    /// The same of each strand by itself. The ledger knows every line here too: a line whose whole is of another strand
    /// is still a part of it.
    pub totals_of_strands: BTreeMap<Strand, Totals>,
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
