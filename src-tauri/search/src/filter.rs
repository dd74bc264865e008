//! Narrowing by what an entry is rather than what it says: partner, strand, kind, dates, money, sources, documents.
//!
//! A filter is answered from columns, one entry at a time, so that it can be put to the entries a text query finds without
//! making that query slower to prune.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::{DocId, SegmentReader};

use crate::facets::{Facet, plain};
use crate::view::{SegmentFacts, View};

/// What must hold of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    /// It has one of these values.
    Has(Facet, Vec<String>),
    /// A day its date can mean lies in this range of day numbers, both ends included.
    Dated {
        from: Option<i64>,
        to: Option<i64>,
    },
    /// Every day its date can mean lies in this range.
    Within {
        from: Option<i64>,
        to: Option<i64>,
    },
    /// Its amount lies in this range of cents, both ends included.
    Amount {
        least: Option<i64>,
        most: Option<i64>,
        currency: Option<String>,
    },
    /// It cites one of these sources.
    Source(Vec<String>),
    /// It is one of these records, or in one of these documents.
    Group(Vec<String>),
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
}

/// A filter made ready for one segment.
pub(crate) enum SegmentFilter {
    /// By number of the signature.
    Signature(Arc<SegmentFacts>, Vec<bool>),
    Dated {
        earliest: Column<i64>,
        latest: Column<i64>,
        from: i64,
        to: i64,
    },
    Within {
        earliest: Column<i64>,
        latest: Column<i64>,
        from: i64,
        to: i64,
    },
    Amount {
        amount: Column<i64>,
        least: i64,
        most: i64,
        currency: Option<(Column<u64>, Option<u64>)>,
    },
    /// By number of a text value, sorted.
    Value(Option<Column<u64>>, Vec<u64>),
    All(Vec<SegmentFilter>),
    Any(Vec<SegmentFilter>),
    Not(Box<SegmentFilter>),
}

impl Filter {
    /// The filter over a segment.
    pub(crate) fn on(&self, facts: &Arc<SegmentFacts>) -> std::io::Result<SegmentFilter> {
        Ok(match self {
            Self::Has(facet, values) => {
                let wanted: Vec<String> = values.iter().map(|value| plain(value)).collect();
                let signatures = facts.signatures.iter();
                SegmentFilter::Signature(
                    Arc::clone(facts),
                    signatures.map(|signature| signature.has_any(*facet, &wanted)).collect(),
                )
            }
            Self::Dated { from, to } => SegmentFilter::Dated {
                earliest: facts.earliest.clone(),
                latest: facts.latest.clone(),
                from: from.unwrap_or(i64::MIN),
                to: to.unwrap_or(i64::MAX),
            },
            Self::Within { from, to } => SegmentFilter::Within {
                earliest: facts.earliest.clone(),
                latest: facts.latest.clone(),
                from: from.unwrap_or(i64::MIN),
                to: to.unwrap_or(i64::MAX),
            },
            Self::Amount { least, most, currency } => {
                let currency = match (currency, &facts.currency) {
                    (None, _) => None,
                    (Some(code), Some(column)) => {
                        Some((column.ords().clone(), column.dictionary().term_ord(code.as_bytes())?))
                    }
                    (Some(_), None) => return Ok(SegmentFilter::Value(None, Vec::new())),
                };
                SegmentFilter::Amount {
                    amount: facts.amount.clone(),
                    least: least.unwrap_or(i64::MIN),
                    most: most.unwrap_or(i64::MAX),
                    currency,
                }
            }
            Self::Source(ids) => values(facts.source.as_ref(), ids)?,
            Self::Group(ids) => values(facts.group.as_ref(), ids)?,
            Self::All(filters) => SegmentFilter::All(each(filters, facts)?),
            Self::Any(filters) => SegmentFilter::Any(each(filters, facts)?),
            Self::Not(filter) => SegmentFilter::Not(Box::new(filter.on(facts)?)),
        })
    }
}

fn each(filters: &[Filter], facts: &Arc<SegmentFacts>) -> std::io::Result<Vec<SegmentFilter>> {
    filters.iter().map(|filter| filter.on(facts)).collect()
}

fn values(column: Option<&tantivy::columnar::StrColumn>, wanted: &[String]) -> std::io::Result<SegmentFilter> {
    let Some(column) = column else {
        return Ok(SegmentFilter::Value(None, Vec::new()));
    };
    let mut numbers = Vec::new();
    for value in wanted {
        numbers.extend(column.dictionary().term_ord(value.as_bytes())?);
    }
    numbers.sort_unstable();
    Ok(SegmentFilter::Value(Some(column.ords().clone()), numbers))
}

impl SegmentFilter {
    /// Whether the entry passes.
    pub(crate) fn passes(&self, doc: DocId) -> bool {
        match self {
            Self::Signature(facts, wanted) => facts
                .numbers()
                .get(doc as usize)
                .and_then(|number| wanted.get(*number as usize))
                .copied()
                .unwrap_or(false),
            Self::Dated {
                earliest,
                latest,
                from,
                to,
            } => days(earliest, latest, doc).is_some_and(|(first, last)| first <= *to && last >= *from),
            Self::Within {
                earliest,
                latest,
                from,
                to,
            } => days(earliest, latest, doc).is_some_and(|(first, last)| first >= *from && last <= *to),
            Self::Amount {
                amount,
                least,
                most,
                currency,
            } => {
                amount.first(doc).is_some_and(|cents| cents >= *least && cents <= *most)
                    && currency
                        .as_ref()
                        .is_none_or(|(column, wanted)| wanted.is_some() && column.first(doc) == *wanted)
            }
            Self::Value(column, wanted) => column.as_ref().is_some_and(|column| {
                column
                    .values_for_doc(doc)
                    .any(|number| wanted.binary_search(&number).is_ok())
            }),
            Self::All(filters) => filters.iter().all(|filter| filter.passes(doc)),
            Self::Any(filters) => filters.iter().any(|filter| filter.passes(doc)),
            Self::Not(filter) => !filter.passes(doc),
        }
    }
}

/// First and last day of an entry's date; the last is kept only where it is another.
fn days(earliest: &Column<i64>, latest: &Column<i64>, doc: DocId) -> Option<(i64, i64)> {
    let first = earliest.first(doc)?;
    Some((first, latest.first(doc).unwrap_or(first)))
}

/// A filter as a part of a text query, for where it stands under OR or NOT.
pub(crate) fn query_of(filter: &Filter, view: &Arc<View>) -> DocPredicateQuery {
    let filter = filter.clone();
    let view = Arc::clone(view);
    let predicate = FunctionPredicate::from(move |reader: &SegmentReader| {
        let facts = view.facts_of(reader)?;
        let ready = filter.on(&facts)?;
        Ok(move |doc: DocId| ready.passes(doc))
    });
    DocPredicateQuery::from(predicate)
}
