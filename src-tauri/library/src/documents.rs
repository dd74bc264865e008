//! Imported documents and their passages.

use entente_domain::{Document, PartnerCode, Passage, RecordId};
use entente_import::Warning;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Trouble;

/// An imported document in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct DocumentRow {
    /// The document.
    #[serde(flatten)]
    pub document: Document,
    /// Its warnings by name, in the same order; none for one that an older or newer version gave.
    pub warned: Vec<Option<Trouble>>,
}

impl From<&Document> for DocumentRow {
    fn from(document: &Document) -> Self {
        Self {
            warned: warned(document),
            document: document.clone(),
        }
    }
}

/// A document's warnings by name.
pub(crate) fn warned(document: &Document) -> Vec<Option<Trouble>> {
    let named = |sentence: &String| sentence.parse::<Warning>().ok().map(|warning| Trouble::from(&warning));
    document.warnings.iter().map(named).collect()
}

/// A document with its passages.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct DocumentPage {
    /// The document.
    pub document: Document,
    /// Its warnings by name, as in a list.
    pub warned: Vec<Option<Trouble>>,
    /// Its passages asked for, in their order.
    pub passages: Vec<Passage>,
}

/// Files to import.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
pub struct ImportAsk {
    /// The files and folders.
    pub paths: Vec<String>,
    /// The partner they concern.
    #[serde(default)]
    pub partner: Option<PartnerCode>,
    /// The instrument whose text they are.
    #[serde(default)]
    pub instrument: Option<RecordId>,
    /// Their language, when it is known.
    #[serde(default)]
    pub language: Option<String>,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Type)]
pub struct ImportOutcome {
    /// The documents that are now in the library.
    pub documents: Vec<Document>,
    /// The files that were refused, of which the library holds nothing, and the lines of taken files that were kept out.
    pub refused: Vec<Refused>,
    /// The user stopped it: nothing was taken in, and the library is as it was.
    pub stopped: bool,
}

/// A file that was refused, or lines of one that were kept out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Refused {
    /// The file.
    pub path: String,
    /// Why, and what to do, in English.
    pub reason: String,
    /// The same by name.
    pub trouble: Trouble,
}
