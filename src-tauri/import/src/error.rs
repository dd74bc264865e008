//! Why a file was not read.

use std::{io, path::PathBuf};

/// Why a file, or a line of one, was not read. Nothing of it was taken over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system would not give the file.
    #[error("{} could not be read ({reason}). Check the name and that you may read it", path.display())]
    CannotRead {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
    /// The lines broke off.
    #[error("after line {line} nothing more could be read ({reason})")]
    BrokenOff {
        /// The last line that was read.
        line: u64,
        /// The system's reason.
        reason: io::Error,
    },
    /// A line of a JSON Lines file; the lines after it are read.
    #[error("line {line} was kept out: {problem}")]
    BadLine {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: LineProblem,
    },
    /// A format that is not read.
    #[error("{} is {format}, which is not read yet. Read today: plain text (.txt, .md) and JSON Lines of passages (.jsonl). Save its text as .txt and import that", path.display())]
    FormatNotRead {
        /// The file.
        path: PathBuf,
        /// What it is, such as `a PDF`.
        format: &'static str,
    },
    /// A file that is no text, whatever its name says.
    #[error("{} holds no text that could be read: {problem}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// What was found.
        problem: TextProblem,
    },
    /// A file above the limit.
    #[error("{} has {} MiB, and {} MiB is the most. Split it and import the parts", path.display(), bytes.div_ceil(1024 * 1024), most / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        most: u64,
    },
}

/// What is wrong with a line of a JSON Lines file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// It is longer than this many bytes.
    #[error("it is longer than {0} bytes")]
    TooLong(usize),
    /// It is in another encoding.
    #[error("it is not UTF-8")]
    NotUtf8,
    /// It is no object, and why.
    #[error("it is not a JSON object: {0}")]
    NotJson(String),
    /// A field is missing or of another type.
    #[error("{0}")]
    Fields(String),
    /// It has no text.
    #[error("its text is empty")]
    Empty,
    /// It names no document.
    #[error("its document has no name")]
    Nameless,
    /// Its language is not given by its code.
    #[error("“{0}” is not a language code: use two letters, such as fr")]
    Language(String),
    /// The file names more documents than this.
    #[error("the file names more than {0} documents; split it")]
    Documents(usize),
}

/// Why a file's bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// Its name says another format.
    #[error("its name says JSON Lines of passages")]
    JsonLines,
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has zero bytes.
    #[error("it has zero bytes, as programs and pictures have")]
    ZeroBytes,
    /// It is neither UTF-8 nor in the likeliest of the older encodings.
    #[error("it is not UTF-8, and not {0} either. Save it again as UTF-8")]
    Encoding(&'static str),
}
