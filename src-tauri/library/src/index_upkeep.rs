//! Keeping the index in step with the change log.
//!
//! The index's commit carries the last sequence it holds. What came after is replayed; an index that holds nothing, or
//! more than the log (a restored backup), is made anew.

use std::{
    collections::BTreeSet,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use entente_domain::{Document, Instrument, Record, RecordId, RecordKind, Strand, Tag};
use entente_search::{Glossary, Index, Writer};
use entente_store::{Snapshot, Store};

use crate::{
    Error, Library,
    entry::{self, Labels},
};

/// How long a question waits for another program that is indexing.
const PATIENCE: Duration = Duration::from_secs(10);

impl Library {
    /// The index, opened when first needed and brought up to the newest change.
    pub(crate) fn index(&self) -> Result<&Index, Error> {
        let index = self.opened_index()?;
        bring_up_to_date(index, &self.store, &mut || {})?;
        Ok(index)
    }

    /// The index, opened when first needed. It may be behind the change log.
    pub(crate) fn opened_index(&self) -> Result<&Index, Error> {
        if self.index.get().is_none() {
            let glossary = self.glossary(&self.store.read()?)?;
            let opened = open(&self.index_folder(), glossary)?;
            if let Some(reason) = opened.made_anew() {
                self.mend(reason.clone());
            }
            // Another thread may have opened it meanwhile; either will do.
            let _ = self.index.set(opened);
        }
        Ok(self.index.get().expect("it was set above"))
    }

    /// After a write: the index follows, unless no search has needed it yet. The next search would do it too.
    pub(crate) fn bring_index_up_to_date(&self) -> Result<(), Error> {
        self.bring_index_up_to_date_followed(&mut || {})
    }

    /// The same; each passage that is put into the index is told.
    pub(crate) fn bring_index_up_to_date_followed(&self, told: &mut dyn FnMut()) -> Result<(), Error> {
        match self.index.get() {
            Some(index) => bring_up_to_date(index, &self.store, told),
            None => Ok(()),
        }
    }
}

/// Opens the index. Another program that is just making it is waited for.
fn open(folder: &Path, glossary: Glossary) -> Result<Index, Error> {
    let begun = Instant::now();
    loop {
        match Index::open(folder, glossary.clone()) {
            Err(entente_search::Error::WriterBusy(_)) if begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            other => return Ok(other?),
        }
    }
}

/// A log that moved on while another program indexes is waited for: what was confirmed must be found.
fn bring_up_to_date(index: &Index, store: &Store, told: &mut dyn FnMut()) -> Result<(), Error> {
    let begun = Instant::now();
    loop {
        if index.held()? == Some(store.read()?.last_sequence()?) {
            // Another process may have committed it.
            return Ok(index.reload()?);
        }
        let mut writer = match index.writer() {
            Err(entente_search::Error::WriterBusy(_)) if begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
                continue;
            }
            // The last commit answers, where there is one: it is a little behind. Nothing at all would be a lie.
            Err(entente_search::Error::WriterBusy(_)) => {
                return match index.held()? {
                    Some(_) => Ok(index.reload()?),
                    None => Err(Error::IndexBeingMade),
                };
            }
            other => other?,
        };
        // Read once the index is held: no commit can be ahead of it, unless a backup was restored.
        let snapshot = store.read()?;
        let last = snapshot.last_sequence()?;
        match index.held()? {
            Some(held) if held == last => return Ok(index.reload()?),
            Some(held) if held < last => replay(&mut writer, &snapshot, held, told)?,
            _ => make_anew(&mut writer, &snapshot, told)?,
        }
        writer.commit(last)?;
        return Ok(writer.close()?);
    }
}

fn make_anew(writer: &mut Writer<'_>, snapshot: &Snapshot<'_>, told: &mut dyn FnMut()) -> Result<(), Error> {
    writer.remove_all()?;
    let labels = labels(snapshot)?;
    for record in snapshot.all(None)? {
        put(writer, &record, &labels)?;
        if let Record::Document(document) = &record {
            put_passages(writer, snapshot, document, told)?;
        }
    }
    Ok(())
}

fn replay(writer: &mut Writer<'_>, snapshot: &Snapshot<'_>, held: u64, told: &mut dyn FnMut()) -> Result<(), Error> {
    let mut touched: BTreeSet<RecordId> = BTreeSet::new();
    let mut of_other_strands: BTreeSet<RecordId> = BTreeSet::new();
    snapshot.changes_since(held, |change| {
        if change.kind == RecordKind::Tag {
            // What gained or lost the tag is found by other words now.
            for body in [&change.before, &change.after].into_iter().flatten() {
                let tag: Option<Tag> = serde_json::from_str(body).ok();
                touched.extend(tag.map(|tag| tag.records).unwrap_or_default());
            }
        }
        if change.kind == RecordKind::Instrument && strands(&change.before) != strands(&change.after) {
            of_other_strands.insert(change.id.clone());
        }
        touched.insert(change.id);
        Ok::<_, Error>(())
    })?;
    // The strands of an instrument stand in each passage of its texts.
    for instrument in &of_other_strands {
        for id in snapshot.linking(instrument)? {
            if matches!(snapshot.get(&id)?, Some(Record::Document(one)) if one.instrument.as_ref() == Some(instrument))
            {
                touched.insert(id);
            }
        }
    }
    let labels = labels(snapshot)?;
    for id in touched {
        match snapshot.get(&id)? {
            // A document's title, language and date stand in each of its passages.
            Some(Record::Document(document)) => {
                writer.remove_document(id.as_str())?;
                put_passages(writer, snapshot, &document, told)?;
            }
            Some(record) => put(writer, &record, &labels)?,
            None => writer.remove_document(id.as_str())?,
        }
    }
    Ok(())
}

/// The strands that a row of the log gives an instrument.
fn strands(body: &Option<String>) -> Vec<Strand> {
    let read = body.as_deref().map(serde_json::from_str::<Instrument>);
    read.and_then(Result::ok).map(|one| one.strands).unwrap_or_default()
}

fn labels(snapshot: &Snapshot<'_>) -> Result<Labels, Error> {
    Ok(entry::labels(&snapshot.all(Some(RecordKind::Tag))?))
}

fn put(writer: &mut Writer<'_>, record: &Record, labels: &Labels) -> Result<(), Error> {
    if let Some(entry) = entry::of_record(record, labels) {
        writer.put(&entry)?;
    }
    Ok(())
}

fn put_passages(
    writer: &mut Writer<'_>,
    snapshot: &Snapshot<'_>,
    document: &Document,
    told: &mut dyn FnMut(),
) -> Result<(), Error> {
    let instrument = match document
        .instrument
        .as_ref()
        .map(|id| snapshot.get(id))
        .transpose()?
        .flatten()
    {
        Some(Record::Instrument(instrument)) => Some(instrument),
        _ => None,
    };
    snapshot.each_passage(&document.id, 1..=u32::MAX, |passage| {
        told();
        Ok(writer.put(&entry::of_passage(document, instrument.as_ref(), &passage))?)
    })
}
