//! Where things stand, in a few sentences that only join what records say.

use entente_domain::{Event, Instrument, LegalState};

use super::{
    Length,
    commitments::{Standing, standing},
    composer::Composer,
    money,
};
use crate::{
    document::{Block, Span, Statement},
    error::Error,
    words::{InWords, Phrase, fill, number_in_words},
};

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let mut paragraphs = vec![
        partnership(brief)?,
        law(brief)?,
        undertakings(brief)?,
        money_paid(brief)?,
        lately(brief)?,
        disputed(brief),
    ];
    if is_short(brief) {
        let rest = paragraphs.split_off(3).concat();
        let law = paragraphs.split_off(1).concat();
        paragraphs.extend([law, rest]);
    }
    paragraphs.retain(|statements| !statements.is_empty());
    if paragraphs.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::StateOfPlay);
    brief.heading(1, title);
    for statements in paragraphs {
        brief.push(Block::Paragraph(statements));
    }
    Ok(())
}

/// What the partner's own record says of the partnership.
fn partnership(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    let partner = &brief.facts.partner;
    let Some(summary) = &partner.summary else {
        return Ok(Vec::new());
    };
    let spans = vec![brief.quoted(summary)];
    Ok(vec![brief.state(&partner.id, spans, &partner.cites)?])
}

/// The oldest instrument in force and the newest of all.
fn law(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    let day = brief.options.as_of;
    let facts = brief.facts;
    let dated = |one: &&Instrument| one.signed.as_ref().is_some_and(|signed| brief.has_come(signed));
    let first_day = |one: &&Instrument| one.signed.as_ref().and_then(|signed| signed.span().earliest);
    let in_force: Vec<&Instrument> = facts
        .instruments
        .iter()
        .filter(|one| one.legal_state_on(day) == Some(LegalState::InForce))
        .collect();
    let basis = in_force
        .iter()
        .copied()
        .filter(|one| one.binding && one.in_force.is_some())
        .filter(dated)
        .min_by_key(|one| (first_day(one), &one.id));
    let newest = facts
        .instruments
        .iter()
        .filter(dated)
        .max_by_key(|one| (first_day(one), &one.id));
    let mut said = Vec::new();
    if !facts.instruments.is_empty() {
        let (all, now) = (facts.instruments.len(), in_force.len());
        let text = brief.fill(
            Phrase::SentenceInstruments,
            &[
                ("n", &counted(brief, all)),
                ("in_force", &counted(brief, now)),
                ("day", &brief.day()),
            ],
        );
        let what = brief.say(Phrase::CountInstruments);
        said.push(brief.count(vec![Span::plain(text)], what, Vec::new()));
    }
    if let Some(one) = basis {
        let signed = one.signed.as_ref().map(|date| brief.date(date)).unwrap_or_default();
        let in_force = one.in_force.as_ref().map(|date| brief.date(date)).unwrap_or_default();
        let tail = brief.fill(
            Phrase::SentenceSignedInForce,
            &[("signed", &signed), ("in_force", &in_force)],
        );
        let spans = titled(brief, Phrase::SentenceBasis, &one.title, tail);
        said.push(brief.state(&one.id, spans, &one.cites)?);
    }
    if let Some(one) = newest.filter(|one| basis.is_none_or(|basis| basis.id != one.id)) {
        let signed = one.signed.as_ref().map(|date| brief.date(date)).unwrap_or_default();
        let phrase = if one.binding {
            Phrase::SentenceSignedBinding
        } else {
            Phrase::SentenceSignedNonBinding
        };
        let tail = brief.fill(phrase, &[("signed", &signed)]);
        let spans = titled(brief, Phrase::SentenceLatest, &one.title, tail);
        said.push(brief.state(&one.id, spans, &one.cites)?);
    }
    Ok(said)
}

/// How many commitments stand where, and the next deadline.
fn undertakings(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    let facts = brief.facts;
    let day = brief.options.as_of;
    if facts.commitments.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<String> = Standing::ALL
        .iter()
        .filter_map(|wanted| {
            let n = facts
                .commitments
                .iter()
                .filter(|one| standing(one, day) == *wanted)
                .count();
            (n > 0).then(|| brief.fill(wanted.counted(), &[("n", &counted(brief, n))]))
        })
        .collect();
    let n = counted(brief, facts.commitments.len());
    let text = brief.fill(
        Phrase::SentenceCommitments,
        &[("n", &n), ("parts", &joined(brief, &parts))],
    );
    let what = brief.fill(Phrase::CountCommitments, &[("day", &brief.day())]);
    let mut said = vec![brief.count(vec![Span::plain(text)], what, Vec::new())];
    let next = facts
        .commitments
        .iter()
        .filter(|one| standing(one, day) == Standing::Due)
        .min_by_key(|one| (one.due.as_ref().and_then(|due| due.span().latest), &one.id));
    if let Some((one, due)) = next.and_then(|one| Some((one, one.due.as_ref()?))) {
        let date = brief.date(due);
        let phrase = brief.say(Phrase::SentenceNextDue);
        let (before, after) = phrase.split_once("{text}").unwrap_or((phrase.as_str(), ""));
        let spans = vec![
            Span::plain(fill(before, &[("date", &date)])),
            brief.quoted(&lower_first(&one.text)),
            Span::plain(after),
        ];
        said.push(brief.state(&one.id, spans, &one.cites)?);
    }
    Ok(said)
}

