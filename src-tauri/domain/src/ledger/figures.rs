//! The figures of chosen lines, read once for all stages.

use chrono::NaiveDate;

use super::{
    links::{ClassNo, Grouped, LineNo, Links},
    standing::{Step, has_come, sum_in},
};
use crate::{CountsAs, Currency, FundingKind, Money, Stage};

/// How many stages there are.
pub(super) const STAGES: usize = Stage::ALL.len();

/// A line's figure at a stage: a run of amounts, one a currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) line: LineNo,
    pub(super) class: ClassNo,
    pub(super) kind: FundingKind,
    pub(super) counts_as: CountsAs,
    start: u32,
    end: u32,
}

/// The figures of one stage, by line until they are put [by class](StageFigures::by_class).
#[derive(Debug, Default)]
pub(super) struct StageFigures {
    pub(super) figures: Vec<Figure>,
    /// In minor units; one figure's after another's, in the order of currencies.
    amounts: Vec<(Currency, i128)>,
}

impl StageFigures {
    /// The amounts of a figure.
    pub(super) fn of(&self, figure: Figure) -> &[(Currency, i128)] {
        &self.amounts[figure.start as usize..figure.end as usize]
    }
}

impl StageFigures {
    /// The same figures by class, their amounts in the same order: a sweep over the classes then reads memory forwards.
    pub(super) fn by_class(self, classes: usize) -> Self {
        let mut amounts = Vec::with_capacity(self.amounts.len());
        let mut figures = Grouped::new(classes, &self.figures, |figure| figure.class).into_items();
        for figure in &mut figures {
            let start = amounts.len() as u32;
            amounts.extend_from_slice(self.of(*figure));
            (figure.start, figure.end) = (start, amounts.len() as u32);
        }
        Self { figures, amounts }
    }
}

/// What a line's steps amount to, before anything is asked of other lines.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    come: bool,
    figures: u32,
    first: Option<Money>,
}

/// Takes the figures of a line as they stand on a day; says which stages it has reached, with a figure or without.
pub(super) fn take(
    into: &mut [StageFigures; STAGES],
    links: &Links,
    no: LineNo,
    day: Option<NaiveDate>,
) -> [bool; STAGES] {
    let line = links.line(no);
    let steps = links.steps(line);
    let mut reached = [Reached::default(); STAGES];
    for step in steps.iter().filter(|step| has_come(*step, day)) {
        let reached = &mut reached[step.stage() as usize];
        reached.come = true;
        if let Some(amount) = step.amount() {
            reached.figures += 1;
            reached.first.get_or_insert(amount);
        }
    }
    for ((stage, reached), into) in Stage::ALL.iter().zip(&reached).zip(into) {
        let Some(first) = reached.first else { continue };
        let start = into.amounts.len();
        if reached.figures == 1 {
            // Most are so; a flow and a running total come to the same.
            into.amounts.push((first.currency(), i128::from(first.minor())));
        } else {
            let of_stage = steps
                .iter()
                .filter(|step| step.stage() == *stage && has_come(*step, day));
            for currency in of_stage.filter_map(Step::amount).map(Money::currency) {
                if into.amounts[start..].iter().all(|(known, _)| *known != currency)
                    && let Some(sum) = sum_in(steps, *stage, day, currency)
                {
                    into.amounts.push((currency, sum));
                }
            }
            into.amounts[start..].sort_unstable();
        }
        into.figures.push(Figure {
            line: no,
            class: links.class_of(no),
            kind: line.kind,
            counts_as: line.counts_as,
            start: start as u32,
            end: into.amounts.len() as u32,
        });
    }
    reached.map(|reached| reached.come)
}
