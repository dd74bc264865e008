//! Country briefs: what a desk officer hands to a minister, composed once and written in every format.
//!
//! Belongs here: which facts are told, in what order and in which words. Every sentence only joins what records say.
//! Not here: choosing records (the library), adding money up (the ledger), typesetting (the writers).

mod commitments;
mod comparison;
mod composer;
mod contested;
mod facts;
mod funding_lines;
mod gaps;
mod instruments;
mod key_figures;
mod money;
mod options;
mod sources;
mod state_of_play;
mod timeline;

pub use comparison::compare;
pub use facts::{BriefFacts, Change, ChangeKind, Changes, Gap, Pack};
pub use options::{BriefOptions, Length, Part};

use crate::{document::Document, error::Error, words::Phrase};

/// Composes a brief.
///
/// # Errors
/// When a record has no citation, or cites a source that is not among the facts.
pub fn compose(facts: &BriefFacts, options: &BriefOptions) -> Result<Document, Error> {
    let mut brief = composer::Composer::new(facts, options);
    if options.length == Length::Full && options.parts.len() > 1 {
        brief.contents();
    }
    brief.language_of_records();
    if options.has(Part::StateOfPlay) {
        state_of_play::write(&mut brief)?;
    }
    if options.has(Part::KeyFigures) {
        key_figures::write(&mut brief)?;
    }
    if options.has(Part::Changes) {
        gaps::write_changes(&mut brief)?;
    }
    if options.has(Part::Timeline) {
        timeline::write(&mut brief)?;
    }
    if options.has(Part::Instruments) {
        instruments::write(&mut brief)?;
    }
    if options.has(Part::Commitments) {
        commitments::write(&mut brief)?;
    }
    if options.has(Part::Money) {
        money::write(&mut brief)?;
    }
    if options.has(Part::Contested) {
        contested::write(&mut brief)?;
    }
    if options.has(Part::Gaps) {
        gaps::write(&mut brief);
    }
    if !options.only().is_empty() && !brief.has_headings() {
        brief.remark(Phrase::RemarkNoPart);
    }
    Ok(brief.finish(options.has(Part::Sources)))
}
