//! What can go wrong between a question and its answer, as sentences to act on.

use std::path::PathBuf;

use entente_domain::{RecordId, RecordKind, checks::Finding, rates::BadRate};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No record has this id.
    #[error("no record is named {id}{}", hint(.nearest))]
    NoSuchRecord {
        /// The id asked for.
        id: String,
        /// A record whose id is near.
        nearest: Option<RecordId>,
    },
    /// The record is there and is no document.
    #[error("{0} is not an imported document: `entente documents` lists those, `entente show {0}` shows the record")]
    NotADocument(RecordId),
    /// No partner has this code or name.
    #[error("no partner is called “{asked}”: use one of {known}")]
    NoSuchPartner {
        /// What was asked for.
        asked: String,
        /// The codes and ids there are.
        known: String,
    },
    /// The question itself cannot be answered.
    #[error(transparent)]
    BadAsk(#[from] BadAsk),
    /// The pack's exchange rates contradict each other.
    #[error(transparent)]
    Rates(#[from] BadRate),
    /// A file could not be written.
    #[error("{} could not be written ({reason}); what stood there before is untouched. Choose another place or free some space", path.display())]
    CannotWrite {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// A record by hand breaks rules of the subject.
    #[error("{id} was not changed: {}", sentences(.wrong))]
    Unsound {
        /// The record.
        id: RecordId,
        /// What is wrong with it.
        wrong: Vec<Finding>,
    },
    /// The folder that a file is to be written into is not there.
    #[error("there is no folder {}, and nothing was written. Make it, or choose another place", .0.display())]
    NoSuchFolder(PathBuf),
    /// A file could not be read.
    #[error("{} could not be read ({reason}). Check the name and that you may read it", path.display())]
    CannotRead {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// The records could not be read or written.
    #[error(transparent)]
    Store(#[from] entente_store::Error),
    /// The index could not be read or written.
    #[error(transparent)]
    Search(#[from] entente_search::Error),
    /// The first index is being made by another program, and an answer without it would be empty.
    #[error("the search index is being made by another program. Nothing was changed: ask again in a moment")]
    IndexBeingMade,
    /// A file to import could not be read.
    #[error(transparent)]
    Import(#[from] entente_import::Error),
    /// A pack is malformed; every problem is listed.
    #[error(transparent)]
    Pack(#[from] entente_import::PackProblems),
    /// The funding lines contradict each other, so nothing can be added up.
    #[error(transparent)]
    Ledger(entente_domain::ledger::LedgerError),
    /// No file of an import could be read.
    #[error("nothing was imported and the library is as it was.\n{0}")]
    NothingRead(String),
    /// The user stopped long work.
    #[error("it was stopped, and the library is as it was")]
    Stopped,
    /// A brief or table could not be made.
    #[error(transparent)]
    Export(#[from] entente_export::Error),
}

/// Why a question cannot be answered, or a change not made, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAsk {
    /// Options of the command line that do not go together; its own sentence.
    #[error("{0}")]
    Options(String),
    /// No currency has this code.
    #[error("“{0}” is not a currency: use an ISO 4217 code such as USD")]
    Currency(String),
    /// A note of blanks.
    #[error("a note without words was not kept: write what it says")]
    EmptyNote,
    /// A tag without a letter or a digit.
    #[error("a tag needs a word: use letters or digits, such as “visit in May”")]
    EmptyTag,
    /// A tag that is not on the record.
    #[error("{record} does not carry the tag {tag}; nothing was changed")]
    TagNotThere {
        /// The record.
        record: RecordId,
        /// The tag.
        tag: RecordId,
    },
    /// Only notes and tags are taken away so.
    #[error("{0} is no note or tag of yours; nothing was changed")]
    NotYourOwn(RecordId),
    /// The first pack stays.
    #[error("no pack can be rolled back: the library stands on its first one, and nothing was changed")]
    FirstPack,
    /// A text beside itself.
    #[error("a text compared with itself shows nothing: name another record beside {0}")]
    SameText(String),
    /// A document without a passage.
    #[error("the document {0} has no passages to compare: import its file again, or name another text")]
    NoPassages(RecordId),
    /// An instrument of which there is no word.
    #[error(
        "the library has neither a text nor a commitment of {0}: `entente import FILE --instrument {0}` brings its text in"
    )]
    NoTextOfInstrument(RecordId),
    /// A record without words to set beside others'.
    #[error("{id} is {}, which has no text of its own: name an imported document, an instrument or a commitment", .kind.with_article())]
    NoText {
        /// The record.
        id: RecordId,
        /// Its kind.
        kind: RecordKind,
    },
    /// A brief of several partners has no parts to choose.
    #[error("partners side by side have parts of their own: choose no parts, or one partner")]
    PartsSideBySide,
    /// None of the parts fits one page.
    #[error("one page has room for state-of-play, key-figures and commitments: choose among these, or the full length")]
    PartsPastOnePage,
    /// Sources, and nothing that cites them.
    #[error("the sources are those of the other parts: choose at least one beside them")]
    SourcesAlone,
    /// A saved brief's list of facts has a word that means nothing here.
    #[error("the brief's list of facts names {0}, which cannot be read")]
    UnknownInBrief(&'static str),
}

fn sentences(wrong: &[Finding]) -> String {
    let sentence = |one: &Finding| match &one.hint {
        Some(hint) => format!("{}: {} ({hint})", one.field, one.sentence),
        None => format!("{}: {}", one.field, one.sentence),
    };
    wrong.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn hint(nearest: &Option<RecordId>) -> String {
    nearest
        .as_ref()
        .map(|id| format!(": did you mean {id}?"))
        .unwrap_or_default()
}

/// What a program does about an error; the command line's exit codes and the window's error pages are read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// Bad usage or bad input.
    Input,
    /// The thing asked for is not there.
    NotFound,
    /// An input could not be read.
    Unreadable,
    /// The library is damaged, busy, newer than this program or cannot be written.
    Library,
}

impl Error {
    /// What to do about it.
    pub fn class(&self) -> ErrorClass {
        match self {
            Self::NoSuchRecord { .. } | Self::NotADocument(_) | Self::NoSuchPartner { .. } => ErrorClass::NotFound,
            Self::BadAsk(_)
            | Self::Rates(_)
            | Self::Stopped
            | Self::Unsound { .. }
            | Self::Pack(_)
            | Self::Export(_)
            | Self::Ledger(_)
            | Self::CannotWrite { .. }
            | Self::NoSuchFolder(_) => ErrorClass::Input,
            Self::CannotRead { .. } | Self::Import(_) | Self::NothingRead(_) => ErrorClass::Unreadable,
            Self::Store(refused) => class_of_store(refused),
            Self::Search(_) | Self::IndexBeingMade => ErrorClass::Library,
        }
    }
}

/// The store refuses questions too; only the rest is the library's own trouble.
fn class_of_store(refused: &entente_store::Error) -> ErrorClass {
    use entente_store::Error as Store;
    match refused {
        Store::NoSuchRecord(_) | Store::NoSuchChange(_) => ErrorClass::NotFound,
        Store::IdOfAnotherKind { .. }
        | Store::Dangling { .. }
        | Store::PassageTwice { .. }
        | Store::NoSuchDocument(_)
        | Store::CannotUndo { .. }
        | Store::CannotRollBack(_)
        | Store::NoSuchDecision { .. } => ErrorClass::Input,
        Store::BadBackup { .. } => ErrorClass::Unreadable,
        _ => ErrorClass::Library,
    }
}
