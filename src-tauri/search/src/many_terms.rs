//! A slot with many terms, as `a*` has, answered by one set of entries.

use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::slots::Slot;

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

struct ManyTermsWeight(ManyTermsQuery);

impl Weight for ManyTermsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Self(query) = self;
        let index = reader.inverted_index(query.slot.field)?;
        let mut entries = BitSet::with_max_value(reader.max_doc());
        for term in query.slot.terms.iter() {
            let Some(info) = index.get_term_info(&Term::from_field_text(query.slot.field, &term.text))? else {
                continue;
            };
            let mut postings = index.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            loop {
                let docs = postings.docs();
                if docs.is_empty() {
                    break;
                }
                for doc in docs {
                    entries.insert(*doc);
                }
                postings.advance();
            }
        }
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
