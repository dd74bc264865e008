//! Totals over chosen lines.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{
    LedgerError, LedgerWarning, LeftOut, LeftOutReason, WORTH_SHARING,
    figures::{STAGES, StageFigures, take},
    kept::LedgerLine,
    links::{LineNo, Links},
    standing::money,
    tally::{Cell, Tally, Verdict},
};
use crate::{CountsAs, Currency, FundingKind, FundingLine, Money, RecordId, Stage};

/// A sum of one stage, kind and currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// How far the money has come.
    pub stage: Stage,
    /// What sort of money. Kinds are never added to each other.
    pub kind: FundingKind,
    /// The sum.
    pub amount: Money,
    /// The lines that were added, by id.
    pub counted: Vec<RecordId>,
    /// Chosen wholes without a figure at this stage, whose parts are among the lines added; by id.
    pub summed_from: Vec<SummedFrom>,
}

/// A whole without a figure, and the breakdown whose parts stand in for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SummedFrom {
    /// The whole.
    pub whole: RecordId,
    /// The breakdown; `None` where it has no name.
    pub breakdown: Option<String>,
}

/// What was paid of one kind and currency, and what of it came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalNet {
    /// The kind.
    pub kind: FundingKind,
    /// What was disbursed.
    pub disbursed: Money,
    /// What was returned.
    pub returned: Money,
    /// What remains.
    pub net: Money,
}

/// Totals over chosen lines on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// By stage, kind and currency.
    pub sums: Vec<Total>,
    /// The lines that some sum counts, by id.
    pub counted: Vec<RecordId>,
    /// The chosen lines that no sum counts, or not at every stage they have figures at; by id.
    pub left_out: Vec<LeftOut>,
    /// What to look at before defending a sum, by stage and line.
    pub warnings: Vec<LedgerWarning>,
}

impl Totals {
    /// The sum of one stage, kind and currency; `None` where there is no data.
    pub fn amount(&self, stage: Stage, kind: FundingKind, currency: Currency) -> Option<Money> {
        let wanted = |sum: &&Total| (sum.stage, sum.kind, sum.amount.currency()) == (stage, kind, currency);
        self.sums.iter().find(wanted).map(|sum| sum.amount)
    }

    /// What remains of the money disbursed, for each kind and currency of which something was returned.
    pub fn nets(&self) -> Vec<TotalNet> {
        let returned = self.sums.iter().filter(|sum| sum.stage == Stage::Returned);
        let net = |sum: &Total| {
            let disbursed = self.amount(Stage::Disbursed, sum.kind, sum.amount.currency())?;
            let net = disbursed.checked_sub(sum.amount)?;
            Some(TotalNet {
                kind: sum.kind,
                disbursed,
                returned: sum.amount,
                net,
            })
        };
        returned.filter_map(net).collect()
    }
}

/// Funding lines and what ties them, ready for any number of totals. It keeps what it needs of the records, which may
/// go or change meanwhile.
#[derive(Debug)]
pub struct Ledger {
    links: Links,
}

