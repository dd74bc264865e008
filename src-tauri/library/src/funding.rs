//! Money by stage: what a total counts, what it leaves out and why, and the lines behind it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entente_domain::{
    Basis, CountsAs, Currency, DateRule, Edtf, FundingKind, FundingLine, FundingStage, Money, PartnerCode, Record,
    RecordId, Stage, Strand,
    ledger::{self, LedgerWarning, LeftOutReason, Net, SummedFrom, Total},
    rates::{NotConverted, Rate, RateTable},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{BadAsk, Cited, Error, Filters, Moment, admitted::Admitted, holdings::Holdings};

/// Which money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct FundingAsk {
    /// Which records.
    #[serde(default)]
    pub filters: Filters,
    /// Of any of these kinds.
    #[serde(default)]
    pub funding_kinds: Vec<FundingKind>,
    /// Convert every figure to this currency at the yearly rate of its date; no rate, no conversion.
    #[serde(default)]
    pub convert_to: Option<String>,
    /// The two clocks.
    pub moment: Moment,
}

impl FundingAsk {
    /// All money at a moment.
    pub fn at(moment: Moment) -> Self {
        Self {
            filters: Filters::default(),
            funding_kinds: Vec::new(),
            convert_to: None,
            moment,
        }
    }
}

/// A total of one stage, kind and currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FundingTotal {
    /// How far the money has come.
    pub stage: Stage,
    /// What sort of money; kinds are never added to each other.
    pub kind: FundingKind,
    /// The sum, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
    /// The lines that were added.
    pub counted: Vec<RecordId>,
    /// Wholes that have no figure of their own at this stage, whose parts were summed instead.
    pub summed_from_parts: Vec<SummedFromParts>,
}

/// What was paid of one kind, and what of it came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NetTotal {
    /// The kind of money.
    pub kind: FundingKind,
    /// What was disbursed, as decimal text.
    pub disbursed: String,
    /// What was returned.
    pub returned: String,
    /// What remains.
    pub net: String,
    /// The currency.
    pub currency: String,
}

/// A whole without a figure of its own, and the breakdown whose parts stand in for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SummedFromParts {
    /// The whole.
    pub whole: RecordId,
    /// The breakdown that was summed; none where the whole is split in one way only.
    pub breakdown: Option<String>,
}

/// A line that no total counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeftOut {
    /// The line.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The stage it was left out of; none when of all.
    pub stage: Option<Stage>,
    /// Why, in a word: `covered-by-whole`, `envelope`.
    pub code: LeftOutReason,
    /// Why, in an English sentence.
    pub reason: String,
    /// The line that covers it.
    pub because_of: Option<RecordId>,
}

/// The whole a line belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartOfRow {
    /// The whole.
    pub id: RecordId,
    /// The way of splitting.
    pub breakdown: Option<String>,
}

/// One dated step of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct StageRow {
    /// How far.
    pub stage: Stage,
    /// When.
    pub date: Edtf,
    /// How much, as decimal text; none where the source gives no figure.
    pub amount: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// What the amount counts.
    pub basis: Basis,
    /// The amount converted, where that was asked for.
    pub converted: Option<Converted>,
    /// What a reader must know to use it.
    pub note: Option<String>,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// An amount in another currency, with the rate that made it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Converted {
    /// As decimal text.
    pub amount: String,
    /// The currency asked for.
    pub currency: String,
    /// The year whose rates were used.
    pub year: i32,
    /// The rates: none where the currency is the same, one to or from the euro, two between others.
    pub rates: Vec<Rate>,
}

/// Where a line stands at one stage on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PositionRow {
    /// The stage.
    pub stage: Stage,
    /// The amount, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
}

