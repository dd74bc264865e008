//! Putting entries in and taking them out. One writer at a time, across processes.

use std::num::NonZero;
use std::sync::Arc;
use std::{mem, thread};

use rustc_hash::FxHashSet;

use tantivy::indexer::UserOperation;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{SegmentReader, TantivyDocument, TantivyError, Term};

use crate::entry::{Entry, Key};
use crate::index::Index;
use crate::on_the_way::{OnTheWay, Sent, TOGETHER};
use crate::schema::{document, stable_hash};
use crate::{Error, Result};

/// What the indexing threads may hold together before they write segments, in bytes. Bounds the memory of any import.
const MEMORY: usize = 256 << 20;

/// Puts entries into an index and takes them out. Nothing is seen before [`Writer::commit`].
pub struct Writer<'a> {
    index: &'a Index,
    inner: tantivy::IndexWriter<Sent>,
    /// Entries that wait to be handed over together.
    waiting: Vec<TantivyDocument>,
    on_the_way: Arc<OnTheWay>,
    /// Entries put since the last commit, so that putting one twice keeps one.
    fresh: FxHashSet<u64>,
    /// Documents put or known to be absent since the last commit.
    groups_without_entries: FxHashSet<u64>,
}

impl<'a> Writer<'a> {
    pub(crate) fn open(index: &'a Index) -> Result<Self> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(4);
        let inner = index
            .inner()
            .writer_with_num_threads(threads, MEMORY)
            .map_err(|why| match why {
                TantivyError::LockFailure(..) => Error::WriterBusy(index.folder().to_owned()),
                other => Error::Engine(other),
            })?;
        // What another process committed decides what must be replaced.
        index.reload()?;
        Ok(Self {
            index,
            inner,
            waiting: Vec::new(),
            on_the_way: Arc::default(),
            fresh: FxHashSet::default(),
            groups_without_entries: FxHashSet::default(),
        })
    }

    /// Puts an entry in, in place of any that has its key.
    ///
    /// # Errors
    /// When the entry has no id or no kind; it is then not indexed, and the rest is kept.
    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let refused = |reason| Error::Entry {
            key: entry.key.to_string(),
            reason,
        };
        if entry.key.group().is_empty() {
            return Err(refused("it has no id"));
        }
        if entry.kind.is_empty() {
            return Err(refused("it has no kind"));
        }
        let key = stable_hash(entry.key.to_string());
        if !self.fresh.insert(key) || self.may_hold(&entry.key)? {
            self.delete(&entry.key)?;
        }
        self.waiting
            .push(document(&self.index.fields(), entry, self.index.glossary())?);
        if self.waiting.len() >= TOGETHER {
            self.hand_over()?;
        }
        Ok(())
    }

    /// Hands what waits to the indexing threads. What is taken out later must find it there.
    fn hand_over(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let batch = self.on_the_way.batch();
        let fields = self.index.fields();
        let sent = mem::take(&mut self.waiting).into_iter().map(|document| {
            UserOperation::Add(Sent {
                document,
                fields,
                _batch: Arc::clone(&batch),
            })
        });
        self.inner.run(sent)?;
        Ok(())
    }

    /// Takes out the entry with this key, if there is one.
    ///
    /// # Errors
    /// When the index fails.
    pub fn remove(&mut self, key: &Key) -> Result<()> {
        self.fresh.remove(&stable_hash(key.to_string()));
        self.delete(key)
    }

    /// Takes out all passages of a document, and the record of that id.
    ///
    /// # Errors
    /// When the index fails.
    pub fn remove_document(&mut self, document: &str) -> Result<()> {
        self.hand_over()?;
        self.inner
            .delete_term(Term::from_field_text(self.index.fields().group, document));
        self.groups_without_entries.insert(stable_hash(document));
        Ok(())
    }

    /// Takes out everything.
    ///
    /// # Errors
    /// When the index fails.
    pub fn remove_all(&mut self) -> Result<()> {
        self.waiting.clear();
        self.inner.delete_all_documents()?;
        self.fresh.clear();
        Ok(())
    }

    /// Makes everything so far visible, and says up to which change of the log it goes.
    ///
    /// # Errors
    /// When the index cannot be written, as on a full disk; what was committed before is kept.
    pub fn commit(&mut self, sequence: u64) -> Result<()> {
        self.hand_over()?;
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&sequence.to_string());
        prepared.commit()?;
        self.fresh.clear();
        self.groups_without_entries.clear();
        self.index.reload()
    }

    /// Ends writing: waits for segments being joined, and deletes files no longer needed.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn close(self) -> Result<()> {
        self.inner.garbage_collect_files().wait()?;
        self.inner.wait_merging_threads()?;
        self.index.reload()
    }

    /// Whether an entry of this key may have been committed. Most puts are of new documents, and need no look for an old one.
    fn may_hold(&mut self, key: &Key) -> Result<bool> {
        let group = stable_hash(key.group());
        if self.groups_without_entries.contains(&group) {
            return Ok(false);
        }
        let term = Term::from_field_text(self.index.fields().group, key.group());
        let held = self.index.view().searcher.doc_freq(&term)? > 0;
        if !held {
            self.groups_without_entries.insert(group);
        }
        Ok(held)
    }

    fn delete(&mut self, key: &Key) -> Result<()> {
        self.hand_over()?;
        let fields = self.index.fields();
        let group: Box<dyn Query> = Box::new(TermQuery::new(
            Term::from_field_text(fields.group, key.group()),
            IndexRecordOption::Basic,
        ));
        // A document's record and its passages share a group; only passages have a place in it.
        let wanted = match key {
            Key::Record(_) => None,
            Key::Passage { ordinal, .. } => Some(u64::from(*ordinal)),
        };
        let place = FunctionPredicate::from(move |reader: &SegmentReader| {
            let ordinals = reader.fast_fields().column_opt::<u64>("ordinal")?;
            Ok(move |doc| ordinals.as_ref().and_then(|column| column.first(doc)) == wanted)
        });
        let place: Box<dyn Query> = Box::new(DocPredicateQuery::from(place));
        self.inner
            .delete_query(Box::new(BooleanQuery::intersection(vec![group, place])))?;
        Ok(())
    }
}
