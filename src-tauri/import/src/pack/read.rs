//! A pack out of its files.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{
    Passage, RecordId, RecordKind,
    rates::{Rate, RateTable},
};

use super::{
    about::Pack,
    cross::{self, Names},
    file::PackFile,
    front_matter,
    layout::{self, Part},
    problem::{Found, PackProblems},
    records::{Placed, Reading},
    shape::Shapes,
};

/// The largest TOML file, in bytes.
pub(super) const MOST_BYTES: usize = 16 * 1024 * 1024;
/// The largest file of passages, in bytes.
pub(super) const MOST_PASSAGE_BYTES: usize = 256 * 1024 * 1024;
/// The most records of a pack.
pub(super) const MOST_RECORDS: usize = 1_000_000;

/// Reads a pack from its files: for each, its path within the pack (`tunisia/events.toml`) and its text.
///
/// The order of the files does not matter. Files that are no part of a pack (a README, a schema) are passed over.
///
/// # Errors
///
/// Every problem of every file: the pack is taken whole or not at all.
pub fn read<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Result<Pack, PackProblems>
where
    P: AsRef<str>,
    T: AsRef<str>,
{
    let files: Vec<(P, T)> = files.into_iter().collect();
    let given = files.iter().map(|(path, text)| (path.as_ref(), text.as_ref()));
    read_texts(given.collect(), Found::default())
}

/// Reads a pack; `found` may already hold what kept some of its files from being read.
pub(super) fn read_texts(mut given: Vec<(&str, &str)>, mut found: Found) -> Result<Pack, PackProblems> {
    given.sort_unstable();
    let mut files: Vec<PackFile<'_>> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut paths = BTreeSet::new();
    for (path, text) in given {
        let Some((path, part)) = accepted(path, text, &mut found) else {
            continue;
        };
        if !paths.insert(path.clone()) {
            found.add(&path, None, "this file was given twice".to_owned(), None);
            continue;
        }
        files.push(PackFile::new(path, text));
        parts.push(part);
    }

    let mut about = None;
    let mut rates = Vec::new();
    let mut glossary = None;
    let mut records: Vec<Placed> = Vec::new();
    let mut broken: Vec<String> = Vec::new();
    // A file that was not accepted may hold what others refer to.
    let mut incomplete = !found.is_empty();
    let mut passages: BTreeMap<RecordId, (usize, Vec<Passage>)> = BTreeMap::new();
    let mut partners_known = true;
    let mut shapes = Shapes::default();
    for (index, (file, part)) in files.iter().zip(&parts).enumerate() {
        match part {
            Part::About => about = Some((front_matter::about(file, &mut shapes, &mut found), index)),
            Part::Rates => rates.extend(
                front_matter::rates(file, &mut shapes, &mut found)
                    .into_iter()
                    .map(|rate| (rate, index)),
            ),
            Part::Glossary => glossary = Some(front_matter::glossary(file, &mut shapes, &mut found)),
            Part::Records(kind) => {
                let room = MOST_RECORDS - records.len();
                let reading = Reading {
                    file,
                    index,
                    kind: *kind,
                    shapes: &mut shapes,
                    found: &mut found,
                };
                let mut read = reading.records(room);
                records.append(&mut read.good);
                partners_known &= *kind != RecordKind::Partner || read.broken.is_empty();
                broken.append(&mut read.broken);
                incomplete |= read.incomplete;
            }
            Part::Passages(document) => {
                let read = passages_of(file, &mut found);
                passages.insert(document.clone(), (index, read));
            }
            Part::Other => {}
        }
    }

    if about.is_none() {
        let hint = "it names the pack: id, version, title, data_date, licence, made_from".to_owned();
        found.add(layout::ABOUT, None, "this file is missing".to_owned(), Some(hint));
    }
    let names = Names::new(&records, &broken, incomplete, &files, &mut found);
    cross::check(&records, &names, partners_known && !incomplete, &files, &mut found);
    check_rates(&rates, &names, &files, &mut found);
    check_passages(&passages, &records, &names, &files, &mut found);

    let rates = sorted_rates(rates);
    let passages = passages
        .into_iter()
        .map(|(document, (_, passages))| (document, passages));
    let passages: BTreeMap<_, _> = passages.collect();
    let mut records: Vec<_> = records.into_iter().map(|placed| placed.record).collect();
    records.sort_by(|a, b| (a.kind(), a.id()).cmp(&(b.kind(), b.id())));
    let about = about.and_then(|(about, _)| about);
    let pack = about.map(|about| Pack {
        id: about.id,
        version: about.version,
        title: about.title,
        data_date: about.data_date,
        licence: about.licence,
        made_from: about.made_from,
        records,
        passages,
        rates,
        glossary,
    });
    found
        .or(pack)
        .map(|pack| pack.expect("a pack without problems has its pack.toml"))
}

