//! One TOML file of a pack: its text, its lines, its records.

use std::{collections::BTreeMap, ops::Range};

use entente_domain::{
    Commitment, Document, Event, FundingLine, Indicator, Instrument, Note, Partner, PartnerCode, Record, RecordKind,
    SavedSearch, Source, Tag,
};
use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{
    about::{About, Rate},
    layout,
    problem::Found,
    shape::{Shape, Slip},
};
use crate::nearest::nearest;

/// A file of a pack with the starts of its lines.
pub(super) struct PackFile<'t> {
    pub(super) path: String,
    pub(super) text: &'t str,
    line_starts: Vec<usize>,
}

impl<'t> PackFile<'t> {
    pub(super) fn new(path: String, text: &'t str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(starts.map(|(at, _)| at + 1)).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// The line of a place in the text, from 1.
    pub(super) fn line(&self, at: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// The line on which a record writes `word` in quotes; the record's first line where it does not.
    pub(super) fn line_of(&self, word: &str, within: &Range<usize>) -> u32 {
        let record = self.text.get(within.clone()).unwrap_or_default();
        let quoted = [format!("\"{word}\""), format!("'{word}'")];
        let at = quoted.iter().filter_map(|quoted| record.find(quoted)).min();
        self.line(within.start + at.unwrap_or(0))
    }

    /// The file as a table; nothing where its TOML is broken, with every break among the problems.
    pub(super) fn table(&self, found: &mut Found) -> (Spanned<DeTable<'t>>, bool) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let line = error.span().map(|span| self.line(span.start));
            let problem = format!("this is not TOML: {}", error.message().replace('\n', ", "));
            let hint = "texts stand in straight quotes, each field on a line of its own".to_owned();
            found.add(&self.path, line, problem, Some(hint));
        }
        (table, errors.is_empty())
    }

    fn slip(&self, found: &mut Found, who: &str, slip: Slip) {
        let problem = match who {
            "" => slip.problem,
            _ => format!("{who}: {}", slip.problem),
        };
        found.add(&self.path, Some(self.line(slip.at)), problem, slip.hint);
    }
}

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
    /// The partner that the file names, and where.
    pub(super) partner: Option<(PartnerCode, usize)>,
}

/// The shapes of the records, each made once, when first needed.
#[derive(Default)]
pub(super) struct Shapes(BTreeMap<RecordKind, Shape>);

impl Shapes {
    fn of(&mut self, kind: RecordKind) -> &Shape {
        self.0.entry(kind).or_insert_with(|| match kind {
            RecordKind::Partner => Shape::of::<Partner>(),
            RecordKind::Source => Shape::of::<Source>(),
            RecordKind::Instrument => Shape::of::<Instrument>(),
            RecordKind::Commitment => Shape::of::<Commitment>(),
            RecordKind::Funding => Shape::of::<FundingLine>(),
            RecordKind::Event => Shape::of::<Event>(),
            RecordKind::Indicator => Shape::of::<Indicator>(),
            RecordKind::Document => Shape::of::<Document>(),
            RecordKind::Note => Shape::of::<Note>(),
            RecordKind::Tag => Shape::of::<Tag>(),
            RecordKind::SavedSearch => Shape::of::<SavedSearch>(),
        })
    }
}

