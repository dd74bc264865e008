//! What each side undertook, and where it stands on a day.

use chrono::NaiveDate;
use entente_domain::{Commitment, CommitmentState, Edtf, Force, PartnerCode, Party, Record, RecordId, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Cited, Filters, Moment, admitted::Admitted, holdings::Holdings};

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

impl CommitmentsAsk {
    /// Every commitment at a moment.
    pub fn at(moment: Moment) -> Self {
        Self {
            filters: Filters::default(),
            by: Vec::new(),
            states: Vec::new(),
            overdue: false,
            due_before: None,
            moment,
        }
    }
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

impl CommitmentRow {
    pub(crate) fn new(holdings: &Holdings, commitment: &Commitment, day: NaiveDate) -> Self {
        let instrument = holdings.instrument(&commitment.instrument);
        let step = commitment.step_on(day);
        Self {
            id: commitment.id.clone(),
            instrument: commitment.instrument.clone(),
            instrument_title: instrument.map_or_else(|| commitment.instrument.to_string(), |one| one.title.clone()),
            binding: instrument.is_some_and(|one| one.binding),
            partners: commitment.partners.clone(),
            by: commitment.by,
            strand: commitment.strand,
            text: commitment.text.clone(),
            force: commitment.force,
            article: commitment.article.clone(),
            due: commitment.due.clone(),
            state: commitment.state_on(day),
            state_date: step.and_then(|step| step.date.clone()),
            state_note: step.and_then(|step| step.note.clone()),
            overdue: commitment.overdue_on(day),
            contested: !commitment.claims.is_empty(),
            cites: holdings.cited(&commitment.cites),
        }
    }

    fn last_due_day(&self) -> Option<NaiveDate> {
        self.due.as_ref().and_then(|due| due.span().latest)
    }

    /// Overdue first, the longest first; then by deadline; then those without one, by id.
    fn place_in_list(&self) -> (bool, bool, Option<NaiveDate>, &RecordId) {
        (!self.overdue, self.due.is_none(), self.last_due_day(), &self.id)
    }
}

/// The commitments asked for, by id. One whose instrument did not yet exist on an asked-for past day is left out.
pub(crate) fn chosen<'h>(
    holdings: &'h Holdings,
    admitted: &Admitted<'_>,
    ask: &CommitmentsAsk,
) -> impl Iterator<Item = &'h Commitment> {
    let day = ask.moment.as_of;
    holdings
        .records()
        .filter(|record| admitted.record(record))
        .filter_map(|record| match record {
            Record::Commitment(commitment) => Some(commitment),
            _ => None,
        })
        .filter(move |one| !ask.moment.past || begun(holdings, one, day))
        .filter(|one| ask.by.is_empty() || ask.by.contains(&one.by))
        .filter(move |one| ask.states.is_empty() || ask.states.contains(&one.state_on(day)))
        .filter(move |one| !ask.overdue || one.overdue_on(day))
        .filter(|one| {
            ask.due_before
                .is_none_or(|before| one.last_due_day().is_some_and(|last| last < before))
        })
}

/// The commitments asked for: overdue first, then by deadline.
pub(crate) fn commitments(holdings: &Holdings, admitted: &Admitted<'_>, ask: &CommitmentsAsk) -> Vec<CommitmentRow> {
    let row = |one| CommitmentRow::new(holdings, one, ask.moment.as_of);
    let mut rows: Vec<_> = chosen(holdings, admitted, ask).map(row).collect();
    rows.sort_by(|a, b| a.place_in_list().cmp(&b.place_in_list()));
    rows
}

/// Whether the instrument of a commitment was there on a day.
pub(crate) fn begun(holdings: &Holdings, commitment: &Commitment, day: NaiveDate) -> bool {
    holdings
        .instrument(&commitment.instrument)
        .is_none_or(|one| one.legal_state_on(day).is_some())
}
