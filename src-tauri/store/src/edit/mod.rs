//! Writing: every write changes the tables and adds its row to the change log, in one transaction.
//!
//! Belongs here: records one by one, settings, and the row of the log. Passages, packs and decisions have modules of
//! their own, beside this one.

mod decisions;
mod packs;
mod passages;

use std::ops::Deref;

use chrono::{DateTime, Utc};
use entente_domain::{Record, RecordId, RecordKind};
use serde::Serialize;

use crate::{
    Action, Error, Origin, Reads, body,
    state::State,
    table::{
        change::{self, Entry},
        decision, named, record, setting, tie,
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

    /// Does a part of the transaction that may fail by itself: what it wrote is then taken back, and the transaction may
    /// go on.
    ///
    /// # Errors
    ///
    /// The error of `part`.
    pub fn attempt<T, E: From<Error>>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let written = self.written;
        self.db.execute_batch("SAVEPOINT part").map_err(Error::from)?;
        let done = part(self);
        let end = if done.is_ok() {
            "RELEASE part"
        } else {
            self.written = written;
            "ROLLBACK TO part; RELEASE part"
        };
        match (self.db.execute_batch(end), done) {
            (Ok(()), done) => done,
            // After some failures (a full disk) SQLite has taken everything back by itself: what went wrong first tells.
            (Err(_), Err(first)) if self.db.is_autocommit() => Err(first),
            (Err(error), _) => Err(Error::from(error).into()),
        }
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
}
