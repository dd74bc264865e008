//! Where one line stands.

use chrono::NaiveDate;

use crate::{Basis, Currency, DateRule, FundingLine, FundingStage, Money, Span, Stage};

/// What a standing reads of a step, be it the record's own or as a ledger keeps it.
pub(super) trait Step {
    fn stage(&self) -> Stage;
    fn span(&self) -> Span;
    fn amount(&self) -> Option<Money>;
    fn basis(&self) -> Basis;
}

impl Step for FundingStage {
    fn stage(&self) -> Stage {
        self.stage
    }

    fn span(&self) -> Span {
        self.date.span()
    }

    fn amount(&self) -> Option<Money> {
        self.amount
    }

    fn basis(&self) -> Basis {
        self.basis
    }
}

/// Where a line stands at a stage, in one currency, and the steps that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// How much.
    pub amount: Money,
    /// The steps that were added: the newest running total, if there is one, then the flows after it.
    pub steps: Vec<&'a FundingStage>,
}

/// Where a line stands at a stage on a day, by currency. Empty where there is no data, or a sum is too large to keep.
pub fn standings<'a>(line: &'a FundingLine, stage: Stage, day: Option<NaiveDate>) -> Vec<Standing<'a>> {
    let one = |currency| {
        let steps: Vec<_> = added(&line.stages, stage, day, currency).collect();
        let amount = money(sum_in(&line.stages, stage, day, currency)?, currency)?;
        Some(Standing { amount, steps })
    };
    currencies(line, stage, day).into_iter().filter_map(one).collect()
}

/// Where a line stands at a stage on a day, by currency.
pub fn positions(line: &FundingLine, stage: Stage, day: Option<NaiveDate>) -> Vec<Money> {
    let one = |currency| money(sum_in(&line.stages, stage, day, currency)?, currency);
    currencies(line, stage, day).into_iter().filter_map(one).collect()
}

/// Where a line stands at a stage on a day, in the currency of its headline amount; where it has figures in other
/// currencies only, in the first of them by code. `None` is “no data”.
pub fn position(line: &FundingLine, stage: Stage, day: Option<NaiveDate>) -> Option<Money> {
    let all = positions(line, stage, day);
    let own = all.iter().find(|money| money.currency() == line.amount.currency());
    own.or(all.first()).copied()
}

/// Money that came and went: what was paid and what came back of it, or what was promised and what was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Net {
    /// The stage that was reached.
    pub reached: Stage,
    /// How much had reached it.
    pub gross: Money,
    /// `returned` or `cancelled`.
    pub taken_back: Stage,
    /// How much of it was returned or cancelled.
    pub less: Money,
    /// What remains.
    pub net: Money,
}

/// What remains of a line's money after returns and cancellations, by currency: returned money against what was
/// disbursed, cancelled money against the furthest stage before payment that has a figure. Both sides stay in sight.
pub fn nets(line: &FundingLine, day: Option<NaiveDate>) -> Vec<Net> {
    const PAID: &[Stage] = &[Stage::Disbursed];
    const PROMISED: &[Stage] = &[
        Stage::Contracted,
        Stage::Signed,
        Stage::Adopted,
        Stage::Pledged,
        Stage::Announced,
    ];
    let against = |taken_back, reached: &'static [Stage]| {
        positions(line, taken_back, day).into_iter().filter_map(move |less| {
            let of = |stage: &Stage| {
                let gross = positions(line, *stage, day)
                    .into_iter()
                    .find(|one| one.currency() == less.currency())?;
                Some((*stage, gross))
            };
            let (reached, gross) = reached.iter().find_map(of)?;
            Some(Net {
                reached,
                gross,
                taken_back,
                less,
                net: gross.checked_sub(less)?,
            })
        })
    };
    against(Stage::Returned, PAID)
        .chain(against(Stage::Cancelled, PROMISED))
        .collect()
}

/// The steps of a stage that have come and have an amount.
fn figures<S: Step>(steps: &[S], stage: Stage, day: Option<NaiveDate>) -> impl Iterator<Item = (&S, Money)> {
    steps
        .iter()
        .filter(move |step| step.stage() == stage && has_come(*step, day))
        .filter_map(|step| Some((step, step.amount()?)))
}

/// Whether a step has come.
pub(super) fn has_come(step: &impl Step, day: Option<NaiveDate>) -> bool {
    day.is_none_or(|day| step.span().has_come(day, DateRule::Could))
}

/// The currencies that a line has figures in, by code.
fn currencies(line: &FundingLine, stage: Stage, day: Option<NaiveDate>) -> Vec<Currency> {
    let mut all: Vec<_> = figures(&line.stages, stage, day)
        .map(|(_, amount)| amount.currency())
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The sum in minor units; `None` where there is no figure in this currency.
pub(super) fn sum_in<S: Step>(steps: &[S], stage: Stage, day: Option<NaiveDate>, currency: Currency) -> Option<i128> {
    let amounts = added(steps, stage, day, currency).filter_map(Step::amount);
    amounts
        .map(|amount| i128::from(amount.minor()))
        .reduce(|sum, amount| sum + amount)
}

/// The steps that make up the figure in one currency.
fn added<S: Step>(steps: &[S], stage: Stage, day: Option<NaiveDate>, currency: Currency) -> impl Iterator<Item = &S> {
    let of_currency = move || {
        figures(steps, stage, day)
            .filter(move |(_, amount)| amount.currency() == currency)
            .map(|(step, _)| step)
    };
    // Of two totals of one date the one that stands later in the record is the newer: steps stand oldest first.
    let newest = of_currency()
        .filter(|step| step.basis() == Basis::RunningTotal)
        .max_by_key(|step| {
            let span = step.span();
            (span.latest.is_none(), span.latest, span.earliest)
        });
    let later = of_currency()
        .filter(|step| step.basis() == Basis::Flow)
        .filter(move |flow| newest.is_none_or(|total| surely_after(*flow, total)));
    newest.into_iter().chain(later)
}

fn surely_after<S: Step>(flow: &S, total: &S) -> bool {
    let (first, last) = (flow.span().earliest, total.span().latest);
    first.zip(last).is_some_and(|(first, last)| last < first)
}

/// An amount, unless it is too large to keep.
pub(super) fn money(minor: i128, currency: Currency) -> Option<Money> {
    i64::try_from(minor)
        .ok()
        .map(|minor| Money::from_minor(minor, currency))
}
