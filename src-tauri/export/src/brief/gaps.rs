//! What the records do not show, and what changed since a day.

use super::{Change, ChangeKind, Gap, composer::Composer};
use crate::{
    document::{Block, Cell, Column, Row, Span, Statement, Table},
    error::Error,
    words::{InWords, Phrase, day_in_words, field_in_words},
};

pub(super) fn write(brief: &mut Composer<'_>) {
    let facts = brief.facts;
    if facts.gaps.is_empty() {
        return;
    }
    let title = brief.say(Phrase::Gaps);
    brief.heading(1, title);
    brief.remark(Phrase::RemarkGaps);
    let items = facts.gaps.iter().map(|gap| item(brief, gap)).collect();
    brief.push(Block::List(items));
}

fn item(brief: &mut Composer<'_>, gap: &Gap) -> Statement {
    let (text, records) = match gap {
        Gap::NoOfficialText(id) => (
            brief.fill(Phrase::GapNoText, &[("title", &brief.facts.title(id))]),
            vec![id.clone()],
        ),
        Gap::NoPaymentData(id) => (
            brief.fill(Phrase::GapNoPayment, &[("title", &brief.facts.title(id))]),
            vec![id.clone()],
        ),
        Gap::NoEvidence(strand) => (
            brief.fill(Phrase::GapNoEvidence, &[("strand", strand.in_words(brief.language()))]),
            Vec::new(),
        ),
    };
    let note = brief.notes.counted(brief.say(Phrase::DerivedGap));
    Statement::new(vec![Span::plain(text)], note, records)
}

pub(super) fn write_changes(brief: &mut Composer<'_>) -> Result<(), Error> {
    let Some(changes) = &brief.facts.changes else {
        return Ok(());
    };
    let since = day_in_words(changes.since, brief.language());
    let title = brief.fill(Phrase::WhatChanged, &[("day", &since)]);
    brief.heading(1, title);
    if changes.records.is_empty() {
        brief.remark(Phrase::RemarkNothing);
        return Ok(());
    }
    let rows = changes.records.iter().map(|change| row(brief, change)).collect();
    let table = Table {
        caption: brief.fill(Phrase::TableChanges, &[("day", &since)]),
        columns: [
            (Phrase::ColRecord, 50),
            (Phrase::ColKind, 15),
            (Phrase::ColDate, 15),
            (Phrase::ColChange, 20),
        ]
        .map(|(head, share)| Column {
            head: brief.say(head),
            share,
            figures: false,
        })
        .into(),
        rows,
    };
    brief.push(Block::Table(table));
    Ok(())
}

fn row(brief: &mut Composer<'_>, change: &Change) -> Row {
    let language = brief.language();
    let how = match &change.how {
        ChangeKind::Added => brief.say(Phrase::ChangeAdded),
        ChangeKind::Changed(fields) => {
            let fields: Vec<_> = fields.iter().map(|field| field_in_words(field, language)).collect();
            brief.fill(Phrase::ChangeChanged, &[("fields", &fields.join(", "))])
        }
        ChangeKind::Removed => brief.say(Phrase::ChangeRemoved),
    };
    let note = brief.notes.counted(brief.say(Phrase::FromChangeLog));
    let lead = Statement::new(vec![brief.quoted(&change.title)], note, vec![change.id.clone()]);
    let kind = change.kind.in_words(language);
    Row::of(
        Vec::new(),
        lead,
        vec![
            Cell::words(kind),
            Cell::words(day_in_words(change.day, language)),
            Cell::words(how),
        ],
    )
}
