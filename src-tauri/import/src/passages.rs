//! JSON Lines of passages: the way to bring in many texts at once.
//!
//! A line is an object with these fields; `document` and `text` are required, unknown ones are passed over and named:
//!
//! | field | what |
//! | --- | --- |
//! | `document` | the name of the document that the passage is from; lines of one document should stand together |
//! | `title` | the document's title; the first one given holds |
//! | `language` | ISO 639-1 code of the passage; of the seven languages that search knows, ISO 639-2 too |
//! | `date` | when the document was published, EDTF |
//! | `partner` | a partner's code, or a list of them |
//! | `heading` | the headings above the passage, joined with “ › ” |
//! | `locator` | where it stands: `Article 4(2)` |
//! | `text` | its text |
//!
//! The file is streamed: memory holds one part of one document, and the name of each document seen.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufRead, Read},
};

use entente_domain::{Document, DocumentFormat, Edtf, PartnerCode, Passage, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, LineProblem, Warning, document_id, nearest::nearest};

/// The longest line, in bytes.
pub const LONGEST_LINE: usize = 1024 * 1024;
/// A part ends once it holds so many passages or so many bytes of text.
const PART_PASSAGES: usize = 1000;
const PART_BYTES: usize = 4 * 1024 * 1024;
/// The most documents of one file: their names are kept in memory.
const MOST_DOCUMENTS: usize = 500_000;

/// A line as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The name of the document that the passage is from.
    pub document: String,
    /// The document's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The passage's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When the document was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// The partners it concerns: a code, or a list of codes.
    #[serde(default, skip_serializing_if = "Partners::is_empty")]
    pub partner: Partners,
    /// The headings above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// Its text.
    pub text: String,
}

const FIELDS: [&str; 8] = [
    "document", "title", "language", "date", "partner", "heading", "locator", "text",
];

/// Partner codes: `"TN"` or `["TN", "EG"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "OneOrMany", into = "Vec<PartnerCode>")]
pub struct Partners(pub Vec<PartnerCode>);

impl Partners {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`partner` must be a code such as \"TN\", or a list of codes")]
enum OneOrMany {
    Nothing(()),
    One(PartnerCode),
    Many(Vec<PartnerCode>),
}

impl From<OneOrMany> for Partners {
    fn from(given: OneOrMany) -> Self {
        Self(match given {
            OneOrMany::Nothing(()) => Vec::new(),
            OneOrMany::One(code) => vec![code],
            OneOrMany::Many(codes) => codes,
        })
    }
}

impl From<Partners> for Vec<PartnerCode> {
    fn from(partners: Partners) -> Self {
        partners.0
    }
}

/// Passages of one document that stand together in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPart {
    /// The document so far: `passages` counts those of this part and the parts before.
    pub document: Document,
    /// Whether parts of the same document came before.
    pub continues: bool,
    /// The passages, numbered on from the part before.
    pub passages: Vec<Passage>,
    /// How many bytes of text they have.
    bytes: usize,
}

/// Reads JSON Lines of passages.
///
/// Gives each document in parts, in the order of the file. [`Error::BadLine`] names a line that was kept out, and the
/// lines after it follow; [`Error::BrokenOff`] is the end.
pub fn read_json_lines<R: BufRead>(reader: R) -> JsonLines<R> {
    JsonLines {
        reader,
        line: 0,
        bytes: 0,
        ended: false,
        documents: BTreeMap::new(),
        open: None,
        waiting: None,
        last_name: None,
        unknown_fields: BTreeSet::new(),
        buffer: Vec::new(),
    }
}

/// The parts of the documents of a JSON Lines file.
#[derive(Debug)]
pub struct JsonLines<R> {
    reader: R,
    line: u64,
    bytes: u64,
    ended: bool,
    documents: BTreeMap<RecordId, Document>,
    open: Option<DocumentPart>,
    /// What is to be given after the part that was just closed.
    waiting: Option<Error>,
    last_name: Option<(String, RecordId)>,
    unknown_fields: BTreeSet<String>,
    buffer: Vec<u8>,
}

impl<R> JsonLines<R> {
    /// How many lines were read.
    pub fn lines(&self) -> u64 {
        self.line
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What was read past without being bad: fields that have no meaning here.
    pub fn warnings(&self) -> Vec<Warning> {
        let unknown = self.unknown_fields.iter().map(|field| Warning::FieldPassedOver {
            name: field.clone(),
            near: nearest(field, FIELDS).map(str::to_owned),
        });
        unknown.collect()
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<DocumentPart, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.waiting.take() {
            return Some(Err(error));
        }
        while !self.ended {
            let (closed, error) = match self.next_line() {
                Ok(Some(line)) => match self.take(line) {
                    Ok(closed) => (closed, None),
                    Err(problem) => (None, Some(self.bad(problem))),
                },
                Ok(None) => {
                    self.ended = true;
                    (self.open.take(), None)
                }
                Err(error) => {
                    self.ended = matches!(error, Error::BrokenOff { .. });
                    (if self.ended { self.open.take() } else { None }, Some(error))
                }
            };
            match (closed, error) {
                (Some(part), error) => {
                    self.waiting = error;
                    return Some(Ok(part));
                }
                (None, Some(error)) => return Some(Err(error)),
                (None, None) => {}
            }
        }
        None
    }
}

impl<R: BufRead> JsonLines<R> {
    fn bad(&self, problem: LineProblem) -> Error {
        Error::BadLine {
            line: self.line,
            problem,
        }
    }

