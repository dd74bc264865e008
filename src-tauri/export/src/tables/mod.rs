//! Records as tables, for spreadsheets: CSV and XLSX.
//!
//! Belongs here: which columns a kind of record has, and the two writers. Not here: choosing the records. Rows come one
//! after the other and are never all in memory.

mod columns;
mod comma_separated;
mod spreadsheet;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{RecordId, RecordKind, Source};

pub use comma_separated::{csv, rows_csv};
pub use spreadsheet::xlsx;

/// What the rows of a table need to know besides their record.
#[derive(Debug, Clone, Copy)]
pub struct TableContext<'a> {
    /// The sources that records cite, by id.
    pub sources: &'a BTreeMap<RecordId, Source>,
    /// The day on which legal states, commitments and money are read.
    pub day: NaiveDate,
    /// What was filtered, a label and a value each: written beside the rows, so that a table says what it is of.
    pub filters: &'a [(String, String)],
    /// The pack of records, such as `entente-curated 2026.11.1`.
    pub pack: &'a str,
}

/// Which columns a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// What all kinds of record have in common.
    Records,
    /// One kind of record, with all it has.
    Kind(RecordKind),
}

impl Table {
    /// The table for a choice of kinds: the kind's own when it is one that has a table, else the common one.
    pub fn of(kinds: &[RecordKind]) -> Self {
        match kinds {
            [one] if columns::has_own(*one) => Self::Kind(*one),
            _ => Self::Records,
        }
    }

    /// The heads of its columns.
    pub fn heads(self) -> Vec<&'static str> {
        columns::columns(self).iter().map(|column| column.head).collect()
    }
}
