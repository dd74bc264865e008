//! The troubles by name, with the parts of their sentence: for a window that speaks another language.
//!
//! Belongs here: which troubles have a name, and what their sentence must tell. Not here: the sentences (English is the
//! error itself, the window has the others), and which error is which trouble (`of_errors`, `of_files`).

mod of_errors;
mod of_files;

use std::{collections::BTreeMap, io, path::Path};

use entente_domain::checks::Finding;
use serde::Serialize;
use specta::Type;

pub(crate) use self::of_files::NotTakenIn;

/// What went wrong, or was found. Each lists the parts of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// `id`.
    NoSuchRecord,
    /// `id`, and `nearest`, a record whose id is like it.
    NoSuchRecordButNear,
    /// `id`.
    NotADocument,
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
    /// `id`, `reason`.
    DamagedRecord,
    /// `path`.
    UnfinishedAndReadOnly,
    /// `reason`.
    Database,
    /// The library's folder: `path`, `reason`.
    CannotWriteLibrary,
    /// A file outside the library: `path`, `reason`.
    CannotWriteFile,
    /// `path`, `reason`.
    CannotRead,
    /// `path`.
    NoSuchFolder,
    /// `path`, `reason`.
    BadBackup,
    /// Long work was ended by the user.
    Stopped,
    /// The index is being made or written by another program.
    IndexBusy,
    /// `path`, `reason`.
    IndexFolder,
    /// `id`.
    IndexEntry,
    /// `reason`.
    IndexFailed,
    /// `reason`.
    Glossary,
    /// `id`; what is wrong with the record stands in `findings`.
    Unsound,
    /// `change`.
    NoSuchChange,
    /// `id`, and what it names, `here`, and would have named, `given`.
    IdOfAnotherKind,
    /// `record`, `target`.
    Dangling,
    /// `document`, `ordinal`.
    PassageTwice,
    /// `id`.
    NoSuchDocument,
    /// `record`, `field`.
    NoSuchDecision,
    /// `change`, `pack`.
    UndoOfPack,
    /// `change`.
    UndoOfRollBack,
    /// `change`, `record`.
    UndoRemoved,
    /// `change`, `record`.
    UndoAddedAgain,
    /// `change`, `record`, the newer change `by`, its `day`, and the `field`, which is empty where it is the record.
    UndoTouched,
    /// `change`, `record`, and the `field`, which is empty where it is the record.
    UndoNotAsLeft,
    /// `change`, `record`.
    UndoPassagesReplaced,
    /// `change`, `record`.
    UndoPassagesNotKept,
    /// Nothing can be rolled back.
    NoPack,
    /// The library stands on its first pack.
    FirstPack,
    /// `record`.
    PackPassagesReplaced,
    /// `record`.
    PackPassagesNotKept,
    /// `count`, and `list`, the problems in English.
    PackRefused,
    /// `code`.
    Currency,
    /// `reason`.
    Rates,
    /// A note of blanks.
    EmptyNote,
    /// A tag without a letter or a digit.
    EmptyTag,
    /// `record`, `tag`.
    TagNotThere,
    /// `id`.
    NotYourOwn,
    /// `id`.
    SameText,
    /// `id`.
    NoPassages,
    /// `id`.
    NoTextOfInstrument,
    /// `id`, `kind`.
    NoText,
    /// `lines`.
    MoneyInARing,
    /// `id`.
    MoneyOfOneName,
    /// `money`, `stage`, `currency`.
    MoneyTooLarge,
    /// `path`, of a format that is known and not read.
    FormatNotRead,
    /// `path`.
    NotText,
    /// `path`.
    EmptyFile,
    /// `path`, and the `encoding` that it is not either.
    UnknownLetters,
    /// `path`.
    TooLarge,
    /// `line`, `reason`.
    BrokenOff,
    /// `id`, and what it names, `here`.
    DocumentOfAnotherKind,
    /// `id`, and the `other` file that is it already.
    DocumentTakenTwice,
    /// `id`, `line`.
    LinesBackAndForth,
    /// `count`.
    MoreLines,
    /// `line`, `most` bytes.
    LineTooLong,
    /// `line`.
    LineNotUtf8,
    /// `line`, `reason`.
    LineNotJson,
    /// `line`, `reason`.
    LineFields,
    /// `line`.
    LineEmpty,
    /// `line`.
    LineNameless,
    /// `line`, `code`.
    LineLanguage,
    /// `line`, `most` documents.
    LineDocuments,
    /// `encoding`.
    BrokenLetters,
    /// `encoding`.
    GuessedLetters,
    /// `name`.
    FieldPassedOver,
    /// `name`, `nearest`.
    FieldPassedOverButNear,
    /// `record`.
    NoCitation,
    /// `record`, `source`.
    UnknownSource,
    /// A comparison of one partner.
    NothingToCompare,
    /// Parts were chosen for partners side by side.
    PartsSideBySide,
    /// None of the chosen parts fits one page.
    PartsPastOnePage,
    /// Sources without another part.
    SourcesAlone,
    /// A file that is no brief of ours.
    NoManifest,
    /// A brief whose list of facts is damaged.
    BadManifest,
    /// A file of ours could not be put together: `reason`.
    CannotCompose,
    /// A check: `reason`.
    FileDamaged,
    /// A check: `count` rows, of the table `parent`.
    RowsNameNothing,
    /// A check: `target`.
    NamesNothing,
    /// A check: a record's kind.
    KindDamaged,
    /// A check: a record's body.
    BodyDamaged,
    /// A check: `reason`.
    BodyUnreadable,
    /// A check: `id`.
    BodyOfAnother,
    /// A check: a record that is not what its last change made it.
    NotAsLogged,
    /// A check: a file of the index.
    IndexFileDamaged,
    /// The index did not say its format.
    IndexMadeAnew,
    /// The index was another program's, and was made anew.
    IndexOfAnotherFormat,
    /// The index was damaged, and made anew: `reason`.
    IndexUnreadable,
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
    /// What is wrong with a record that is unsound; else empty.
    pub findings: Vec<Finding>,
}

impl Trouble {
    fn new<const N: usize>(kind: TroubleKind, parts: [(&str, &dyn ToString); N]) -> Self {
        Self {
            kind,
            parts: parts.map(|(name, part)| (name.to_owned(), part.to_string())).into(),
            cause: None,
            findings: Vec::new(),
        }
    }

    /// A damaged file of the index.
    pub(crate) fn index_file() -> Self {
        Self::new(TroubleKind::IndexFileDamaged, [])
    }

    fn and(mut self, name: &str, part: impl ToString) -> Self {
        self.parts.insert(name.to_owned(), part.to_string());
        self
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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{BadAsk, Error};

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
    fn only_what_the_command_line_alone_can_ask_has_no_name() {
        let options = BadAsk::Options("the dates are the wrong way round".to_owned());
        assert_eq!(Error::BadAsk(options).trouble(), None);
        assert!(Error::BadAsk(BadAsk::EmptyNote).trouble().is_some());
    }
}
