//! One moment of the index: a searcher, and the columns of its segments, opened once.
//!
//! Columns are opened when a commit is first seen, not a search: a search then only reads numbers.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tantivy::columnar::{Column, ColumnIndex, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::facets::{Facet, Signature};
use crate::language::Language;
use crate::schema::{COMMON_PRIOR, stable_hash};

/// A searcher with its segments' columns.
pub(crate) struct View {
    pub searcher: Searcher,
    pub segments: Vec<Arc<SegmentFacts>>,
    /// The languages its entries are in: a word is stemmed in these only.
    pub languages: Vec<Language>,
    /// Every value of every facet.
    pub buckets: Vec<(Facet, String)>,
    /// By segment and signature, the numbers of its buckets.
    pub in_buckets: Vec<Vec<Box<[u32]>>>,
    /// Places of groups in the order of their names, by segment and number; made when a search first asks for that order.
    places: OnceLock<Vec<Vec<u32>>>,
}

/// What is known of every entry of a segment without reading what it stores.
pub(crate) struct SegmentFacts {
    id: SegmentId,
    signature: Column<u64>,
    numbers: OnceLock<Vec<u32>>,
    days: OnceLock<Vec<i32>>,
    priors: OnceLock<Priors>,
    spots: OnceLock<Vec<u64>>,
    /// Of each block of entries, the highest prior and the newest day.
    bests: OnceLock<Vec<(f32, i64)>>,
    pub signatures: Vec<Signature>,
    pub group: Option<StrColumn>,
    pub ordinal: Column<u64>,
    pub earliest: Column<i64>,
    pub latest: Column<i64>,
    pub amount: Column<i64>,
    pub currency: Option<StrColumn>,
    pub source: Option<StrColumn>,
    prior: Column<u64>,
}

impl SegmentFacts {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let none = || Column::build_empty_column(reader.max_doc());
        let signature = columns.str("signature")?;
        let mut signatures = Vec::new();
        if let Some(column) = &signature {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                signatures.push(Signature::parse(&String::from_utf8_lossy(stream.key())));
            }
        }
        Ok(Self {
            id: reader.segment_id(),
            signature: signature.map_or_else(none, |column| column.ords().clone()),
            numbers: OnceLock::new(),
            days: OnceLock::new(),
            priors: OnceLock::new(),
            spots: OnceLock::new(),
            bests: OnceLock::new(),
            signatures,
            group: columns.str("group")?,
            ordinal: columns.column_opt("ordinal")?.unwrap_or_else(none),
            earliest: columns
                .column_opt("earliest")?
                .unwrap_or_else(|| Column::build_empty_column(reader.max_doc())),
            latest: columns
                .column_opt("latest")?
                .unwrap_or_else(|| Column::build_empty_column(reader.max_doc())),
            amount: columns
                .column_opt("amount")?
                .unwrap_or_else(|| Column::build_empty_column(reader.max_doc())),
            currency: columns.str("currency")?,
            source: columns.str("source")?,
            prior: columns.column_opt("prior")?.unwrap_or_else(none),
        })
    }

    /// The number of each entry's signature. Unpacked when first asked for: every facet of every search reads it.
    pub(crate) fn numbers(&self) -> &[u32] {
        self.numbers.get_or_init(|| {
            let none = u32::try_from(self.signatures.len()).unwrap_or(u32::MAX);
            (0..self.signature.num_docs())
                .map(|doc| {
                    self.signature
                        .first(doc)
                        .and_then(|number| u32::try_from(number).ok())
                        .unwrap_or(none)
                })
                .collect()
        })
    }

    /// The first day an entry's date can mean. Unpacked when first asked for: every ranking reads it hit by hit.
    pub(crate) fn day(&self, doc: u32) -> Option<i64> {
        let days = self
            .days
            .get_or_init(|| unpacked(&self.earliest, NO_DAY, |day| i32::try_from(day).unwrap_or(i32::MAX)));
        days.get(doc as usize)
            .filter(|day| **day != NO_DAY)
            .map(|day| i64::from(*day))
    }

    /// What an entry's score is multiplied by.
    pub(crate) fn prior(&self, doc: u32) -> f32 {
        let own = match self.priors.get_or_init(|| Priors::of(&self.prior)) {
            Priors::Common => None,
            Priors::Each(priors) => priors.get(doc as usize).copied(),
        };
        own.map_or(COMMON_PRIOR as f32, f32::from) / 1000.0
    }

    /// A number for the entry's group, the same in every index, that settles ties.
    pub(crate) fn spot(&self, doc: u32) -> u64 {
        let Some(group) = &self.group else { return 0 };
        // By number of the group. A dictionary that cannot be read leaves ties as they lie.
        let spots = self.spots.get_or_init(|| {
            let mut spots = Vec::with_capacity(group.num_terms());
            if let Ok(mut stream) = group.dictionary().stream() {
                while stream.advance() {
                    spots.push(stable_hash(stream.key()));
                }
            }
            spots
        });
        let number = group.ords().first(doc);
        number
            .and_then(|number| spots.get(number as usize))
            .copied()
            .unwrap_or(0)
    }

    /// The highest prior of a block of entries, and the newest day in it: no entry of the block ranks above both together.
    pub(crate) fn best_of(&self, block: usize) -> (f32, i64) {
        let bests = self.bests.get_or_init(|| {
            let entries = self.signature.num_docs();
            let of_block = |begin: u32| {
                let block = begin..(begin + BLOCK as u32).min(entries);
                let best = (0.0_f32, i64::MIN);
                block.fold(best, |(prior, day), doc| {
                    (prior.max(self.prior(doc)), day.max(self.day(doc).unwrap_or(i64::MIN)))
                })
            };
            (0..entries).step_by(BLOCK).map(of_block).collect()
        });
        bests.get(block).copied().unwrap_or((f32::MAX, i64::MAX))
    }

    /// The most that any entry's score is multiplied by.
    pub(crate) fn highest_prior(&self) -> f32 {
        self.prior.max_value().max(COMMON_PRIOR) as f32 / 1000.0
    }

    /// The group's name for a document of this segment.
    pub(crate) fn group_of(&self, doc: u32, into: &mut String) -> std::io::Result<()> {
        into.clear();
        if let Some(column) = &self.group
            && let Some(ordinal) = column.ords().first(doc)
        {
            column.ord_to_str(ordinal, into)?;
        }
        Ok(())
    }
}

