//! The records at one point of the change log, in memory, with what ties them.
//!
//! A pack has some thousands of records; read once, every question after that is answered without the disk.
//! Passages of documents, of which there may be a million, are not here.

use std::{collections::BTreeMap, sync::OnceLock};

use entente_domain::{
    Citation, Claim, Commitment, FundingLine, Indicator, Instrument, Partner, PartnerCode, Record, RecordId, Source,
    ledger::{Ledger, LedgerError},
};

use crate::{Cited, ClaimRow, ContestedRow, Error};

/// Records by id, and who names whom.
pub(crate) struct Holdings {
    records: BTreeMap<RecordId, Record>,
    named_by: BTreeMap<RecordId, Vec<RecordId>>,
    cited_by: BTreeMap<RecordId, Vec<RecordId>>,
    /// Made by the first question about money.
    ledger: OnceLock<Result<Ledger, LedgerError>>,
}

/// Declares an iterator over the records of one kind, in the order of their ids.
macro_rules! of_kind {
    ($name:ident, $variant:ident, $type:ty) => {
        pub(crate) fn $name(&self) -> impl Iterator<Item = &$type> {
            self.records.values().filter_map(|record| match record {
                Record::$variant(one) => Some(one),
                _ => None,
            })
        }
    };
}

impl Holdings {
    pub(crate) fn new(records: impl IntoIterator<Item = Record>) -> Self {
        let records: BTreeMap<_, _> = records
            .into_iter()
            .map(|record| (record.id().clone(), record))
            .collect();
        let mut named_by: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        let mut cited_by: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        for record in records.values() {
            for other in record.references() {
                push_once(named_by.entry(other.clone()).or_default(), record.id());
            }
            for citation in record.all_cites() {
                push_once(cited_by.entry(citation.source.clone()).or_default(), record.id());
            }
        }
        Self {
            records,
            named_by,
            cited_by,
            ledger: OnceLock::new(),
        }
    }

    /// All funding lines and what ties them.
    pub(crate) fn ledger(&self) -> Result<&Ledger, Error> {
        let ledger = self.ledger.get_or_init(|| Ledger::new(self.funding()));
        ledger.as_ref().map_err(|error| Error::Ledger(error.clone()))
    }

    of_kind!(partners, Partner, Partner);
    of_kind!(sources, Source, Source);
    of_kind!(instruments, Instrument, Instrument);
    of_kind!(commitments, Commitment, Commitment);
    of_kind!(funding, Funding, FundingLine);
    of_kind!(indicators, Indicator, Indicator);

    /// Every record, in the order of ids.
    pub(crate) fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    pub(crate) fn get(&self, id: &RecordId) -> Option<&Record> {
        self.records.get(id)
    }

    pub(crate) fn instrument(&self, id: &RecordId) -> Option<&Instrument> {
        match self.get(id) {
            Some(Record::Instrument(one)) => Some(one),
            _ => None,
        }
    }

    /// The partner with this code.
    pub(crate) fn partner(&self, code: PartnerCode) -> Option<&Partner> {
        self.partners().find(|partner| partner.iso == code)
    }

    /// The record whose id is most like what was asked for, where one is.
    pub(crate) fn nearest(&self, asked: &str) -> Option<RecordId> {
        let asked = asked.to_lowercase();
        let likeness = |id: &RecordId| strsim::jaro_winkler(id.as_str(), &asked);
        let best = self
            .records
            .keys()
            .map(|id| (likeness(id), id))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        (best.0 > 0.85).then(|| best.1.clone())
    }

    /// The sentence for a partner that is not there, with those that are.
    pub(crate) fn no_such_partner(&self, asked: &str) -> Error {
        let known: Vec<_> = self
            .partners()
            .map(|partner| format!("{} ({})", partner.iso, partner.id))
            .collect();
        Error::NoSuchPartner {
            asked: asked.to_owned(),
            known: known.join(", "),
        }
    }

    /// The records that name this one, its citations left aside.
    pub(crate) fn named_by(&self, id: &RecordId) -> &[RecordId] {
        self.named_by.get(id).map_or(&[], Vec::as_slice)
    }

    /// The records that cite this source.
    pub(crate) fn cited_by(&self, source: &RecordId) -> &[RecordId] {
        self.cited_by.get(source).map_or(&[], Vec::as_slice)
    }

    /// Citations joined to their sources. A source that is missing is a finding of `check`, not of every answer.
    pub(crate) fn cited(&self, citations: &[Citation]) -> Vec<Cited> {
        citations
            .iter()
            .filter_map(|citation| match self.get(&citation.source) {
                Some(Record::Source(source)) => Some(Cited::new(citation, source)),
                _ => None,
            })
            .collect()
    }

    /// The citations of a step, or its record's own where the step has none.
    pub(crate) fn cited_or(&self, step: &[Citation], record: &[Citation]) -> Vec<Cited> {
        self.cited(if step.is_empty() { record } else { step })
    }

    /// The disputed fields of a record, in the order its claims stand in.
    pub(crate) fn contested(&self, record: &Record) -> Vec<ContestedRow> {
        let mut rows: Vec<ContestedRow> = Vec::new();
        for claim in record.claims() {
            let row = self.claim_row(claim);
            match rows.iter_mut().find(|known| known.field == claim.field) {
                Some(known) => known.claims.push(row),
                None => rows.push(ContestedRow {
                    id: record.id().clone(),
                    title: record.title().to_owned(),
                    field: claim.field.clone(),
                    claims: vec![row],
                }),
            }
        }
        rows
    }

    fn claim_row(&self, claim: &Claim) -> ClaimRow {
        ClaimRow {
            speaker: claim.speaker.clone(),
            says: claim.says.clone(),
            date: claim.date.clone(),
            cites: self.cited(&claim.cites),
        }
    }
}

fn push_once(list: &mut Vec<RecordId>, id: &RecordId) {
    if list.last() != Some(id) {
        list.push(id.clone());
    }
}
