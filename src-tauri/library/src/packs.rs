//! Packs of data: read, previewed, taken in, taken back, and written from a library.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use entente_domain::{Record, RecordId};
use entente_import::{Pack, PackProblem, pack};
use entente_store::{PackEffect, PackOutcome, PackStep};
use serde::Serialize;
use specta::Type;

use crate::{BadAsk, Error, FieldChange, Library, embedded, record_page::field_changes};

/// What a pack would change, or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackChanges {
    /// Records that are new.
    pub added: u32,
    /// Records that changed.
    pub changed: u32,
    /// Records that went.
    pub removed: u32,
    /// Records of which something of the user's was kept against the pack.
    pub kept: u32,
    /// Fields for the user to decide.
    pub to_decide: u32,
    /// The pack in words: its name, its version and the newest day it speaks of; none where one was taken back.
    pub pack: Option<String>,
    /// Record by record.
    pub changes: Vec<PackChange>,
}

/// A pack that the library took in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackRow {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The newest day it speaks of.
    pub data_date: NaiveDate,
    /// When it was taken in, RFC 3339 in UTC.
    pub applied: String,
    /// When it was taken back; none where it stands.
    pub rolled_back: Option<String>,
}

/// What a pack does to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackChange {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// `added`, `changed`, `removed`, `kept` or `agreed`.
    pub action: String,
    /// Its title.
    pub title: String,
    /// The fields that change.
    pub fields: Vec<String>,
    /// The same with what stood there and what will, where the record was there before and stays.
    pub differences: Vec<FieldChange>,
}

/// A problem in a pack, with its place and a hint.
pub type Problem = PackProblem;

/// Every problem of a pack in a folder; none when it is sound.
///
/// # Errors
///
/// Never for what the pack says: that is the answer.
pub fn verify_pack(folder: &Path) -> Result<Vec<Problem>, Error> {
    Ok(match pack::read_folder(folder) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.problems,
    })
}

impl From<PackOutcome> for PackChanges {
    fn from(outcome: PackOutcome) -> Self {
        Self {
            added: outcome.added,
            changed: outcome.changed,
            removed: outcome.removed,
            kept: outcome.kept_for_user,
            to_decide: outcome.decisions,
            pack: None,
            changes: outcome.steps.into_iter().map(PackChange::from).collect(),
        }
    }
}

impl From<PackStep> for PackChange {
    fn from(step: PackStep) -> Self {
        let differences = field_changes(step.before.as_deref(), step.after.as_deref());
        let stays = step.before.is_some() && step.after.is_some();
        Self {
            title: title(step.after.as_deref().or(step.before.as_deref())).unwrap_or_else(|| step.id.to_string()),
            id: step.id,
            kind: step.kind.to_string(),
            action: match step.effect {
                PackEffect::Added => "added",
                PackEffect::Changed => "changed",
                PackEffect::Removed => "removed",
                PackEffect::Kept => "kept",
                PackEffect::Agreed => "agreed",
            }
            .to_owned(),
            fields: differences.iter().map(|change| change.field.clone()).collect(),
            differences: if stays { differences } else { Vec::new() },
        }
    }
}

/// How a record calls itself, whatever its kind.
fn title(body: Option<&str>) -> Option<String> {
    let fields: serde_json::Value = serde_json::from_str(body?).ok()?;
    let named = ["title", "name", "text", "label"]
        .iter()
        .find_map(|name| fields.get(name));
    Some(named?.as_str()?.to_owned())
}

fn called(pack: &Pack) -> String {
    format!("{} {}, {}", pack.id, pack.version, pack.data_date)
}

impl Library {
    /// The packs that were taken in, newest first.
    pub fn packs(&self) -> Result<Vec<PackRow>, Error> {
        let time = |time: DateTime<Utc>| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let packs = self.store.read()?.packs()?.into_iter().rev();
        Ok(packs
            .map(|pack| PackRow {
                id: pack.release.id,
                version: pack.release.version,
                data_date: pack.release.data_date,
                applied: time(pack.applied),
                rolled_back: pack.rolled_back.map(time),
            })
            .collect())
    }

    /// What a pack in a folder would change.
    ///
    /// # Errors
    ///
    /// The pack is malformed: every problem, with file, line and hint.
    pub fn preview_pack(&self, folder: &Path) -> Result<PackChanges, Error> {
        let pack = pack::read_folder(folder)?;
        Ok(PackChanges {
            pack: Some(called(&pack)),
            ..self.store.read()?.preview_pack(&pack.records)?.into()
        })
    }

    /// Takes in a pack from a folder. What the user changed is kept.
    ///
    /// # Errors
    ///
    /// The pack is malformed, or another program writes; then nothing changed.
    pub fn apply_pack(&self, folder: &Path, now: DateTime<Utc>) -> Result<PackChanges, Error> {
        let pack = pack::read_folder(folder)?;
        let outcome = self.writer()?.transaction(|edit| {
            embedded::keep_settings(edit, &pack)?;
            Ok::<_, Error>(edit.apply_pack(&embedded::release(&pack), &pack.records, &pack.passages, now)?)
        })?;
        self.bring_index_up_to_date()?;
        Ok(PackChanges {
            pack: Some(called(&pack)),
            ..outcome.into()
        })
    }

    /// Takes back the pack that was taken in last.
    ///
    /// # Errors
    ///
    /// There is none before it, or another program writes; then nothing changed.
    pub fn rollback_pack(&self, now: DateTime<Utc>) -> Result<PackChanges, Error> {
        // Without its first pack a library is empty, and would stay so: its version counts as seen.
        let standing = self.store.read()?.packs()?;
        if standing.iter().filter(|pack| pack.rolled_back.is_none()).count() < 2 {
            return Err(BadAsk::FirstPack.into());
        }
        let outcome = self.writer()?.transaction(|edit| edit.roll_back_pack(None, now))?;
        self.bring_index_up_to_date()?;
        Ok(outcome.into())
    }

    /// Writes the library's records as a pack into a new folder; answers how many files.
    ///
    /// # Errors
    ///
    /// The folder holds something already, or cannot be written.
    pub fn build_pack(&self, folder: &Path) -> Result<u32, Error> {
        let snapshot = self.store.read()?;
        let applied = snapshot.pack()?.map(|pack| pack.release);
        let built_in = embedded::pack()?;
        let mut built = Pack {
            records: Vec::new(),
            passages: Default::default(),
            rates: snapshot.setting(embedded::RATES)?.unwrap_or_default(),
            glossary: snapshot.setting(embedded::GLOSSARY)?,
            ..built_in
        };
        if let Some(release) = applied {
            built.id = release.id.parse().unwrap_or(built.id);
            built.version = release.version;
            built.data_date = release.data_date;
        }
        for record in snapshot.all(None)? {
            match &record {
                // Notes, tags and saved searches are the user's own and stay in the user's library.
                Record::Note(_) | Record::Tag(_) | Record::SavedSearch(_) => continue,
                Record::Document(document) => {
                    let passages = snapshot.passages(&document.id, 1..=u32::MAX)?;
                    built.passages.insert(document.id.clone(), passages);
                }
                _ => {}
            }
            built.records.push(record);
        }
        pack::write_folder(&built, folder).map_err(|failed| Error::CannotWrite {
            path: failed.path,
            reason: failed.reason,
        })?;
        let mut files = 0;
        pack::write(&built, |_, _| {
            files += 1;
            Ok::<_, std::convert::Infallible>(())
        })
        .unwrap_or_else(|never| match never {});
        Ok(files)
    }
}