/// The furthest stages that carry figures, in a sentence each.
fn money_paid(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    use entente_domain::Stage::{Disbursed, Pledged, Returned};
    let facts = brief.facts;
    let mut said = Vec::new();
    for stage in [Pledged, Disbursed, Returned] {
        let totals: Vec<_> = facts.totals.sums.iter().filter(|total| total.stage == stage).collect();
        if totals.is_empty() {
            continue;
        }
        let amounts: Vec<String> = totals
            .iter()
            .map(|total| {
                format!(
                    "{} ({})",
                    brief.money(total.amount),
                    total.kind.in_words(brief.language())
                )
            })
            .collect();
        let stage = stage.in_words(brief.language());
        let text = brief.fill(
            Phrase::SentencePaid,
            &[("stage", stage), ("amounts", &joined(brief, &amounts))],
        );
        let mut statement: Option<Statement> = None;
        for total in totals {
            let note = money::sum_note(brief, total)?;
            statement = Some(match statement {
                None => Statement::new(vec![Span::plain(text.clone())], note, total.counted.clone()),
                Some(statement) => statement.and_note(note).and_records(&total.counted),
            });
        }
        said.extend(statement);
    }
    Ok(said)
}

/// The latest event and the next.
fn lately(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    let facts = brief.facts;
    let day = brief.options.as_of;
    let first_day = |one: &&Event| one.date.span().earliest;
    let come = |one: &&Event| first_day(one).is_some_and(|first| first <= day);
    let latest = facts
        .events
        .iter()
        .filter(come)
        .max_by_key(|one| (first_day(one), &one.id));
    let next = facts
        .events
        .iter()
        .filter(|one| first_day(one).is_some_and(|first| first > day))
        .min_by_key(|one| (first_day(one), &one.id));
    let mut said = Vec::new();
    for (event, phrase) in [(latest, Phrase::SentenceLastEvent), (next, Phrase::SentenceNextEvent)] {
        let Some(event) = event else { continue };
        let date = brief.date(&event.date);
        let phrase = brief.say(phrase);
        let (before, after) = phrase.split_once("{title}").unwrap_or((phrase.as_str(), ""));
        let spans = vec![
            Span::plain(fill(before, &[("date", &date)])),
            brief.quoted(&event.title),
            Span::plain(after),
        ];
        said.push(brief.state(&event.id, spans, &event.cites)?);
    }
    Ok(said)
}

fn disputed(brief: &mut Composer<'_>) -> Vec<Statement> {
    let contested = super::contested::contested(brief.facts);
    let text = match contested.len() {
        0 => return Vec::new(),
        1 => brief.say(Phrase::SentenceContestedOne),
        n => brief.fill(Phrase::SentenceContested, &[("n", &counted(brief, n))]),
    };
    let what = brief.say(Phrase::CountContested);
    let records = contested.into_iter().map(|one| one.record.clone()).collect();
    vec![brief.count(vec![Span::plain(text)], what, records)]
}

/// The phrase, the record's title in its own language, the tail.
fn titled(brief: &Composer<'_>, phrase: Phrase, title: &str, tail: String) -> Vec<Span> {
    let before = brief.say(phrase);
    let (before, after) = before.split_once("{title}").unwrap_or((before.as_str(), ""));
    vec![
        Span::plain(before),
        brief.quoted(title),
        Span::plain(format!("{after}{tail}")),
    ]
}

pub(super) fn counted(brief: &Composer<'_>, n: usize) -> String {
    number_in_words(i64::try_from(n).unwrap_or(i64::MAX), brief.language())
}

/// `a, b and c`.
pub(super) fn joined(brief: &Composer<'_>, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), Phrase::And.say(brief.language())),
    }
}

/// The text with its first letter small, unless its first word is a name or an abbreviation by its second letter.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// Which events a one-page brief tells: the latest few.
pub(super) fn is_short(brief: &Composer<'_>) -> bool {
    brief.options.length == Length::OnePage
}
