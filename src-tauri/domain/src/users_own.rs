//! What users add of their own: notes, tags, saved searches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::RecordId;

/// A user's note on a record. It is text of the user's; a later pack may drop the record it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The note's name.
    pub id: RecordId,
    /// The record it is about.
    pub about: RecordId,
    /// What it says.
    pub text: String,
}

/// A user's label on records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The tag's name.
    pub id: RecordId,
    /// How it reads.
    pub label: String,
    /// The records that carry it.
    #[serde(default)]
    pub records: Vec<RecordId>,
}

/// A search worth keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// The saved search's name.
    pub id: RecordId,
    /// How it reads in a list.
    pub label: String,
    /// The query.
    pub query: String,
}
