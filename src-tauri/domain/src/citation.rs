//! Where a record is written, and who says otherwise.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Edtf, RecordId};

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source's id.
    pub source: RecordId,
    /// The locator within it: article, section, paragraph, page.
    #[serde(default)]
    pub at: Option<String>,
}

/// What one speaker says of a field that sources dispute. Claims stand side by side; none is the record's own value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The disputed field of the record, such as `amount`, or a short name of the question where no one field holds it.
    pub field: String,
    /// Who says it: Commission, partner, auditor, a newspaper.
    pub speaker: String,
    /// What they say, in our words.
    pub says: String,
    /// When they said it.
    #[serde(default)]
    pub date: Option<Edtf>,
    /// Where it is written.
    pub cites: Vec<Citation>,
}
