//! Amounts, and what lines say of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Rule};
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
            let sentence = format!("{amount} is not an amount of money that moves.");
            let hint = "leave the amount out where no source gives one; what comes back is a stage of its own";
            found.push(Finding::new(&line.id, field, Rule::NotAnAmount, sentence, hint));
        }
    }
    let own = line.amount.currency();
    for (_, amount) in amounts.filter(|(_, amount)| amount.currency() != own) {
        let sentence = format!("{amount} is in another currency than the line's {}.", line.amount);
        let hint = "a line of its own keeps currencies apart";
        found.push(Finding::new(&line.id, "stages", Rule::OtherCurrency, sentence, hint));
    }
    for (place, step) in line.stages.iter().enumerate() {
        let key = |step: &crate::FundingStage| (step.stage, step.date.clone(), step.amount);
        let twin = |other: &crate::FundingStage| other.basis == Basis::Flow && key(other) == key(step);
        if step.basis == Basis::Flow && step.amount.is_some() && line.stages[..place].iter().any(twin) {
            let sentence = format!("The same amount is {} twice on {}.", step.stage, step.date);
            let hint = "keep one, with the sources of both, unless it moved twice";
            found.push(Finding::new(&line.id, "stages", Rule::SameStepTwice, sentence, hint));
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
            let names: Vec<_> = ids.iter().map(RecordId::as_str).collect();
            let sentence = format!("It is part of itself: {}. No total can be made.", names.join(" → "));
            let hint = "take one of the links out of part_of, relabels or repeats";
            found.push(Finding::new(&ids[0], "part_of", Rule::Ring, sentence, hint));
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
                let sentence = if *original == line.id {
                    "It repeats itself.".to_owned()
                } else {
                    format!("It repeats {original}, which repeats it in turn.")
                };
                let hint = "only the later of the two repeats the other";
                found.push(Finding::new(&line.id, "repeats", Rule::RepeatsInTurn, sentence, hint));
            }
        }
    }
}

const SAY_WHY: &str = "mend an amount, or say in the whole's note why its parts add up to more";

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
            let parts = i64::try_from(sum).map(|sum| Money::from_minor(sum, currency).to_string());
            let parts = parts.unwrap_or_else(|_| "more than can be kept".to_owned());
            let by = breakdown.map(|name| format!(" by {name}")).unwrap_or_default();
            let sentence = format!("Its parts{by} add up to {parts}, more than its own {}.", whole.amount);
            found.push(Finding::new(
                &whole.id,
                "amount",
                Rule::PartsExceedWhole,
                sentence,
                SAY_WHY,
            ));
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
        if let LedgerWarning::PartsExceedWhole { whole, .. } = &warning
            && lines.get(whole).is_some_and(|line| !says_why(line))
            && told.insert(warning.to_string())
        {
            let sentence = warning.to_string();
            found.push(Finding::new(whole, "stages", Rule::PartsExceedWhole, sentence, SAY_WHY));
        }
    }
}
