//! Writing: every write changes the tables and adds its row to the change log, in one transaction.

use std::{collections::BTreeMap, ops::Deref};

use chrono::{DateTime, Utc};
use entente_domain::{Passage, Record, RecordId, RecordKind};
use serde::Serialize;

use crate::{
    Action, Conflict, Error, Origin, PackOutcome, PackRelease, PassageSet, Reads, Side, WHOLE_RECORD, body,
    pack_merge::{self, Plan},
    state::State,
    table::{
        change::{self, Entry},
        decision::{self, Raised},
        named, pack, passage,
        passage::PassageDigest,
        record, setting, tie,
    },
    undo,
};

/// A transaction that is open for writing. It reads its own writes.
pub struct Edit<'t> {
    reads: &'t Reads,
    /// The first and the last sequence of the transaction, once there are.
    written: Option<(u64, u64)>,
}

impl Deref for Edit<'_> {
    type Target = Reads;

    fn deref(&self) -> &Reads {
        self.reads
    }
}

/// Who writes, and when.
pub(crate) struct By<'a> {
    pub(crate) origin: &'a Origin,
    pub(crate) who: Option<&'a str>,
    pub(crate) now: DateTime<Utc>,
}

/// What is written of one record.
pub(crate) struct Write<'a> {
    pub(crate) action: Action,
    pub(crate) id: &'a RecordId,
    pub(crate) kind: RecordKind,
    pub(crate) from: &'a State,
    pub(crate) to: &'a State,
    /// The record that the new body is of, where it is at hand.
    pub(crate) record: Option<&'a Record>,
    pub(crate) undoes: Option<u64>,
}

impl<'t> Edit<'t> {
    pub(crate) fn new(reads: &'t Reads) -> Self {
        Self { reads, written: None }
    }

    /// Adds or changes a record, and says by which change; `None` where it is so already. What a pack says of the
    /// record stays on record, so that the next pack is merged with what is written here.
    ///
    /// # Errors
    ///
    /// The id names another kind of record ([`Error::IdOfAnotherKind`]).
    pub fn put(
        &mut self,
        record: &Record,
        origin: &Origin,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<u64>, Error> {
        let (id, kind) = (record.id(), record.kind());
        named::check(&self.db, id, kind)?;
        let from = self.state_of(id)?;
        let to = State {
            body: Some(body::of(record)),
            pack: from.pack.clone(),
        };
        if from == to {
            return Ok(None);
        }
        let by = By { origin, who, now };
        let write = Write {
            action: Action::Put,
            id,
            kind,
            from: &from,
            to: &to,
            record: Some(record),
            undoes: None,
        };
        let sequence = self.write(&write, &by)?;
        self.settle_what_agrees(id, &to, sequence)?;
        Ok(Some(sequence))
    }

    /// A user's change of a record, or a record of the user's own.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn edit(&mut self, record: &Record, who: Option<&str>, now: DateTime<Utc>) -> Result<Option<u64>, Error> {
        self.put(record, &Origin::User, who, now)
    }

