//! How many hits there are, and how many of each kind, partner, year…
//!
//! Hits are counted by signature, one number a hit; only the signatures met are taken apart into buckets.

use tantivy::DocId;

use crate::facets::Facets;
use crate::view::{SegmentFacts, View};

/// Hits by signature, segment by segment.
pub(crate) struct Counts {
    pub facets: bool,
    pub total: u32,
    by_signature: Vec<Vec<u32>>,
}

impl Counts {
    pub(crate) fn new(view: &View, facets: bool) -> Self {
        // One place more, for an entry without a signature.
        let places = |facts: &SegmentFacts| vec![0; facts.signatures.len() + 1];
        let by_signature = if facets {
            view.segments.iter().map(|facts| places(facts)).collect()
        } else {
            Vec::new()
        };
        Self {
            facets,
            total: 0,
            by_signature,
        }
    }

    pub(crate) fn add(&mut self, segment: u32, facts: &SegmentFacts, doc: DocId) {
        self.add_all(segment, facts, &[doc]);
    }

    pub(crate) fn add_all(&mut self, segment: u32, facts: &SegmentFacts, docs: &[DocId]) {
        self.total += u32::try_from(docs.len()).unwrap_or(u32::MAX);
        if !self.facets {
            return;
        }
        let counts = &mut self.by_signature[segment as usize];
        let numbers = facts.numbers();
        for doc in docs {
            counts[numbers[*doc as usize] as usize] += 1;
        }
    }

    /// The total, and the buckets that hold something.
    pub(crate) fn sum(self, view: &View) -> (u32, Facets) {
        let mut in_bucket = vec![0_u32; if self.facets { view.buckets.len() } else { 0 }];
        for (counts, buckets) in self.by_signature.iter().zip(&view.in_buckets) {
            for (count, buckets) in counts.iter().zip(buckets) {
                if *count > 0 {
                    for bucket in buckets {
                        in_bucket[*bucket as usize] += count;
                    }
                }
            }
        }
        let mut facets = Facets::new();
        for (count, (facet, value)) in in_bucket.iter().zip(&view.buckets) {
            if *count > 0 {
                let buckets = facets.entry(facet.name().to_owned()).or_default();
                buckets.insert(value.clone(), *count);
            }
        }
        (self.total, facets)
    }
}