/// Entries looked at together.
pub(crate) const BLOCK: usize = 64;

/// Stands for an entry without a date.
const NO_DAY: i32 = i32::MIN;

/// The priors of a segment's entries, in thousandths.
enum Priors {
    /// All have the common one, as in a segment of passages only.
    Common,
    Each(Vec<u16>),
}

impl Priors {
    fn of(column: &Column<u64>) -> Self {
        if matches!(column.index, ColumnIndex::Empty { .. }) {
            return Self::Common;
        }
        let narrow = |prior: u64| u16::try_from(prior).unwrap_or(u16::MAX);
        Self::Each(unpacked(column, narrow(COMMON_PRIOR), narrow))
    }
}

/// A column as a list, a value an entry.
fn unpacked<T, N>(column: &Column<T>, none: N, narrow: impl Fn(T) -> N) -> Vec<N>
where
    T: PartialOrd + Copy + std::fmt::Debug + Default + Send + Sync + 'static,
    N: Copy,
{
    if !matches!(column.index, ColumnIndex::Full) {
        let docs = 0..column.num_docs();
        return docs.map(|doc| column.first(doc).map_or(none, &narrow)).collect();
    }
    let mut all = Vec::with_capacity(column.num_docs() as usize);
    let mut some = [T::default(); 4096];
    for begin in (0..column.num_docs()).step_by(some.len()) {
        let part = (column.num_docs() - begin).min(some.len() as u32) as usize;
        column.values.get_range(u64::from(begin), &mut some[..part]);
        all.extend(some[..part].iter().map(|value| narrow(*value)));
    }
    all
}

impl View {
    /// The columns of `searcher`'s segments; those that `former` knew are kept.
    pub(crate) fn of(searcher: Searcher, former: Option<&View>) -> tantivy::Result<Self> {
        let known: BTreeMap<SegmentId, Arc<SegmentFacts>> = former
            .into_iter()
            .flat_map(|view| view.segments.iter().map(|facts| (facts.id, Arc::clone(facts))))
            .collect();
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| match known.get(&reader.segment_id()) {
                Some(facts) => Ok(Arc::clone(facts)),
                None => SegmentFacts::read(reader).map(Arc::new),
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        let mut languages: Vec<Language> = segments
            .iter()
            .flat_map(|facts: &Arc<SegmentFacts>| &facts.signatures)
            .flat_map(|signature| signature.values(Facet::Language))
            .map(|tag| Language::from_tag(tag))
            .collect();
        languages.sort_unstable();
        languages.dedup();
        let mut numbers: BTreeMap<(Facet, &str), u32> = BTreeMap::new();
        let mut in_buckets = Vec::with_capacity(segments.len());
        for facts in &segments {
            let of_segment = facts.signatures.iter().map(|signature| {
                let values = signature.all();
                values
                    .map(|value| {
                        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                        *numbers.entry(value).or_insert(next)
                    })
                    .collect()
            });
            in_buckets.push(of_segment.collect());
        }
        let mut buckets = vec![(Facet::Kind, String::new()); numbers.len()];
        for ((facet, value), number) in numbers {
            buckets[number as usize] = (facet, value.to_owned());
        }
        Ok(Self {
            searcher,
            segments,
            languages,
            buckets,
            in_buckets,
            places: OnceLock::new(),
        })
    }

    /// The place of a segment's group among all groups by name.
    pub(crate) fn place_of(&self, segment: u32, number: u64) -> i64 {
        let places = self.places.get_or_init(|| self.places().unwrap_or_default());
        let place = places
            .get(segment as usize)
            .and_then(|places| places.get(number as usize));
        place.map_or(0, |place| i64::from(*place))
    }

    fn places(&self) -> std::io::Result<Vec<Vec<u32>>> {
        let mut names: Vec<(Vec<u8>, usize)> = Vec::new();
        for (segment, facts) in self.segments.iter().enumerate() {
            if let Some(column) = &facts.group {
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    names.push((stream.key().to_vec(), segment));
                }
            }
        }
        // A segment's numbers follow its names, so its places come out in the order of its numbers.
        names.sort_unstable();
        let mut places = vec![Vec::new(); self.segments.len()];
        let mut place = 0;
        for (at, (name, segment)) in names.iter().enumerate() {
            if at > 0 && names[at - 1].0 != *name {
                place += 1;
            }
            places[*segment].push(place);
        }
        Ok(places)
    }

    /// The columns of a segment of this view.
    pub(crate) fn facts_of(&self, reader: &SegmentReader) -> tantivy::Result<Arc<SegmentFacts>> {
        match self.segments.iter().find(|facts| facts.id == reader.segment_id()) {
            Some(facts) => Ok(Arc::clone(facts)),
            None => SegmentFacts::read(reader).map(Arc::new),
        }
    }
}
