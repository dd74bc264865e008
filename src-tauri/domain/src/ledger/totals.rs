//! Totals over chosen lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    LedgerError, LedgerWarning, LeftOut, LeftOutReason,
    links::{LineNo, Links},
    standing::{has_come, money},
    tally::{StageFigures, Verdict, tally},
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// By stage, kind and currency.
    pub sums: Vec<Total>,
    /// The lines that some sum counts, by id.
    pub counted: Vec<RecordId>,
    /// The chosen lines that no sum counts, or not at every stage they have figures at; by id.
    pub left_out: Vec<LeftOut>,
    /// What to look at before defending a sum.
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

/// Funding lines and what ties them, ready for any number of totals.
#[derive(Debug)]
pub struct Ledger<'a> {
    links: Links<'a>,
}

impl<'a> Ledger<'a> {
    /// Takes up every line there is, chosen or not: a total must know the wholes and originals of the lines it adds.
    /// An id that is named and not among them is taken for a whole that nobody chose.
    ///
    /// # Errors
    ///
    /// Two lines of one id, or lines that are part of each other in a ring.
    pub fn new(lines: impl IntoIterator<Item = &'a FundingLine>) -> Result<Self, LedgerError> {
        Ok(Self {
            links: Links::new(lines)?,
        })
    }

    /// Adds up the lines that `chosen` picks, as they stand on `day`, or over all their steps without a day.
    ///
    /// # Errors
    ///
    /// A sum that is too large to keep.
    pub fn totals(&self, chosen: impl Fn(&FundingLine) -> bool, day: Option<NaiveDate>) -> Result<Totals, LedgerError> {
        let links = &self.links;
        let chosen: Vec<bool> = links.lines.iter().map(|line| chosen(line)).collect();
        let mut figures: BTreeMap<Stage, StageFigures> = BTreeMap::new();
        for (no, line) in (0..).zip(&links.lines).filter(|(no, _)| chosen[*no as usize]) {
            for stage in stages_of(line, day) {
                figures.entry(stage).or_default().take(no, line, stage, day);
            }
        }
        let mut verdicts = vec![[Verdict::Nothing; Stage::ALL.len()]; links.lines.len()];
        let mut sums = Vec::new();
        let mut warnings = Vec::new();
        for (&stage, figures) in &figures {
            let tally = tally(links, figures, &chosen, stage);
            for (line, verdict) in tally.verdicts {
                verdicts[line as usize][stage as usize] = verdict;
            }
            warnings.extend(tally.warnings);
            for cell in tally.cells {
                let too_large = LedgerError::TooLarge {
                    stage,
                    kind: cell.kind,
                    currency: cell.currency,
                };
                sums.push(Total {
                    stage,
                    kind: cell.kind,
                    amount: money(cell.sum, cell.currency).ok_or(too_large)?,
                    counted: cell.counted.into_iter().map(|line| self.id(line)).collect(),
                    summed_from: cell
                        .summed_from
                        .into_iter()
                        .map(|(whole, breakdown)| SummedFrom {
                            whole: self.id(whole),
                            breakdown: links.breakdowns[breakdown as usize].map(str::to_owned),
                        })
                        .collect(),
                });
            }
        }
        warnings.sort_unstable();
        let chosen_lines = || (0_u32..).zip(&verdicts).filter(|(no, _)| chosen[*no as usize]);
        let mut left_out = Vec::new();
        for (no, verdicts) in chosen_lines() {
            self.leave_out(no, verdicts, day, &mut left_out);
        }
        let counted = chosen_lines()
            .filter(|(_, verdicts)| verdicts.contains(&Verdict::Counted))
            .map(|(no, _)| self.id(no))
            .collect();
        Ok(Totals {
            sums,
            counted,
            left_out,
            warnings,
        })
    }

    /// Why a chosen line is not counted, or not everywhere: one entry for all stages where they agree.
    fn leave_out(
        &self,
        no: LineNo,
        verdicts: &[Verdict; Stage::ALL.len()],
        day: Option<NaiveDate>,
        into: &mut Vec<LeftOut>,
    ) {
        let line = self.links.lines[no as usize];
        let entry = |stage, reason, because_of| LeftOut {
            id: line.id.clone(),
            stage,
            reason,
            because_of,
        };
        match line.counts_as {
            CountsAs::Envelope => return into.push(entry(None, LeftOutReason::Envelope, None)),
            CountsAs::Statement => return into.push(entry(None, LeftOutReason::Statement, None)),
            CountsAs::Line => {}
        }
        let figured = || verdicts.iter().filter(|verdict| **verdict != Verdict::Nothing);
        let Some(first) = figured().next() else {
            return into.push(entry(None, LeftOutReason::NoData, None));
        };
        if let Verdict::LeftOut(reason, other) = *first
            && figured().all(|verdict| verdict == first)
        {
            into.push(entry(None, reason, Some(self.links.id(other).clone())));
        } else {
            for (stage, verdict) in Stage::ALL.iter().zip(verdicts) {
                if let Verdict::LeftOut(reason, other) = *verdict {
                    into.push(entry(Some(*stage), reason, Some(self.links.id(other).clone())));
                }
            }
        }
        for stage in stages_of(line, day) {
            if verdicts[stage as usize] == Verdict::Nothing {
                into.push(entry(Some(stage), LeftOutReason::NoData, None));
            }
        }
    }

    fn id(&self, line: LineNo) -> RecordId {
        self.links.lines[line as usize].id.clone()
    }
}

/// The stages that a line has reached, with an amount or without, each once and in their order.
fn stages_of(line: &FundingLine, day: Option<NaiveDate>) -> impl Iterator<Item = Stage> {
    let mut reached = [false; Stage::ALL.len()];
    for step in line.stages.iter().filter(|step| has_come(step, day)) {
        reached[step.stage as usize] = true;
    }
    Stage::ALL.iter().copied().filter(move |stage| reached[*stage as usize])
}

/// Adds up chosen lines once; [`Ledger`] does it many times over the same lines.
///
/// # Errors
///
/// As [`Ledger::new`] and [`Ledger::totals`].
pub fn totals<'a>(
    lines: impl IntoIterator<Item = &'a FundingLine>,
    chosen: impl Fn(&FundingLine) -> bool,
    day: Option<NaiveDate>,
) -> Result<Totals, LedgerError> {
    Ledger::new(lines)?.totals(chosen, day)
}
