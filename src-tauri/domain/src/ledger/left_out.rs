//! What a total does not count, and what a reader of it should look at.

use std::fmt;

use serde::Serialize;
use specta::Type;

use crate::{Money, RecordId, Stage, vocabulary::vocabulary};

vocabulary! {
    /// Why a line is not counted.
    LeftOutReason, "reason to leave a line out" {
        /// A whole that it is part of is counted.
        CoveredByWhole = "covered-by-whole",
        /// It announces the same money as a line that is counted.
        Repeats = "repeats",
        /// It carries the money of a line that is counted under a new label.
        Relabels = "relabels",
        /// Another way of splitting the same whole is counted.
        OtherBreakdown = "other-breakdown",
        /// It is a ceiling that lines are drawn from.
        Envelope = "envelope",
        /// It is a running sum or a reported figure that overlaps with lines.
        Statement = "statement",
        /// No source gives a figure.
        NoData = "no-data",
    }
}

/// A chosen line that a total does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The line.
    pub id: RecordId,
    /// The stage it is left out of; `None` when of every stage it has figures at.
    pub stage: Option<Stage>,
    /// Why.
    pub reason: LeftOutReason,
    /// The line that covers it; for another breakdown, the whole that is split.
    pub because_of: Option<RecordId>,
}

/// The reason as a sentence.
impl fmt::Display for LeftOut {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let other = self.because_of.as_ref().map_or("another line", RecordId::as_str);
        match self.reason {
            LeftOutReason::CoveredByWhole => write!(to, "Its money is part of {other}, which is counted.")?,
            LeftOutReason::Repeats => write!(to, "It announces the same money as {other}, which is counted.")?,
            LeftOutReason::Relabels => {
                write!(
                    to,
                    "It carries money of {other} under a new label, and {other} is counted."
                )?;
            }
            LeftOutReason::OtherBreakdown => {
                write!(
                    to,
                    "{other} is split in more than one way, and the parts of another breakdown are counted."
                )?;
            }
            LeftOutReason::Envelope => {
                to.write_str("It is a ceiling that lines are drawn from, not money of its own.")?
            }
            LeftOutReason::Statement => {
                to.write_str("It is a reported sum that overlaps with other lines, not money of its own.")?;
            }
            LeftOutReason::NoData => to.write_str("No source gives a figure.")?,
        }
        match self.stage {
            Some(stage) => write!(to, " This concerns the stage “{stage}”."),
            None => Ok(()),
        }
    }
}

/// Something a desk officer should look at before defending a total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LedgerWarning {
    /// The parts of a whole add up to more than the whole has at the same stage. The whole's own figure stands.
    PartsExceedWhole {
        /// The whole.
        whole: RecordId,
        /// The stage.
        stage: Stage,
        /// The breakdown; `None` where it has no name.
        breakdown: Option<String>,
        /// What the parts add up to.
        parts: Money,
        /// What the whole has.
        own: Money,
    },
    /// A line belongs to several wholes that are all counted: they overlap by its money.
    WholesOverlap {
        /// The line.
        line: RecordId,
        /// The stage.
        stage: Stage,
        /// The wholes.
        wholes: Vec<RecordId>,
    },
}

impl fmt::Display for LedgerWarning {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PartsExceedWhole {
                whole,
                stage,
                breakdown,
                parts,
                own,
            } => {
                write!(to, "At the stage “{stage}” the parts of {whole}")?;
                if let Some(breakdown) = breakdown {
                    write!(to, " by {breakdown}")?;
                }
                write!(
                    to,
                    " add up to {parts}, more than its own {own}. Its own figure stands."
                )
            }
            Self::WholesOverlap { line, stage, wholes } => {
                let names: Vec<_> = wholes.iter().map(RecordId::as_str).collect();
                let names = names.join(" and ");
                write!(
                    to,
                    "At the stage “{stage}” {names} are both counted, though {line} belongs to each of them."
                )
            }
        }
    }
}
