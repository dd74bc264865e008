//! A slot with many terms, as `a*` has, answered by one set of entries.

use tantivy::postings::TermInfo;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use crate::slots::Slot;
use crate::view::BLOCK;

/// Finds the entries with any of a slot's terms; all score the same.
#[derive(Debug, Clone)]
pub(crate) struct ManyTermsQuery {
    slot: Slot,
    score: Score,
}

impl ManyTermsQuery {
    pub(crate) fn new(slot: Slot, score: Score) -> Self {
        Self { slot, score }
    }
}

impl Query for ManyTermsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ManyTermsWeight(self.clone())))
    }
}

/// Shows the entries of some terms of a slot, term by term, in blocks as they are stored.
fn each_entry(
    slot: &Slot,
    reader: &SegmentReader,
    places: &[TermInfo],
    mut show: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let index = reader.inverted_index(slot.field)?;
    for place in places {
        let mut postings = index.read_block_postings_from_terminfo(place, IndexRecordOption::Basic)?;
        while !postings.docs().is_empty() {
            postings.docs().iter().for_each(|doc| show(*doc));
            postings.advance();
        }
    }
    Ok(())
}

/// Entries of a segment, a bit each.
pub(crate) struct Entries(Vec<u64>);

impl Entries {
    /// Those with any of a slot's terms, deleted ones included.
    pub(crate) fn with_any(slot: &Slot, reader: &SegmentReader) -> tantivy::Result<Self> {
        Self::of(slot, reader, &slot.places_in(reader)?)
    }

    fn of(slot: &Slot, reader: &SegmentReader, places: &[TermInfo]) -> tantivy::Result<Self> {
        let mut bits = vec![0_u64; reader.max_doc() as usize / 64 + 1];
        each_entry(slot, reader, places, |doc| bits[doc as usize / 64] |= 1 << (doc % 64))?;
        Ok(Self(bits))
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    /// The entries in order, by blocks of [`BLOCK`] numbers: each block that has any, and those.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (usize, impl Iterator<Item = DocId>)> {
        let begins = (0..).step_by(BLOCK);
        let blocks = begins.zip(&self.0).enumerate().filter(|(_, (_, bits))| **bits != 0);
        blocks.map(|(block, (begin, bits))| {
            let mut left = *bits;
            let entries = std::iter::from_fn(move || {
                let next = (left != 0).then(|| begin + left.trailing_zeros());
                left &= left.wrapping_sub(1);
                next
            });
            (block, entries)
        })
    }
}

/// How many entries of a segment have any of a slot's terms, deleted ones included. Where one spelling of a word is much
/// the commonest, only the others' entries are read, and looked up among its own.
pub(crate) fn entries_in(slot: &Slot, reader: &SegmentReader) -> tantivy::Result<u32> {
    let mut places = slot.places_in(reader)?;
    places.sort_by_key(|place| std::cmp::Reverse(place.doc_freq));
    let Some((most, others)) = places.split_first() else {
        return Ok(0);
    };
    let others_have: u32 = others.iter().map(|place| place.doc_freq).fold(0, u32::saturating_add);
    if others_have > most.doc_freq / LOOKED_UP {
        return Ok(Entries::of(slot, reader, &places)?.len());
    }
    let mut further = Vec::with_capacity(others_have as usize);
    each_entry(slot, reader, others, |doc| further.push(doc))?;
    if others.len() > 1 {
        further.sort_unstable();
        further.dedup();
    }
    let index = reader.inverted_index(slot.field)?;
    let mut commonest = index.read_postings_from_terminfo(most, IndexRecordOption::Basic)?;
    let is_new = |doc: &&DocId| commonest.doc() > **doc || commonest.doc() < **doc && commonest.seek(**doc) != **doc;
    Ok(most.doc_freq + further.iter().filter(is_new).count() as u32)
}

/// A look into postings costs about as much as reading this many entries of them.
const LOOKED_UP: u32 = 8;

struct ManyTermsWeight(ManyTermsQuery);

impl Weight for ManyTermsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Self(query) = self;
        let mut entries = BitSet::with_max_value(reader.max_doc());
        each_entry(&query.slot, reader, &query.slot.places_in(reader)?, |doc| {
            entries.insert(doc);
        })?;
        Ok(Box::new(ConstScorer::new(
            BitSetDocSet::from(entries),
            boost * query.score,
        )))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() == TERMINATED || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("one of many terms", scorer.score()))
    }
}