/// Reads `FOLDER/KIND.toml`. `room` is how many more records the pack may hold.
pub(super) fn records(
    file: &PackFile<'_>,
    index: usize,
    kind: RecordKind,
    room: usize,
    shapes: &mut Shapes,
    found: &mut Found,
) -> Records {
    let mut read = Records::default();
    let (table, sound) = file.table(found);
    let (_, array_name) = layout::names(kind);
    for (key, value) in table.into_inner() {
        let name: &str = key.get_ref();
        let at = key.span().start;
        if name == "partner" {
            match value.get_ref().as_str().map(str::parse::<PartnerCode>) {
                Some(Ok(code)) => read.partner = Some((code, value.span().start)),
                Some(Err(error)) => found.add(&file.path, Some(file.line(at)), format!("`partner`: {error}"), None),
                None => {
                    let hint = "write partner = \"TN\" on the first line".to_owned();
                    found.add(
                        &file.path,
                        Some(file.line(at)),
                        "`partner` must be a text in quotes".to_owned(),
                        Some(hint),
                    );
                }
            }
            continue;
        }
        if name != array_name {
            let here = format!("this file holds [[{array_name}]], not {name}");
            let elsewhere = layout::RECORD_FILES.iter().find(|(_, _, array)| *array == name);
            let hint = match elsewhere {
                Some((_, other, _)) => format!("[[{name}]] stand in {other}.toml"),
                None => match nearest(name, ["partner", array_name]) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("only partner = \"TN\" and [[{array_name}]] stand here"),
                },
            };
            found.add(&file.path, Some(file.line(at)), here, Some(hint));
            continue;
        }
        let DeValue::Array(elements) = value.into_inner() else {
            let hint = format!("write [[{array_name}]] above each record");
            found.add(
                &file.path,
                Some(file.line(at)),
                format!("`{array_name}` is not a list of records"),
                Some(hint),
            );
            continue;
        };
        if elements.len() > room {
            let problem = format!("the pack holds more than {} records", super::read::MOST_RECORDS);
            found.add(&file.path, Some(file.line(at)), problem, Some("split it".to_owned()));
            return read;
        }
        elements_of(
            file,
            index,
            kind,
            elements.into_iter().collect(),
            sound,
            &mut read,
            shapes,
            found,
        );
    }
    fill_partners(&mut read, file, found);
    read
}

/// Reads each record on its own, so that one bad record does not hide the next one's problems.
#[allow(clippy::too_many_arguments)]
fn elements_of(
    file: &PackFile<'_>,
    index: usize,
    kind: RecordKind,
    elements: Vec<Spanned<DeValue<'_>>>,
    sound: bool,
    read: &mut Records,
    shapes: &mut Shapes,
    found: &mut Found,
) {
    let starts: Vec<usize> = elements.iter().map(|element| element.span().start).collect();
    for (position, element) in elements.into_iter().enumerate() {
        let end = starts.get(position + 1).copied().unwrap_or(file.text.len());
        let span = starts[position]..end.max(starts[position]);
        let id = id_of(element.get_ref()).unwrap_or_default();
        // A file with broken TOML gives up its ids only: what was recovered of its records may be half of them.
        if !sound {
            read.broken.push(id);
            continue;
        }
        let copy = element.clone();
        match record(kind, element) {
            Ok(record) => read.good.push(Placed {
                record,
                file: index,
                span,
            }),
            Err(error) => {
                let slips = match copy.get_ref() {
                    DeValue::Table(table) => shapes.of(kind).slips(table, span.clone()),
                    _ => Vec::new(),
                };
                if slips.is_empty() {
                    let at = error.span().map_or(span.start, |span| span.start);
                    let problem = error.message().replace('\n', ", ");
                    file.slip(
                        found,
                        &id,
                        Slip {
                            at,
                            problem,
                            hint: None,
                        },
                    );
                }
                for slip in slips {
                    file.slip(found, &id, slip);
                }
                read.broken.push(id);
            }
        }
    }
}

fn id_of(element: &DeValue<'_>) -> Option<String> {
    element.as_table()?.iter().find_map(|(key, value)| {
        (key.get_ref() == "id").then(|| value.get_ref().as_str().unwrap_or_default().to_owned())
    })
}

fn record(kind: RecordKind, element: Spanned<DeValue<'_>>) -> Result<Record, toml::de::Error> {
    Ok(match kind {
        RecordKind::Partner => Record::Partner(one(element)?),
        RecordKind::Source => Record::Source(one(element)?),
        RecordKind::Instrument => Record::Instrument(one(element)?),
        RecordKind::Commitment => Record::Commitment(one(element)?),
        RecordKind::Funding => Record::Funding(one(element)?),
        RecordKind::Event => Record::Event(one(element)?),
        RecordKind::Indicator => Record::Indicator(one(element)?),
        RecordKind::Document => Record::Document(one(element)?),
        RecordKind::Note => Record::Note(one(element)?),
        RecordKind::Tag => Record::Tag(one(element)?),
        RecordKind::SavedSearch => Record::SavedSearch(one(element)?),
    })
}