/// A file's tidy path and what it holds, where it may be read at all.
fn accepted(path: &str, text: &str, found: &mut Found) -> Option<(String, Part)> {
    let Some(tidy) = layout::tidy(path) else {
        found.add(path, None, "this path leads out of the pack".to_owned(), None);
        return None;
    };
    let part = match layout::part(&tidy) {
        Ok(Part::Other) => return None,
        Ok(part) => part,
        Err((problem, hint)) => {
            found.add(&tidy, None, problem, hint);
            return None;
        }
    };
    let most = most_bytes(&part);
    if text.len() > most {
        found.add(
            &tidy,
            None,
            too_large("the file", text.len() as u64, most),
            Some("split it".to_owned()),
        );
        return None;
    }
    Some((tidy, part))
}

pub(super) fn most_bytes(part: &Part) -> usize {
    match part {
        Part::Passages(_) => MOST_PASSAGE_BYTES,
        _ => MOST_BYTES,
    }
}

pub(super) fn too_large(what: &str, bytes: u64, most: usize) -> String {
    let mib = 1024 * 1024;
    format!(
        "{what} has {} MiB, and {} MiB is the most",
        bytes.div_ceil(mib),
        most as u64 / mib
    )
}

/// Reads `passages/DOCUMENT.jsonl`: a passage a line.
fn passages_of(file: &PackFile<'_>, found: &mut Found) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (number, line) in (1_u32..).zip(file.text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(passage) => passages.push(passage),
            Err(error) => found.add(
                &file.path,
                Some(number),
                format!("this line is not a passage: {error}"),
                None,
            ),
        }
    }
    passages
}

fn check_passages(
    passages: &BTreeMap<RecordId, (usize, Vec<Passage>)>,
    records: &[Placed],
    names: &Names<'_>,
    files: &[PackFile<'_>],
    found: &mut Found,
) {
    for (document, (index, passages)) in passages {
        let file = &files[*index];
        if let Some((problem, hint)) = names.wrong(document, RecordKind::Document) {
            found.add(&file.path, None, problem, hint);
        }
        for (place, passage) in (1_u32..).zip(passages) {
            if passage.ordinal != place {
                let problem = format!("passage {} stands in place {place}", passage.ordinal);
                let hint = "number the passages 1, 2, 3 in their order".to_owned();
                found.add(&file.path, None, problem, Some(hint));
                break;
            }
        }
    }
    for placed in records {
        let entente_domain::Record::Document(document) = &placed.record else {
            continue;
        };
        let held = passages.get(&document.id).map_or(0, |(_, passages)| passages.len());
        if held != document.passages as usize {
            let file = &files[placed.file];
            found.add(
                &file.path,
                Some(file.line(placed.span.start)),
                format!(
                    "{}: says {} passages, and the pack holds {held}",
                    document.id, document.passages
                ),
                Some(format!("they stand in passages/{}.jsonl", document.id)),
            );
        }
    }
}

fn check_rates(
    rates: &[((Rate, std::ops::Range<usize>), usize)],
    names: &Names<'_>,
    files: &[PackFile<'_>],
    found: &mut Found,
) {
    let mut seen = BTreeMap::new();
    for ((rate, span), index) in rates {
        let file = &files[*index];
        let line = file.line(span.start);
        let who = format!("rate of {} in {}", rate.currency, rate.year);
        if let Some((problem, hint)) = names.wrong(&rate.source, RecordKind::Source) {
            let line = file.line_of(rate.source.as_str(), span);
            found.add(&file.path, Some(line), format!("{who}: {problem}"), hint);
        }
        if let Err(error) = RateTable::new([rate.clone()]) {
            found.add(
                &file.path,
                Some(file.line_of(&rate.per_euro, span)),
                format!("rate: {error}"),
                None,
            );
        }
        if let Some(first) = seen.insert((rate.currency, rate.year), line) {
            let problem = format!("{who}: line {first} gives it already");
            found.add(&file.path, Some(line), problem, None);
        }
    }
}

fn sorted_rates(rates: Vec<((Rate, std::ops::Range<usize>), usize)>) -> Vec<Rate> {
    let mut rates: Vec<Rate> = rates.into_iter().map(|((rate, _), _)| rate).collect();
    rates.sort_by_key(|rate| (rate.currency, rate.year));
    rates
}
