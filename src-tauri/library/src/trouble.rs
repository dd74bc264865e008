//! The commonest troubles by name, with the parts of their sentence: for a window that speaks another language.
//!
//! Belongs here: which errors have a name, and what their sentence must tell. Not here: the sentences. English is the
//! error itself, and holds wherever a trouble has no name.

use std::{collections::BTreeMap, io, path::Path};

use serde::Serialize;
use specta::Type;

use crate::Error;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// `id`.
    NoSuchRecord,
    /// `id`, and `nearest`, a record whose id is like it.
    NoSuchRecordButNear,
    /// `asked`, and `known`, those there are.
    NoSuchPartner,
    /// The library was locked for too long.
    Busy,
    /// `path`, and `by`, the program that writes to it.
    Held,
    /// `path`.
    MadeByNewer,
    /// `path`, `reason`.
    Damaged,
    /// The library's folder: `path`, `reason`.
    CannotWriteLibrary,
    /// A file outside the library: `path`, `reason`.
    CannotWriteFile,
    /// `path`, `reason`.
    CannotRead,
    /// `path`.
    NoSuchFolder,
    /// The index is being made or written by another program.
    IndexBusy,
    /// `count`, and `list`, the problems in English.
    PackRefused,
    /// `path`, of a format that is known and not read.
    FormatNotRead,
    /// `path`.
    NotText,
    /// `path`.
    TooLarge,
    /// `record`.
    NoCitation,
    /// `record`, `source`.
    UnknownSource,
    /// A comparison of one partner.
    NothingToCompare,
    /// A file that is no brief of ours.
    NoManifest,
    /// A brief whose list of facts is damaged.
    BadManifest,
    /// `path`, `reason`.
    BadBackup,
}

/// Why the system refused, where it is one of the common reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// No space is left.
    DiskFull,
    /// The user may not.
    NotAllowed,
    /// It is not there.
    NotThere,
    /// The place takes no writes.
    ReadOnly,
    /// It is a folder.
    Folder,
}

/// A trouble by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Trouble {
    /// What it is.
    pub kind: TroubleKind,
    /// The parts of its sentence, by the names that its kind lists.
    pub parts: BTreeMap<String, String>,
    /// What stands behind its `reason`, where that is known.
    pub cause: Option<Cause>,
}

impl Trouble {
    fn new<const N: usize>(kind: TroubleKind, parts: [(&str, &dyn ToString); N]) -> Self {
        Self {
            kind,
            parts: parts.map(|(name, part)| (name.to_owned(), part.to_string())).into(),
            cause: None,
        }
    }

    fn on(kind: TroubleKind, path: &Path, reason: &dyn ToString, cause: Option<Cause>) -> Self {
        Self {
            cause,
            ..Self::new(kind, [("path", &path.display()), ("reason", reason)])
        }
    }

    fn of_system(kind: TroubleKind, path: &Path, reason: &io::Error) -> Self {
        Self::on(kind, path, reason, cause(reason.kind()))
    }
}

fn cause(kind: io::ErrorKind) -> Option<Cause> {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(Cause::DiskFull),
        io::ErrorKind::PermissionDenied => Some(Cause::NotAllowed),
        io::ErrorKind::NotFound => Some(Cause::NotThere),
        io::ErrorKind::ReadOnlyFilesystem => Some(Cause::ReadOnly),
        io::ErrorKind::IsADirectory => Some(Cause::Folder),
        _ => None,
    }
}

/// The store keeps a reason as text: SQLite's own, or the system's.
fn cause_in(reason: &str) -> Option<Cause> {
    let said = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if said(&["disk is full", "No space left"]) {
        Some(Cause::DiskFull)
    } else if said(&["readonly", "Read-only"]) {
        Some(Cause::ReadOnly)
    } else if said(&["Permission denied", "Access is denied"]) {
        Some(Cause::NotAllowed)
    } else {
        None
    }
}

