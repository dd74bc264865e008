//! Reading a library: its records, who names whom, its passages, and its change log.

use std::{fmt, ops::RangeInclusive};

use chrono::{DateTime, Utc};
use entente_domain::{PartnerCode, Passage, Record, RecordId, RecordKind};
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::{
    AppliedPack, Change, Decision, Error, Filters, KnownOn, Origin, WHOLE_RECORD, body,
    column::time_text,
    state::State,
    table::{change, decision, named, pack, passage, record, setting, tie},
};

/// What a snapshot, a writer and an edit can be asked.
pub struct Reads {
    pub(crate) db: Connection,
}

impl fmt::Debug for Reads {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Reads")
    }
}

/// The records as they stand.
impl Reads {
    pub(crate) fn new(db: Connection) -> Self {
        Self { db }
    }

    pub(crate) fn into_connection(self) -> Connection {
        self.db
    }

    /// One record.
    ///
    /// # Errors
    ///
    /// Here and below: the database cannot be read, or a row is damaged.
    pub fn get(&self, id: &RecordId) -> Result<Option<Record>, Error> {
        record::get(&self.db, id)
    }

    /// Every record of a kind, or of all kinds, by id.
    pub fn all(&self, kind: Option<RecordKind>) -> Result<Vec<Record>, Error> {
        record::all(&self.db, kind)
    }

    /// The records of a kind, or of all kinds, that the filters admit, by id.
    pub fn records(&self, kind: Option<RecordKind>, filters: &Filters) -> Result<Vec<Record>, Error> {
        record::filtered(&self.db, kind, filters)
    }

    /// Records in the order asked for; ids that name none are left out.
    pub fn by_ids<'a>(&self, ids: impl IntoIterator<Item = &'a RecordId>) -> Result<Vec<Record>, Error> {
        ids.into_iter().filter_map(|id| self.get(id).transpose()).collect()
    }

    /// Every id with its kind, by id.
    pub fn ids(&self) -> Result<Vec<(RecordId, RecordKind)>, Error> {
        record::ids(&self.db)
    }

    /// Whether the library holds a record.
    pub fn contains(&self, id: &RecordId) -> Result<bool, Error> {
        record::exists(&self.db, id)
    }

    /// Who or what last changed a record.
    pub fn origin(&self, id: &RecordId) -> Result<Option<Origin>, Error> {
        record::origin(&self.db, id)
    }

    /// The kind that an id names now or named once: ids are never given to another kind.
    pub fn ever_named(&self, id: &RecordId) -> Result<Option<RecordKind>, Error> {
        named::kind(&self.db, id)
    }

    /// The records that cite a source, by id.
    pub fn citing(&self, source: &RecordId) -> Result<Vec<RecordId>, Error> {
        tie::citing(&self.db, source)
    }

    /// The records that name a record, citations left aside, by id.
    pub fn linking(&self, target: &RecordId) -> Result<Vec<RecordId>, Error> {
        tie::linking(&self.db, target)
    }

    /// Records by kind, in the order of kinds; kinds without records are left out.
    pub fn counts(&self) -> Result<Vec<(RecordKind, u64)>, Error> {
        record::counts(&self.db)
    }

    /// Records by partner and kind.
    pub fn partner_counts(&self) -> Result<Vec<(PartnerCode, RecordKind, u64)>, Error> {
        record::partner_counts(&self.db)
    }

    /// Citations in the whole library.
    pub fn citation_count(&self) -> Result<u64, Error> {
        tie::citations(&self.db)
    }
}

/// Passages of documents.
impl Reads {
    /// The passages of a document whose number (from 1) lies in a range, in their order.
    pub fn passages(&self, document: &RecordId, range: RangeInclusive<u32>) -> Result<Vec<Passage>, Error> {
        let mut passages = Vec::new();
        self.each_passage(document, range, |one| {
            passages.push(one);
            Ok::<_, Error>(())
        })?;
        Ok(passages)
    }

    /// The same, one at a time; `each` ends the reading by returning an error.
    ///
    /// # Errors
    ///
    /// The error of `each`, or of reading.
    pub fn each_passage<E: From<Error>>(
        &self,
        document: &RecordId,
        range: RangeInclusive<u32>,
        each: impl FnMut(Passage) -> Result<(), E>,
    ) -> Result<(), E> {
        passage::each(&self.db, document, range, each)
    }

    /// One passage.
    pub fn passage(&self, document: &RecordId, ordinal: u32) -> Result<Option<Passage>, Error> {
        Ok(self.passages(document, ordinal..=ordinal)?.pop())
    }

    /// Passages of all documents.
    pub fn passage_count(&self) -> Result<u64, Error> {
        passage::count(&self.db)
    }
}

/// The change log and its readings.
impl Reads {
    /// The newest change; 0 before the first.
    pub fn last_sequence(&self) -> Result<u64, Error> {
        change::last(&self.db)
    }