    /// The next line that is not empty; `None` at the end.
    fn next_line(&mut self) -> Result<Option<Line>, Error> {
        loop {
            self.buffer.clear();
            let whole = self.read_bytes().map_err(|reason| Error::BrokenOff {
                line: self.line,
                reason,
            })?;
            let Some(whole) = whole else { return Ok(None) };
            self.line += 1;
            if !whole {
                return Err(self.bad(LineProblem::TooLong(LONGEST_LINE)));
            }
            let bytes = self.buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.buffer);
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let read = match std::str::from_utf8(bytes) {
                Ok(text) => parse(text, &mut self.unknown_fields),
                Err(_) => Err(LineProblem::NotUtf8),
            };
            return read.map(Some).map_err(|problem| self.bad(problem));
        }
    }

    /// Fills the buffer with one line: whether all of it fits; `None` at the end.
    fn read_bytes(&mut self) -> io::Result<Option<bool>> {
        let most = LONGEST_LINE as u64 + 1;
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.buffer)?;
        self.bytes += read as u64;
        if read == 0 {
            return Ok(None);
        }
        if (read as u64) < most || self.buffer.ends_with(b"\n") {
            return Ok(Some(true));
        }
        // Passes over the rest of the line without keeping it.
        loop {
            let held = self.reader.fill_buf()?;
            if held.is_empty() {
                return Ok(Some(false));
            }
            let end = held.iter().position(|byte| *byte == b'\n');
            let passed = end.map_or(held.len(), |at| at + 1);
            self.reader.consume(passed);
            self.bytes += passed as u64;
            if end.is_some() {
                return Ok(Some(false));
            }
        }
    }

    /// Adds a line to the open part; gives the part that it closed.
    fn take(&mut self, line: Line) -> Result<Option<DocumentPart>, LineProblem> {
        if line.text.trim().is_empty() {
            return Err(LineProblem::Empty);
        }
        if line.document.trim().is_empty() {
            return Err(LineProblem::Nameless);
        }
        let language = line.language.map(|code| language(&code)).transpose()?;
        // Lines of one document stand together: its id is made once.
        let id = match &self.last_name {
            Some((name, id)) if *name == line.document => id.clone(),
            _ => document_id(&line.document),
        };
        self.last_name = Some((line.document.clone(), id.clone()));
        let full = self.open.as_ref().is_some_and(DocumentPart::is_full);
        let same = self.open.as_ref().is_some_and(|part| part.document.id == id);
        let closed = if same && !full { None } else { self.open.take() };
        if let Some(part) = &closed {
            self.documents.insert(part.document.id.clone(), part.document.clone());
        }
        if self.open.is_none() {
            let known = self.documents.get(&id).cloned();
            if known.is_none() && self.documents.len() >= MOST_DOCUMENTS {
                self.open = closed;
                return Err(LineProblem::Documents(MOST_DOCUMENTS));
            }
            self.open = Some(DocumentPart {
                continues: known.is_some(),
                document: known.unwrap_or_else(|| Document {
                    id,
                    title: line.title.unwrap_or(line.document),
                    format: DocumentFormat::JsonLines,
                    language: language.clone(),
                    date: line.date,
                    partners: Vec::new(),
                    instrument: None,
                    sha256: None,
                    pages: None,
                    passages: 0,
                    warnings: Vec::new(),
                    cites: Vec::new(),
                }),
                passages: Vec::new(),
                bytes: 0,
            });
        }
        let part = self.open.as_mut().expect("a part was opened just above");
        for code in line.partner.0 {
            if !part.document.partners.contains(&code) {
                part.document.partners.push(code);
            }
        }
        part.document.passages += 1;
        part.bytes += line.text.len();
        part.passages.push(Passage {
            ordinal: part.document.passages,
            locator: line.locator,
            heading: line.heading,
            page: None,
            language,
            text: line.text,
        });
        Ok(closed)
    }
}

impl DocumentPart {
    fn is_full(&self) -> bool {
        self.passages.len() >= PART_PASSAGES || self.bytes >= PART_BYTES
    }
}

fn parse(text: &str, unknown: &mut BTreeSet<String>) -> Result<Line, LineProblem> {
    let strict = match serde_json::from_str::<Line>(text) {
        Ok(line) => return Ok(line),
        Err(error) => error,
    };
    // Perhaps only a field too many: those are named once and passed over.
    let Ok(mut fields) = serde_json::from_str::<Map<String, Value>>(text) else {
        return Err(LineProblem::NotJson(strict.to_string()));
    };
    let others: Vec<String> = fields
        .keys()
        .filter(|field| !FIELDS.contains(&field.as_str()))
        .cloned()
        .collect();
    for field in others {
        fields.remove(&field);
        // A file of noise must not fill memory with its field names.
        if unknown.len() < 100 {
            unknown.insert(field.chars().take(80).collect());
        }
    }
    serde_json::from_value(Value::Object(fields)).map_err(|error| LineProblem::Fields(error.to_string()))
}

/// The language as ISO 639-1, without a region: `fr-TN` is `fr`, and so is `fra`.
fn language(code: &str) -> Result<String, LineProblem> {
    let main = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let short = match main.as_str() {
        "eng" => "en",
        "fra" | "fre" => "fr",
        "ara" => "ar",
        "tur" => "tr",
        "srp" => "sr",
        "ita" => "it",
        "deu" | "ger" => "de",
        other => other,
    };
    let well_formed = short.len() == 2 && short.bytes().all(|byte| byte.is_ascii_lowercase());
    well_formed
        .then(|| short.to_owned())
        .ok_or_else(|| LineProblem::Language(code.to_owned()))
}
