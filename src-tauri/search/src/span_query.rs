//! Words side by side and words near one another, as a tantivy query.
//!
//! tantivy's phrases join single terms of one field. Here each place may be filled by several terms (spellings, stems of
//! several languages, the words of a pattern) of either of two fields that share positions, and phrases nest in NEAR.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::slots::Slot;

/// Where words must stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Spans {
    /// A word anywhere.
    Slot(Slot),
    /// Words at these distances from the first.
    Row(Vec<(u32, Slot)>),
    /// Either of these.
    Any(Vec<Spans>),
    /// Two with at most so many words between them, in either order.
    Near { apart: u32, sides: Box<[Spans; 2]> },
}

impl Spans {
    /// Whether nothing in the index can match.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Slot(slot) => slot.is_empty(),
            Self::Row(row) => row.is_empty() || row.iter().any(|(_, slot)| slot.is_empty()),
            Self::Any(branches) => branches.iter().all(Self::is_empty),
            Self::Near { sides, .. } => sides.iter().any(Self::is_empty),
        }
    }

    /// At most how many entries match.
    pub(crate) fn entries(&self) -> u64 {
        match self {
            Self::Slot(slot) => slot.entries(),
            Self::Row(row) => row.iter().map(|(_, slot)| slot.entries()).min().unwrap_or(0),
            Self::Any(branches) => branches.iter().map(Self::entries).sum(),
            Self::Near { sides, .. } => sides.iter().map(Self::entries).min().unwrap_or(0),
        }
    }

    /// How telling the words are together: the sum of their inverse frequencies.
    fn telling(&self, total: u64) -> Score {
        match self {
            Self::Slot(slot) => idf(slot.entries().min(total), total),
            Self::Row(row) => row.iter().map(|(_, slot)| idf(slot.entries().min(total), total)).sum(),
            Self::Any(branches) => branches
                .iter()
                .map(|branch| branch.telling(total))
                .fold(Score::INFINITY, Score::min),
            Self::Near { sides, .. } => sides.iter().map(|side| side.telling(total)).sum(),
        }
    }
}

/// The inverse frequency that BM25 uses.
pub(crate) fn idf(entries: u64, total: u64) -> Score {
    let entries = entries.min(total);
    let rest = (total - entries) as Score + 0.5;
    (1.0 + rest / (entries as Score + 0.5)).ln()
}

/// Finds the entries in which words stand as `spans` says.
#[derive(Debug, Clone)]
pub(crate) struct SpanQuery {
    pub spans: Spans,
    /// At how many entries the words weigh, where that is not their own.
    pub entries: Option<u64>,
    /// The field by whose length an entry is weighed.
    pub norms: Field,
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled {
                statistics_provider, ..
            } => {
                let total = statistics_provider.total_num_docs()?.max(1);
                let length = statistics_provider.total_num_tokens(self.norms)? as Score / total as Score;
                let entries = self.spans.entries().clamp(1, total);
                let most = self.entries.map_or(Score::INFINITY, |entries| idf(entries, total));
                let boost = self.spans.telling(total).min(most) / idf(entries, total).max(Score::MIN_POSITIVE);
                Some(Bm25Weight::for_one_term_without_explain(entries, total, length).boost_by(boost))
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(SpanWeight {
            spans: self.spans.clone(),
            norms: self.norms,
            bm25,
        }))
    }
}

struct SpanWeight {
    spans: Spans,
    norms: Field,
    bm25: Option<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let place = Place::open(&self.spans, reader)?;
        let scored = match &self.bm25 {
            Some(bm25) => {
                let norms = reader.get_fieldnorms_reader(self.norms)?;
                Some((bm25.boost_by(boost), norms))
            }
            None => None,
        };
        let mut scorer = SpanScorer {
            place,
            doc: 0,
            found: Vec::new(),
            scored,
            upper: u32::try_from(self.spans.entries()).unwrap_or(u32::MAX),
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("words in place", scorer.score()))
    }
}

struct SpanScorer {
    place: Place,
    doc: DocId,
    found: Vec<(u32, u32)>,
    scored: Option<(Bm25Weight, FieldNormReader)>,
    upper: u32,
}

impl SpanScorer {
    /// Goes to the first entry from `target` on where the words stand as they must.
    fn settle(&mut self, mut target: DocId) -> DocId {
        loop {
            let doc = self.place.seek(target);
            self.doc = doc;
            if doc == TERMINATED {
                return doc;
            }
            self.place.spans(&mut self.found);
            if !self.found.is_empty() {
                return doc;
            }
            target = doc + 1;
        }
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.upper
    }

    /// Reading positions costs more than reading entries: let cheaper parts lead.
    fn cost(&self) -> u64 {
        u64::from(self.upper) * 10
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        match &self.scored {
            Some((bm25, norms)) => bm25.score(
                norms.fieldnorm_id(self.doc),
                u32::try_from(self.found.len()).unwrap_or(u32::MAX),
            ),
            None => 1.0,
        }
    }
}

/// Postings of one segment, arranged as the spans are.
enum Place {
    Slot(Union),
    Row(Vec<(u32, Union)>),
    Any(Vec<Place>),
    Near {
        apart: u32,
        sides: Box<[Place; 2]>,
        left: Vec<(u32, u32)>,
        right: Vec<(u32, u32)>,
    },
}

