//! Keeping the index in step with the change log.
//!
//! The index's commit carries the last sequence it holds. What came after is replayed; an index that holds nothing, or
//! more than the log (a restored backup), is made anew.

use std::collections::BTreeSet;

use entente_domain::{Document, Record, RecordId};
use entente_search::{Index, Writer};
use entente_store::Snapshot;

use crate::{Error, Library, entry};

impl Library {
    /// The index, opened when first needed and brought up to the newest change.
    pub(crate) fn index(&self) -> Result<&Index, Error> {
        let snapshot = self.store.read()?;
        if self.index.get().is_none() {
            let opened = Index::open(&self.index_folder(), self.glossary(&snapshot)?)?;
            if let Some(reason) = opened.made_anew() {
                self.mend(format!("The search index was made anew: {reason}."));
            }
            // Another thread may have opened it meanwhile; either will do.
            let _ = self.index.set(opened);
        }
        let index = self.index.get().expect("it was set above");
        bring_up_to_date(index, &snapshot)?;
        Ok(index)
    }

    /// After a write: the index follows, unless no search has needed it yet. The next search would do it too.
    pub(crate) fn bring_index_up_to_date(&self) -> Result<(), Error> {
        match self.index.get() {
            Some(index) => bring_up_to_date(index, &self.store.read()?),
            None => Ok(()),
        }
    }
}

fn bring_up_to_date(index: &Index, snapshot: &Snapshot<'_>) -> Result<(), Error> {
    let last = snapshot.last_sequence()?;
    if index.held()? == Some(last) {
        // Another process may have committed it.
        return Ok(index.reload()?);
    }
    let mut writer = match index.writer() {
        // Whoever writes brings it up to date; until then the last commit answers.
        Err(entente_search::Error::WriterBusy(_)) => return Ok(index.reload()?),
        other => other?,
    };
    match index.held()? {
        Some(held) if held == last => return Ok(index.reload()?),
        Some(held) if held < last => replay(&mut writer, snapshot, held)?,
        _ => make_anew(&mut writer, snapshot)?,
    }
    writer.commit(last)?;
    Ok(writer.close()?)
}

fn make_anew(writer: &mut Writer<'_>, snapshot: &Snapshot<'_>) -> Result<(), Error> {
    writer.remove_all()?;
    for record in snapshot.all(None)? {
        put(writer, &record)?;
        if let Record::Document(document) = &record {
            put_passages(writer, snapshot, document)?;
        }
    }
    Ok(())
}

fn replay(writer: &mut Writer<'_>, snapshot: &Snapshot<'_>, held: u64) -> Result<(), Error> {
    let mut touched: BTreeSet<RecordId> = BTreeSet::new();
    snapshot.changes_since(held, |change| {
        touched.insert(change.id);
        Ok::<_, Error>(())
    })?;
    for id in touched {
        match snapshot.get(&id)? {
            // A document's title, language and date stand in each of its passages.
            Some(Record::Document(document)) => {
                writer.remove_document(id.as_str())?;
                put_passages(writer, snapshot, &document)?;
            }
            Some(record) => put(writer, &record)?,
            None => writer.remove_document(id.as_str())?,
        }
    }
    Ok(())
}

fn put(writer: &mut Writer<'_>, record: &Record) -> Result<(), Error> {
    if let Some(entry) = entry::of_record(record) {
        writer.put(&entry)?;
    }
    Ok(())
}

fn put_passages(writer: &mut Writer<'_>, snapshot: &Snapshot<'_>, document: &Document) -> Result<(), Error> {
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
        Ok(writer.put(&entry::of_passage(document, instrument.as_ref(), &passage))?)
    })
}
