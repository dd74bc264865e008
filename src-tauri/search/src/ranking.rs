//! The order of hits, and the best so many of them.
//!
//! A score is BM25 times the entry's prior: how much its kind counts. At equal merit the newer comes first, then the order of
//! documents, so that the same library gives the same pages everywhere.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::ask::Sort;
use crate::view::{SegmentFacts, View};

/// A hit in its place. Ordered from worst to best.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    /// What the order asked for says; greater is better.
    first: i64,
    /// At equal merit, the newer.
    second: i64,
    /// At equal date, the same order in every index.
    pub spot: Reverse<u64>,
    ordinal: Reverse<u64>,
    pub segment: u32,
    pub doc: DocId,
    pub score: f32,
    /// Further hits of its document.
    pub more: u32,
}

impl Ranked {
    fn rank(&self) -> (i64, i64, Reverse<u64>, Reverse<u64>, Reverse<u32>, Reverse<DocId>) {
        (
            self.first,
            self.second,
            self.spot,
            self.ordinal,
            Reverse(self.segment),
            Reverse(self.doc),
        )
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// Bits of a score that do not tell merit: scores within about a hundredth of one another are equal, and the newer stands first.
const FINER: u32 = 16;

/// The merit of a score.
fn merit(score: f32) -> i64 {
    i64::from(score.max(0.0).to_bits() >> FINER)
}

/// The least score of this merit.
fn least_of(merit: i64) -> f32 {
    u32::try_from(merit).map_or(0.0, |merit| f32::from_bits(merit << FINER))
}

/// The order that a search asks for.
pub(crate) struct Order<'a> {
    pub sort: Sort,
    /// Whether hits have scores of their own; else the prior alone ranks.
    pub scored: bool,
    pub view: &'a View,
}

impl Order<'_> {
    /// Puts a hit among the best, if it is one.
    pub(crate) fn offer(&self, top: &mut Top, segment: u32, facts: &SegmentFacts, doc: DocId, score: f32) {
        let score = self.score(facts, doc, score);
        let first = self.first(segment, facts, doc, score);
        // Most hits fall short early: what settles a tie is read only where there is one.
        let falls_short = |worst: &Ranked| {
            let compared = first
                .cmp(&worst.first)
                .then_with(|| self.second(facts, doc).cmp(&worst.second))
                .then_with(|| spot(facts, doc).cmp(&worst.spot));
            compared == Ordering::Less
        };
        if !top.worst().is_some_and(falls_short) {
            top.put(self.placed(segment, facts, doc, score, first));
        }
    }

    /// Whether no entry of a block can be among the best, where all have one score and rank by it.
    pub(crate) fn falls_short(top: &Top, facts: &SegmentFacts, block: usize, score: f32) -> bool {
        let Some(worst) = top.worst() else { return false };
        let (prior, day) = facts.best_of(block);
        (merit(score * prior), day) < (worst.first, worst.second)
    }

    /// A hit in its place.
    pub(crate) fn ranked(&self, segment: u32, facts: &SegmentFacts, doc: DocId, score: f32) -> Ranked {
        let score = self.score(facts, doc, score);
        self.placed(segment, facts, doc, score, self.first(segment, facts, doc, score))
    }

    fn score(&self, facts: &SegmentFacts, doc: DocId, score: f32) -> f32 {
        let prior = facts.prior(doc);
        if self.scored { score * prior } else { prior }
    }

    fn first(&self, segment: u32, facts: &SegmentFacts, doc: DocId, score: f32) -> i64 {
        match self.sort {
            Sort::Relevance => merit(score),
            Sort::Date => facts.day(doc).map_or(i64::MIN, |day| -day),
            Sort::DateDescending => facts.day(doc).unwrap_or(i64::MIN),
            Sort::Document => {
                let number = facts.group.as_ref().and_then(|column| column.ords().first(doc));
                number.map_or(i64::MIN, |number| -self.view.place_of(segment, number))
            }
        }
    }

    fn second(&self, facts: &SegmentFacts, doc: DocId) -> i64 {
        match self.sort {
            Sort::Relevance => facts.day(doc).unwrap_or(i64::MIN),
            Sort::Date | Sort::DateDescending | Sort::Document => 0,
        }
    }

    fn placed(&self, segment: u32, facts: &SegmentFacts, doc: DocId, score: f32, first: i64) -> Ranked {
        Ranked {
            first,
            second: self.second(facts, doc),
            spot: spot(facts, doc),
            ordinal: Reverse(facts.ordinal.first(doc).unwrap_or(0)),
            segment,
            doc,
            score,
            more: 0,
        }
    }
}

fn spot(facts: &SegmentFacts, doc: DocId) -> Reverse<u64> {
    Reverse(facts.spot(doc))
}

/// The best so many; all of them when `usize::MAX` are wanted.
pub(crate) struct Top {
    wanted: usize,
    heap: BinaryHeap<Reverse<Ranked>>,
    all: Vec<Ranked>,
}

impl Top {
    pub(crate) fn of(wanted: usize) -> Self {
        Self {
            wanted,
            heap: BinaryHeap::new(),
            all: Vec::new(),
        }
    }

    /// The worst of the best, once there are enough.
    fn worst(&self) -> Option<&Ranked> {
        if self.wanted == usize::MAX || self.heap.len() < self.wanted {
            return None;
        }
        self.heap.peek().map(|worst| &worst.0)
    }

    pub(crate) fn put(&mut self, ranked: Ranked) {
        if self.wanted == usize::MAX {
            self.all.push(ranked);
        } else if self.heap.len() < self.wanted {
            self.heap.push(Reverse(ranked));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked > worst.0
        {
            *worst = Reverse(ranked);
        }
    }

    /// The score that a further hit must have to be among the best, just under what is needed.
    pub(crate) fn threshold(&self) -> f32 {
        self.worst().map_or(f32::MIN, |worst| least_of(worst.first) * 0.9999)
    }

    /// The best first.
    pub(crate) fn ranked(self) -> Vec<Ranked> {
        let mut ranked = self.all;
        ranked.extend(self.heap.into_iter().map(|Reverse(ranked)| ranked));
        ranked.sort_unstable_by(|one, another| another.cmp(one));
        ranked
    }
}
