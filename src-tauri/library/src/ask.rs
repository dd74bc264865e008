//! What every question may carry: which records, and the two clocks.

use chrono::NaiveDate;
use entente_domain::{DateRule, Edtf, PartnerCode, RecordKind, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which records an answer is about. Empty lists leave a field open; all fields must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Filters {
    /// Any of these partners.
    pub partners: Vec<PartnerCode>,
    /// Any of these strands.
    pub strands: Vec<Strand>,
    /// Any of these kinds of record.
    pub kinds: Vec<RecordKind>,
    /// A search query that the record must match.
    pub text: Option<String>,
    /// Not before the first possible day of this date.
    pub from: Option<Edtf>,
    /// Not after the last possible day of this date.
    pub to: Option<Edtf>,
    /// Whether a vague date must lie wholly within, or could.
    pub dates: DateRule,
}

/// The two clocks of an answer: what was true on a day, and what the library had recorded by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Moment {
    /// The day on which legal states, commitments and money are read. The clock's own day when nothing else is asked.
    pub as_of: NaiveDate,
    /// Whether `as_of` was asked for: then what came later is left out.
    #[serde(default)]
    pub past: bool,
    /// The records as they stood at this point of the change log; as they stand now when left out.
    #[serde(default)]
    pub known_on: Option<KnownOn>,
}

/// A point of the change log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum KnownOn {
    /// After this change.
    Sequence(u32),
    /// At the end of this day, in UTC.
    Day(NaiveDate),
}

impl Moment {
    /// As things stand on `today`.
    pub fn now(today: NaiveDate) -> Self {
        Self {
            as_of: today,
            past: false,
            known_on: None,
        }
    }

    /// As things stood on `day`.
    pub fn as_of(day: NaiveDate) -> Self {
        Self {
            as_of: day,
            past: true,
            known_on: None,
        }
    }
}
