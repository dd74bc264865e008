//! The records of one file, each read on its own, so that one bad record does not hide the next one's problems.

use std::ops::Range;

use entente_domain::{PartnerCode, Record, RecordKind};
use toml::{
    Spanned,
    de::{DeString, DeValue},
};

use super::{file::PackFile, layout, problem::Found, read::MOST_RECORDS, shape::Shapes};
use crate::nearest::nearest;

/// A record with its place.
pub(super) struct Placed {
    pub(super) record: Record,
    /// The file, by its place in the list of files.
    pub(super) file: usize,
    /// From its first byte to the next record's.
    pub(super) span: Range<usize>,
}

/// What a file of records gave.
#[derive(Default)]
pub(super) struct Records {
    pub(super) good: Vec<Placed>,
    /// The ids of records that could not be read: a reference to one of them is no second problem.
    pub(super) broken: Vec<String>,
    /// Whether records may be in the file that are among neither.
    pub(super) incomplete: bool,
    /// The partner that the file names.
    partner: Option<PartnerCode>,
}

/// A file of records while it is read.
pub(super) struct Reading<'f, 't> {
    pub(super) file: &'f PackFile<'t>,
    /// The file's place in the list of files.
    pub(super) index: usize,
    pub(super) kind: RecordKind,
    pub(super) shapes: &'f mut Shapes,
    pub(super) found: &'f mut Found,
}

impl<'t> Reading<'_, 't> {
    /// Reads `FOLDER/KIND.toml`. `room` is how many more records the pack may hold.
    pub(super) fn records(mut self, room: usize) -> Records {
        let mut read = Records::default();
        let (table, sound) = self.file.table(self.found);
        read.incomplete = !sound;
        let (_, array) = layout::names(self.kind);
        for (key, value) in table.into_inner() {
            let name: &str = key.get_ref();
            match (name, value.get_ref()) {
                ("partner", _) => read.partner = self.partner(&key, value.get_ref()),
                (name, DeValue::Array(elements)) if name == array => {
                    if elements.len() > room {
                        let problem = format!("the pack holds more than {MOST_RECORDS} records");
                        self.problem(&key, problem, "split it".to_owned());
                        read.incomplete = true;
                        return read;
                    }
                    self.elements(value, sound, &mut read);
                }
                // What was recovered of broken TOML may stand under any name.
                _ if !sound => {}
                (name, _) if name == array => {
                    let problem = format!("`{array}` is not a list of records");
                    self.problem(&key, problem, format!("write [[{array}]] above each record"));
                }
                (name, _) => self.stranger(&key, name, array),
            }
        }
        self.fill_partners(&mut read);
        read
    }

    fn problem(&mut self, key: &Spanned<DeString<'t>>, problem: String, hint: String) {
        self.file.problem(self.found, key.span().start, problem, hint);
    }

    fn partner(&mut self, key: &Spanned<DeString<'t>>, value: &DeValue<'t>) -> Option<PartnerCode> {
        let hint = "write partner = \"TN\" on the first line".to_owned();
        match value.as_str().map(str::parse::<PartnerCode>) {
            Some(Ok(code)) => return Some(code),
            Some(Err(error)) => self.problem(key, format!("`partner`: {error}"), hint),
            None => self.problem(key, "`partner` must be a text in quotes".to_owned(), hint),
        }
        None
    }

    /// A name at the top of the file that does not belong there.
    fn stranger(&mut self, key: &Spanned<DeString<'t>>, name: &str, array: &str) {
        let elsewhere = layout::RECORD_FILES.iter().find(|(_, _, other)| *other == name);
        let hint = match elsewhere {
            Some((_, other, _)) => format!("[[{name}]] stand in {other}.toml"),
            None => match nearest(name, ["partner", array]) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("only partner = \"TN\" and [[{array}]] stand here"),
            },
        };
        self.problem(key, format!("this file holds [[{array}]], not {name}"), hint);
    }

    fn elements(&mut self, value: Spanned<DeValue<'t>>, sound: bool, read: &mut Records) {
        let DeValue::Array(array) = value.into_inner() else {
            return;
        };
        for (element, span) in self.file.elements(array) {
            let id = id_of(element.get_ref()).unwrap_or_default();
            // A file with broken TOML gives up its ids only: what was recovered of its records may be half of them.
            let record = if sound { self.record(element, &id) } else { None };
            match record {
                Some(record) => read.good.push(Placed {
                    record,
                    file: self.index,
                    span,
                }),
                None => read.broken.push(id),
            }
        }
    }

    fn record(&mut self, element: Spanned<DeValue<'t>>, id: &str) -> Option<Record> {
        let (file, shapes, found) = (self.file, &mut *self.shapes, &mut *self.found);
        Some(match self.kind {
            RecordKind::Partner => Record::Partner(file.one(element, id, shapes, found)?),
            RecordKind::Source => Record::Source(file.one(element, id, shapes, found)?),
            RecordKind::Instrument => Record::Instrument(file.one(element, id, shapes, found)?),
            RecordKind::Commitment => Record::Commitment(file.one(element, id, shapes, found)?),
            RecordKind::Funding => Record::Funding(file.one(element, id, shapes, found)?),
            RecordKind::Event => Record::Event(file.one(element, id, shapes, found)?),
            RecordKind::Indicator => Record::Indicator(file.one(element, id, shapes, found)?),
            RecordKind::Document => Record::Document(file.one(element, id, shapes, found)?),
            RecordKind::Note => Record::Note(file.one(element, id, shapes, found)?),
            RecordKind::Tag => Record::Tag(file.one(element, id, shapes, found)?),
            RecordKind::SavedSearch => Record::SavedSearch(file.one(element, id, shapes, found)?),
        })
    }

    /// A record that leaves out `partners` concerns the file's partner; one that writes `partners = []` concerns none.
    fn fill_partners(&mut self, read: &mut Records) {
        let file = self.file;
        for placed in &mut read.good {
            let id = placed.record.id().to_string();
            let optional = placed.record.kind() == RecordKind::Document;
            let Some(partners) = placed.record.partners_mut() else {
                continue;
            };
            if !partners.is_empty() || says_none(&file.text[placed.span.clone()]) {
                continue;
            }
            match read.partner {
                Some(code) => partners.push(code),
                None if optional => {}
                None => {
                    let problem = format!("{id}: neither the record nor its file says which partner it concerns");
                    let hint =
                        "write partner = \"TN\" on the first line of the file, or partners = [\"TN\"] in the record";
                    file.problem(self.found, placed.span.start, problem, hint.to_owned());
                }
            }
        }
    }
}

/// Whether a record without partners writes the field, and so means none.
fn says_none(record: &str) -> bool {
    record
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("partners"))
        .any(|rest| rest.trim_start().starts_with('='))
}

fn id_of(element: &DeValue<'_>) -> Option<String> {
    element.as_table()?.iter().find_map(|(key, value)| {
        (key.get_ref() == "id").then(|| value.get_ref().as_str().unwrap_or_default().to_owned())
    })
}
