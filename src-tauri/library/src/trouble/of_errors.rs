//! Which error is which trouble.

use std::path::Path;

use entente_domain::{RecordId, ledger::LedgerError};
use entente_export::Error as Export;
use entente_search::{Error as Search, MadeAnew};
use entente_store::{Damage, Error as Store, Obstacle};

use super::{Trouble, TroubleKind as Kind, cause_in};
use crate::{BadAsk, Error};

impl Error {
    /// The trouble by name; none where only the command line can meet it.
    pub fn trouble(&self) -> Option<Trouble> {
        Some(match self {
            Self::NoSuchRecord { id, nearest } => match nearest {
                Some(nearest) => Trouble::new(Kind::NoSuchRecordButNear, [("id", id), ("nearest", nearest)]),
                None => Trouble::new(Kind::NoSuchRecord, [("id", id)]),
            },
            Self::NotADocument(id) => Trouble::new(Kind::NotADocument, [("id", id)]),
            Self::NoSuchPartner { asked, known } => {
                Trouble::new(Kind::NoSuchPartner, [("asked", asked), ("known", known)])
            }
            Self::BadAsk(ask) => return ask.trouble(),
            Self::Rates(bad) => Trouble::new(Kind::Rates, [("reason", bad)]),
            Self::CannotWrite { path, reason } => Trouble::of_system(Kind::CannotWriteFile, path, reason),
            Self::CannotRead { path, reason } => Trouble::of_system(Kind::CannotRead, path, reason),
            Self::Unsound { id, wrong } => Trouble {
                findings: wrong.clone(),
                ..Trouble::new(Kind::Unsound, [("id", id)])
            },
            Self::NoSuchFolder(path) => Trouble::new(Kind::NoSuchFolder, [("path", &path.display())]),
            Self::Store(refused) => of_store(refused),
            Self::Search(failed) => of_search(failed),
            Self::IndexBeingMade => Trouble::new(Kind::IndexBusy, []),
            Self::Import(refused) => Trouble::from(refused),
            Self::Pack(problems) => {
                let count = problems.problems.len() + problems.more as usize;
                let list: Vec<_> = problems.problems.iter().map(ToString::to_string).collect();
                Trouble::new(Kind::PackRefused, [("count", &count), ("list", &list.join("\n"))])
            }
            Self::Ledger(wrong) => of_ledger(wrong),
            // The files are named one by one in the outcome; this sums them up for a terminal.
            Self::NothingRead(_) => return None,
            Self::Stopped => Trouble::new(Kind::Stopped, []),
            Self::Export(failed) => of_export(failed),
        })
    }
}

impl BadAsk {
    fn trouble(&self) -> Option<Trouble> {
        Some(match self {
            Self::Options(_) => return None,
            Self::Currency(code) => Trouble::new(Kind::Currency, [("code", code)]),
            Self::EmptyNote => Trouble::new(Kind::EmptyNote, []),
            Self::EmptyTag => Trouble::new(Kind::EmptyTag, []),
            Self::TagNotThere { record, tag } => Trouble::new(Kind::TagNotThere, [("record", record), ("tag", tag)]),
            Self::NotYourOwn(id) => Trouble::new(Kind::NotYourOwn, [("id", id)]),
            Self::FirstPack => Trouble::new(Kind::FirstPack, []),
            Self::SameText(id) => Trouble::new(Kind::SameText, [("id", id)]),
            Self::NoPassages(id) => Trouble::new(Kind::NoPassages, [("id", id)]),
            Self::NoTextOfInstrument(id) => Trouble::new(Kind::NoTextOfInstrument, [("id", id)]),
            Self::NoText { id, kind } => Trouble::new(Kind::NoText, [("id", id), ("kind", kind)]),
            Self::PartsSideBySide => Trouble::new(Kind::PartsSideBySide, []),
            Self::PartsPastOnePage => Trouble::new(Kind::PartsPastOnePage, []),
            Self::SourcesAlone => Trouble::new(Kind::SourcesAlone, []),
            Self::UnknownInBrief(_) => Trouble::new(Kind::BadManifest, []),
        })
    }
}