    /// Removes a record and says by which change. A pack that still holds it does not bring it back.
    ///
    /// # Errors
    ///
    /// There is no such record ([`Error::NoSuchRecord`]). When the transaction ends: others still name it
    /// ([`Error::Dangling`]).
    pub fn remove(
        &mut self,
        id: &RecordId,
        origin: &Origin,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<u64, Error> {
        let Some(stored) = record::stored_as(&self.db, id)? else {
            return Err(Error::NoSuchRecord(id.clone()));
        };
        let to = State {
            body: None,
            pack: stored.state.pack.clone(),
        };
        let write = Write {
            action: Action::Remove,
            id,
            kind: stored.kind,
            from: &stored.state,
            to: &to,
            record: None,
            undoes: None,
        };
        let sequence = self.write(&write, &By { origin, who, now })?;
        for one in decision::pending_of(&self.db, id)? {
            decision::settle(&self.db, id, &one.field, sequence)?;
        }
        Ok(sequence)
    }

    /// Replaces the passages of a document, taking them one at a time, and says what is written and by which change;
    /// `None` where they are so already. The passages before stay until the next time, so that this can be undone.
    ///
    /// # Errors
    ///
    /// The document is not there ([`Error::NoSuchDocument`]), two passages have one number ([`Error::PassageTwice`]),
    /// or the error of `passages`. Then the passages are as they were, and the transaction may go on.
    pub fn put_passages<E: From<Error>>(
        &mut self,
        document: &RecordId,
        passages: impl IntoIterator<Item = Result<Passage, E>>,
        origin: &Origin,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(PassageSet, Option<u64>), E> {
        if named::kind(&self.db, document)? != Some(RecordKind::Document) || !record::exists(&self.db, document)? {
            return Err(Error::NoSuchDocument(document.clone()).into());
        }
        self.db.execute_batch("SAVEPOINT passages").map_err(Error::from)?;
        let done = self.replace_passages(document, passages, &By { origin, who, now });
        let end = if done.is_ok() {
            "RELEASE passages"
        } else {
            "ROLLBACK TO passages; RELEASE passages"
        };
        self.db.execute_batch(end).map_err(Error::from)?;
        done
    }

    fn replace_passages<E: From<Error>>(
        &mut self,
        document: &RecordId,
        passages: impl IntoIterator<Item = Result<Passage, E>>,
        by: &By<'_>,
    ) -> Result<(PassageSet, Option<u64>), E> {
        let before = passage::shown(&self.db, document)?;
        let edition = self.last_sequence()? + 1;
        passage::begin(&self.db, document, edition)?;
        let mut digest = PassageDigest::default();
        for one in passages {
            let one = one?;
            digest.add(&one);
            passage::add(&self.db, document, edition, &one)?;
        }
        let set = digest.finish();
        if before.as_ref().is_some_and(|before| before.set == set) {
            passage::drop_edition(&self.db, edition)?;
            return Ok((set, None));
        }
        passage::finish(&self.db, document, edition, &set)?;
        let shown_before = before.as_ref().map(|before| before.sequence);
        passage::drop_old_editions(&self.db, document, [Some(edition), shown_before])?;
        let written = self.log_passages(document, before.map(|before| before.set), Some(&set), None, by)?;
        debug_assert_eq!(written, edition, "nothing else writes while passages are put");
        Ok((set, Some(written)))
    }

    /// Sets a setting. Settings are not part of the change log.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn set<T: Serialize>(&mut self, key: &str, value: &T) -> Result<(), Error> {
        setting::set(&self.db, key, value)
    }

    /// Forgets a setting.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn unset(&mut self, key: &str) -> Result<(), Error> {
        setting::remove(&self.db, key)
    }

    /// Takes in a pack: field by field, what the user did not touch follows the pack, and what the user changed stays;
    /// where both changed a field, that is left for the user to decide. Records the pack no longer holds go, unless the
    /// user changed them or the user's records name them.
    ///
    /// # Errors
    ///
    /// An id of the pack names another kind of record here ([`Error::IdOfAnotherKind`]). When the transaction ends: the
    /// pack names records that it does not hold ([`Error::Dangling`]).
    pub fn apply_pack(
        &mut self,
        release: &PackRelease,
        records: &[Record],
        passages: &BTreeMap<RecordId, Vec<Passage>>,
        now: DateTime<Utc>,
    ) -> Result<PackOutcome, Error> {
        let origin = Origin::Pack(release.version.clone());
        let by = By {
            origin: &origin,
            who: None,
            now,
        };
        let first = self.last_sequence()? + 1;
        let plan = pack_merge::plan(self.reads, &pack_merge::statements(self.reads, records)?)?;
        let at_hand: BTreeMap<&RecordId, &Record> = records.iter().map(|one| (one.id(), one)).collect();
        self.carry_out(&plan, &release.version, &at_hand, &BTreeMap::new(), &by)?;
        let mut outcome = pack_merge::outcome(&plan);
        for (document, texts) in passages {
            if self.users_passages(document)? || !record::exists(&self.db, document)? {
                continue;
            }
            let texts = texts.iter().cloned().map(Ok::<_, Error>);
            outcome.texts += u32::from(self.put_passages(document, texts, &origin, None, now)?.1.is_some());
        }
        outcome.batch = (self.last_sequence()? >= first).then(|| self.batch()).flatten();
        pack::add(&self.db, release, now, outcome.batch)?;
        Ok(outcome)
    }

