//! A pack into files that [`read`](super::read) accepts again without loss.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use entente_domain::{PartnerCode, Record, RecordId, RecordKind};
use serde::Serialize;
use toml::{Table, Value};

use super::{
    about::{About, Pack},
    layout,
};

/// The folder of records that concern no partner: a user's notes, documents of none.
const NO_PARTNER: &str = "library";
/// The widest line before a list takes one line an item.
const WIDTH: usize = 120;

/// Writes a pack as files: for each, `put` gets its path within the pack and its text.
///
/// A record goes to the folder of its first partner; the file names that partner, and the record leaves `partners` out
/// where it concerns that one alone. The same pack gives the same texts.
///
/// # Errors
///
/// What `put` returns; nothing is written after it.
pub fn write<E>(pack: &Pack, mut put: impl FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
    let about = About {
        id: pack.id.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        data_date: pack.data_date,
        licence: pack.licence.clone(),
        made_from: pack.made_from.clone(),
    };
    put(layout::ABOUT, &fields(&about))?;
    if !pack.rates.is_empty() {
        let rates = pack.rates.iter().map(|rate| format!("[[rates]]\n{}", fields(rate)));
        put(layout::RATES, &rates.collect::<Vec<_>>().join("\n"))?;
    }
    if let Some(glossary) = &pack.glossary {
        put(layout::GLOSSARY, glossary)?;
    }
    for ((folder, kind), (partner, records)) in by_file(pack) {
        let (file, array) = layout::names(kind);
        let mut text = String::new();
        if let Some(partner) = partner {
            text.push_str(&format!("partner = \"{partner}\"\n"));
        }
        for record in records {
            if !text.is_empty() {
                text.push('\n');
            }
            let fields = record_fields(record, partner);
            write!(text, "[[{array}]]\n{fields}").expect("text is written to memory");
        }
        put(&format!("{folder}/{file}.toml"), &text)?;
    }
    for (document, passages) in &pack.passages {
        let lines = passages.iter().map(|passage| {
            serde_json::to_string(passage).expect("a passage is texts and numbers, which JSON can write") + "\n"
        });
        put(&format!("passages/{document}.jsonl"), &lines.collect::<String>())?;
    }
    Ok(())
}

/// Writes a pack into a folder, which must be new or empty.
///
/// # Errors
///
/// The folder holds something already, or the system refuses a file; what was written until then stays.
pub fn write_folder(pack: &Pack, folder: &Path) -> Result<(), CannotWrite> {
    let cannot = |path: PathBuf| move |reason| CannotWrite { path, reason };
    fs::create_dir_all(folder).map_err(cannot(folder.to_owned()))?;
    let mut entries = fs::read_dir(folder).map_err(cannot(folder.to_owned()))?;
    if entries.next().is_some() {
        return Err(CannotWrite {
            path: folder.to_owned(),
            reason: io::Error::new(io::ErrorKind::DirectoryNotEmpty, "the folder is not empty"),
        });
    }
    write(pack, |path, text| {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(cannot(path.clone()))
    })
}

/// A file of a pack that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be written ({reason}). Name a new or empty folder on a disk with room", path.display())]
pub struct CannotWrite {
    /// The file or folder.
    pub path: PathBuf,
    /// The system's reason.
    pub reason: io::Error,
}

type Files<'p> = BTreeMap<(String, RecordKind), (Option<PartnerCode>, Vec<&'p Record>)>;

/// The records by the file they go to, with the partner that the file names.
fn by_file(pack: &Pack) -> Files<'_> {
    let homes: BTreeMap<PartnerCode, &RecordId> = pack
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Partner(partner) => Some((partner.iso, &partner.id)),
            _ => None,
        })
        .collect();
    let mut files = Files::new();
    for record in &pack.records {
        let home = record
            .partners()
            .first()
            .and_then(|code| Some((*code, *homes.get(code)?)));
        let folder = home.map_or(NO_PARTNER.to_owned(), |(_, id)| id.to_string());
        files
            .entry((folder, record.kind()))
            .or_insert_with(|| (home.map(|(code, _)| code), Vec::new()))
            .1
            .push(record);
    }
    files
}

fn record_fields(record: &Record, file_partner: Option<PartnerCode>) -> String {
    let mut table = match record {
        Record::Partner(one) => table(one),
        Record::Source(one) => table(one),
        Record::Instrument(one) => table(one),
        Record::Commitment(one) => table(one),
        Record::Funding(one) => table(one),
        Record::Event(one) => table(one),
        Record::Indicator(one) => table(one),
        Record::Document(one) => table(one),
        Record::Note(one) => table(one),
        Record::Tag(one) => table(one),
        Record::SavedSearch(one) => table(one),
    };
    let without_partners = match (record.kind(), record.partners(), file_partner) {
        (RecordKind::Partner | RecordKind::Note | RecordKind::Tag | RecordKind::SavedSearch, ..) => true,
        (_, [only], Some(code)) => *only == code,
        (RecordKind::Document, [], None) => true,
        _ => false,
    };
    // An empty list of partners is said; any other empty list is left out.
    let partners = if without_partners {
        None
    } else {
        Some(record.partners())
    };
    table.retain(|key, value| match key {
        "partners" => partners.is_some(),
        _ => !is_empty(value),
    });
    lines(&table)
}

fn fields<T: Serialize>(one: &T) -> String {
    lines(&table(one))
}

fn table<T: Serialize>(one: &T) -> Table {
    Table::try_from(one).expect("a record is texts, words, numbers and lists, which TOML can write")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Table(table) => table.is_empty(),
        _ => false,
    }
}

/// The fields of a record, one a line; long lists one item a line.
fn lines(table: &Table) -> String {
    let mut text = String::new();
    for (key, value) in table {
        let value = tidy(value.clone());
        let short = format!("{key} = {value}\n");
        match &value {
            Value::Array(items) if short.chars().count() > WIDTH => {
                writeln!(text, "{key} = [").expect("text is written to memory");
                for item in items {
                    writeln!(text, "  {item},").expect("text is written to memory");
                }
                text.push_str("]\n");
            }
            _ => text.push_str(&short),
        }
    }
    text
}

/// The value without empty lists inside it: every list field may be left out.
fn tidy(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(tidy).collect()),
        Value::Table(table) => Value::Table(
            table
                .into_iter()
                .filter(|(_, value)| !is_empty(value))
                .map(|(key, value)| (key, tidy(value)))
                .collect(),
        ),
        other => other,
    }
}
