//! The sources of a brief, written out, each with the notes that cite it.

use std::collections::BTreeMap;

use super::{BriefFacts, BriefOptions};
use crate::{
    document::{Block, Note, SourceEntry, cited},
    words::Phrase,
};

/// Publisher by publisher, oldest text first.
pub(super) fn blocks(facts: &BriefFacts, options: &BriefOptions, notes: &[Note]) -> Vec<Block> {
    let mut by_source: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for note in notes {
        for one in &note.cited {
            let numbers = by_source.entry(&one.source).or_default();
            if numbers.last() != Some(&note.number) {
                numbers.push(note.number);
            }
        }
    }
    let mut sources: Vec<_> = facts
        .sources
        .values()
        .filter_map(|source| Some((source, by_source.get(source.id.as_str())?)))
        .collect();
    if sources.is_empty() {
        return Vec::new();
    }
    sources.sort_by_key(|(source, _)| (&source.publisher, source.date.span().earliest, &source.id));
    let entries = sources
        .into_iter()
        .map(|(source, notes)| SourceEntry {
            id: source.id.clone(),
            cited: cited(source, None, options.language),
            identifier: source.identifier.clone(),
            notes: notes.clone(),
        })
        .collect();
    let title = Phrase::Sources.say(options.language).to_owned();
    vec![
        Block::Heading {
            level: 1,
            anchor: "sources".to_owned(),
            text: title,
        },
        Block::Sources(entries),
    ]
}
