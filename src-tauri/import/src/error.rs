//! Why a file was not read.

use std::{io, path::PathBuf};

/// Why a file, or a line of one, was not read. Nothing of it was taken over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
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
        problem: String,
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
        problem: String,
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