impl Ledger {
    /// Takes up every line there is, chosen or not: a total must know the wholes and originals of the lines it adds.
    /// An id that is named and not among them is taken for a whole that nobody chose.
    ///
    /// # Errors
    ///
    /// Two lines of one id, or lines that are part of each other in a ring.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a FundingLine>) -> Result<Self, LedgerError> {
        Ok(Self {
            links: Links::new(lines)?,
        })
    }

    /// Adds up the lines that `chosen` picks, as they stand on `day`, or over all their steps without a day.
    ///
    /// # Errors
    ///
    /// A sum that is too large to keep.
    pub fn totals(&self, chosen: impl Fn(&LedgerLine) -> bool, day: Option<NaiveDate>) -> Result<Totals, LedgerError> {
        let links = &self.links;
        let chosen: Vec<bool> = links.lines().iter().map(chosen).collect();
        let mut figures: [StageFigures; STAGES] = Default::default();
        let mut fates = vec![Fate::default(); links.lines().len()];
        for (no, fate) in (0..).zip(&mut fates).filter(|(no, _)| chosen[*no as usize]) {
            fate.reached = take(&mut figures, links, no, day);
        }
        // The stages know nothing of each other, and so are added up side by side.
        let at_stages: Vec<AtStage> = Stage::ALL
            .par_iter()
            .zip(figures)
            .with_min_len(if links.lines().len() < WORTH_SHARING { STAGES } else { 1 })
            .filter(|(_, figures)| !figures.figures.is_empty())
            .map(|(&stage, figures)| self.at_stage(stage, figures, &chosen))
            .collect();
        let (mut sums, mut warnings) = (Vec::new(), Vec::new());
        for at_stage in at_stages {
            for (line, verdict) in at_stage.verdicts {
                fates[line as usize].verdicts[at_stage.stage as usize] = verdict;
            }
            for cell in at_stage.cells {
                sums.push(self.total(at_stage.stage, cell)?);
            }
            warnings.extend(at_stage.warnings);
        }
        let fates_of_chosen = || {
            (0..fates.len() as LineNo)
                .into_par_iter()
                .with_min_len(WORTH_SHARING)
                .filter(|no| chosen[*no as usize])
        };
        let counted = fates_of_chosen()
            .filter(|no| fates[*no as usize].verdicts.contains(&Verdict::Counted))
            .map(|no| self.id(no))
            .collect();
        let left_out = fates_of_chosen()
            .fold(Vec::new, |mut into, no| {
                self.leave_out(no, &fates[no as usize], &mut into);
                into
            })
            .reduce(Vec::new, |mut before, after| {
                before.extend(after);
                before
            });
        Ok(Totals {
            sums,
            counted,
            left_out,
            warnings,
        })
    }

    fn at_stage(&self, stage: Stage, figures: StageFigures, chosen: &[bool]) -> AtStage {
        let figures = figures.by_class(self.links.classes());
        let tally = Tally::new(&self.links, &figures, stage);
        let verdicts = tally.verdicts();
        AtStage {
            stage,
            cells: tally.cells(&verdicts, chosen),
            verdicts,
            warnings: tally.into_warnings(),
        }
    }

    fn total(&self, stage: Stage, cell: Cell) -> Result<Total, LedgerError> {
        let Cell { kind, currency, .. } = cell;
        let summed_from = |(whole, breakdown)| SummedFrom {
            whole: self.id(whole),
            breakdown: self.links.breakdown(breakdown),
        };
        Ok(Total {
            stage,
            kind,
            amount: money(cell.sum, currency).ok_or(LedgerError::TooLarge { stage, kind, currency })?,
            counted: cell.counted.into_iter().map(|line| self.id(line)).collect(),
            summed_from: cell.summed_from.into_iter().map(summed_from).collect(),
        })
    }

    /// Why a chosen line is not counted, or not everywhere: one entry for all stages where they agree.
    fn leave_out(&self, no: LineNo, fate: &Fate, into: &mut Vec<LeftOut>) {
        let line = self.links.line(no);
        let entry = |stage, reason, because_of: Option<u32>| LeftOut {
            id: line.id.clone(),
            stage,
            reason,
            because_of: because_of.map(|other| self.links.id(other).clone()),
        };
        match line.counts_as {
            CountsAs::Envelope => return into.push(entry(None, LeftOutReason::Envelope, None)),
            CountsAs::Statement => return into.push(entry(None, LeftOutReason::Statement, None)),
            CountsAs::Line => {}
        }
        let figured = || fate.verdicts.iter().filter(|verdict| **verdict != Verdict::Nothing);
        let Some(first) = figured().next() else {
            return into.push(entry(None, LeftOutReason::NoData, None));
        };
        let everywhere = figured().all(|verdict| verdict == first);
        if let (Verdict::LeftOut(reason, other), true) = (*first, everywhere) {
            into.push(entry(None, reason, Some(other)));
        }
        for (&stage, verdict) in Stage::ALL.iter().zip(&fate.verdicts) {
            match *verdict {
                Verdict::LeftOut(reason, other) if !everywhere => into.push(entry(Some(stage), reason, Some(other))),
                Verdict::Nothing if fate.reached[stage as usize] => {
                    into.push(entry(Some(stage), LeftOutReason::NoData, None));
                }
                _ => {}
            }
        }
    }

    fn id(&self, line: LineNo) -> RecordId {
        self.links.line(line).id.clone()
    }
}

/// One stage added up.
struct AtStage {
    stage: Stage,
    verdicts: Vec<(LineNo, Verdict)>,
    cells: Vec<Cell>,
    warnings: Vec<LedgerWarning>,
}

/// What becomes of a line, by stage.
#[derive(Debug, Clone, Copy)]
struct Fate {
    /// Whether it has reached the stage, with a figure or without.
    reached: [bool; STAGES],
    verdicts: [Verdict; STAGES],
}

impl Default for Fate {
    fn default() -> Self {
        Self {
            reached: [false; STAGES],
            verdicts: [Verdict::Nothing; STAGES],
        }
    }
}

/// Adds up chosen lines once; [`Ledger`] does it many times over the same lines.
///
/// # Errors
///
/// As [`Ledger::new`] and [`Ledger::totals`].
pub fn totals<'a>(
    lines: impl IntoIterator<Item = &'a FundingLine>,
    chosen: impl Fn(&LedgerLine) -> bool,
    day: Option<NaiveDate>,
) -> Result<Totals, LedgerError> {
    Ledger::new(lines)?.totals(chosen, day)
}
