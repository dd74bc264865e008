//! What the index holds of a record or a passage: its words, and the fields that a query can name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entente_domain::{Document, Edtf, Instrument, Money, Passage, Record, RecordId};
use entente_search::{Entry, EntryAmount, EntryDate, Key};

use crate::record_words::words;

/// A partner's own instrument stands above a passing mention at equal words.
const INSTRUMENT_WEIGHT: f32 = 1.25;
/// A partner's own page stands above its records.
const PARTNER_WEIGHT: f32 = 1.1;

/// A record as the index holds it, found by the labels of its tags too; `None` for records that a search does not find.
pub(crate) fn of_record(record: &Record, labels: &Labels) -> Option<Entry> {
    let key = Key::Record(record.id().to_string());
    Some(Entry {
        partners: texts(record.partners()),
        strands: texts(record.strands()),
        by: by(record),
        state: state(record),
        sources: record
            .all_cites()
            .iter()
            .map(|citation| citation.source.to_string())
            .chain(record.references().iter().map(ToString::to_string))
            .collect(),
        date: record.date().map(date),
        amount: match record {
            Record::Funding(line) => amount(line.amount),
            _ => None,
        },
        language: match record {
            Record::Source(one) => Some(one.language.clone()),
            Record::Note(_) | Record::SavedSearch(_) => None,
            _ => Some("en".to_owned()),
        },
        weight: match record {
            Record::Partner(_) => PARTNER_WEIGHT,
            Record::Instrument(_) => INSTRUMENT_WEIGHT,
            _ => 1.0,
        },
        ..Entry::new(
            key,
            record.kind().as_str(),
            record.title(),
            labelled(words(record)?, labels.get(record.id())),
        )
    })
}

/// The labels of the user's tags, by the record that carries them.
pub(crate) type Labels = BTreeMap<RecordId, Vec<String>>;

/// Reads them off the tags.
pub(crate) fn labels<'a>(records: impl IntoIterator<Item = &'a Record>) -> Labels {
    let mut labels = Labels::new();
    for record in records {
        if let Record::Tag(tag) = record {
            for carries in &tag.records {
                labels.entry(carries.clone()).or_default().push(tag.label.clone());
            }
        }
    }
    labels
}

fn labelled(words: String, labels: Option<&Vec<String>>) -> String {
    match labels {
        Some(labels) => format!("{words}\n{}", labels.join("\n")),
        None => words,
    }
}

/// A passage as the index holds it.
pub(crate) fn of_passage(document: &Document, instrument: Option<&Instrument>, passage: &Passage) -> Entry {
    let key = Key::Passage {
        document: document.id.to_string(),
        ordinal: passage.ordinal,
    };
    Entry {
        heading: passage.heading.clone(),
        locator: passage.locator.clone(),
        language: passage.language.clone().or_else(|| document.language.clone()),
        partners: texts(&document.partners),
        strands: instrument.map(|one| texts(&one.strands)).unwrap_or_default(),
        sources: document
            .cites
            .iter()
            .map(|citation| citation.source.to_string())
            .collect(),
        date: document.date.as_ref().map(date),
        ..Entry::new(key, "passage", document.title.as_str(), passage.text.as_str())
    }
}

fn texts<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn by(record: &Record) -> Vec<String> {
    match record {
        Record::Commitment(one) => vec![one.by.to_string()],
        Record::Instrument(one) => one.parties.clone(),
        Record::Source(one) => vec![one.publisher.clone()],
        Record::Funding(one) => one.fund.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The newest state on record, whatever the day: a query's `state:` reads evidence, not the calendar.
fn state(record: &Record) -> Option<String> {
    match record {
        Record::Instrument(one) => Some(one.status.to_string()),
        Record::Commitment(one) => Some(one.state_on(NaiveDate::MAX).to_string()),
        _ => None,
    }
}

fn date(date: &Edtf) -> EntryDate {
    let span = date.span();
    EntryDate {
        text: date.to_string(),
        earliest: span.earliest.unwrap_or(NaiveDate::MIN),
        latest: span.latest.unwrap_or(NaiveDate::MAX),
    }
}

/// In hundredths, whatever the currency's own decimals: a filter compares orders of magnitude.
fn amount(money: Money) -> Option<EntryAmount> {
    let decimals = money.currency().decimals();
    let cents = match decimals {
        3 => money.minor() / 10,
        2 => money.minor(),
        _ => money.minor().checked_mul(100)?,
    };
    Some(EntryAmount {
        cents,
        currency: money.currency().to_string(),
    })
}
