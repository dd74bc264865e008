//! One moment of the index: a searcher, and the columns of its segments, opened once.
//!
//! Columns are opened when a commit is first seen, not a search: a search then only reads numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::facets::Signature;

/// A searcher with its segments' columns.
pub(crate) struct View {
    pub searcher: Searcher,
    pub segments: Vec<Arc<SegmentFacts>>,
}

/// What is known of every entry of a segment without reading what it stores.
pub(crate) struct SegmentFacts {
    id: SegmentId,
    pub signature: Column<u64>,
    pub signatures: Vec<Signature>,
    pub group: Option<StrColumn>,
    pub ordinal: Column<u64>,
    pub earliest: Column<i64>,
    pub latest: Column<i64>,
    pub amount: Column<i64>,
    pub currency: Option<StrColumn>,
    pub source: Option<StrColumn>,
    pub prior: Column<u64>,
    pub spot: Column<u64>,
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
            spot: columns.column_opt("spot")?.unwrap_or_else(none),
        })
    }

    /// The group's name for a document of this segment.
    pub(crate) fn group_of(&self, doc: u32, into: &mut String) -> std::io::Result<()> {
        into.clear();
        if let Some(column) = &self.group {
            if let Some(ordinal) = column.ords().first(doc) {
                column.ord_to_str(ordinal, into)?;
            }
        }
        Ok(())
    }
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
            .collect::<tantivy::Result<_>>()?;
        Ok(Self { searcher, segments })
    }

    /// The columns of a segment of this view.
    pub(crate) fn facts_of(&self, reader: &SegmentReader) -> tantivy::Result<Arc<SegmentFacts>> {
        match self.segments.iter().find(|facts| facts.id == reader.segment_id()) {
            Some(facts) => Ok(Arc::clone(facts)),
            None => SegmentFacts::read(reader).map(Arc::new),
        }
    }
}
