//! Ends before starts, steps out of their order.

use std::collections::BTreeMap;

use super::{Breach, Finding};
use crate::{Basis, Edtf, FundingLine, Instrument, Record, RecordId, Stage};

/// Whether one date surely lies before another: on no reading of the two do they meet.
fn surely_before(a: &Edtf, b: &Edtf) -> bool {
    a.span()
        .latest
        .zip(b.span().earliest)
        .is_some_and(|(last, first)| last < first)
}

pub(super) fn check_alone(record: &Record, found: &mut Vec<Finding>) {
    match record {
        Record::Instrument(one) => {
            check_life(one, found);
            check_order(&one.id, "history", one.history.iter().map(|step| &step.date), found);
        }
        Record::Commitment(one) => {
            check_order(
                &one.id,
                "states",
                one.states.iter().filter_map(|step| step.date.as_ref()),
                found,
            );
        }
        Record::Funding(one) => {
            check_order(&one.id, "stages", one.stages.iter().map(|step| &step.date), found);
            check_stages(one, found);
        }
        _ => {}
    }
}

/// Deadlines against the instruments they stand in.
pub(super) fn check(records: &[&Record], found: &mut Vec<Finding>) {
    let signed: BTreeMap<&RecordId, &Edtf> = records
        .iter()
        .filter_map(|record| match record {
            Record::Instrument(one) => one.signed.as_ref().map(|date| (&one.id, date)),
            _ => None,
        })
        .collect();
    for record in records {
        if let Record::Commitment(one) = record
            && let (Some(due), Some(signed)) = (&one.due, signed.get(&one.instrument))
            && surely_before(due, signed)
        {
            let breach = Breach::DueBeforeSigned {
                due: due.clone(),
                instrument: one.instrument.clone(),
                signed: (*signed).clone(),
            };
            found.push(Finding::new(&one.id, "due", breach));
        }
    }
}

fn check_life(one: &Instrument, found: &mut Vec<Finding>) {
    type Told = fn(Edtf, Edtf) -> Breach;
    let in_force: Told = |date, before| Breach::InForceBeforeSigned { date, before };
    let signed: Told = |date, before| Breach::EndsBeforeSigned { date, before };
    let begun: Told = |date, before| Breach::EndsBeforeInForce { date, before };
    let pairs = [
        ("in_force", &one.in_force, &one.signed, in_force),
        ("expires", &one.expires, &one.signed, signed),
        ("expires", &one.expires, &one.in_force, begun),
    ];
    for (field, later, earlier, breach) in pairs {
        if let (Some(later), Some(earlier)) = (later, earlier)
            && surely_before(later, earlier)
        {
            let breach = breach(later.clone(), earlier.clone());
            found.push(Finding::new(&one.id, field, breach));
        }
    }
}

fn check_order<'a>(id: &RecordId, field: &str, dates: impl Iterator<Item = &'a Edtf>, found: &mut Vec<Finding>) {
    let dates: Vec<&Edtf> = dates.collect();
    for pair in dates.windows(2).filter(|pair| surely_before(pair[1], pair[0])) {
        let breach = Breach::StepsOutOfOrder {
            date: pair[1].clone(),
            after: pair[0].clone(),
        };
        found.push(Finding::new(id, field, breach));
    }
}

/// Money is adopted and signed before it is paid, and paid before it is returned. A stage that begins with a running
/// total may have begun before it.
fn check_stages(line: &FundingLine, found: &mut Vec<Finding>) {
    const EARLIER: [(Stage, &[Stage]); 2] = [
        (Stage::Disbursed, &[Stage::Adopted, Stage::Signed]),
        (Stage::Returned, &[Stage::Disbursed]),
    ];
    let first = |stage| {
        let steps = line.stages.iter().filter(move |step| step.stage == stage);
        steps.min_by_key(|step| &step.date)
    };
    for (stage, earlier) in EARLIER {
        for before in earlier {
            if let (Some(step), Some(other)) = (first(stage), first(*before))
                && other.basis == Basis::Flow
                && surely_before(&step.date, &other.date)
            {
                let breach = Breach::StagesOutOfOrder {
                    stage,
                    date: step.date.clone(),
                    first: *before,
                    before: other.date.clone(),
                };
                found.push(Finding::new(&line.id, "stages", breach));
            }
        }
    }
}