    /// Undoes the taking-in of the library's pack: its records say again what the pack before it said, and what the
    /// user changed since stays.
    ///
    /// # Errors
    ///
    /// There is no pack to roll back, or passages it replaced are no longer kept ([`Error::CannotRollBack`]).
    pub fn roll_back_pack(&mut self, who: Option<&str>, now: DateTime<Utc>) -> Result<PackOutcome, Error> {
        let Some(applied) = self.pack()? else {
            return Err(Error::CannotRollBack("the library has none".to_owned()));
        };
        let plan = pack_merge::plan(self.reads, &pack_merge::said_before(self.reads)?)?;
        let changes = pack_merge::changes_of(self.reads, applied.batch)?;
        pack::roll_back(&self.db, applied.ordinal, now)?;
        let version = self.pack()?.map_or_else(String::new, |before| before.release.version);
        let by = By {
            origin: &Origin::User,
            who,
            now,
        };
        let first = self.last_sequence()? + 1;
        let undone: BTreeMap<&RecordId, u64> = changes.iter().rev().map(|one| (&one.id, one.sequence)).collect();
        self.carry_out(&plan, &version, &BTreeMap::new(), &undone, &by)?;
        let mut outcome = pack_merge::outcome(&plan);
        for one in changes.iter().filter(|one| one.action == Action::Passages) {
            undo::show_passages_before(self, one, &by)?;
            outcome.texts += 1;
        }
        outcome.batch = (self.last_sequence()? >= first).then(|| self.batch()).flatten();
        Ok(outcome)
    }

