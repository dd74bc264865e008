//! The seven partners at a glance, and one partner whole.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{Days, NaiveDate};
use entente_domain::{
    CommitmentState, Edtf, Indicator, Instrument, InstrumentKind, LegalState, Partner, PartnerCode, Record, RecordId,
    RecordKind, Relation, Strand,
    tracker::{RollUp, Tally, roll_up},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Cited, CommitmentRow, CommitmentsAsk, Error, Filters, FundingAnswer, FundingAsk, FundingTotal, Moment,
    TimelineEntry,
    admitted::Admitted,
    commitments::{chosen, commitments},
    funding::funding,
    holdings::Holdings,
    timeline::timeline,
};

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
    pub names: BTreeMap<String, String>,
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
    /// What comes next: a dated event after the day, or a deadline that has not passed and still stands.
    pub next: Option<TimelineEntry>,
}

/// The whole neighbourhood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Overview {
    /// The partners, by name.
    pub partners: Vec<PartnerRow>,
    /// The Union itself: what is recorded of it alone.
    pub union: Option<PartnerRow>,
    /// Deadlines that end within 180 days of the day, and those already passed stand in `overdue`.
    pub due: Vec<CommitmentRow>,
    /// Commitments past their deadline, the longest first.
    pub overdue: Vec<CommitmentRow>,
    /// The latest events up to the day, newest first.
    pub latest: Vec<TimelineEntry>,
    /// The newest day the pack speaks of.
    pub data_date: Option<NaiveDate>,
    /// How many instruments in all, each once, however many partners it concerns.
    pub instruments: u32,
    /// How many of them are in force or provisionally applied.
    pub in_force: u32,
    /// How many commitments stand where in all, each once.
    pub commitments: Tally,
}

/// Which instruments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct InstrumentsAsk {
    /// Which records.
    #[serde(default)]
    pub filters: Filters,
    /// The two clocks.
    pub moment: Moment,
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
    /// What it implements, amends, replaces or follows.
    pub related: Vec<Relation>,
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
    pub roll_up: RollUp,
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

/// How far ahead the overview looks for deadlines, in days.
const SOON: u64 = 180;

/// How many of the latest events the overview shows.
const LATEST: usize = 12;

impl InstrumentRow {
    pub(crate) fn new(holdings: &Holdings, instrument: &Instrument, day: NaiveDate) -> Self {
        let carried = holdings
            .named_by(&instrument.id)
            .iter()
            .filter(|id| {
                holdings
                    .get(id)
                    .is_some_and(|record| record.kind() == RecordKind::Commitment)
            })
            .count();
        Self {
            id: instrument.id.clone(),
            title: instrument.title.clone(),
            kind: instrument.kind,
            partners: instrument.partners.clone(),
            parties: instrument.parties.clone(),
            binding: instrument.binding,
            signed: instrument.signed.clone(),
            in_force: instrument.in_force.clone(),
            expires: instrument.expires.clone(),
            state: instrument.legal_state_on(day),
            strands: instrument.strands.clone(),
            identifier: instrument.identifier.clone(),
            commitments: count(carried),
            contested: !instrument.claims.is_empty(),
            related: instrument.related.clone(),
            cites: holdings.cited(&instrument.cites),
        }
    }

    fn holds(&self) -> bool {
        matches!(self.state, Some(LegalState::InForce | LegalState::ProvisionallyApplied))
    }
}

/// A count for the wire; no library holds four thousand million records.
pub(crate) fn count(records: usize) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX)
}

/// The instruments that the filters admit, newest first. On an asked-for past day, those that did not yet exist are left out.
pub(crate) fn instruments(holdings: &Holdings, admitted: &Admitted<'_>, moment: &Moment) -> Vec<InstrumentRow> {
    let mut rows: Vec<_> = holdings
        .records()
        .filter(|record| admitted.record(record))
        .filter_map(|record| match record {
            Record::Instrument(instrument) => Some(InstrumentRow::new(holdings, instrument, moment.as_of)),
            _ => None,
        })
        .filter(|row| !moment.past || row.state.is_some())
        .collect();
    rows.sort_by(|a, b| {
        let date = |row: &InstrumentRow| row.signed.clone().or_else(|| row.in_force.clone());
        date(b).cmp(&date(a)).then_with(|| a.id.cmp(&b.id))
    });
    rows
}

