//! What is wrong with files to import, and with lines of them.

use std::path::PathBuf;

use entente_domain::{RecordId, RecordKind};
use entente_import::{Error as Import, LineProblem, TextProblem, Warning};

use super::{Trouble, TroubleKind as Kind};

/// Why the library does not take in a file, or lines of one, that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotTakenIn {
    /// Its document would have the name of another record.
    #[error(
        "a document of it would be named {id}, which already names another record of the library ({here}). Rename the \
         file, or the `document` of its lines, and import it again"
    )]
    OfAnotherKind {
        /// The name.
        id: RecordId,
        /// What it names.
        here: RecordKind,
    },
    /// Another file of the same import is the same document.
    #[error(
        "another file of this import, {}, is the document {id} already. Rename this file, or the `document` of its \
         lines, and import it again", other.display()
    )]
    TakenTwice {
        /// The document.
        id: RecordId,
        /// The other file.
        other: PathBuf,
    },
    /// Its lines jump between documents.
    #[error(
        "its lines go back and forth between documents (back to {id} before line {line}). Sort them by `document` and \
         import it again"
    )]
    BackAndForth {
        /// The document that is come back to.
        id: RecordId,
        /// Where.
        line: u64,
    },
    /// More lines were kept out than are named.
    #[error("{0} more lines were kept out")]
    MoreLines(usize),
}

impl NotTakenIn {
    pub(crate) fn trouble(&self) -> Trouble {
        match self {
            Self::OfAnotherKind { id, here } => Trouble::new(Kind::DocumentOfAnotherKind, [("id", id), ("here", here)]),
            Self::TakenTwice { id, other } => {
                Trouble::new(Kind::DocumentTakenTwice, [("id", id), ("other", &other.display())])
            }
            Self::BackAndForth { id, line } => Trouble::new(Kind::LinesBackAndForth, [("id", id), ("line", line)]),
            Self::MoreLines(count) => Trouble::new(Kind::MoreLines, [("count", count)]),
        }
    }
}

impl From<&Import> for Trouble {
    fn from(refused: &Import) -> Self {
        match refused {
            Import::CannotRead { path, reason } => Trouble::of_system(Kind::CannotRead, path, reason),
            Import::BrokenOff { line, reason } => Trouble {
                cause: super::cause(reason.kind()),
                ..Trouble::new(Kind::BrokenOff, [("line", line), ("reason", reason)])
            },
            Import::BadLine { line, problem } => of_line(*line, problem),
            Import::FormatNotRead { path, .. } => Trouble::new(Kind::FormatNotRead, [("path", &path.display())]),
            Import::NotText { path, problem } => {
                let path = path.display();
                match problem {
                    TextProblem::JsonLines | TextProblem::ZeroBytes => Trouble::new(Kind::NotText, [("path", &path)]),
                    TextProblem::Empty => Trouble::new(Kind::EmptyFile, [("path", &path)]),
                    TextProblem::Encoding(encoding) => {
                        Trouble::new(Kind::UnknownLetters, [("path", &path), ("encoding", encoding)])
                    }
                }
            }
            Import::TooLarge { path, .. } => Trouble::new(Kind::TooLarge, [("path", &path.display())]),
        }
    }
}

fn of_line(line: u64, problem: &LineProblem) -> Trouble {
    let with = |kind, name, part: &dyn ToString| Trouble::new(kind, [("line", &line), (name, part)]);
    let plain = |kind| Trouble::new(kind, [("line", &line)]);
    match problem {
        LineProblem::TooLong(most) => with(Kind::LineTooLong, "most", most),
        LineProblem::NotUtf8 => plain(Kind::LineNotUtf8),
        LineProblem::NotJson(reason) => with(Kind::LineNotJson, "reason", reason),
        LineProblem::Fields(reason) => with(Kind::LineFields, "reason", reason),
        LineProblem::Empty => plain(Kind::LineEmpty),
        LineProblem::Nameless => plain(Kind::LineNameless),
        LineProblem::Language(code) => with(Kind::LineLanguage, "code", code),
        LineProblem::Documents(most) => with(Kind::LineDocuments, "most", most),
    }
}

impl From<&Warning> for Trouble {
    fn from(warning: &Warning) -> Self {
        match warning {
            Warning::BrokenLetters { encoding } => Self::new(Kind::BrokenLetters, [("encoding", encoding)]),
            Warning::GuessedLetters { encoding } => Self::new(Kind::GuessedLetters, [("encoding", encoding)]),
            Warning::FieldPassedOver { name, near: None } => Self::new(Kind::FieldPassedOver, [("name", name)]),
            Warning::FieldPassedOver { name, near: Some(near) } => {
                Self::new(Kind::FieldPassedOverButNear, [("name", name), ("nearest", near)])
            }
        }
    }
}