    /// Settles a field on which the user and a pack differ, and says by which change.
    ///
    /// # Errors
    ///
    /// There is nothing to decide there ([`Error::NoSuchDecision`]).
    pub fn decide(
        &mut self,
        id: &RecordId,
        field: &str,
        side: Side,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<u64, Error> {
        let pending = decision::pending_of(&self.db, id)?;
        let kind = named::kind(&self.db, id)?;
        let (Some(one), Some(kind)) = (pending.into_iter().find(|one| one.field == field), kind) else {
            return Err(Error::NoSuchDecision {
                record: id.clone(),
                field: field.to_owned(),
            });
        };
        let from = self.state_of(id)?;
        let mut to = from.clone();
        match (side, &from.body) {
            (Side::Ours, _) => {}
            (Side::Theirs, _) if field == WHOLE_RECORD => to.body.clone_from(&from.pack),
            (Side::Theirs, None) => {}
            (Side::Theirs, Some(text)) => {
                let mut fields = body::fields(id.as_str(), text)?;
                undo::set_field(&mut fields, field, one.theirs.as_deref());
                to.body = Some(body::from_fields(&fields));
            }
        }
        let by = By {
            origin: &Origin::User,
            who,
            now,
        };
        let write = Write {
            action: Action::Decide,
            id,
            kind,
            from: &from,
            to: &to,
            record: None,
            undoes: None,
        };
        let sequence = self.write(&write, &by)?;
        decision::settle(&self.db, id, field, sequence)?;
        Ok(sequence)
    }

    /// Undoes a user's or an import's change as a new change, and says by which. Fields that it did not touch stay.
    ///
    /// # Errors
    ///
    /// There is no such change ([`Error::NoSuchChange`]); a pack made it, or something newer touched the same fields
    /// ([`Error::CannotUndo`]). When the transaction ends: other records name the one that would go
    /// ([`Error::Dangling`]).
    pub fn undo(&mut self, sequence: u64, who: Option<&str>, now: DateTime<Utc>) -> Result<u64, Error> {
        undo::undo(
            self,
            sequence,
            &By {
                origin: &Origin::User,
                who,
                now,
            },
        )
    }

    /// Writes one record's step and its row of the log.
    pub(crate) fn write(&mut self, write: &Write<'_>, by: &By<'_>) -> Result<u64, Error> {
        let Write {
            action,
            id,
            kind,
            from,
            to,
            record,
            undoes,
        } = *write;
        if *from == State::default() {
            named::claim(&self.db, id, kind)?;
        }
        match (&from.body, &to.body) {
            (before, Some(text)) if before != &to.body => {
                let read = match record {
                    Some(_) => None,
                    None => Some(body::stored(kind, id.as_str(), text)?),
                };
                let record = record.or(read.as_ref()).expect("a record was given or read");
                let origin = self.origin_of(to, by)?;
                record::put(&self.db, record, text, to.pack_column(), &origin, before.is_none())?;
                tie::put(&self.db, record, before.is_none())?;
            }
            (_, Some(_)) => record::put_pack_body(&self.db, id, to.pack_column())?,
            (Some(_), None) => record::remove(&self.db, id)?,
            (None, None) => {}
        }
        let entry = Entry {
            batch: self.batch(),
            time: by.now,
            origin: &by.origin.to_string(),
            who: by.who,
            action,
            kind,
            id,
            before: from.body.as_deref(),
            after: to.body.as_deref(),
            pack_before: from.pack_column(),
            pack_after: to.pack_column(),
            undoes,
        };
        self.log(&entry)
    }

    /// Writes the row of a document's passages.
    pub(crate) fn log_passages(
        &mut self,
        document: &RecordId,
        before: Option<PassageSet>,
        after: Option<&PassageSet>,
        undoes: Option<u64>,
        by: &By<'_>,
    ) -> Result<u64, Error> {
        let json = |set: &PassageSet| serde_json::to_string(set).expect("a count and a digest are JSON");
        let (before, after) = (before.as_ref().map(json), after.map(json));
        let entry = Entry {
            batch: self.batch(),
            time: by.now,
            origin: &by.origin.to_string(),
            who: by.who,
            action: Action::Passages,
            kind: RecordKind::Document,
            id: document,
            before: before.as_deref(),
            after: after.as_deref(),
            pack_before: None,
            pack_after: None,
            undoes,
        };
        self.log(&entry)
    }

    fn log(&mut self, entry: &Entry<'_>) -> Result<u64, Error> {
        let last = match self.written {
            Some((_, last)) => last,
            None => self.last_sequence()?,
        };
        let sequence = last + 1;
        change::add(&self.db, sequence, entry)?;
        self.written = Some((self.batch().unwrap_or(sequence), sequence));
        Ok(sequence)
    }

    fn batch(&self) -> Option<u64> {
        self.written.map(|(first, _)| first)
    }

    /// Whose the record is after a write: a hand that leaves it as the pack has it leaves it the pack's.
    fn origin_of(&self, to: &State, by: &By<'_>) -> Result<String, Error> {
        if *by.origin == Origin::User
            && !to.is_users()
            && let Some(pack) = self.pack()?
        {
            return Ok(Origin::Pack(pack.release.version).to_string());
        }
        Ok(by.origin.to_string())
    }

    /// Settles undecided fields on which the record now says what the pack says.
    pub(crate) fn settle_what_agrees(&mut self, id: &RecordId, to: &State, sequence: u64) -> Result<(), Error> {
        let pending = decision::pending_of(&self.db, id)?;
        if pending.is_empty() {
            return Ok(());
        }
        let fields = to
            .body
            .as_deref()
            .map(|text| body::fields(id.as_str(), text))
            .transpose()?
            .unwrap_or_default();
        for one in pending {
            let agrees = match (&to.body, one.field.as_str()) {
                (None, WHOLE_RECORD) => one.theirs.is_none(),
                // A record that is gone has no fields to decide on.
                (None, _) => true,
                // The user removed it and now writes it anew, knowing what the pack says.
                (Some(_), WHOLE_RECORD) => to.pack.is_some(),
                (Some(_), field) => fields.get(field).map(ToString::to_string) == one.theirs,
            };
            if agrees {
                decision::settle(&self.db, id, &one.field, sequence)?;
            }
        }
        Ok(())
    }

    /// Carries out a plan: `at_hand` are the pack's records, `undone` the changes that it takes back.
    fn carry_out(
        &mut self,
        plan: &Plan,
        version: &str,
        at_hand: &BTreeMap<&RecordId, &Record>,
        undone: &BTreeMap<&RecordId, u64>,
        by: &By<'_>,
    ) -> Result<(), Error> {
        for (id, planned) in plan {
            let undoes = undone.get(id).copied();
            let write = Write {
                action: match &planned.to.body {
                    _ if undoes.is_some() => Action::Undo,
                    None if planned.from.body.is_some() => Action::Remove,
                    _ => Action::Put,
                },
                id,
                kind: planned.kind,
                from: &planned.from,
                to: &planned.to,
                record: at_hand.get(id).copied().filter(|_| !planned.to.is_users()),
                undoes,
            };
            let sequence = self.write(&write, by)?;
            if let Some(undone) = undoes.filter(|_| planned.exact) {
                decision::settle_raised_by(&self.db, undone, sequence)?;
                decision::unsettle(&self.db, undone)?;
                self.settle_what_agrees(id, &planned.to, sequence)?;
            }
            for field in planned
                .settled
                .iter()
                .chain(planned.conflicts.iter().map(|conflict| &conflict.field))
            {
                decision::settle(&self.db, id, field, sequence)?;
            }
            for Conflict {
                field, base, theirs, ..
            } in planned.conflicts.iter().cloned()
            {
                let version = version.to_owned();
                decision::add(
                    &self.db,
                    &Raised {
                        record: id.clone(),
                        field,
                        base,
                        theirs,
                        version,
                        sequence,
                    },
                )?;
            }
        }
        Ok(())
    }

    /// Whether a document's passages were last put by somebody else than a pack.
    fn users_passages(&self, document: &RecordId) -> Result<bool, Error> {
        let newest = change::newest_passages_of(&self.db, document)?;
        Ok(newest.is_some_and(|one| !matches!(one.origin, Origin::Pack(_))))
    }
}
