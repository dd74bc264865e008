//! Commitments by where they stand on the brief's day.

use chrono::NaiveDate;
use entente_domain::{Commitment, CommitmentState};

use super::{composer::Composer, state_of_play::is_short};
use crate::{
    document::{Block, Cell, Column, Row, Span, Statement, Table},
    error::Error,
    words::{InWords, Phrase},
};

/// Where a commitment stands on a day. Every commitment stands in exactly one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Past its deadline, and nothing shows that it was done or lapsed.
    Overdue,
    /// Open, its deadline ahead.
    Due,
    /// Begun.
    UnderWay,
    /// Open, without a deadline.
    Open,
    /// Done.
    Done,
    /// Ended without being done.
    Lapsed,
    /// No evidence either way, no deadline.
    Unknown,
}

impl Standing {
    pub const ALL: &'static [Self] = &[
        Self::Overdue,
        Self::Due,
        Self::UnderWay,
        Self::Open,
        Self::Done,
        Self::Lapsed,
        Self::Unknown,
    ];

    /// Its heading.
    pub fn title(self) -> Phrase {
        match self {
            Self::Overdue => Phrase::Overdue,
            Self::Due => Phrase::Due,
            Self::UnderWay => Phrase::UnderWay,
            Self::Open => Phrase::OpenUndated,
            Self::Done => Phrase::Done,
            Self::Lapsed => Phrase::Lapsed,
            Self::Unknown => Phrase::NoEvidence,
        }
    }

    /// How many stand there, as part of a sentence.
    pub fn counted(self) -> Phrase {
        match self {
            Self::Overdue => Phrase::PartOverdue,
            Self::Due => Phrase::PartDue,
            Self::UnderWay => Phrase::PartUnderWay,
            Self::Open => Phrase::PartOpen,
            Self::Done => Phrase::PartDone,
            Self::Lapsed => Phrase::PartLapsed,
            Self::Unknown => Phrase::PartUnknown,
        }
    }
}

/// Where a commitment stands on a day.
pub(super) fn standing(one: &Commitment, day: NaiveDate) -> Standing {
    if one.overdue_on(day) {
        return Standing::Overdue;
    }
    match (one.state_on(day), one.due.is_some()) {
        (CommitmentState::Done, _) => Standing::Done,
        (CommitmentState::Lapsed, _) => Standing::Lapsed,
        (CommitmentState::UnderWay, _) => Standing::UnderWay,
        (CommitmentState::Open | CommitmentState::Unknown, true) => Standing::Due,
        (CommitmentState::Open, false) => Standing::Open,
        (CommitmentState::Unknown, false) => Standing::Unknown,
    }
}

/// How many overdue and how many coming deadlines a one-page brief names.
const ON_ONE_PAGE: usize = 2;

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let short = is_short(brief);
    let shown = if short { &Standing::ALL[..2] } else { Standing::ALL };
    let day = brief.options.as_of;
    let mut headed = false;
    for wanted in shown {
        let mut chosen: Vec<&Commitment> = brief
            .facts
            .commitments
            .iter()
            .filter(|one| standing(one, day) == *wanted)
            .collect();
        chosen.sort_by_key(|one| {
            (
                one.due.as_ref().and_then(|due| due.span().latest),
                &one.instrument,
                &one.id,
            )
        });
        if short {
            chosen.truncate(ON_ONE_PAGE);
        }
        if chosen.is_empty() {
            continue;
        }
        if !std::mem::replace(&mut headed, true) {
            let title = brief.say(Phrase::Commitments);
            brief.heading(1, title);
        }
        let standing = brief.say(wanted.title());
        if short {
            let items = chosen
                .into_iter()
                .map(|one| item(brief, &standing, one))
                .collect::<Result<_, _>>()?;
            brief.push(Block::List(items));
            continue;
        }
        brief.heading(2, standing.clone());
        // A column of dashes tells nothing.
        let dated = chosen.iter().any(|one| one.due.is_some());
        let rows = chosen
            .into_iter()
            .map(|one| row(brief, one, dated))
            .collect::<Result<_, _>>()?;
        let standing = standing.to_lowercase();
        let columns: &[(Phrase, u32)] = if dated {
            &[
                (Phrase::ColCommitment, 44),
                (Phrase::ColBy, 11),
                (Phrase::ColDue, 13),
                (Phrase::ColEvidence, 32),
            ]
        } else {
            &[
                (Phrase::ColCommitment, 50),
                (Phrase::ColBy, 12),
                (Phrase::ColEvidence, 38),
            ]
        };
        let table = Table {
            caption: brief.fill(Phrase::TableCommitments, &[("standing", &standing)]),
            columns: columns
                .iter()
                .map(|(head, share)| Column {
                    head: brief.say(*head),
                    share: *share,
                    figures: false,
                })
                .collect(),
            rows,
        };
        brief.push(Block::Table(table));
    }
    Ok(())
}

/// One line of a one-page brief: what is owed, by whom, by when.
fn item(brief: &mut Composer<'_>, standing: &str, one: &Commitment) -> Result<Statement, Error> {
    let by = one.by.in_words(brief.language());
    let due = one.due.as_ref().map(|due| brief.date(due)).unwrap_or_default();
    let spans = vec![
        Span::strong(format!("{standing} ({due}, {by}). ")),
        brief.quoted(&one.text),
    ];
    brief.state(&one.id, spans, &one.cites)
}

fn row(brief: &mut Composer<'_>, one: &Commitment, dated: bool) -> Result<Row, Error> {
    let instrument = brief.facts.title(&one.instrument);
    let place = match &one.article {
        Some(article) => format!("\n{instrument}, {article}"),
        None => format!("\n{instrument}"),
    };
    let spans = vec![
        brief.quoted(&one.text),
        brief.record_words(&place, crate::document::Emphasis::Light),
    ];
    let lead = brief.state(&one.id, spans, &one.cites)?;
    let due = one.due.as_ref().map_or_else(|| "–".to_owned(), |due| brief.date(due));
    let by = one.by.in_words(brief.language());
    let mut after = vec![Cell::words(by)];
    if dated {
        after.push(Cell::words(due));
    }
    after.push(evidence(brief, one)?);
    Ok(Row::of(Vec::new(), lead, after))
}

/// What the newest evidence up to the day shows, with its own source where it has one.
fn evidence(brief: &mut Composer<'_>, one: &Commitment) -> Result<Cell, Error> {
    let Some(step) = one.step_on(brief.options.as_of) else {
        return Ok(Cell::words(CommitmentState::Unknown.in_words(brief.language())));
    };
    let mut head = step.state.in_words(brief.language()).to_owned();
    if let Some(date) = &step.date {
        head = format!("{head} ({})", brief.date(date));
    }
    let mut spans = vec![Span::strong(head)];
    if let Some(note) = &step.note {
        spans.push(Span::plain("\n"));
        spans.push(brief.quoted(note));
    }
    let cites = if step.cites.is_empty() { &one.cites } else { &step.cites };
    let statement: Statement = brief.state(&one.id, spans, cites)?;
    Ok(Cell::stated(statement))
}