/// A funding line.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FundingRow {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The partner it concerns first.
    pub partner: Option<PartnerCode>,
    /// All partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// Its strand.
    pub strand: Strand,
    /// What sort of money.
    pub kind: FundingKind,
    /// The fund or payer.
    pub fund: Option<String>,
    /// The instrument it comes from.
    pub instrument: Option<RecordId>,
    /// The years it is for.
    pub period: Option<Edtf>,
    /// How it may be added up.
    pub counts_as: CountsAs,
    /// Why, where it is not plain.
    pub counts_reason: Option<String>,
    /// Its headline amount, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
    /// The whole it is a part of.
    pub part_of: Option<PartOfRow>,
    /// Lines that announce the same money.
    pub repeats: Vec<RecordId>,
    /// Lines whose money it carries under a new label.
    pub relabels: Vec<RecordId>,
    /// Its dated steps up to the day.
    pub stages: Vec<StageRow>,
    /// Where it stands at each stage on the day. A stage without data is not here.
    pub positions: Vec<PositionRow>,
    /// Disbursed less returned in the line's own currency, as decimal text, where something was returned.
    pub net_disbursed: Option<String>,
    /// Whether speakers dispute a field of it.
    pub contested: bool,
    /// What a reader must know to use it.
    pub note: Option<String>,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// Totals, what they count and leave out, and the lines.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FundingAnswer {
    /// By stage, kind and currency.
    pub totals: Vec<FundingTotal>,
    /// The same in the currency asked for, every step turned over at its own date before anything is added; empty
    /// where none was asked for. What cannot be turned over stands in its own currency.
    pub converted_totals: Vec<FundingTotal>,
    /// What was paid and came back, and what remains: of each kind of which something was returned.
    pub nets: Vec<NetTotal>,
    /// The lines that some total counts.
    pub counted: Vec<RecordId>,
    /// The lines left out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// What a desk officer should look at: parts that exceed their whole. In English.
    pub warnings: Vec<String>,
    /// The same by name, in the same order.
    pub warned: Vec<LedgerWarning>,
    /// Why figures were not converted, where that was asked for. In English.
    pub not_converted: Vec<String>,
    /// The same by name, in the same order.
    pub unconverted: Vec<NotConverted>,
    /// Every line the filters admit.
    pub lines: Vec<FundingRow>,
}

/// Totals over the lines that the filters admit, and those lines. On an asked-for past day, lines none of whose steps
/// had come are left out, and so are later steps.
pub(crate) fn funding(holdings: &Holdings, admitted: &Admitted<'_>, ask: &FundingAsk) -> Result<FundingAnswer, Error> {
    let day = ask.moment.as_of;
    let chosen: BTreeSet<&RecordId> = holdings
        .records()
        .filter(|record| admitted.but_for_dates(record))
        .filter_map(|record| match record {
            Record::Funding(line) => Some(line),
            _ => None,
        })
        .filter(|line| is_of(line, &ask.funding_kinds))
        .filter(|line| line_in_time(line, admitted, &ask.moment))
        .map(|line| &line.id)
        .collect();
    let totals = holdings
        .ledger()?
        .totals(|line| chosen.contains(&line.id), Some(day))
        .map_err(Error::Ledger)?;
    Ok(FundingAnswer {
        totals: totals.sums.iter().map(FundingTotal::from).collect(),
        converted_totals: Vec::new(),
        nets: totals
            .nets()
            .iter()
            .map(|net| NetTotal {
                kind: net.kind,
                disbursed: net.disbursed.decimal(),
                returned: net.returned.decimal(),
                net: net.net.decimal(),
                currency: net.net.currency().to_string(),
            })
            .collect(),
        left_out: totals
            .left_out
            .iter()
            .map(|out| LeftOut {
                title: holdings
                    .get(&out.id)
                    .map(|record| record.title().to_owned())
                    .unwrap_or_default(),
                id: out.id.clone(),
                stage: out.stage,
                code: out.reason,
                reason: out.to_string(),
                because_of: out.because_of.clone(),
            })
            .collect(),
        counted: totals.counted,
        not_converted: Vec::new(),
        unconverted: Vec::new(),
        warnings: totals.warnings.iter().map(ToString::to_string).collect(),
        warned: totals.warnings,
        lines: holdings
            .funding()
            .filter(|line| chosen.contains(&line.id))
            .map(|line| FundingRow::new(holdings, line, ask))
            .collect(),
    })
}

