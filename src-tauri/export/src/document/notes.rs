//! Footnotes: made from citations only, one note for one set of places.

use std::collections::BTreeMap;

use entente_domain::{Citation, RecordId, Source};

use crate::{
    error::Error,
    links::web_address,
    words::{Language, date_in_words},
};

/// A place in a source, as a footnote writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cited {
    /// The source's id; the pack's own id for counts that the library made.
    pub source: String,
    /// The source's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, in the document's language.
    pub date: String,
    /// Where in it: article, section, paragraph, page.
    pub locator: Option<String>,
    /// Where it was read.
    pub link: Option<String>,
    /// The language of its title, ISO 639-1.
    pub language: String,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number, from 1 in reading order.
    pub number: u32,
    /// How a figure was arrived at, where it is not a source's own.
    pub reckoning: Option<String>,
    /// Where it is written; never empty.
    pub cited: Vec<Cited>,
}

/// A reference to a footnote. Only [`Notes`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteRef {
    index: usize,
    number: u32,
}

impl NoteRef {
    /// The number of the note, once the document is whole.
    pub fn number(self) -> u32 {
        self.number
    }

    pub(super) fn index(self) -> usize {
        self.index
    }

    pub(super) fn set_number(&mut self, number: u32) {
        self.number = number;
    }
}

/// The footnotes of a document while it is composed.
pub struct Notes<'a> {
    sources: &'a BTreeMap<RecordId, Source>,
    language: Language,
    /// What counts of the library itself cite.
    pack: Cited,
    made: Vec<Note>,
    by_content: BTreeMap<(Option<String>, Vec<Cited>), usize>,
}

impl<'a> Notes<'a> {
    /// No notes yet; citations will be resolved among `sources`.
    pub fn new(sources: &'a BTreeMap<RecordId, Source>, language: Language, pack: Cited) -> Self {
        Self {
            sources,
            language,
            pack,
            made: Vec::new(),
            by_content: BTreeMap::new(),
        }
    }

    /// A note on where a record is written.
    ///
    /// # Errors
    /// When there is no citation, or one names a source that was not given.
    pub fn cite(&mut self, record: &RecordId, cites: &[Citation]) -> Result<NoteRef, Error> {
        self.reckoned(record.as_str(), None, cites)
    }

    /// A note on how a figure was arrived at from sources.
    ///
    /// # Errors
    /// As [`Self::cite`].
    pub fn reckoned(&mut self, record: &str, reckoning: Option<String>, cites: &[Citation]) -> Result<NoteRef, Error> {
        let mut cited: Vec<Cited> = Vec::new();
        for citation in cites {
            let one = self.resolve(record, citation)?;
            if !cited.contains(&one) {
                cited.push(one);
            }
        }
        if cited.is_empty() {
            return Err(Error::NoCitation {
                record: record.to_owned(),
            });
        }
        Ok(self.note(reckoning, cited))
    }

    /// A note on what the library itself counted: its source is the pack of records.
    pub fn counted(&mut self, reckoning: String) -> NoteRef {
        let pack = self.pack.clone();
        self.note(Some(reckoning), vec![pack])
    }

    fn resolve(&self, record: &str, citation: &Citation) -> Result<Cited, Error> {
        let source = self.sources.get(&citation.source).ok_or_else(|| Error::UnknownSource {
            record: record.to_owned(),
            source_id: citation.source.clone(),
        })?;
        Ok(cited(source, citation.at.clone(), self.language))
    }

    fn note(&mut self, reckoning: Option<String>, cited: Vec<Cited>) -> NoteRef {
        let made = &mut self.made;
        let index = *self
            .by_content
            .entry((reckoning.clone(), cited.clone()))
            .or_insert_with(|| {
                made.push(Note {
                    number: 0,
                    reckoning,
                    cited,
                });
                made.len() - 1
            });
        NoteRef { index, number: 0 }
    }

    pub(super) fn into_made(self) -> Vec<Note> {
        self.made
    }
}

/// A place in a source, as footnotes and the list of sources write it.
pub(crate) fn cited(source: &Source, locator: Option<String>, language: Language) -> Cited {
    Cited {
        source: source.id.to_string(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        date: date_in_words(&source.date, language),
        locator,
        link: source.url.as_deref().and_then(web_address),
        language: source.language.clone(),
    }
}