impl Place {
    fn open(spans: &Spans, reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(match spans {
            Spans::Slot(slot) => Self::Slot(Union::open(slot, reader)?),
            Spans::Row(row) => {
                let mut opened = row
                    .iter()
                    .map(|(offset, slot)| Ok((*offset, slot.entries(), Union::open(slot, reader)?)))
                    .collect::<tantivy::Result<Vec<_>>>()?;
                // The rarest word leads.
                opened.sort_by_key(|(_, entries, _)| *entries);
                Self::Row(opened.into_iter().map(|(offset, _, union)| (offset, union)).collect())
            }
            Spans::Any(branches) => Self::Any(
                branches
                    .iter()
                    .map(|branch| Self::open(branch, reader))
                    .collect::<tantivy::Result<_>>()?,
            ),
            Spans::Near { apart, sides } => {
                let mut order = [&sides[0], &sides[1]];
                order.sort_by_key(|side| side.entries());
                Self::Near {
                    apart: *apart,
                    sides: Box::new([Self::open(order[0], reader)?, Self::open(order[1], reader)?]),
                    left: Vec::new(),
                    right: Vec::new(),
                }
            }
        })
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Slot(union) => union.doc,
            Self::Row(row) => row.first().map_or(TERMINATED, |(_, union)| union.doc),
            Self::Any(branches) => branches.iter().map(Self::doc).min().unwrap_or(TERMINATED),
            Self::Near { sides, .. } => sides[0].doc(),
        }
    }

    /// The first entry from `target` on that has all the words, wherever they stand.
    fn seek(&mut self, mut target: DocId) -> DocId {
        match self {
            Self::Slot(union) => union.seek(target),
            Self::Any(branches) => branches
                .iter_mut()
                .map(|branch| branch.seek(target))
                .min()
                .unwrap_or(TERMINATED),
            Self::Row(row) => 'again: loop {
                for (_, union) in row.iter_mut() {
                    let doc = union.seek(target);
                    if doc == TERMINATED {
                        return TERMINATED;
                    }
                    if doc > target {
                        target = doc;
                        continue 'again;
                    }
                }
                return if row.is_empty() { TERMINATED } else { target };
            },
            Self::Near { sides, .. } => 'again: loop {
                for side in sides.iter_mut() {
                    let doc = side.seek(target);
                    if doc == TERMINATED {
                        return TERMINATED;
                    }
                    if doc > target {
                        target = doc;
                        continue 'again;
                    }
                }
                return target;
            },
        }
    }

    /// First and last position of each place where the words stand, in the entry all parts are at.
    fn spans(&mut self, into: &mut Vec<(u32, u32)>) {
        into.clear();
        let doc = self.doc();
        match self {
            Self::Slot(union) => into.extend(union.positions().iter().map(|at| (*at, *at))),
            Self::Row(row) => {
                let last = row.iter().map(|(offset, _)| *offset).max().unwrap_or(0);
                let Some(((first_offset, first), others)) = row.split_first_mut() else {
                    return;
                };
                let mut begins: Vec<u32> = first
                    .positions()
                    .iter()
                    .filter_map(|at| at.checked_sub(*first_offset))
                    .collect();
                for (offset, union) in others {
                    if begins.is_empty() {
                        return;
                    }
                    let positions = union.positions();
                    begins.retain(|begin| positions.binary_search(&(begin + *offset)).is_ok());
                }
                into.extend(begins.into_iter().map(|begin| (begin, begin + last)));
            }
            Self::Any(branches) => {
                let mut of_one = Vec::new();
                for branch in branches.iter_mut().filter(|branch| branch.doc() == doc) {
                    branch.spans(&mut of_one);
                    into.append(&mut of_one);
                }
                into.sort_unstable();
                into.dedup();
            }
            Self::Near {
                apart,
                sides,
                left,
                right,
            } => {
                sides[0].spans(left);
                if left.is_empty() {
                    return;
                }
                sides[1].spans(right);
                for one in left.iter() {
                    for other in right.iter() {
                        if are_near(*one, *other, *apart) {
                            into.push((one.0.min(other.0), one.1.max(other.1)));
                        }
                    }
                }
                into.sort_unstable();
                into.dedup();
            }
        }
    }
}

/// Whether two stretches do not touch the same word and have at most `apart` words between them.
pub(crate) fn are_near(one: (u32, u32), other: (u32, u32), apart: u32) -> bool {
    let (first, second) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    second.0 > first.1 && second.0 - first.1 - 1 <= apart
}

/// The postings of a slot's terms as one.
struct Union {
    postings: Vec<SegmentPostings>,
    doc: DocId,
    positions: Vec<u32>,
}

impl Union {
    fn open(slot: &Slot, reader: &SegmentReader) -> tantivy::Result<Self> {
        let index = reader.inverted_index(slot.field)?;
        let mut postings = Vec::new();
        for term in slot.terms.iter() {
            if let Some(info) = index.get_term_info(&Term::from_field_text(slot.field, &term.text))? {
                postings.push(index.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?);
            }
        }
        let doc = postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        Ok(Self {
            postings,
            doc,
            positions: Vec::new(),
        })
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let mut doc = TERMINATED;
            for postings in &mut self.postings {
                let at = if postings.doc() < target {
                    postings.seek(target)
                } else {
                    postings.doc()
                };
                doc = doc.min(at);
            }
            self.doc = doc;
        }
        self.doc
    }

    /// Positions in the entry it is at, in order.
    fn positions(&mut self) -> &[u32] {
        self.positions.clear();
        let mut several = false;
        for postings in &mut self.postings {
            if postings.doc() == self.doc {
                several |= !self.positions.is_empty();
                postings.append_positions_with_offset(0, &mut self.positions);
            }
        }
        if several {
            self.positions.sort_unstable();
            self.positions.dedup();
        }
        &self.positions
    }
}
