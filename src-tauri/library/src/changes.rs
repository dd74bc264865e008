//! The change log as a user reads it, and the user's own changes.

use chrono::{DateTime, NaiveTime, Utc};
use entente_domain::{
    Record, RecordId,
    checks::{self, Finding, Weight},
};
use entente_export::brief as paper;
use entente_store::{Action, Change, Decision, Origin, Side, Snapshot};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    ChangeRow, DecisionRow, Error, KnownOn, Library, holdings::Holdings, library::narrow, record_page::field_changes,
};

/// Whose word holds where the user and a newer pack differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The user's.
    Ours,
    /// The pack's.
    Theirs,
}

impl ChangeRow {
    fn new(change: Change) -> Self {
        let passages = change.action == Action::Passages;
        Self {
            sequence: narrow(change.sequence),
            time: change.time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            undoable: !matches!(change.origin, Origin::Pack(_)),
            origin: change.origin.to_string(),
            who: change.who,
            action: change.action.as_str().to_owned(),
            id: change.id.to_string(),
            kind: change.kind.to_string(),
            fields: if passages {
                Vec::new()
            } else {
                field_changes(change.before.as_deref(), change.after.as_deref())
            },
        }
    }
}

impl From<Decision> for DecisionRow {
    fn from(one: Decision) -> Self {
        Self {
            id: one.record,
            field: one.field,
            base: one.base,
            ours: one.ours,
            theirs: one.theirs,
            version: one.version,
        }
    }
}

impl Library {
    /// The changes of a record, newest first, up to a point.
    pub(crate) fn history(
        &self,
        snapshot: &Snapshot<'_>,
        id: &RecordId,
        until: Option<u64>,
    ) -> Result<Vec<ChangeRow>, Error> {
        let known = |change: &Change| until.is_none_or(|until| change.sequence <= until);
        Ok(snapshot
            .history(id)?
            .into_iter()
            .filter(known)
            .map(ChangeRow::new)
            .collect())
    }

    /// The changes of one record, or of all, after a point and up to what was known at another, newest first.
    pub fn changes(
        &self,
        id: Option<&RecordId>,
        since: Option<KnownOn>,
        known_on: Option<KnownOn>,
    ) -> Result<Vec<ChangeRow>, Error> {
        let snapshot = self.store.read()?;
        let after = match since {
            None => 0,
            Some(KnownOn::Sequence(sequence)) => sequence.into(),
            Some(KnownOn::Day(day)) => snapshot.sequence_before(day.and_time(NaiveTime::MIN).and_utc())?,
        };
        let until = known_on.map(|point| snapshot.known_on(point.into())).transpose()?;
        if let Some(id) = id {
            let rows = self.history(&snapshot, id, until)?;
            if rows.is_empty() {
                return Err(Error::NoSuchRecord {
                    id: id.to_string(),
                    nearest: self.present(&snapshot)?.nearest(id.as_str()),
                });
            }
            return Ok(rows.into_iter().filter(|row| u64::from(row.sequence) > after).collect());
        }
        let mut rows = Vec::new();
        snapshot.changes_since(after, |change| {
            if until.is_none_or(|until| change.sequence <= until) {
                rows.push(ChangeRow::new(change));
            }
            Ok::<_, Error>(())
        })?;
        rows.reverse();
        Ok(rows)
    }

    /// What is wrong with a record as a user wants it, by field: by itself, and among the records there are.
    pub fn examine(&self, record: &Record) -> Result<Vec<Finding>, Error> {
        let holdings = self.present(&self.store.read()?)?;
        let others = holdings.records().filter(|other| other.id() != record.id());
        let mut findings = checks::check(others.chain([record]));
        findings.retain(|finding| finding.id == *record.id());
        Ok(findings)
    }

    /// A record as the user wants it: a correction, or a record of the user's own.
    ///
    /// # Errors
    ///
    /// The record breaks a rule of the subject, names what is not there, or another program writes; then nothing changed.
    pub fn edit(&self, record: Record, who: Option<&str>, now: DateTime<Utc>) -> Result<(), Error> {
        let wrong: Vec<_> = self
            .examine(&record)?
            .into_iter()
            .filter(|one| one.weight() == Weight::Wrong)
            .collect();
        if !wrong.is_empty() {
            return Err(Error::Unsound {
                id: record.id().clone(),
                wrong,
            });
        }
        self.writer()?.transaction(|edit| edit.edit(&record, who, now))?;
        self.bring_index_up_to_date()
    }

    /// Takes a change of the user's, or an import, back.
    ///
    /// # Errors
    ///
    /// There is no such change, a pack made it, or something newer touched the same fields; then nothing changed.
    pub fn undo(&self, sequence: u32, who: Option<&str>, now: DateTime<Utc>) -> Result<(), Error> {
        self.writer()?
            .transaction(|edit| edit.undo(sequence.into(), who, now))?;
        self.bring_index_up_to_date()
    }

    /// The fields on which the user and a newer pack differ.
    pub fn decisions(&self) -> Result<Vec<DecisionRow>, Error> {
        Ok(self.store.read()?.decisions()?.into_iter().map(Into::into).collect())
    }

    /// Settles one of them.
    ///
    /// # Errors
    ///
    /// There is nothing to decide there, or another program writes; then nothing changed.
    pub fn decide(
        &self,
        id: &RecordId,
        field: &str,
        take: Whose,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let side = match take {
            Whose::Ours => Side::Ours,
            Whose::Theirs => Side::Theirs,
        };
        self.writer()?
            .transaction(|edit| edit.decide(id, field, side, who, now))?;
        self.bring_index_up_to_date()
    }

    /// What changed of a partner's records since a day, for its brief.
    pub(crate) fn paper_changes(
        &self,
        snapshot: &Snapshot<'_>,
        holdings: &Holdings,
        partner: entente_domain::PartnerCode,
        since: chrono::NaiveDate,
    ) -> Result<paper::Changes, Error> {
        let after = snapshot.sequence_before(since.and_time(NaiveTime::MIN).and_utc())?;
        let mut records: Vec<paper::Change> = Vec::new();
        snapshot.changes_since(after, |change| {
            let concerned = holdings
                .get(&change.id)
                .is_some_and(|record| record.partners().contains(&partner));
            if concerned {
                let how = match (&change.before, &change.after) {
                    (None, _) => paper::ChangeKind::Added,
                    (_, None) => paper::ChangeKind::Removed,
                    (before, after) => paper::ChangeKind::Changed(
                        field_changes(before.as_deref(), after.as_deref())
                            .into_iter()
                            .map(|change| change.field)
                            .collect(),
                    ),
                };
                records.retain(|known| known.id != change.id);
                records.push(paper::Change {
                    title: holdings
                        .get(&change.id)
                        .map(|record| record.title().to_owned())
                        .unwrap_or_default(),
                    id: change.id,
                    kind: change.kind,
                    day: change.time.date_naive(),
                    how,
                });
            }
            Ok::<_, Error>(())
        })?;
        Ok(paper::Changes { since, records })
    }
}
