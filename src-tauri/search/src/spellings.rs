//! A word of which one spelling is much the commonest: `energy` beside some `Energy`.
//!
//! Pruning the union of both costs several times what pruning one term does. So the few entries that have another spelling are
//! scored one by one, which counts them as well, and all the rest are pruned as for the commonest alone.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::slots::Slot;

/// The commonest has at least so many times the entries of all others.
const COMMONER: u64 = 8;

/// The place of the spelling that is much the commonest of a slot, if one is.
pub(crate) fn commonest(slot: &Slot) -> Option<usize> {
    let (place, most) = slot.terms.iter().enumerate().max_by_key(|(_, term)| term.entries)?;
    let others = slot.entries() - most.entries;
    (slot.terms.len() > 1 && others * COMMONER <= most.entries).then_some(place)
}

/// The spellings of a slot: how each weighs, and which is the commonest.
pub(crate) struct Spellings<'a> {
    slot: &'a Slot,
    commonest: usize,
    weights: Vec<Bm25Weight>,
}

impl<'a> Spellings<'a> {
    /// `boosts` are those of the slot's terms, in their order; `commonest` is the place of the commonest among them.
    pub(crate) fn of(
        slot: &'a Slot,
        commonest: usize,
        boosts: &[Score],
        statistics: &dyn Bm25StatisticsProvider,
    ) -> tantivy::Result<Self> {
        let weights = slot.terms.iter().zip(boosts).map(|(term, boost)| {
            let term = Term::from_field_text(slot.field, &term.text);
            Ok(Bm25Weight::for_terms(statistics, &[term])?.boost_by(*boost))
        });
        Ok(Self {
            slot,
            commonest,
            weights: weights.collect::<tantivy::Result<_>>()?,
        })
    }

    /// Shows every entry of a segment that has another spelling than the commonest: its number, its score, and whether it has
    /// the commonest too. Gives how many entries have that.
    pub(crate) fn each_other(
        &self,
        reader: &SegmentReader,
        mut show: impl FnMut(DocId, Score, bool),
    ) -> tantivy::Result<u32> {
        let index = reader.inverted_index(self.slot.field)?;
        let norms = reader.get_fieldnorms_reader(self.slot.field)?;
        let mut commonest = None;
        let mut most = 0;
        let mut others: Vec<(&Bm25Weight, SegmentPostings)> = Vec::new();
        for (number, (term, weight)) in self.slot.terms.iter().zip(&self.weights).enumerate() {
            let Some(place) = index.get_term_info(&Term::from_field_text(self.slot.field, &term.text))? else {
                continue;
            };
            let postings = index.read_postings_from_terminfo(&place, IndexRecordOption::WithFreqs)?;
            if number == self.commonest {
                most = place.doc_freq;
                commonest = Some((weight, postings));
            } else {
                others.push((weight, postings));
            }
        }
        while let Some(doc) = others.iter().map(|(_, postings)| postings.doc()).min() {
            if doc == TERMINATED {
                break;
            }
            let mut sum = 0.0;
            for (weight, postings) in &mut others {
                if postings.doc() == doc {
                    sum += score(weight, postings, &norms);
                    postings.advance();
                }
            }
            let mut has_commonest = false;
            if let Some((weight, postings)) = &mut commonest {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                has_commonest = postings.doc() == doc;
                if has_commonest {
                    sum += score(weight, postings, &norms);
                }
            }
            show(doc, sum, has_commonest);
        }
        Ok(most)
    }
}

fn score(weight: &Bm25Weight, postings: &SegmentPostings, norms: &FieldNormReader) -> Score {
    weight.score(norms.fieldnorm_id(postings.doc()), postings.term_freq())
}
