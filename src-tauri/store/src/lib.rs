//! A library's records in SQLite, and the change log that every write goes through.
//!
//! Belongs here: the database file, its tables and migrations, who may write, the log and its readings (history, undo,
//! what was known when), the three-way merge of a newer pack with the user's changes, backups and checks.
//! Not here: search, file formats, and what an answer looks like.
//!
//! - [`Store`] opens a library's folder. [`Store::read`] gives a [`Snapshot`]: every read of it sees one state.
//! - [`Store::writer`] gives the one [`Writer`] there is across processes; [`Writer::transaction`] gives an [`Edit`].
//! - A snapshot, a writer and an edit all read alike, through [`Reads`].

mod backup;
mod body;
mod check;
mod column;
mod edit;
mod error;
mod merge;
#[cfg(test)]
mod merge_laws;
mod migrations;
mod pack_merge;
mod reads;
mod state;
mod store;
mod table;
mod undo;
mod writer;
mod writer_lock;

pub use backup::{Backup, KEPT_BACKUPS, Restored, backups, restore, verify_backup};
pub use check::{CheckStep, Checked, Damage, Finding, Stopper};
pub use edit::Edit;
pub use error::{Error, Obstacle};
pub use merge::Conflict;
pub use pack_merge::{PackEffect, PackOutcome, PackStep};
pub use reads::Reads;
pub use store::{Snapshot, Store};
pub use table::{
    change::{Action, BadAction, BadOrigin, Change, KnownOn, Origin},
    decision::{Decision, Side, WHOLE_RECORD},
    pack::{AppliedPack, PackRelease},
    passage::PassageSet,
    record::Filters,
};
pub use writer::Writer;

/// The library's database in its folder.
pub const FILE_NAME: &str = "library.sqlite";
/// The folder of backups in the library's folder.
pub const BACKUPS: &str = "backups";