fn of_store(refused: &Store) -> Trouble {
    let on = |kind, path: &Path, reason: &String| Trouble::on(kind, path, reason, cause_in(reason));
    match refused {
        Store::MadeByNewer { path, .. } => Trouble::new(Kind::MadeByNewer, [("path", &path.display())]),
        Store::Damaged { path, reason } => on(Kind::Damaged, path, reason),
        Store::DamagedRecord { id, reason } => Trouble::new(Kind::DamagedRecord, [("id", id), ("reason", reason)]),
        Store::CannotWrite { path, reason } => on(Kind::CannotWriteLibrary, path, reason),
        Store::CannotRead { path, reason } => on(Kind::CannotRead, path, reason),
        Store::UnfinishedAndReadOnly { path } => Trouble::new(Kind::UnfinishedAndReadOnly, [("path", &path.display())]),
        Store::Held { path, by } => Trouble::new(Kind::Held, [("path", &path.display()), ("by", by)]),
        Store::Busy => Trouble::new(Kind::Busy, []),
        Store::NoSuchRecord(id) => Trouble::new(Kind::NoSuchRecord, [("id", id)]),
        Store::NoSuchChange(change) => Trouble::new(Kind::NoSuchChange, [("change", change)]),
        Store::IdOfAnotherKind { id, here, given } => {
            Trouble::new(Kind::IdOfAnotherKind, [("id", id), ("here", here), ("given", given)])
        }
        Store::Dangling { record, target, .. } => {
            Trouble::new(Kind::Dangling, [("record", record), ("target", target)])
        }
        Store::PassageTwice { document, ordinal } => {
            Trouble::new(Kind::PassageTwice, [("document", document), ("ordinal", ordinal)])
        }
        Store::NoSuchDocument(id) => Trouble::new(Kind::NoSuchDocument, [("id", id)]),
        Store::CannotUndo { sequence, why } => of_undo(*sequence, why),
        Store::CannotRollBack(why) => match why {
            Obstacle::PassagesReplaced(record) => Trouble::new(Kind::PackPassagesReplaced, [("record", record)]),
            Obstacle::PassagesNotKept(record) => Trouble::new(Kind::PackPassagesNotKept, [("record", record)]),
            Obstacle::NoPack
            // These stand in the way of undoing one change: a pack is rolled back whatever was done since.
            | Obstacle::OfPack(_)
            | Obstacle::OfRollBack
            | Obstacle::Removed(_)
            | Obstacle::AddedAgain(_)
            | Obstacle::Touched { .. }
            | Obstacle::NotAsLeft { .. } => Trouble::new(Kind::NoPack, []),
        },
        Store::NoSuchDecision { record, field } => {
            Trouble::new(Kind::NoSuchDecision, [("record", record), ("field", field)])
        }
        Store::BadBackup { path, reason } => on(Kind::BadBackup, path, reason),
        Store::Database(failed) => Trouble::new(Kind::Database, [("reason", failed)]),
    }
}

fn of_undo(change: u64, why: &Obstacle) -> Trouble {
    let of = |kind, record: &RecordId| Trouble::new(kind, [("change", &change), ("record", record)]);
    let with_field = |trouble: Trouble, field: &Option<String>| trouble.and("field", field.as_deref().unwrap_or(""));
    match why {
        Obstacle::OfPack(pack) => Trouble::new(Kind::UndoOfPack, [("change", &change), ("pack", pack)]),
        Obstacle::OfRollBack => Trouble::new(Kind::UndoOfRollBack, [("change", &change)]),
        Obstacle::Removed(record) => of(Kind::UndoRemoved, record),
        Obstacle::AddedAgain(record) => of(Kind::UndoAddedAgain, record),
        Obstacle::Touched {
            by, day, record, field, ..
        } => with_field(of(Kind::UndoTouched, record).and("by", by).and("day", day), field),
        Obstacle::NotAsLeft { record, field } => with_field(of(Kind::UndoNotAsLeft, record), field),
        Obstacle::PassagesReplaced(record) => of(Kind::UndoPassagesReplaced, record),
        Obstacle::PassagesNotKept(record) => of(Kind::UndoPassagesNotKept, record),
        Obstacle::NoPack => Trouble::new(Kind::NoPack, []),
    }
}

