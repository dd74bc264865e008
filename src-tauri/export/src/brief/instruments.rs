//! Instruments with where they stand in law on the brief's day.

use entente_domain::Instrument;

use super::composer::Composer;
use crate::{
    document::{Block, Cell, Column, Row, Span, Table},
    error::Error,
    words::{InWords, Phrase},
};

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let mut instruments: Vec<&Instrument> = brief.facts.instruments.iter().collect();
    if instruments.is_empty() {
        return Ok(());
    }
    // Newest first: what a reader asks about tomorrow stands at the head.
    instruments.sort_by_key(|one| {
        let date = one.signed.as_ref().or(one.in_force.as_ref());
        (std::cmp::Reverse(date.and_then(|date| date.span().earliest)), &one.id)
    });
    let title = brief.say(Phrase::Instruments);
    brief.heading(1, title);
    let rows = instruments
        .into_iter()
        .map(|one| row(brief, one))
        .collect::<Result<_, _>>()?;
    let table = Table {
        caption: brief.fill(Phrase::TableInstruments, &[("day", &brief.day())]),
        columns: [
            (Phrase::ColInstrument, 50),
            (Phrase::ColSigned, 15),
            (Phrase::ColInForce, 15),
            (Phrase::ColState, 20),
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

fn row(brief: &mut Composer<'_>, one: &Instrument) -> Result<Row, Error> {
    let language = brief.language();
    let binding = Phrase::ColBinding.say(language).to_lowercase();
    let bound = if one.binding { Phrase::Yes } else { Phrase::No }.say(language);
    let kind = format!("\n{} · {binding}: {bound}\n", one.kind.in_words(language));
    let spans = vec![brief.strong(&one.title), Span::light(kind), brief.quoted(&one.summary)];
    let lead = brief.state(&one.id, spans, &one.cites)?;
    let date =
        |date: &Option<entente_domain::Edtf>| date.as_ref().map_or_else(|| "–".to_owned(), |date| brief.date(date));
    let state = one
        .legal_state_on(brief.options.as_of)
        .map_or(Phrase::NoData.say(language), |state| state.in_words(language));
    let mut state = vec![Span::strong(state)];
    let last = one
        .history
        .iter()
        .filter(|step| brief.has_come(&step.date))
        .max_by_key(|step| step.date.span().earliest);
    if let Some(note) = last.and_then(|step| step.note.as_ref()) {
        state.push(Span::plain("\n"));
        state.push(brief.quoted(note));
    }
    Ok(Row::of(
        Vec::new(),
        lead,
        vec![
            Cell::words(date(&one.signed)),
            Cell::words(date(&one.in_force)),
            Cell::Words(state),
        ],
    ))
}