/// The parts that a partner's row and a partner's page share.
struct Gathered {
    timeline: Vec<TimelineEntry>,
    instruments: Vec<InstrumentRow>,
    commitments: Vec<CommitmentRow>,
    roll_up: RollUp,
    funding: FundingAnswer,
}

fn gather(holdings: &Holdings, code: PartnerCode, moment: &Moment) -> Result<Gathered, Error> {
    let filters = Filters {
        partners: vec![code],
        ..Filters::default()
    };
    let marks = Filters {
        kinds: vec![
            RecordKind::Event,
            RecordKind::Instrument,
            RecordKind::Funding,
            RecordKind::Commitment,
        ],
        ..filters.clone()
    };
    let admitted = Admitted::new(&filters, None);
    let ask = CommitmentsAsk {
        filters: filters.clone(),
        ..CommitmentsAsk::at(moment.clone())
    };
    let mut tally = roll_up(chosen(holdings, &admitted, &ask), moment.as_of);
    tally.rows.retain(|row| row.partner == code);
    let money = FundingAsk {
        filters: filters.clone(),
        ..FundingAsk::at(moment.clone())
    };
    Ok(Gathered {
        timeline: timeline(holdings, &Admitted::new(&marks, None), moment),
        instruments: instruments(holdings, &admitted, moment),
        commitments: commitments(holdings, &admitted, &ask),
        roll_up: tally,
        funding: funding(holdings, &admitted, &money)?,
    })
}

/// Whether a commitment is still to be met, or may be.
fn stands(row: &CommitmentRow) -> bool {
    !matches!(row.state, CommitmentState::Done | CommitmentState::Lapsed)
}

impl PartnerRow {
    fn gathered(holdings: &Holdings, partner: &Partner, moment: &Moment) -> Result<Self, Error> {
        let gathered = gather(holdings, partner.iso, moment)?;
        Ok(Self::new(holdings, partner, moment, &gathered))
    }

    fn new(holdings: &Holdings, partner: &Partner, moment: &Moment, gathered: &Gathered) -> Self {
        let day = moment.as_of;
        let Gathered {
            timeline,
            instruments,
            commitments,
            funding,
            ..
        } = gathered;
        let is_event = |entry: &&TimelineEntry| entry.kind == RecordKind::Event;
        let to_come = |entry: &&TimelineEntry| entry.earliest.is_some_and(|first| first > day);
        let live = |row: &&CommitmentRow| matches!(row.state, CommitmentState::Open | CommitmentState::UnderWay);
        // A deadline is met until its last day, an event begins on its first.
        let comes_on = |entry: &TimelineEntry| match entry.kind {
            RecordKind::Event => entry.earliest.filter(|first| *first > day),
            RecordKind::Commitment => entry
                .latest
                .filter(|last| *last >= day && commitments.iter().any(|row| row.id == entry.id && stands(row))),
            _ => None,
        };
        let gathered_for = |code: PartnerCode| {
            holdings
                .sources()
                .filter(move |one| one.partners.contains(&code))
                .count()
        };
        Self {
            id: partner.id.clone(),
            iso: partner.iso,
            name: partner.name.clone(),
            names: partner.names.clone(),
            instruments: count(instruments.len()),
            in_force: count(instruments.iter().filter(|row| row.holds()).count()),
            commitments: count(commitments.len()),
            open: count(commitments.iter().filter(live).filter(|row| !row.overdue).count()),
            overdue: count(commitments.iter().filter(|row| row.overdue).count()),
            events: count(timeline.iter().filter(is_event).count()),
            sources: count(gathered_for(partner.iso)),
            funding: funding.totals.clone(),
            last_event: timeline.iter().filter(is_event).rfind(|entry| !to_come(entry)).cloned(),
            next: timeline
                .iter()
                .filter_map(|entry| Some((comes_on(entry)?, entry)))
                .min_by_key(|(when, _)| *when)
                .map(|(_, entry)| entry.clone()),
        }
    }
}