/// Turns every step over to a currency at the yearly rate of its date, and adds up anew. A step that cannot be turned
/// over stays as it is.
pub(crate) fn convert(
    holdings: &Holdings,
    answer: &mut FundingAnswer,
    rates: &RateTable,
    ask: &FundingAsk,
    currency: &str,
) -> Result<(), Error> {
    let to: Currency = currency
        .to_uppercase()
        .parse()
        .map_err(|_| BadAsk::Currency(currency.to_owned()))?;
    let mut refused = BTreeSet::new();
    for step in answer.lines.iter_mut().flat_map(|line| &mut line.stages) {
        let Some(amount) = step.money() else { continue };
        match rates.convert(amount, &step.date, to) {
            Ok(conversion) => {
                step.converted = Some(Converted {
                    amount: conversion.amount.decimal(),
                    currency: to.to_string(),
                    year: conversion.year,
                    rates: conversion.rates,
                });
            }
            // Nothing had to be turned over.
            Err(_) if amount.currency() == to => {}
            Err(reason) => {
                refused.insert(reason);
            }
        }
    }
    answer.not_converted = refused.iter().map(ToString::to_string).collect();
    answer.unconverted = refused.into_iter().collect();
    let chosen: BTreeSet<&RecordId> = answer.lines.iter().map(|line| &line.id).collect();
    let day = ask.moment.as_of;
    let lines: Vec<FundingLine> = holdings
        .funding()
        .map(|line| turned_over(line, rates, to, day))
        .collect();
    let totals = ledger::totals(&lines, |line| chosen.contains(&line.id), Some(day));
    answer.converted_totals = totals
        .map_err(Error::Ledger)?
        .sums
        .iter()
        .map(FundingTotal::from)
        .collect();
    Ok(())
}

/// A line with the steps that stand on a day, and the amount it is weighed by, in another currency as far as there are
/// rates. What stands is settled in each step's own currency: a running total that a newer one took in must not come
/// back beside it in another.
fn turned_over(line: &FundingLine, rates: &RateTable, to: Currency, day: NaiveDate) -> FundingLine {
    let standing = Stage::ALL
        .iter()
        .flat_map(|stage| ledger::standings(line, *stage, Some(day)))
        .flat_map(|one| one.steps)
        .map(|step| FundingStage {
            basis: Basis::Flow,
            ..step.clone()
        });
    let first = line.stages.first().map(|step| &step.date);
    let mut line = FundingLine {
        stages: standing.collect(),
        ..line.clone()
    };
    let turn = |amount: &mut Money, date: &Edtf| {
        if let Ok(made) = rates.convert(*amount, date, to) {
            *amount = made.amount;
        }
    };
    if let Some(first) = first {
        turn(&mut line.amount, first);
    }
    for step in &mut line.stages {
        if let Some(amount) = &mut step.amount {
            turn(amount, &step.date);
        }
    }
    line
}

impl From<&Total> for FundingTotal {
    fn from(sum: &Total) -> Self {
        let from_parts = |from: &SummedFrom| SummedFromParts {
            whole: from.whole.clone(),
            breakdown: from.breakdown.clone(),
        };
        Self {
            stage: sum.stage,
            kind: sum.kind,
            amount: sum.amount.decimal(),
            currency: sum.amount.currency().to_string(),
            counted: sum.counted.clone(),
            summed_from_parts: sum.summed_from.iter().map(from_parts).collect(),
        }
    }
}

impl StageRow {
    fn money(&self) -> Option<Money> {
        let currency = self.currency.as_ref()?.parse().ok()?;
        Money::from_decimal(self.amount.as_ref()?, currency).ok()
    }
}

/// Whether a line is of one of these kinds of money; of none in particular, every line is.
pub(crate) fn is_of(line: &FundingLine, kinds: &[FundingKind]) -> bool {
    kinds.is_empty() || kinds.contains(&line.kind)
}

/// Whether a line's dates let it in: the range asked for, and on an asked-for past day some step that had come.
pub(crate) fn line_in_time(line: &FundingLine, admitted: &Admitted<'_>, moment: &Moment) -> bool {
    let had_come = |step: &FundingStage| step.date.has_come(moment.as_of, DateRule::Could);
    line_in_range(line, admitted) && (!moment.past || line.stages.iter().any(had_come))
}

/// A line lies in a range of dates when one of its steps does; a line without steps, by its period.
fn line_in_range(line: &FundingLine, admitted: &Admitted<'_>) -> bool {
    if line.stages.is_empty() {
        return line
            .period
            .as_ref()
            .map_or_else(|| admitted.undated(), |period| admitted.date(period));
    }
    line.stages.iter().any(|step| admitted.date(&step.date))
}

