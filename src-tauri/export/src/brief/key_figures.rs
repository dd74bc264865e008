//! Key figures: what is counted, what was paid, and what sources quote.

use std::collections::BTreeSet;

use entente_domain::{Indicator, LegalState, Money, Stage};

use super::{
    commitments::{Standing, standing},
    composer::Composer,
    money,
    state_of_play::{counted, is_short},
};
use crate::{
    document::{Block, Column, Figured, Row, Span, Statement, Table},
    error::Error,
    words::{InWords, Phrase, decimal_in_words, unit_in_words},
};

/// How many quoted figures a one-page brief shows.
const ON_ONE_PAGE: usize = 2;

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let mut rows = Vec::new();
    // On one page the state of play says these already.
    if !is_short(brief) {
        rows.extend(counts(brief));
        rows.extend(sums(brief)?);
    }
    let quoted = quoted(brief)?;
    if rows.is_empty() && quoted.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::KeyFigures);
    brief.heading(1, title);
    let mut tables = Vec::new();
    if !rows.is_empty() {
        let caption = brief.fill(Phrase::TableKey, &[("day", &brief.day())]);
        tables.push(Table {
            caption,
            columns: vec![
                Column {
                    head: brief.say(Phrase::ColSubject),
                    share: 62,
                    figures: false,
                },
                Column {
                    head: brief.say(Phrase::ColFigure),
                    share: 38,
                    figures: true,
                },
            ],
            rows,
        });
    }
    if !quoted.is_empty() {
        tables.push(Table {
            caption: brief.say(Phrase::TableIndicators),
            columns: vec![
                Column {
                    head: brief.say(Phrase::ColSubject),
                    share: 50,
                    figures: false,
                },
                Column {
                    head: brief.say(Phrase::ColPeriod),
                    share: 22,
                    figures: false,
                },
                Column {
                    head: brief.say(Phrase::ColFigure),
                    share: 28,
                    figures: true,
                },
            ],
            rows: quoted,
        });
    }
    for table in tables {
        brief.push(Block::Table(table));
    }
    Ok(())
}

fn counts(brief: &mut Composer<'_>) -> Vec<Row> {
    let facts = brief.facts;
    let day = brief.options.as_of;
    let in_force = facts
        .instruments
        .iter()
        .filter(|one| one.legal_state_on(day) == Some(LegalState::InForce))
        .count();
    let overdue = facts
        .commitments
        .iter()
        .filter(|one| standing(one, day) == Standing::Overdue)
        .count();
    let day = brief.day();
    let what = [
        (
            Phrase::KeyInstruments,
            in_force,
            facts.instruments.len(),
            brief.say(Phrase::CountInstruments),
        ),
        (
            Phrase::KeyCommitments,
            overdue,
            facts.commitments.len(),
            brief.fill(Phrase::CountCommitments, &[("day", &day)]),
        ),
    ];
    what.into_iter()
        .filter(|(_, _, all, _)| *all > 0)
        .map(|(label, n, all, what)| {
            let text = brief.fill(
                Phrase::KeyOf,
                &[("n", &counted(brief, n)), ("all", &counted(brief, all))],
            );
            let figure = brief.count(vec![Span::plain(text)], what, Vec::new());
            Row::of_figures(brief.say(label), vec![Figured::Figures(vec![figure])])
        })
        .collect()
}

/// What was paid, and what was pledged or signed where nothing is recorded as paid.
fn sums(brief: &mut Composer<'_>) -> Result<Vec<Row>, Error> {
    let facts = brief.facts;
    let shown = [
        Stage::Disbursed,
        Stage::Returned,
        Stage::Contracted,
        Stage::Signed,
        Stage::Pledged,
    ];
    let mut rows = Vec::new();
    let mut kinds = BTreeSet::new();
    for stage in shown {
        for total in facts.totals.sums.iter().filter(|total| total.stage == stage) {
            let key = (total.kind, total.amount.currency());
            // Of each kind the furthest stage is told, and what came back in any case.
            if stage != Stage::Returned && !kinds.insert(key) {
                continue;
            }
            let language = brief.language();
            let label = brief.fill(
                Phrase::KeyMoney,
                &[
                    ("kind", &capitalised(total.kind.in_words(language))),
                    ("stage", stage.in_words(language)),
                ],
            );
            let note = money::sum_note(brief, total)?;
            let figure = Statement::new(
                vec![Span::plain(brief.money(total.amount))],
                note,
                total.counted.clone(),
            );
            rows.push(Row::of_figures(label, vec![Figured::Figures(vec![figure])]));
        }
    }
    Ok(rows)
}

/// What sources quote: the newest period of each name first, every value in a full brief.
fn quoted(brief: &mut Composer<'_>) -> Result<Vec<Row>, Error> {
    let mut indicators: Vec<&Indicator> = brief
        .facts
        .indicators
        .iter()
        .filter(|one| brief.has_come(&one.period))
        .collect();
    indicators.sort_by_key(|one| (std::cmp::Reverse(one.period.span().latest), &one.id));
    if is_short(brief) {
        let mut named = BTreeSet::new();
        indicators.retain(|one| named.insert(&one.name));
        indicators.truncate(ON_ONE_PAGE);
    }
    indicators.into_iter().map(|one| indicator(brief, one)).collect()
}

fn indicator(brief: &mut Composer<'_>, one: &Indicator) -> Result<Row, Error> {
    let mut spans = vec![brief.quoted(&one.name)];
    if let Some(note) = one.note.as_ref().filter(|_| !is_short(brief)) {
        spans.push(brief.record_words(&format!("\n{note}"), crate::document::Emphasis::Light));
    }
    let lead = brief.state(&one.id, spans, &one.cites)?;
    let currency = one.unit.parse().ok();
    let figure = match currency.and_then(|currency| Money::from_decimal(&one.value, currency).ok()) {
        Some(money) => vec![Span::strong(brief.money(money))],
        None => {
            let value = Span::strong(decimal_in_words(&one.value, brief.language()));
            let unit = match unit_in_words(&one.unit, brief.language()) {
                Some(unit) => Span::plain(format!("\u{a0}{unit}")),
                None => brief.quoted(&format!("\u{a0}{}", one.unit)),
            };
            vec![value, unit]
        }
    };
    let figure = brief.state(&one.id, figure, &one.cites)?;
    let period = brief.date(&one.period);
    Ok(Row::of(
        Vec::new(),
        lead,
        vec![
            crate::document::Cell::words(period),
            crate::document::Cell::stated(figure),
        ],
    ))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