/// The partners by name, the Union left aside: it is a party to all of them.
pub(crate) fn partners(holdings: &Holdings, moment: &Moment) -> Result<Vec<PartnerRow>, Error> {
    let mut partners: Vec<_> = holdings
        .partners()
        .filter(|partner| partner.iso != PartnerCode::UNION)
        .collect();
    partners.sort_by(|a, b| a.name.cmp(&b.name));
    partners
        .into_iter()
        .map(|partner| PartnerRow::gathered(holdings, partner, moment))
        .collect()
}

/// The neighbourhood on a day.
pub(crate) fn overview(holdings: &Holdings, moment: &Moment, data_date: Option<NaiveDate>) -> Result<Overview, Error> {
    let everything = Filters::default();
    let admitted = Admitted::new(&everything, None);
    let everyone = CommitmentsAsk::at(moment.clone());
    let register = instruments(holdings, &admitted, moment);
    let rows = commitments(holdings, &admitted, &everyone);
    let horizon = moment.as_of.checked_add_days(Days::new(SOON)).unwrap_or(NaiveDate::MAX);
    let ends_soon = |row: &&CommitmentRow| {
        let last = row.due.as_ref().and_then(|due| due.span().latest);
        stands(row) && last.is_some_and(|last| (moment.as_of..=horizon).contains(&last))
    };
    let mut latest: Vec<_> = timeline(holdings, &admitted, moment)
        .into_iter()
        .filter(|entry| entry.earliest.is_none_or(|first| first <= moment.as_of))
        .collect();
    latest.sort_by_key(|entry| Reverse(entry.earliest));
    latest.truncate(LATEST);
    Ok(Overview {
        partners: partners(holdings, moment)?,
        union: holdings
            .partner(PartnerCode::UNION)
            .map(|union| PartnerRow::gathered(holdings, union, moment))
            .transpose()?,
        due: rows.iter().filter(ends_soon).cloned().collect(),
        overdue: rows.into_iter().filter(|row| row.overdue).collect(),
        latest,
        data_date,
        instruments: count(register.len()),
        in_force: count(register.iter().filter(|row| row.holds()).count()),
        commitments: roll_up(chosen(holdings, &admitted, &everyone), moment.as_of).all,
    })
}

/// One partner whole.
pub(crate) fn partner_page(holdings: &Holdings, code: PartnerCode, moment: &Moment) -> Result<PartnerPage, Error> {
    let partner = holdings
        .partner(code)
        .ok_or_else(|| holdings.no_such_partner(code.as_str()))?;
    let gathered = gather(holdings, code, moment)?;
    let row = PartnerRow::new(holdings, partner, moment, &gathered);
    let concerns = |record: &&Record| record.partners().contains(&code);
    let mut indicators: Vec<_> = holdings
        .indicators()
        .filter(|one| one.partners.contains(&code))
        .map(|one| IndicatorRow {
            indicator: one.clone(),
            cites: holdings.cited(&one.cites),
        })
        .collect();
    indicators.sort_by(|a, b| b.indicator.period.cmp(&a.indicator.period));
    let mut sources: Vec<_> = holdings
        .sources()
        .filter(|one| one.partners.contains(&code))
        .map(|one| SourceRow {
            source: Cited::of(one),
            cited_by: count(holdings.cited_by(&one.id).len()),
        })
        .collect();
    sources.sort_by(|a, b| {
        b.source
            .date
            .cmp(&a.source.date)
            .then_with(|| a.source.source.cmp(&b.source.source))
    });
    Ok(PartnerPage {
        partner: partner.clone(),
        cites: holdings.cited(&partner.cites),
        row,
        timeline: gathered.timeline,
        instruments: gathered.instruments,
        roll_up: gathered.roll_up,
        commitments: gathered.commitments,
        funding: gathered.funding,
        indicators,
        sources,
        contested: holdings
            .records()
            .filter(concerns)
            .flat_map(|record| holdings.contested(record))
            .collect(),
    })
}