impl FundingAsk {
    fn has_come(&self, step: &FundingStage) -> bool {
        step.date.has_come(self.moment.as_of, DateRule::Could)
    }
}

impl FundingRow {
    fn new(holdings: &Holdings, line: &FundingLine, ask: &FundingAsk) -> Self {
        let day = ask.moment.as_of;
        let returned = |net: &Net| net.taken_back == Stage::Returned;
        Self {
            id: line.id.clone(),
            title: line.title.clone(),
            partner: line
                .partners
                .iter()
                .find(|code| **code != PartnerCode::UNION)
                .or(line.partners.first())
                .copied(),
            partners: line.partners.clone(),
            strand: line.strand,
            kind: line.kind,
            fund: line.fund.clone(),
            instrument: line.instrument.clone(),
            period: line.period.clone(),
            counts_as: line.counts_as,
            counts_reason: line.counts_reason.clone(),
            amount: line.amount.decimal(),
            currency: line.amount.currency().to_string(),
            part_of: line.part_of.as_ref().map(|part| PartOfRow {
                id: part.id.clone(),
                breakdown: part.breakdown.clone(),
            }),
            repeats: line.repeats.clone(),
            relabels: line.relabels.clone(),
            stages: line
                .stages
                .iter()
                .filter(|step| !ask.moment.past || ask.has_come(step))
                .map(|step| StageRow {
                    stage: step.stage,
                    date: step.date.clone(),
                    amount: step.amount.map(|amount| amount.decimal()),
                    currency: step.amount.map(|amount| amount.currency().to_string()),
                    basis: step.basis,
                    converted: None,
                    note: step.note.clone(),
                    cites: holdings.cited_or(&step.cites, &line.cites),
                })
                .collect(),
            positions: Stage::ALL
                .iter()
                .flat_map(|&stage| {
                    ledger::positions(line, stage, Some(day))
                        .into_iter()
                        .map(move |amount| PositionRow {
                            stage,
                            amount: amount.decimal(),
                            currency: amount.currency().to_string(),
                        })
                })
                .collect(),
            net_disbursed: ledger::nets(line, Some(day))
                .iter()
                .find(|net| returned(net) && net.net.currency() == line.amount.currency())
                .map(|net| net.net.decimal()),
            contested: !line.claims.is_empty(),
            note: line.note.clone(),
            cites: holdings.cited(&line.cites),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stages: &[(&str, &str)]) -> FundingLine {
        let stages: Vec<_> = stages
            .iter()
            .map(|(date, amount)| {
                serde_json::json!({"stage": "disbursed", "date": date, "amount": amount, "basis": "running-total"})
            })
            .collect();
        let line = serde_json::json!({
            "id": "f1", "title": "A loan", "amount": "200 USD", "kind": "loan", "strand": "economy",
            "counts_as": "line", "stages": stages, "cites": [{"source": "s1"}], "confidence": "high",
        });
        serde_json::from_value(line).expect("a funding line")
    }

    fn euros_of(line: &FundingLine) -> Vec<String> {
        let rate = |year| Rate {
            year,
            currency: "USD".parse().expect("a currency"),
            per_euro: "2".to_owned(),
            source: "s1".parse().expect("an id"),
        };
        let rates = RateTable::new([rate(2023), rate(2024)]).expect("rates of two years");
        let day = "2026-11-01".parse().expect("a day");
        let turned = turned_over(line, &rates, Currency::EUR, day);
        ledger::positions(&turned, Stage::Disbursed, Some(day))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_running_total_that_a_newer_one_took_in_does_not_come_back_in_another_currency() {
        let paid = line(&[("2024-03-01", "100 USD"), ("2025-03-01", "150 USD")]);
        assert_eq!(
            euros_of(&paid),
            ["150 USD"],
            "there is no rate for 2025, and 100 of it were told before"
        );
    }

    #[test]
    fn running_totals_of_two_currencies_are_both_paid() {
        let paid = line(&[("2023-03-01", "100 EUR"), ("2024-03-01", "50 USD")]);
        assert_eq!(euros_of(&paid), ["125 EUR"], "100 euro, and 50 dollars at two a euro");
    }
}
