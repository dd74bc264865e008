//! The library itself: its pack, its size, what is missing from it, whether it is whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{PartnerCode, RecordId, RecordKind, Strand, checks::Breach};
use serde::Serialize;
use specta::Type;

use crate::Trouble;

/// What the library holds.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct LibraryState {
    /// Its folder.
    pub folder: String,
    /// The program's version.
    pub program: String,
    /// The pack's name.
    pub pack: Option<String>,
    /// The pack's version.
    pub version: Option<String>,
    /// The newest day the pack speaks of.
    pub data_date: Option<NaiveDate>,
    /// Records by kind.
    pub counts: BTreeMap<String, u32>,
    /// Passages of imported documents.
    pub passages: u32,
    /// The newest change.
    pub last_sequence: u32,
    /// Fields on which the user and a newer pack differ, undecided.
    pub undecided: u32,
    /// What was mended when it was opened, in English.
    pub mended: Vec<String>,
    /// The same by name, in the same order.
    pub mended_by_name: Vec<Trouble>,
}

/// A gap in what the library knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CoverageGap {
    /// What sort: `no-published-text`, `no-payment-data`, `no-evidence`.
    pub code: String,
    /// The partner it concerns.
    pub partner: Option<PartnerCode>,
    /// The strand, where the gap is a strand's.
    pub strand: Option<Strand>,
    /// The record, where the gap is a record's.
    pub id: Option<RecordId>,
    /// Its kind.
    pub kind: Option<RecordKind>,
    /// Its title, or what is missing, in English.
    pub title: String,
    /// How many commitments a strand without evidence has; 0 where none is on record.
    pub commitments: Option<u32>,
}

/// Whether the library is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckReport {
    /// Whether nothing was found, or all of it was mended.
    pub ok: bool,
    /// What was found.
    pub findings: Vec<CheckFinding>,
    /// How many citations were resolved.
    pub citations: u32,
    /// Whether it was stopped before its end, so that nothing can be said of the rest.
    pub stopped: bool,
}

/// Something that the library can be put back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BackupRow {
    /// Its file, or the folder of a library that was kept aside.
    pub path: String,
    /// When it was written, RFC 3339 in UTC.
    pub time: String,
    /// The newest change it holds, where its name says so.
    pub sequence: Option<u32>,
    /// How large it is.
    pub bytes: String,
    /// Whether it is a library that restoring a backup kept aside.
    pub kept_aside: bool,
}

/// Something a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckFinding {
    /// What is wrong, in English.
    pub what: String,
    /// Where: a record, a file.
    #[serde(rename = "where")]
    pub place: String,
    /// Whether it was mended.
    pub mended: bool,
    /// The field of a record that breaks a rule.
    pub field: Option<String>,
    /// Which rule, and how, by name.
    pub breach: Option<Breach>,
    /// What else is wrong, by name.
    pub trouble: Option<Trouble>,
}

impl CheckFinding {
    /// Of what is no breach of a rule; not mended.
    pub(crate) fn new(place: String, what: String, trouble: Trouble) -> Self {
        Self {
            what,
            place,
            mended: false,
            field: None,
            breach: None,
            trouble: Some(trouble),
        }
    }
}