impl Error {
    /// The trouble by name, where it has one.
    pub fn trouble(&self) -> Option<Trouble> {
        use TroubleKind as Kind;
        use entente_export::Error as Export;
        use entente_import::Error as Import;
        use entente_store::Error as Store;
        let stored = |kind, path: &Path, reason: &String| Trouble::on(kind, path, reason, cause_in(reason));
        Some(match self {
            Self::NoSuchRecord { id, nearest } => match nearest {
                Some(nearest) => Trouble::new(Kind::NoSuchRecordButNear, [("id", id), ("nearest", nearest)]),
                None => Trouble::new(Kind::NoSuchRecord, [("id", id)]),
            },
            Self::Store(Store::NoSuchRecord(id)) => Trouble::new(Kind::NoSuchRecord, [("id", id)]),
            Self::NoSuchPartner { asked, known } => {
                Trouble::new(Kind::NoSuchPartner, [("asked", asked), ("known", known)])
            }
            Self::CannotWrite { path, reason } => Trouble::of_system(Kind::CannotWriteFile, path, reason),
            Self::Export(Export::Write { path, cause }) => Trouble::of_system(Kind::CannotWriteFile, path, cause),
            Self::CannotRead { path, reason } | Self::Import(Import::CannotRead { path, reason }) => {
                Trouble::of_system(Kind::CannotRead, path, reason)
            }
            Self::NoSuchFolder(path) => Trouble::new(Kind::NoSuchFolder, [("path", &path.display())]),
            Self::Store(Store::Busy) => Trouble::new(Kind::Busy, []),
            Self::Store(Store::Held { path, by }) => Trouble::new(Kind::Held, [("path", &path.display()), ("by", by)]),
            Self::Store(Store::MadeByNewer { path, .. }) => {
                Trouble::new(Kind::MadeByNewer, [("path", &path.display())])
            }
            Self::Store(Store::Damaged { path, reason }) => stored(Kind::Damaged, path, reason),
            Self::Store(Store::CannotWrite { path, reason }) => stored(Kind::CannotWriteLibrary, path, reason),
            Self::Store(Store::CannotRead { path, reason }) => stored(Kind::CannotRead, path, reason),
            Self::Store(Store::BadBackup { path, reason }) => stored(Kind::BadBackup, path, reason),
            Self::IndexBeingMade | Self::Search(entente_search::Error::WriterBusy(_)) => {
                Trouble::new(Kind::IndexBusy, [])
            }
            Self::Pack(problems) => {
                let count = problems.problems.len() + problems.more as usize;
                let list: Vec<_> = problems.problems.iter().map(ToString::to_string).collect();
                Trouble::new(Kind::PackRefused, [("count", &count), ("list", &list.join("\n"))])
            }
            Self::Import(Import::FormatNotRead { path, .. }) => {
                Trouble::new(Kind::FormatNotRead, [("path", &path.display())])
            }
            Self::Import(Import::NotText { path, .. }) => Trouble::new(Kind::NotText, [("path", &path.display())]),
            Self::Import(Import::TooLarge { path, .. }) => Trouble::new(Kind::TooLarge, [("path", &path.display())]),
            Self::Export(Export::NoCitation { record }) => Trouble::new(Kind::NoCitation, [("record", record)]),
            Self::Export(Export::UnknownSource { record, source_id }) => {
                Trouble::new(Kind::UnknownSource, [("record", record), ("source", source_id)])
            }
            Self::Export(Export::NothingToCompare) => Trouble::new(Kind::NothingToCompare, []),
            Self::Export(Export::NoManifest) => Trouble::new(Kind::NoManifest, []),
            Self::Export(Export::BadManifest(_)) => Trouble::new(Kind::BadManifest, []),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_full_disk_is_told_from_other_reasons_wherever_it_is_met() {
        let path = PathBuf::from("/media/stick/brief.docx");
        let system = Error::CannotWrite {
            path: path.clone(),
            reason: io::ErrorKind::StorageFull.into(),
        };
        let database = Error::Store(entente_store::Error::CannotWrite {
            path: path.clone(),
            reason: "database or disk is full".to_owned(),
        });
        for (error, kind) in [
            (system, TroubleKind::CannotWriteFile),
            (database, TroubleKind::CannotWriteLibrary),
        ] {
            let trouble = error.trouble().expect("it has a name");
            assert_eq!((trouble.kind, trouble.cause), (kind, Some(Cause::DiskFull)), "{error}");
            assert_eq!(trouble.parts["path"], path.display().to_string());
        }
    }

    #[test]
    fn what_has_no_name_keeps_its_english_sentence_alone() {
        assert_eq!(
            Error::BadAsk("the dates are the wrong way round".to_owned()).trouble(),
            None
        );
    }
}
