//! The name of a record.

use std::{fmt, str::FromStr, sync::Arc};

use crate::text_form::text_form;

/// The stable name of a record, such as `tn-mou-2023`: a lower-case slug, unique in a library, never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(
    // Shared: answers name the same records over and over.
    Arc<str>,
);

/// The longest id, in bytes.
const LONGEST: usize = 120;

impl RecordId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl FromStr for RecordId {
    type Err = BadRecordId;

    fn from_str(text: &str) -> Result<Self, BadRecordId> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let well_formed = !text.is_empty()
            && text.len() <= LONGEST
            && text.chars().all(allowed)
            && !text.starts_with('-')
            && !text.ends_with('-');
        well_formed
            .then(|| Self(text.into()))
            .ok_or_else(|| BadRecordId(text.to_owned()))
    }
}

/// Text that cannot name a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a record id: use lower-case letters, digits and hyphens, at most 120 of them")]
pub struct BadRecordId(pub String);

text_form!(
    RecordId,
    "RecordId",
    "The stable name of a record: lower-case letters, digits and hyphens, at most 120.",
    "^[a-z0-9]([a-z0-9-]{0,118}[a-z0-9])?$"
);
