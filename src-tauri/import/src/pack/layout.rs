//! Which file of a pack holds what.

use entente_domain::{RecordId, RecordKind};

use crate::nearest::nearest;

/// What a file of a pack holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// `pack.toml`: what the pack is.
    About,
    /// `exchange-rates.toml`.
    Rates,
    /// `glossary.toml`, handed on as text.
    Glossary,
    /// `FOLDER/KIND.toml`.
    Records(RecordKind),
    /// `passages/DOCUMENT.jsonl`.
    Passages(RecordId),
    /// A file that is no part of the pack: its README, its licence, its schema.
    Other,
}

/// The record files: kind, name of the file without `.toml`, name of the array in it.
pub(super) const RECORD_FILES: [(RecordKind, &str, &str); 11] = [
    (RecordKind::Partner, "partner", "partners"),
    (RecordKind::Source, "sources", "sources"),
    (RecordKind::Instrument, "instruments", "instruments"),
    (RecordKind::Commitment, "commitments", "commitments"),
    (RecordKind::Funding, "funding", "funding"),
    (RecordKind::Event, "events", "events"),
    (RecordKind::Indicator, "indicators", "indicators"),
    (RecordKind::Document, "documents", "documents"),
    (RecordKind::Note, "notes", "notes"),
    (RecordKind::Tag, "tags", "tags"),
    (RecordKind::SavedSearch, "saved-searches", "saved_searches"),
];

pub(super) const ABOUT: &str = "pack.toml";
pub(super) const RATES: &str = "exchange-rates.toml";
pub(super) const GLOSSARY: &str = "glossary.toml";

/// The name of a kind's file without `.toml`, and of the array in it.
pub(super) fn names(kind: RecordKind) -> (&'static str, &'static str) {
    RECORD_FILES
        .iter()
        .find(|(one, _, _)| *one == kind)
        .map(|(_, file, array)| (*file, *array))
        .expect("every kind of record has a file")
}

/// A path with `/` between its parts; `None` for one that leads out of the pack.
pub(super) fn tidy(path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let inside = path
        .split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(':'));
    inside.then_some(path)
}

/// What the file at a tidy path holds; a sentence and a hint where it cannot be a part of a pack.
pub(super) fn part(path: &str) -> Result<Part, (String, Option<String>)> {
    match path {
        ABOUT => return Ok(Part::About),
        RATES => return Ok(Part::Rates),
        GLOSSARY => return Ok(Part::Glossary),
        _ => {}
    }
    if let Some(name) = path
        .strip_prefix("passages/")
        .and_then(|rest| rest.strip_suffix(".jsonl"))
    {
        return name.parse().map(Part::Passages).map_err(|_| {
            let hint = "name the file after the document, as in passages/un-charter.jsonl";
            (format!("“{name}” is not a document's id"), Some(hint.to_owned()))
        });
    }
    let Some(stem) = path.strip_suffix(".toml") else {
        return Ok(Part::Other);
    };
    match stem.split('/').collect::<Vec<_>>()[..] {
        [_, name] => RECORD_FILES
            .iter()
            .find(|(_, file, _)| *file == name)
            .map(|(kind, _, _)| Part::Records(*kind))
            .ok_or_else(|| {
                let files = || RECORD_FILES.iter().map(|(_, file, _)| *file);
                let hint = match nearest(name, files()) {
                    Some(near) => format!("did you mean {near}.toml?"),
                    None => format!(
                        "a folder holds {}",
                        files().collect::<Vec<_>>().join(".toml, ") + ".toml"
                    ),
                };
                (
                    format!("no kind of record is kept in a file named {name}.toml"),
                    Some(hint),
                )
            }),
        [name] => {
            let at_top = [ABOUT, RATES, GLOSSARY];
            let file = format!("{name}.toml");
            let hint = match nearest(&file, at_top) {
                Some(near) => format!("did you mean {near}?"),
                None => format!(
                    "at the top of a pack stand {}; records stand in a folder, as in tunisia/events.toml",
                    at_top.join(", ")
                ),
            };
            Err((format!("{file} is not a file of a pack"), Some(hint)))
        }
        _ => Err((
            "this file lies too deep".to_owned(),
            Some("a pack has one level of folders, as in tunisia/events.toml".to_owned()),
        )),
    }
}
