//! What a ledger keeps of a line, so that totals need the records no more.

use std::ops::Range;

use super::standing::Step;
use crate::{Basis, CountsAs, FundingKind, FundingLine, FundingStage, Money, RecordId, Span, Stage, Strand};

/// A line as the ledger keeps it: enough to choose it by.
#[derive(Debug, Clone)]
pub struct LedgerLine {
    /// The line.
    pub id: RecordId,
    /// Its strand.
    pub strand: Strand,
    /// What sort of money.
    pub kind: FundingKind,
    /// How it may be added up.
    pub counts_as: CountsAs,
    /// Where its steps stand.
    steps: Range<u32>,
}

/// A step without its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptStep {
    span: Span,
    amount: Option<Money>,
    stage: Stage,
    basis: Basis,
}

/// Lines by id, and their steps one after the other: totals then read memory forwards.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) lines: Vec<LedgerLine>,
    steps: Vec<KeptStep>,
}

impl Kept {
    pub(super) fn new(lines: &[&FundingLine]) -> Self {
        let mut kept = Self {
            lines: Vec::with_capacity(lines.len()),
            steps: Vec::with_capacity(lines.iter().map(|line| line.stages.len()).sum()),
        };
        for line in lines {
            let start = kept.steps.len() as u32;
            kept.steps.extend(line.stages.iter().map(KeptStep::from));
            kept.lines.push(LedgerLine {
                id: line.id.clone(),
                strand: line.strand,
                kind: line.kind,
                counts_as: line.counts_as,
                steps: start..kept.steps.len() as u32,
            });
        }
        kept
    }

    pub(super) fn steps(&self, line: &LedgerLine) -> &[KeptStep] {
        &self.steps[line.steps.start as usize..line.steps.end as usize]
    }
}

impl From<&FundingStage> for KeptStep {
    fn from(step: &FundingStage) -> Self {
        Self {
            span: step.date.span(),
            amount: step.amount,
            stage: step.stage,
            basis: step.basis,
        }
    }
}

impl Step for KeptStep {
    fn stage(&self) -> Stage {
        self.stage
    }

    fn span(&self) -> Span {
        self.span
    }

    fn amount(&self) -> Option<Money> {
        self.amount
    }

    fn basis(&self) -> Basis {
        self.basis
    }
}