fn one<T: DeserializeOwned>(element: Spanned<DeValue<'_>>) -> Result<T, toml::de::Error> {
    T::deserialize(ValueDeserializer::from(element))
}

/// A record that leaves out `partners` concerns the file's partner; one that writes `partners = []` concerns none.
fn fill_partners(read: &mut Records, file: &PackFile<'_>, found: &mut Found) {
    for placed in &mut read.good {
        let id = placed.record.id().to_string();
        let optional = matches!(placed.record.kind(), RecordKind::Document);
        let Some(partners) = placed.record.partners_mut() else {
            continue;
        };
        if !partners.is_empty() {
            continue;
        }
        let text = &file.text[placed.span.clone()];
        let says_none = text.lines().any(|line| {
            line.strip_prefix("partners")
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        });
        match read.partner {
            _ if says_none => {}
            Some((code, _)) => partners.push(code),
            None if optional => {}
            None => found.add(
                &file.path,
                Some(file.line(placed.span.start)),
                format!("{id}: neither the record nor its file says which partner it concerns"),
                Some(
                    "write partner = \"TN\" on the first line of the file, or partners = [\"TN\"] in the record"
                        .to_owned(),
                ),
            ),
        }
    }
}

/// Reads `pack.toml`.
pub(super) fn about(file: &PackFile<'_>, found: &mut Found) -> Option<About> {
    let (table, sound) = file.table(found);
    if !sound {
        return None;
    }
    let span = table.span();
    let copy = table.get_ref().clone();
    match one(Spanned::new(span.clone(), DeValue::Table(table.into_inner()))) {
        Ok(about) => Some(about),
        Err(error) => {
            slips_or(file, &Shape::of::<About>(), &copy, 0..0, &error, "", found);
            None
        }
    }
}

/// Reads `exchange-rates.toml`: the rates, each with the place of its first byte.
pub(super) fn rates(file: &PackFile<'_>, found: &mut Found) -> Vec<(Rate, Range<usize>)> {
    let (table, sound) = file.table(found);
    let mut rates = Vec::new();
    if !sound {
        return rates;
    }
    for (key, value) in table.into_inner() {
        let at = key.span().start;
        let name: &str = key.get_ref();
        let DeValue::Array(elements) = value.into_inner() else {
            let problem = format!("this file holds [[rates]], not {name}");
            found.add(
                &file.path,
                Some(file.line(at)),
                problem,
                Some("write [[rates]] above each rate".to_owned()),
            );
            continue;
        };
        if name != "rates" {
            let problem = format!("this file holds [[rates]], not [[{name}]]");
            found.add(
                &file.path,
                Some(file.line(at)),
                problem,
                Some("write [[rates]] above each rate".to_owned()),
            );
            continue;
        }
        let elements: Vec<_> = elements.into_iter().collect();
        let starts: Vec<usize> = elements.iter().map(|element| element.span().start).collect();
        for (position, element) in elements.into_iter().enumerate() {
            let end = starts.get(position + 1).copied().unwrap_or(file.text.len());
            let span = starts[position]..end.max(starts[position]);
            let copy = element.get_ref().as_table().cloned().unwrap_or_default();
            match one(element) {
                Ok(rate) => rates.push((rate, span)),
                Err(error) => slips_or(file, &Shape::of::<Rate>(), &copy, span, &error, "rate", found),
            }
        }
    }
    rates
}

fn slips_or(
    file: &PackFile<'_>,
    shape: &Shape,
    table: &DeTable<'_>,
    span: Range<usize>,
    error: &toml::de::Error,
    who: &str,
    found: &mut Found,
) {
    let mut slips = shape.slips(table, span.clone());
    if slips.is_empty() {
        slips.push(Slip {
            at: error.span().map_or(span.start, |span| span.start),
            problem: error.message().replace('\n', ", "),
            hint: None,
        });
    }
    for slip in slips {
        file.slip(found, who, slip);
    }
}
