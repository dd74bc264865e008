//! What users add of their own to records: notes and tags. Each is a record, so that the change log keeps and undoes it.

use chrono::{DateTime, Utc};
use entente_domain::{Note, Record, RecordId, Tag};
use entente_store::Origin;
use serde::Serialize;
use specta::Type;

use crate::{BadAsk, Error, Library, holdings::Holdings, partners::count};

/// A user's tag in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TagRow {
    /// The tag.
    pub id: RecordId,
    /// How it reads.
    pub label: String,
    /// How many records carry it.
    pub records: u32,
}

/// The notes on a record, oldest first.
pub(crate) fn notes_on(holdings: &Holdings, id: &RecordId) -> Vec<Note> {
    let mut notes: Vec<_> = holdings
        .records()
        .filter_map(|record| match record {
            Record::Note(note) if note.about == *id => Some(note.clone()),
            _ => None,
        })
        .collect();
    // A note is named after the change that made it.
    notes.sort_by_key(|note| (note.id.as_str().len(), note.id.clone()));
    notes
}

/// The tags that a record carries, by label.
pub(crate) fn tags_on(holdings: &Holdings, id: &RecordId) -> Vec<TagRow> {
    let mut rows: Vec<_> = tags(holdings)
        .filter(|tag| tag.records.contains(id))
        .map(TagRow::new)
        .collect();
    rows.sort_by(|a, b| a.label.cmp(&b.label));
    rows
}

fn tags(holdings: &Holdings) -> impl Iterator<Item = &Tag> {
    holdings.records().filter_map(|record| match record {
        Record::Tag(tag) => Some(tag),
        _ => None,
    })
}

impl TagRow {
    fn new(tag: &Tag) -> Self {
        Self {
            id: tag.id.clone(),
            label: tag.label.clone(),
            records: count(tag.records.len()),
        }
    }
}

impl Library {
    /// The user's tags, by label.
    pub fn tags(&self) -> Result<Vec<TagRow>, Error> {
        let holdings = self.present(&self.store.read()?)?;
        let mut rows: Vec<_> = tags(&holdings).map(TagRow::new).collect();
        rows.sort_by(|a, b| a.label.cmp(&b.label));
        Ok(rows)
    }

    /// Puts a note on a record; answers its id.
    ///
    /// # Errors
    ///
    /// The note is empty, there is no such record, or another program writes; then nothing changed.
    pub fn add_note(
        &self,
        about: &RecordId,
        text: &str,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<RecordId, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadAsk::EmptyNote.into());
        }
        let next = {
            let snapshot = self.store.read()?;
            self.must_hold(&*self.present(&snapshot)?, about)?;
            snapshot.last_sequence()? + 1
        };
        let id: RecordId = format!("note-{next}").parse().expect("a word and a number are an id");
        let note = Note {
            id: id.clone(),
            about: about.clone(),
            text: text.to_owned(),
        };
        self.edit(Record::Note(note), who, now)?;
        Ok(id)
    }

    /// Puts a tag on a record, made if there is none of this label yet; answers its id. Case does not tell labels apart.
    ///
    /// # Errors
    ///
    /// The label has no letter or digit, there is no such record, or another program writes; then nothing changed.
    pub fn add_tag(
        &self,
        record: &RecordId,
        label: &str,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<RecordId, Error> {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if !label.chars().any(char::is_alphanumeric) {
            return Err(BadAsk::EmptyTag.into());
        }
        let holdings = self.present(&self.store.read()?)?;
        self.must_hold(&holdings, record)?;
        let same = |tag: &&Tag| tag.label.to_lowercase() == label.to_lowercase();
        let mut tag = tags(&holdings).find(same).cloned().unwrap_or_else(|| Tag {
            id: entente_import::document_id(&format!("tag-{label}")),
            label,
            records: Vec::new(),
        });
        let id = tag.id.clone();
        if !tag.records.contains(record) {
            tag.records.push(record.clone());
            self.edit(Record::Tag(tag), who, now)?;
        }
        Ok(id)
    }

    /// Takes a tag off a record. A tag that nothing carries is gone.
    ///
    /// # Errors
    ///
    /// The record does not carry it, or another program writes; then nothing changed.
    pub fn remove_tag(
        &self,
        record: &RecordId,
        tag: &RecordId,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let holdings = self.present(&self.store.read()?)?;
        let carried = tags(&holdings).find(|one| one.id == *tag && one.records.contains(record));
        let Some(mut left) = carried.cloned() else {
            return Err(BadAsk::TagNotThere {
                record: record.clone(),
                tag: tag.clone(),
            }
            .into());
        };
        left.records.retain(|one| one != record);
        if left.records.is_empty() {
            return self.remove_own(tag, who, now);
        }
        self.edit(Record::Tag(left), who, now)
    }

    /// Removes a note or a tag. The change log remembers it, and `undo` brings it back.
    ///
    /// # Errors
    ///
    /// It is none of the user's own, or another program writes; then nothing changed.
    pub fn remove_own(&self, id: &RecordId, who: Option<&str>, now: DateTime<Utc>) -> Result<(), Error> {
        match self.present(&self.store.read()?)?.get(id) {
            Some(Record::Note(_) | Record::Tag(_)) => {}
            _ => return Err(BadAsk::NotYourOwn(id.clone()).into()),
        }
        self.writer()?
            .transaction(|edit| edit.remove(id, &Origin::User, who, now))?;
        self.bring_index_up_to_date()
    }

    fn must_hold(&self, holdings: &Holdings, id: &RecordId) -> Result<(), Error> {
        match holdings.get(id) {
            Some(_) => Ok(()),
            None => Err(Error::NoSuchRecord {
                id: id.to_string(),
                nearest: holdings.nearest(id.as_str()),
            }),
        }
    }
}
