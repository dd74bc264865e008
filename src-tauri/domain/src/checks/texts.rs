//! Words, numbers as words, and where a record is written.

use std::collections::BTreeMap;

use super::{Breach, Finding};
use crate::{Record, RecordKind};

pub(super) fn check_alone(record: &Record, found: &mut Vec<Finding>) {
    let id = record.id();
    for (field, text) in texts(record) {
        if text.trim().is_empty() {
            found.push(Finding::new(id, field, Breach::Blank));
        }
    }
    if let Record::Indicator(one) = record
        && !is_decimal(&one.value)
    {
        let text = one.value.clone();
        found.push(Finding::new(id, "value", Breach::NotANumber { text }));
    }
    let language = match record {
        Record::Source(one) => Some(&one.language),
        Record::Document(one) => one.language.as_ref(),
        _ => None,
    };
    if let Some(language) = language.filter(|code| code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase())) {
        let text = language.clone();
        found.push(Finding::new(id, "language", Breach::NotALanguage { text }));
    }
    if let Record::Source(one) = record
        && let Some(url) = one.url.as_ref().filter(|url| !is_web_address(url))
    {
        let text = url.clone();
        found.push(Finding::new(id, "url", Breach::NotAnAddress { text }));
    }
    check_cites(record, found);
}

fn check_cites(record: &Record, found: &mut Vec<Finding>) {
    let id = record.id();
    let must_cite = match record.kind() {
        RecordKind::Partner
        | RecordKind::Instrument
        | RecordKind::Commitment
        | RecordKind::Funding
        | RecordKind::Event
        | RecordKind::Indicator => true,
        RecordKind::Source | RecordKind::Document | RecordKind::Note | RecordKind::Tag | RecordKind::SavedSearch => {
            false
        }
    };
    if must_cite && record.cites().is_empty() {
        found.push(Finding::new(id, "cites", Breach::NoSource));
    }
    let mut speakers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in record.claims() {
        speakers.entry(&claim.field).or_default().push(&claim.speaker);
        if claim.cites.is_empty() {
            let breach = Breach::NoSourceOfClaim {
                speaker: claim.speaker.clone(),
                of: claim.field.clone(),
            };
            found.push(Finding::new(id, "claims", breach));
        }
    }
    for (field, speakers) in speakers.into_iter().filter(|(_, speakers)| speakers.len() == 1) {
        let breach = Breach::OneSided {
            speaker: speakers[0].to_owned(),
            of: field.to_owned(),
        };
        found.push(Finding::new(id, "claims", breach));
    }
}

/// The texts that must not be blank.
fn texts(record: &Record) -> Vec<(&'static str, &str)> {
    fn some<'a>(field: &'static str, text: &'a Option<String>) -> impl Iterator<Item = (&'static str, &'a str)> {
        text.as_deref().map(|text| (field, text)).into_iter()
    }
    match record {
        Record::Partner(one) => vec![("name", &*one.name)]
            .into_iter()
            .chain(some("note", &one.note))
            .collect(),
        Record::Source(one) => {
            let own = vec![("title", &*one.title), ("publisher", &*one.publisher)];
            own.into_iter()
                .chain(some("note", &one.note))
                .chain(some("identifier", &one.identifier))
                .collect()
        }
        Record::Instrument(one) => {
            let own = vec![("title", &*one.title), ("summary", &*one.summary)];
            own.into_iter().chain(some("note", &one.note)).collect()
        }
        Record::Commitment(one) => {
            let states = one.states.iter().flat_map(|step| some("states", &step.note));
            vec![("text", &*one.text)]
                .into_iter()
                .chain(some("note", &one.note))
                .chain(states)
                .collect()
        }
        Record::Funding(one) => {
            let stages = one.stages.iter().flat_map(|step| some("stages", &step.note));
            let own = vec![("title", &*one.title)].into_iter().chain(some("note", &one.note));
            own.chain(some("counts_reason", &one.counts_reason))
                .chain(some("fund", &one.fund))
                .chain(stages)
                .collect()
        }
        Record::Event(one) => {
            let own = vec![("title", &*one.title), ("summary", &*one.summary)];
            own.into_iter().chain(some("note", &one.note)).collect()
        }
        Record::Indicator(one) => {
            let own = vec![("name", &*one.name), ("unit", &*one.unit)];
            own.into_iter().chain(some("note", &one.note)).collect()
        }
        Record::Document(one) => vec![("title", &*one.title)],
        Record::Note(one) => vec![("text", &*one.text)],
        Record::Tag(one) => vec![("label", &*one.label)],
        Record::SavedSearch(one) => vec![("label", &*one.label)],
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned
        .split_once('.')
        .map_or_else(|| digits(unsigned), |(whole, part)| digits(whole) && digits(part))
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}
