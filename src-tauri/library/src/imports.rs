//! Files into the library: each is read whole or refused, and one bad file never stops the rest.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use entente_domain::{Document, PartnerCode, Passage, Record, RecordId};
use entente_import::{
    Format,
    passages::{DocumentPart, JsonLines, read_json_lines},
    recognise,
    text::read_text,
};
use entente_store::{Edit, Origin};

use crate::{
    DocumentPage, Error, ImportAsk, ImportOutcome, Library, Refused, Trouble, Work, documents::warned,
    trouble::NotTakenIn, work::Doing,
};

/// The most lines of one file that are named as kept out; further ones are counted.
const NAMED_LINES: usize = 50;
/// The most passages of one file that are written again because a document's lines do not stand together, beside one for
/// each line.
const MOST_COPIED: u64 = 200_000;
/// An import of so many passages leaves the index in step even where no search has needed it yet: the first search would
/// wait for it, and cannot say how far it is.
const MANY_PASSAGES: u64 = 10_000;

impl Library {
    /// As [`Self::import_followed`], to the end.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn import(&self, ask: &ImportAsk, now: DateTime<Utc>) -> Result<ImportOutcome, Error> {
        self.import_followed(ask, now, &Work::default())
    }

    /// Reads files, and the files of folders, into documents with passages, in one transaction: all that can be read is
    /// there afterwards, and a stop leaves the library as it was. A file that fails leaves nothing of itself.
    ///
    /// # Errors
    ///
    /// Another program writes, the library cannot be written, or the instrument is not there: then the library is as it
    /// was. If the index cannot be written, the documents are there, and the next search brings the index up to them.
    /// What is wrong with a file is in the outcome.
    pub fn import_followed(&self, ask: &ImportAsk, now: DateTime<Utc>, work: &Work) -> Result<ImportOutcome, Error> {
        let mut outcome = ImportOutcome::default();
        let files = files_of(&ask.paths, &mut outcome.refused);
        let mut reading = Reading::new(&files, work);
        let mut taken = Taken::new();
        let mut writer = self.writer()?;
        let done = writer.transaction(|edit| {
            for path in &files {
                take_in(edit, path, ask, now, &reading, &mut taken, &mut outcome)?;
                reading.finished(path);
            }
            reading.goes_on(0)
        });
        drop(writer);
        match done {
            Ok(()) => {}
            Err(Error::Stopped) => {
                return Ok(ImportOutcome {
                    stopped: true,
                    ..ImportOutcome::default()
                });
            }
            Err(other) => return Err(other),
        }
        let passages: u64 = outcome.documents.iter().map(|one| u64::from(one.passages)).sum();
        if passages >= MANY_PASSAGES {
            self.opened_index()?;
        }
        let mut indexed = 0;
        self.bring_index_up_to_date_followed(&mut || {
            // An index that is made anew takes in what was there before, too.
            indexed = passages.min(indexed + 1);
            work.goes_on(Doing::Indexing, indexed, passages);
        })?;
        Ok(outcome)
    }

    /// A stretch of a document: `limit` passages from the one numbered `first` (from 1).
    ///
    /// # Errors
    ///
    /// There is no such document.
    pub fn document(&self, id: &RecordId, first: u32, limit: u32) -> Result<DocumentPage, Error> {
        let snapshot = self.store.read()?;
        match snapshot.get(id)? {
            Some(Record::Document(document)) => {
                let last = first.saturating_add(limit).saturating_sub(1);
                let passages = if limit == 0 {
                    Vec::new()
                } else {
                    snapshot.passages(id, first..=last)?
                };
                Ok(DocumentPage {
                    warned: warned(&document),
                    document,
                    passages,
                })
            }
            Some(_) => Err(Error::NotADocument(id.clone())),
            None => Err(Error::NoSuchRecord {
                id: id.to_string(),
                nearest: self.present(&snapshot)?.nearest(id.as_str()),
            }),
        }
    }
}

/// The documents of an import so far, and the file that each is from.
type Taken<'f> = BTreeMap<RecordId, &'f Path>;

/// Why a file is not taken in.
enum Failed {
    /// It is the file: the others go on.
    File { reason: String, trouble: Trouble },
    /// It is the library, or a stop: nothing goes on.
    Import(Error),
}

impl From<NotTakenIn> for Failed {
    fn from(why: NotTakenIn) -> Self {
        Self::File {
            reason: why.to_string(),
            trouble: why.trouble(),
        }
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Import(error)
    }
}

impl From<entente_import::Error> for Failed {
    fn from(refused: entente_import::Error) -> Self {
        Self::File {
            reason: refused.to_string(),
            trouble: Trouble::from(&refused),
        }
    }
}

impl From<entente_store::Error> for Failed {
    fn from(error: entente_store::Error) -> Self {
        match error {
            entente_store::Error::IdOfAnotherKind { id, here, .. } => NotTakenIn::OfAnotherKind { id, here }.into(),
            other => Self::Import(other.into()),
        }
    }
}