fn of_search(failed: &Search) -> Trouble {
    match failed {
        Search::WriterBusy(_) => Trouble::new(Kind::IndexBusy, []),
        Search::Folder { folder, reason } => Trouble::on(Kind::IndexFolder, folder, reason, cause_in(reason)),
        Search::Entry { key, .. } | Search::Key(key) => Trouble::new(Kind::IndexEntry, [("id", key)]),
        Search::Glossary(reason) => Trouble::new(Kind::Glossary, [("reason", reason)]),
        Search::Engine(reason) => Trouble::new(Kind::IndexFailed, [("reason", reason)]),
        Search::Io(reason) => Trouble {
            cause: super::cause(reason.kind()),
            ..Trouble::new(Kind::IndexFailed, [("reason", reason)])
        },
        Search::Stored(reason) => Trouble::new(Kind::IndexFailed, [("reason", reason)]),
    }
}

fn of_ledger(wrong: &LedgerError) -> Trouble {
    match wrong {
        LedgerError::Loop(lines) => {
            let lines: Vec<_> = lines.iter().map(RecordId::as_str).collect();
            Trouble::new(Kind::MoneyInARing, [("lines", &lines.join(" → "))])
        }
        LedgerError::SameId(id) => Trouble::new(Kind::MoneyOfOneName, [("id", id)]),
        LedgerError::TooLarge { stage, kind, currency } => Trouble::new(
            Kind::MoneyTooLarge,
            [("money", kind), ("stage", stage), ("currency", currency)],
        ),
    }
}

fn of_export(failed: &Export) -> Trouble {
    let cannot_compose = |reason: &dyn ToString| Trouble::new(Kind::CannotCompose, [("reason", reason)]);
    match failed {
        Export::NoCitation { record } => Trouble::new(Kind::NoCitation, [("record", record)]),
        Export::UnknownSource { record, source_id } => {
            Trouble::new(Kind::UnknownSource, [("record", record), ("source", source_id)])
        }
        Export::NothingToCompare => Trouble::new(Kind::NothingToCompare, []),
        Export::Ledger(wrong) => of_ledger(wrong),
        Export::Zip(reason) => cannot_compose(reason),
        Export::Io(reason) => Trouble {
            cause: super::cause(reason.kind()),
            ..cannot_compose(reason)
        },
        Export::Write { path, cause } => Trouble::of_system(Kind::CannotWriteFile, path, cause),
        Export::Typeset(reason) => cannot_compose(reason),
        Export::Xlsx(reason) => cannot_compose(reason),
        Export::Stopped(_) => Trouble::new(Kind::Stopped, []),
        Export::NoManifest => Trouble::new(Kind::NoManifest, []),
        Export::BadManifest(_) => Trouble::new(Kind::BadManifest, []),
    }
}

impl From<&Damage> for Trouble {
    fn from(damage: &Damage) -> Self {
        match damage {
            Damage::File(reason) => Self::new(Kind::FileDamaged, [("reason", reason)]),
            Damage::Rows { count, parent } => Self::new(Kind::RowsNameNothing, [("count", count), ("parent", parent)]),
            Damage::Dangling(target) => Self::new(Kind::NamesNothing, [("target", target)]),
            Damage::Kind => Self::new(Kind::KindDamaged, []),
            Damage::Body => Self::new(Kind::BodyDamaged, []),
            Damage::Unreadable(reason) => Self::new(Kind::BodyUnreadable, [("reason", reason)]),
            Damage::OfAnother(id) => Self::new(Kind::BodyOfAnother, [("id", id)]),
            Damage::NotAsLogged => Self::new(Kind::NotAsLogged, []),
        }
    }
}

impl From<&MadeAnew> for Trouble {
    fn from(why: &MadeAnew) -> Self {
        match why {
            MadeAnew::NoFormat => Self::new(Kind::IndexMadeAnew, []),
            MadeAnew::OtherFormat { .. } | MadeAnew::OtherFields => Self::new(Kind::IndexOfAnotherFormat, []),
            MadeAnew::Unreadable(reason) => Self::new(Kind::IndexUnreadable, [("reason", reason)]),
        }
    }
}
