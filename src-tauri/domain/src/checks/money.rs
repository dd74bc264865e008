//! Amounts, and what lines say of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Breach, Finding};
use crate::{
    Basis, CountsAs, Currency, FundingLine, Money, Record, RecordId,
    ledger::{Ledger, LedgerError, LedgerWarning},
};

pub(super) fn check_alone(record: &Record, found: &mut Vec<Finding>) {
    let Record::Funding(line) = record else { return };
    let amounts = line
        .stages
        .iter()
        .filter_map(|step| step.amount)
        .map(|amount| ("stages", amount));
    for (field, amount) in amounts.clone().chain([("amount", line.amount)]) {
        if amount.minor() <= 0 {
            found.push(Finding::new(&line.id, field, Breach::NotAnAmount { amount }));
        }
    }
    let own = line.amount.currency();
    for (_, amount) in amounts.filter(|(_, amount)| amount.currency() != own) {
        let breach = Breach::OtherCurrency {
            amount,
            line: line.amount,
        };
        found.push(Finding::new(&line.id, "stages", breach));
    }
    for (place, step) in line.stages.iter().enumerate() {
        let key = |step: &crate::FundingStage| (step.stage, step.date.clone(), step.amount);
        let twin = |other: &crate::FundingStage| other.basis == Basis::Flow && key(other) == key(step);
        if step.basis == Basis::Flow && step.amount.is_some() && line.stages[..place].iter().any(twin) {
            let breach = Breach::SameStepTwice {
                stage: step.stage,
                date: step.date.clone(),
            };
            found.push(Finding::new(&line.id, "stages", breach));
        }
    }
}

pub(super) fn check(records: &[&Record], found: &mut Vec<Finding>) {
    // A line that is there twice is another rule's finding; here the first one stands.
    let mut lines: BTreeMap<&RecordId, &FundingLine> = BTreeMap::new();
    for record in records {
        if let Record::Funding(line) = record {
            lines.entry(&line.id).or_insert(line);
        }
    }
    check_repeats(&lines, found);
    check_headlines(&lines, found);
    match Ledger::new(lines.values().copied()) {
        Ok(ledger) => check_stages(&ledger, &lines, found),
        Err(LedgerError::Loop(ids)) => {
            let first = ids[0].clone();
            found.push(Finding::new(&first, "part_of", Breach::Ring { lines: ids }));
        }
        Err(LedgerError::SameId(_) | LedgerError::TooLarge { .. }) => {}
    }
}

/// Lines that repeat themselves or each other.
fn check_repeats(lines: &BTreeMap<&RecordId, &FundingLine>, found: &mut Vec<Finding>) {
    for line in lines.values() {
        for original in &line.repeats {
            let back = lines
                .get(original)
                .is_some_and(|other| other.repeats.contains(&line.id));
            if back {
                let breach = if *original == line.id {
                    Breach::RepeatsItself
                } else {
                    Breach::RepeatsInTurn {
                        other: original.clone(),
                    }
                };
                found.push(Finding::new(&line.id, "repeats", breach));
            }
        }
    }
}

/// Whether a whole says something that may explain its parts.
fn says_why(line: &FundingLine) -> bool {
    line.note.is_some() || line.counts_reason.is_some()
}

/// Headline amounts of parts against that of their whole.
fn check_headlines(lines: &BTreeMap<&RecordId, &FundingLine>, found: &mut Vec<Finding>) {
    let mut sums: BTreeMap<(&RecordId, Option<&str>, Currency), i128> = BTreeMap::new();
    for line in lines.values().filter(|line| line.counts_as == CountsAs::Line) {
        if let Some(part) = &line.part_of {
            let key = (&part.id, part.breakdown.as_deref(), line.amount.currency());
            *sums.entry(key).or_default() += i128::from(line.amount.minor());
        }
    }
    for ((whole, breakdown, currency), sum) in sums {
        let Some(whole) = lines.get(whole).filter(|whole| !says_why(whole)) else {
            continue;
        };
        if whole.amount.currency() == currency && sum > i128::from(whole.amount.minor()) {
            let breach = Breach::PartsExceedAmount {
                breakdown: breakdown.map(str::to_owned),
                parts: i64::try_from(sum).ok().map(|sum| Money::from_minor(sum, currency)),
                own: whole.amount,
            };
            found.push(Finding::new(&whole.id, "amount", breach));
        }
    }
}

/// Figures of parts against those of their whole, stage by stage.
fn check_stages(ledger: &Ledger, lines: &BTreeMap<&RecordId, &FundingLine>, found: &mut Vec<Finding>) {
    // A sum too large to keep leaves the other rules to speak.
    let warnings = ledger
        .totals(|_| true, None)
        .map(|totals| totals.warnings)
        .unwrap_or_default();
    let mut told = BTreeSet::new();
    for warning in warnings {
        if let LedgerWarning::PartsExceedWhole {
            whole,
            stage,
            breakdown,
            parts,
            own,
        } = warning
            && lines.get(&whole).is_some_and(|line| !says_why(line))
        {
            let id = whole.clone();
            let breach = Breach::PartsExceedStage {
                stage,
                whole,
                breakdown,
                parts,
                own,
            };
            if told.insert(breach.clone()) {
                found.push(Finding::new(&id, "stages", breach));
            }
        }
    }
}