/// One file. What is wrong with it goes into the outcome; what is wrong with the library, or a stop, ends the import.
fn take_in<'f>(
    edit: &mut Edit<'_>,
    path: &'f Path,
    ask: &ImportAsk,
    now: DateTime<Utc>,
    reading: &Reading<'_>,
    taken: &mut Taken<'f>,
    outcome: &mut ImportOutcome,
) -> Result<(), Error> {
    let origin = Origin::Import(file_name(path));
    let mut kept_out = Vec::new();
    let read = edit.attempt(|edit| {
        let mut import = Import {
            edit,
            origin: &origin,
            ask,
            now,
            reading,
            taken,
        };
        import.file(path, &mut kept_out)
    });
    match read {
        Ok(documents) => {
            taken.extend(documents.iter().map(|document| (document.id.clone(), path)));
            outcome.documents.extend(documents);
            outcome.refused.append(&mut kept_out);
        }
        Err(Failed::File { reason, trouble }) => outcome.refused.push(refusal(path, &reason, trouble)),
        Err(Failed::Import(error)) => return Err(error),
    }
    Ok(())
}

/// How far the files are read, by their sizes.
struct Reading<'w> {
    work: &'w Work,
    /// Bytes of the files that are finished.
    before: u64,
    /// Bytes of all files.
    of: u64,
}

impl<'w> Reading<'w> {
    fn new(files: &[PathBuf], work: &'w Work) -> Self {
        Self {
            work,
            before: 0,
            of: files.iter().map(|file| size(file)).sum(),
        }
    }

    /// Notes how many bytes of the file under way are read.
    fn goes_on(&self, read: u64) -> Result<(), Error> {
        let kilobytes = |bytes: u64| bytes.div_ceil(1000);
        let done = kilobytes((self.before + read).min(self.of));
        if self.work.goes_on(Doing::Import, done, kilobytes(self.of)) {
            Ok(())
        } else {
            Err(Error::Stopped)
        }
    }

    fn finished(&mut self, file: &Path) {
        self.before += size(file);
    }
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |about| about.len())
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn refusal(path: &Path, reason: &impl ToString, trouble: Trouble) -> Refused {
    Refused {
        path: path.display().to_string(),
        reason: reason.to_string(),
        trouble,
    }
}

