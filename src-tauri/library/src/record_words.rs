//! All words of a record in reading order: what a search of it reads.

use entente_domain::{Claim, Record};

/// The record's words but its title; `None` for records that a search does not find.
pub(crate) fn words(record: &Record) -> Option<String> {
    let mut words = Words::default();
    match record {
        Record::Partner(one) => {
            words.all(one.names.values());
            words.some(&one.capital);
            words.some(&one.summary);
        }
        Record::Source(one) => {
            words.one(&one.publisher);
            words.some(&one.identifier);
            words.some(&one.note);
        }
        Record::Instrument(one) => {
            words.one(&one.summary);
            words.some(&one.place);
            words.all(&one.signatories);
            words.some(&one.identifier);
            words.all(one.history.iter().filter_map(|step| step.note.as_ref()));
            words.some(&one.note);
        }
        Record::Commitment(one) => {
            words.some(&one.article);
            words.all(one.states.iter().filter_map(|step| step.note.as_ref()));
            words.some(&one.note);
        }
        Record::Funding(one) => {
            words.some(&one.fund);
            words.one(&one.amount.to_string());
            words.some(&one.counts_reason);
            words.all(one.stages.iter().filter_map(|step| step.note.as_ref()));
            words.some(&one.note);
        }
        Record::Event(one) => {
            words.one(&one.summary);
            words.some(&one.place);
            words.all(&one.people);
            words.some(&one.note);
        }
        Record::Indicator(one) => {
            words.one(&format!("{} {}", one.value, one.unit));
            words.some(&one.note);
        }
        Record::Note(_) | Record::SavedSearch(_) => {}
        // A document is found through its passages, a tag through what it is on.
        Record::Document(_) | Record::Tag(_) => return None,
    }
    words.all(
        record
            .claims()
            .iter()
            .flat_map(|Claim { speaker, says, .. }| [speaker, says]),
    );
    Some(words.0)
}

/// Paragraphs, each on a line of its own.
#[derive(Default)]
struct Words(String);

impl Words {
    fn one(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
    }

    fn some(&mut self, text: &Option<String>) {
        if let Some(text) = text {
            self.one(text);
        }
    }

    fn all<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        for text in texts {
            self.one(text);
        }
    }
}
