//! Frequencies already looked up when a query was compiled, so that ranking does not look them up again.

use rustc_hash::FxHashMap;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::compile::Clause;

/// The searcher's statistics, with the terms of a clause known.
pub(crate) struct Frequencies<'a> {
    searcher: &'a Searcher,
    known: FxHashMap<Term, u64>,
}

impl<'a> Frequencies<'a> {
    pub(crate) fn of(searcher: &'a Searcher, clause: &Clause) -> Self {
        let mut known = FxHashMap::default();
        clause.each_slot(&mut |slot| {
            for term in slot.terms.iter() {
                known.insert(Term::from_field_text(slot.field, &term.text), term.entries);
            }
        });
        Self { searcher, known }
    }
}

impl Bm25StatisticsProvider for Frequencies<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.known.get(term) {
            Some(entries) => Ok(*entries),
            None => self.searcher.doc_freq(term),
        }
    }
}