/// The files named, and those in the folders named, by name, each once. Links out of a folder are not followed.
fn files_of(paths: &[String], refused: &mut Vec<Refused>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths.iter().map(PathBuf::from) {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        match fs::read_dir(&path) {
            Ok(entries) => {
                let entries = entries
                    .flatten()
                    .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
                let mut inside: Vec<_> = entries.map(|entry| entry.path()).collect();
                inside.sort();
                files.extend(inside);
            }
            Err(reason) => {
                let cannot = entente_import::Error::CannotRead {
                    path: path.clone(),
                    reason,
                };
                refused.push(refusal(&path, &cannot, Trouble::from(&cannot)));
            }
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    files
}

/// One file's part of the transaction.
struct Import<'i, 't> {
    edit: &'i mut Edit<'t>,
    origin: &'i Origin,
    ask: &'i ImportAsk,
    now: DateTime<Utc>,
    reading: &'i Reading<'i>,
    taken: &'i Taken<'i>,
}

impl Import<'_, '_> {
    fn file(&mut self, path: &Path, kept_out: &mut Vec<Refused>) -> Result<Vec<Document>, Failed> {
        self.reading.goes_on(0)?;
        match recognise(path)? {
            Format::Text => {
                let read = read_text(path)?;
                let document = self.asked_for(read.document);
                self.must_be_free(&document.id)?;
                self.put(&document)?;
                self.put_passages(&document.id, read.passages.into_iter().map(Ok))?;
                Ok(vec![document])
            }
            Format::JsonLines => self.json_lines(path, kept_out),
        }
    }

    /// Streams a file of any length: memory holds one part of one document, or all of a document that the file comes
    /// back to.
    fn json_lines(&mut self, path: &Path, kept_out: &mut Vec<Refused>) -> Result<Vec<Document>, Failed> {
        let cannot = |reason| entente_import::Error::CannotRead {
            path: path.to_owned(),
            reason,
        };
        let mut parts = Parts {
            reading: self.reading,
            lines: read_json_lines(BufReader::with_capacity(1 << 20, File::open(path).map_err(cannot)?)),
            next: None,
            kept_out: 0,
            named: Vec::new(),
        };
        let mut documents: BTreeMap<RecordId, Document> = BTreeMap::new();
        let mut copied = 0;
        while let Some(first) = parts.next()? {
            let id = first.document.id.clone();
            // Passages of a document that stood further up in the file stay before those that follow here.
            let before = match documents.get(&id) {
                Some(above) => {
                    copied += u64::from(above.passages);
                    if copied > MOST_COPIED + parts.lines.lines() {
                        let line = parts.lines.lines();
                        return Err(NotTakenIn::BackAndForth { id, line }.into());
                    }
                    self.edit.passages(&id, 1..=u32::MAX)?
                }
                None => {
                    self.must_be_free(&id)?;
                    // Passages need their document; one that is there is written once, when all of it is known.
                    if !matches!(self.edit.get(&id)?, Some(Record::Document(_))) {
                        self.put(&self.asked_for(first.document.clone()))?;
                    }
                    Vec::new()
                }
            };
            let mut whole = first.document.clone();
            let stream = before
                .into_iter()
                .map(Ok)
                .chain(PartsOfOne::new(first, &mut parts, &mut whole));
            self.put_passages(&id, stream)?;
            let mut document = self.asked_for(whole);
            document.warnings = parts.lines.warnings().iter().map(ToString::to_string).collect();
            self.put(&document)?;
            documents.insert(id, document);
        }
        kept_out.extend(parts.named.iter().map(|bad| refusal(path, bad, Trouble::from(bad))));
        if parts.kept_out > parts.named.len() {
            let more = parts.kept_out - parts.named.len();
            let more = NotTakenIn::MoreLines(more);
            kept_out.push(refusal(path, &more, more.trouble()));
        }
        Ok(documents.into_values().collect())
    }

    /// What the user said of the files goes before what they say of themselves.
    fn asked_for(&self, mut document: Document) -> Document {
        if let Some(partner) = self.ask.partner {
            document.partners = vec![partner];
        }
        if self.ask.instrument.is_some() {
            document.instrument = self.ask.instrument.clone();
        }
        if self.ask.language.is_some() {
            document.language = self.ask.language.clone();
        }
        document.partners.dedup_by(|a: &mut PartnerCode, b| a == b);
        document
    }

    /// That no other file of this import is the same document: the second would replace the first.
    fn must_be_free(&self, document: &RecordId) -> Result<(), Failed> {
        match self.taken.get(document) {
            Some(other) => Err(NotTakenIn::TakenTwice {
                id: document.clone(),
                other: other.to_path_buf(),
            }
            .into()),
            None => Ok(()),
        }
    }

    fn put(&mut self, document: &Document) -> Result<(), Failed> {
        self.edit
            .put(&Record::Document(document.clone()), self.origin, None, self.now)?;
        Ok(())
    }

    fn put_passages(
        &mut self,
        document: &RecordId,
        passages: impl IntoIterator<Item = Result<Passage, Failed>>,
    ) -> Result<(), Failed> {
        self.edit
            .put_passages(document, passages, self.origin, None, self.now)?;
        Ok(())
    }
}

/// The parts of a file's documents, bad lines set aside.
struct Parts<'r, R> {
    reading: &'r Reading<'r>,
    lines: JsonLines<R>,
    /// A part that was read and belongs to the next document.
    next: Option<DocumentPart>,
    kept_out: usize,
    named: Vec<entente_import::Error>,
}

impl<R: std::io::BufRead> Parts<'_, R> {
    fn next(&mut self) -> Result<Option<DocumentPart>, Failed> {
        self.reading.goes_on(self.lines.bytes())?;
        if let Some(part) = self.next.take() {
            return Ok(Some(part));
        }
        loop {
            match self.lines.next() {
                None => return Ok(None),
                Some(Ok(part)) => return Ok(Some(part)),
                Some(Err(bad @ entente_import::Error::BadLine { .. })) => {
                    self.kept_out += 1;
                    if self.named.len() < NAMED_LINES {
                        self.named.push(bad);
                    }
                }
                Some(Err(end)) => return Err(end.into()),
            }
        }
    }
}

/// The passages of parts that stand together and are of one document.
struct PartsOfOne<'p, 'r, R> {
    passages: std::vec::IntoIter<Passage>,
    parts: &'p mut Parts<'r, R>,
    whole: &'p mut Document,
}

impl<'p, 'r, R: std::io::BufRead> PartsOfOne<'p, 'r, R> {
    fn new(first: DocumentPart, parts: &'p mut Parts<'r, R>, whole: &'p mut Document) -> Self {
        Self {
            passages: first.passages.into_iter(),
            parts,
            whole,
        }
    }
}

impl<R: std::io::BufRead> Iterator for PartsOfOne<'_, '_, R> {
    type Item = Result<Passage, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(passage) = self.passages.next() {
                return Some(Ok(passage));
            }
            match self.parts.next() {
                Ok(Some(part)) if part.continues && part.document.id == self.whole.id => {
                    *self.whole = part.document;
                    self.passages = part.passages.into_iter();
                }
                Ok(other) => {
                    self.parts.next = other;
                    return None;
                }
                Err(end) => return Some(Err(end)),
            }
        }
    }
}
