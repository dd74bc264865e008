//! Searches that are kept, and many searches at once: queries by partner.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entente_domain::{PartnerCode, Record, RecordId, SavedSearch};
use serde::Serialize;
use specta::Type;

use crate::{AnswerLanguage, Error, Filters, Library, Moment, SearchAsk, SearchSort, library::narrow};

/// Counts of many queries, by partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BatchAnswer {
    /// The partners, by code: the columns.
    pub partners: Vec<PartnerCode>,
    /// A row a query, in the order given.
    pub rows: Vec<BatchRow>,
}

/// One query of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BatchRow {
    /// The query as given.
    pub query: String,
    /// How it was read.
    pub reading: String,
    /// What was ignored, and why.
    pub ignored: Vec<String>,
    /// Every hit, counted.
    pub total: u32,
    /// Hits by partner; a hit that concerns two counts for each. The hits of a cell are those of the same query with
    /// that partner as a filter.
    pub by_partner: BTreeMap<String, u32>,
}

impl Library {
    /// Runs queries, each over every partner.
    pub fn batch(&self, queries: &[String], filters: &Filters, moment: &Moment) -> Result<BatchAnswer, Error> {
        let partners: Vec<_> = match filters.partners.as_slice() {
            [] => self.holdings(moment)?.partners().map(|partner| partner.iso).collect(),
            chosen => chosen.to_vec(),
        };
        let rows = queries.iter().map(|query| {
            let found = self.search(&SearchAsk {
                query: query.clone(),
                filters: filters.clone(),
                sort: SearchSort::Relevance,
                limit: 0,
                offset: 0,
                facets: true,
                group_by_document: false,
                language: AnswerLanguage::En,
                moment: moment.clone(),
            })?;
            let counted = found.facets.get("partner");
            let of = |code: &PartnerCode| {
                counted
                    .and_then(|counts| counts.get(code.as_str()))
                    .copied()
                    .unwrap_or(0)
            };
            Ok(BatchRow {
                query: found.query,
                reading: found.reading,
                ignored: found.ignored,
                total: found.total,
                by_partner: partners.iter().map(|code| (code.to_string(), of(code))).collect(),
            })
        });
        Ok(BatchAnswer {
            rows: rows.collect::<Result<_, Error>>()?,
            partners,
        })
    }

    /// The searches that are kept, by id.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        let holdings = self.present(&self.store.read()?)?;
        let saved = holdings.records().filter_map(|record| match record {
            Record::SavedSearch(saved) => Some(saved.clone()),
            _ => None,
        });
        Ok(saved.collect())
    }

    /// Keeps a search under a label; answers its id. The same label replaces what it kept.
    ///
    /// # Errors
    ///
    /// The label has no letter or digit to name it by, or another program writes.
    pub fn save_search(&self, label: &str, query: &str, now: DateTime<Utc>) -> Result<RecordId, Error> {
        let id = entente_import::document_id(&format!("search-{label}"));
        let saved = SavedSearch {
            id: id.clone(),
            label: label.to_owned(),
            query: query.to_owned(),
        };
        self.edit(Record::SavedSearch(saved), None, now)?;
        Ok(id)
    }

    /// Forgets a search that was kept; the change log remembers it, and `undo` brings it back.
    ///
    /// # Errors
    ///
    /// No search is kept under this id, or another program writes.
    pub fn forget_search(&self, id: &RecordId, now: DateTime<Utc>) -> Result<u32, Error> {
        if !self.saved_searches()?.iter().any(|saved| saved.id == *id) {
            return Err(Error::NoSuchRecord {
                id: id.to_string(),
                nearest: None,
            });
        }
        let sequence = self
            .writer()?
            .transaction(|edit| edit.remove(id, &entente_store::Origin::User, None, now))?;
        self.bring_index_up_to_date()?;
        Ok(narrow(sequence))
    }
}
