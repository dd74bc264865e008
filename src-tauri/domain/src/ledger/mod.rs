//! Funding as a ledger: where a line stands, and totals that cannot count money twice.
//!
//! Belongs here: the position of a line at a stage on a day ([`position`]), totals over chosen lines ([`totals`],
//! [`Ledger`]), and what a total left out and why. Not here: other currencies (`rates`), words of a screen.
//!
//! # When a step counts
//!
//! A step counts from the first day its date can mean: what is not known to lie ahead is not hidden. Without a day,
//! every step counts.
//!
//! # Where a line stands at a stage
//!
//! The newest running total, plus the flows that came surely after it. A flow whose date may lie before the total's
//! is taken to be inside it. Without a running total, all flows. Steps without an amount add nothing and make no
//! zero; without any amount there is no data, and no other stage's figure stands in. Currencies stay apart.
//!
//! # What a total counts
//!
//! Only lines that count as `line`; envelopes and statements stand beside. Among these, at each stage by itself:
//!
//! 1. Lines that repeat each other are one money. Of those with a figure the original speaks, or else the earliest.
//! 2. A line is part of the whole it names in `part_of`, and of every line that it relabels. A chosen whole with a
//!    figure covers all its parts, and theirs; so does one that is itself covered.
//! 3. Of a whole without a figure (or not chosen, or an envelope) the parts count, but those of one breakdown only:
//!    the one that carries the most money in the whole's currency, the first by name where several carry the same.
//!    Lines that relabel the whole are a breakdown of their own. A line of several wholes counts only where each of
//!    them lets it.
//!
//! The outcome does not depend on the order of the lines.

mod figures;
mod kept;
mod left_out;
mod links;
mod standing;
mod tally;
#[cfg(test)]
mod tests;
mod totals;

/// Fewer lines than this one thread works through sooner than several can be told to.
const WORTH_SHARING: usize = 4096;

pub use kept::LedgerLine;
pub use left_out::{LedgerWarning, LeftOut, LeftOutReason};
pub use links::LedgerError;
pub use standing::{Net, Standing, nets, position, positions, standings};
pub use totals::{Ledger, SummedFrom, Total, TotalNet, Totals, totals};