    /// One change.
    pub fn change(&self, sequence: u64) -> Result<Option<Change>, Error> {
        change::get(&self.db, sequence)
    }

    /// The changes of a record and of its passages, newest first.
    pub fn history(&self, id: &RecordId) -> Result<Vec<Change>, Error> {
        change::of(&self.db, id)
    }

    /// The changes after a sequence, oldest first, one at a time; `each` ends the reading by returning an error.
    ///
    /// # Errors
    ///
    /// The error of `each`, or of reading.
    pub fn changes_since<E: From<Error>>(
        &self,
        sequence: u64,
        each: impl FnMut(Change) -> Result<(), E>,
    ) -> Result<(), E> {
        change::each_since(&self.db, sequence, each)
    }

    /// The newest change before a time; 0 where there is none. [`Self::changes_since`] it gives those from that time on.
    pub fn sequence_before(&self, time: DateTime<Utc>) -> Result<u64, Error> {
        change::before_time(&self.db, &time_text(time))
    }

    /// The sequence that a point of the second clock means.
    pub fn known_on(&self, point: KnownOn) -> Result<u64, Error> {
        change::resolve(&self.db, point)
    }

    /// A record as it stood after a change.
    pub fn get_known(&self, id: &RecordId, sequence: u64) -> Result<Option<Record>, Error> {
        change::record_at(&self.db, id, sequence)
    }

    /// Every record of a kind, or of all kinds, as it stood after a change, by kind and id.
    pub fn records_known(&self, kind: Option<RecordKind>, sequence: u64) -> Result<Vec<Record>, Error> {
        change::records_at(&self.db, kind, sequence)
    }

    /// What a record says and what the pack says of it, even where it was removed.
    pub(crate) fn state_of(&self, id: &RecordId) -> Result<State, Error> {
        if let Some(stored) = record::stored_as(&self.db, id)? {
            return Ok(stored.state);
        }
        if named::kind(&self.db, id)?.is_none() {
            return Ok(State::default());
        }
        let newest = change::newest_of(&self.db, id, u64::MAX)?;
        Ok(newest
            .map(|one| State::from_columns(one.after, one.pack_after))
            .unwrap_or_default())
    }
}

/// What is undecided, the packs, the settings.
impl Reads {
    /// Every field on which the user and a newer pack differ, by record and field.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        decision::pending(&self.db)?
            .into_iter()
            .map(|one| self.with_ours(one))
            .collect()
    }

    /// Those of one record.
    pub fn decisions_of(&self, record: &RecordId) -> Result<Vec<Decision>, Error> {
        decision::pending_of(&self.db, record)?
            .into_iter()
            .map(|one| self.with_ours(one))
            .collect()
    }

    /// How many fields are undecided.
    pub fn undecided(&self) -> Result<u64, Error> {
        decision::count(&self.db)
    }

    fn with_ours(&self, one: decision::Raised) -> Result<Decision, Error> {
        let stored = record::stored_as(&self.db, &one.record)?;
        let ours = match stored {
            None => None,
            Some(stored) if one.field == WHOLE_RECORD => {
                stored.state.body.map(|text| crate::merge::whole(stored.kind, &text))
            }
            Some(stored) => match &stored.state.body {
                Some(text) => body::fields(one.record.as_str(), text)?
                    .get(&one.field)
                    .map(ToString::to_string),
                None => None,
            },
        };
        let decision::Raised {
            record,
            field,
            base,
            theirs,
            version,
            sequence,
        } = one;
        Ok(Decision {
            record,
            field,
            base,
            ours,
            theirs,
            version,
            sequence,
        })
    }

    /// The library's pack: the last that was taken in and not rolled back.
    pub fn pack(&self) -> Result<Option<AppliedPack>, Error> {
        pack::current(&self.db)
    }

    /// The library's pack as it was after a change: the last that was taken in and not rolled back by then.
    pub fn pack_known(&self, sequence: u64) -> Result<Option<AppliedPack>, Error> {
        if sequence >= self.last_sequence()? {
            return self.pack();
        }
        let known = |time: DateTime<Utc>| Ok::<_, Error>(self.sequence_before(time)? < sequence);
        for pack in self.packs()?.into_iter().rev() {
            let taken_in = match pack.batch {
                Some(first) => first <= sequence,
                None => known(pack.applied)?,
            };
            let rolled_back = pack.rolled_back.map(known).transpose()?.unwrap_or(false);
            if taken_in && !rolled_back {
                return Ok(Some(pack));
            }
        }
        Ok(None)
    }

    /// Every pack that was taken in, oldest first.
    pub fn packs(&self) -> Result<Vec<AppliedPack>, Error> {
        pack::all(&self.db)
    }

    /// A setting.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        setting::get(&self.db, key)
    }
}
