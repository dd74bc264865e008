//! What can go wrong when records become a file.

use std::path::PathBuf;

use entente_domain::RecordId;

/// Why a file could not be written or read back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A record names no source: it cannot stand in a brief.
    #[error("{record} names no source, so it cannot be put in a brief: give it at least one citation")]
    NoCitation {
        /// The record.
        record: String,
    },
    /// A record cites a source that was not given.
    #[error(
        "{record} cites the source {source_id}, which is not in the library: add that source, or mend the citation"
    )]
    UnknownSource {
        /// The record.
        record: String,
        /// The source it cites.
        source_id: RecordId,
    },
    /// A comparison of one partner.
    #[error("a comparison needs at least two partners")]
    NothingToCompare,
    /// Money could not be added up.
    #[error("the money could not be added up")]
    Ledger(#[source] entente_domain::ledger::LedgerError),
    /// A part of a Word file could not be put together.
    #[error("the Word file could not be put together")]
    Zip(#[from] zip::result::ZipError),
    /// XML could not be written.
    #[error("the file could not be put together")]
    Io(#[from] std::io::Error),
    /// A file could not be written; what stood there before is untouched.
    #[error("{} could not be written; what stood there before is untouched", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A document could not be typeset.
    #[error("the PDF could not be typeset: {0}")]
    Typeset(String),
    /// A workbook could not be put together.
    #[error("the workbook could not be put together")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The records stopped coming: the export was stopped, or they could not be read.
    #[error("the export was stopped; what stood there before is untouched")]
    Stopped(#[source] crate::Stop),
    /// A file carries no manifest of facts.
    #[error("this file carries no list of the facts it used: only briefs saved by Entente can be re-checked")]
    NoManifest,
    /// A manifest that cannot be read.
    #[error("the list of facts in this file is damaged and cannot be read: {0}")]
    BadManifest(#[from] serde_json::Error),
}
