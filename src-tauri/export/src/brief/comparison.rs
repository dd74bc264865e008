//! Two or more partners side by side, strand by strand.
//!
//! Each cell says what the records of one partner say; nothing is set against anything else by words of ours.

use entente_domain::{
    Commitment, Instrument, LegalState, RecordId, Stage, Strand,
    ledger::{Total, Totals},
};

use super::{
    BriefFacts, BriefOptions,
    commitments::{Standing, standing},
    composer::Composer,
    contested::contested,
    money::sum_note,
    state_of_play::counted,
};
use crate::{
    document::{Block, Cell, Column, Document, Row, Span, Statement, Table},
    error::Error,
    words::{InWords, Phrase, colon},
};

/// Composes a comparison. The facts are those of each partner's own brief, in the order of the columns.
///
/// # Errors
/// As [`super::compose`], and when fewer than two partners are given.
pub fn compare(partners: &[BriefFacts], options: &BriefOptions) -> Result<Document, Error> {
    if partners.len() < 2 {
        return Err(Error::NothingToCompare);
    }
    let merged = merged(partners);
    let language = options.language;
    let names: Vec<String> = partners
        .iter()
        .map(|one| {
            one.partner
                .names
                .get(language.code())
                .unwrap_or(&one.partner.name)
                .clone()
        })
        .collect();
    let options = BriefOptions {
        title: Some(options.title.clone().unwrap_or_else(|| names.join(" · "))),
        kicker: Some(Phrase::Comparison.say(language).to_owned()),
        ..options.clone()
    };
    let mut brief = Composer::new(&merged, &options);
    brief.contents();
    overview(&mut brief, partners, &names)?;
    for strand in Strand::ALL.iter().copied() {
        if options.strands.is_empty() || options.strands.contains(&strand) {
            by_strand(&mut brief, partners, &names, strand)?;
        }
    }
    let mut document = brief.finish(true);
    document.manifest.beside = partners[1..].iter().map(|one| one.partner.iso.to_string()).collect();
    Ok(document)
}

/// All records as one set of facts: notes and titles are looked up in it.
fn merged(partners: &[BriefFacts]) -> BriefFacts {
    let mut all = partners[0].clone();
    for one in &partners[1..] {
        all.instruments.extend(one.instruments.iter().cloned());
        all.commitments.extend(one.commitments.iter().cloned());
        all.funding.extend(one.funding.iter().cloned());
        all.events.extend(one.events.iter().cloned());
        all.indicators.extend(one.indicators.iter().cloned());
        all.sources
            .extend(one.sources.iter().map(|(id, source)| (id.clone(), source.clone())));
        all.titles
            .extend(one.titles.iter().map(|(id, title)| (id.clone(), title.clone())));
    }
    all
}

/// A row: what it is of, and a cell a partner.
struct Line {
    label: String,
    cells: Vec<Vec<Statement>>,
}

fn table(brief: &mut Composer<'_>, caption: String, names: &[String], lines: Vec<Line>) {
    let share = u32::try_from(78 / names.len().max(1)).unwrap_or(10);
    let first = 100 - share * u32::try_from(names.len()).unwrap_or(1);
    let mut columns = vec![Column {
        head: brief.say(Phrase::ColSubject),
        share: first,
        figures: false,
    }];
    columns.extend(names.iter().map(|name| Column {
        head: name.clone(),
        share,
        figures: false,
    }));
    let none = brief.say(Phrase::NoneRecorded);
    let rows: Vec<Row> = lines
        .into_iter()
        .filter(|line| line.cells.iter().any(|cell| !cell.is_empty()))
        .map(|line| {
            let cells = line.cells.into_iter().map(|statements| {
                if statements.is_empty() {
                    Cell::words(none.clone())
                } else {
                    Cell::Stated(statements)
                }
            });
            Row::labelled(Span::strong(line.label), cells.collect())
        })
        .collect();
    if !rows.is_empty() {
        brief.push(Block::Table(Table { caption, columns, rows }));
    }
}

fn overview(brief: &mut Composer<'_>, partners: &[BriefFacts], names: &[String]) -> Result<(), Error> {
    let title = brief.say(Phrase::KeyFigures);
    brief.heading(1, title);
    let day = brief.options.as_of;
    let words = brief.day();
    let mut lines = Vec::new();
    let instruments = partners.iter().map(|facts| {
        let in_force = facts
            .instruments
            .iter()
            .filter(|one| one.legal_state_on(day) == Some(LegalState::InForce));
        (in_force.count(), facts.instruments.len())
    });
    let overdue = partners.iter().map(|facts| {
        let overdue = facts
            .commitments
            .iter()
            .filter(|one| standing(one, day) == Standing::Overdue)
            .count();
        (overdue, facts.commitments.len())
    });
    let what = brief.say(Phrase::CountInstruments);
    lines.push(counts(brief, Phrase::KeyInstruments, &what, instruments.collect()));
    let what = brief.fill(Phrase::CountCommitments, &[("day", &words)]);
    lines.push(counts(brief, Phrase::KeyCommitments, &what, overdue.collect()));
    for stage in [Stage::Pledged, Stage::Signed, Stage::Disbursed, Stage::Returned] {
        let totals: Vec<&Totals> = partners.iter().map(|facts| &facts.totals).collect();
        lines.push(sums(brief, stage, &totals)?);
    }
    let what = brief.say(Phrase::CountContested);
    let disputed = partners.iter().map(|facts| {
        let points = contested(facts);
        let n = counted(brief, points.len());
        let records = points.into_iter().map(|one| one.record.clone()).collect();
        (n, records)
    });
    let disputed: Vec<(String, Vec<RecordId>)> = disputed.collect();
    let cells = disputed
        .into_iter()
        .map(|(n, records)| vec![brief.count(vec![Span::plain(n)], what.clone(), records)])
        .collect();
    lines.push(Line {
        label: brief.say(Phrase::Contested),
        cells,
    });
    let caption = brief.fill(Phrase::TableKey, &[("day", &words)]);
    table(brief, caption, names, lines);
    Ok(())
}

fn counts(brief: &mut Composer<'_>, label: Phrase, what: &str, counts: Vec<(usize, usize)>) -> Line {
    let cells = counts
        .into_iter()
        .map(|(n, all)| {
            let text = brief.fill(
                Phrase::KeyOf,
                &[("n", &counted(brief, n)), ("all", &counted(brief, all))],
            );
            vec![brief.count(vec![Span::plain(text)], what.to_owned(), Vec::new())]
        })
        .collect();
    Line {
        label: brief.say(label),
        cells,
    }
}

/// What each partner's totals have at a stage, a kind of money a line.
fn sums(brief: &mut Composer<'_>, stage: Stage, totals: &[&Totals]) -> Result<Line, Error> {
    let mut cells = Vec::new();
    for totals in totals {
        let mut said = Vec::new();
        for total in totals.sums.iter().filter(|total| total.stage == stage) {
            said.push(sum(brief, total)?);
        }
        cells.push(said);
    }
    let stage = stage.in_words(brief.language());
    let label = brief.fill(Phrase::MoneyAtStage, &[("stage", stage)]);
    Ok(Line { label, cells })
}

fn sum(brief: &mut Composer<'_>, total: &Total) -> Result<Statement, Error> {
    let note = sum_note(brief, total)?;
    let text = format!(
        "{} ({})",
        brief.money(total.amount),
        total.kind.in_words(brief.language())
    );
    Ok(Statement::new(vec![Span::plain(text)], note, total.counted.clone()))
}

fn by_strand(brief: &mut Composer<'_>, partners: &[BriefFacts], names: &[String], strand: Strand) -> Result<(), Error> {
    let mut lines = vec![instruments(brief, partners, strand)?];
    for wanted in [Standing::Overdue, Standing::Due, Standing::UnderWay, Standing::Done] {
        lines.push(commitments(brief, partners, strand, wanted)?);
    }
    let none = Totals::default();
    let totals: Vec<&Totals> = partners
        .iter()
        .map(|facts| facts.totals_of_strands.get(&strand).unwrap_or(&none))
        .collect();
    for stage in [Stage::Pledged, Stage::Signed, Stage::Disbursed, Stage::Returned] {
        lines.push(sums(brief, stage, &totals)?);
    }
    if lines.iter().all(|line| line.cells.iter().all(Vec::is_empty)) {
        return Ok(());
    }
    let strand = strand.in_words(brief.language()).to_owned();
    brief.heading(1, strand.clone());
    let caption = brief.fill(Phrase::TableCompared, &[("strand", &strand), ("day", &brief.day())]);
    table(brief, caption, names, lines);
    Ok(())
}

fn instruments(brief: &mut Composer<'_>, partners: &[BriefFacts], strand: Strand) -> Result<Line, Error> {
    let day = brief.options.as_of;
    let mut cells = Vec::new();
    for facts in partners {
        let mut chosen: Vec<&Instrument> = facts
            .instruments
            .iter()
            .filter(|one| one.strands.contains(&strand))
            .filter(|one| !matches!(one.legal_state_on(day), None | Some(LegalState::Expired)))
            .collect();
        chosen.sort_by_key(|one| {
            (
                std::cmp::Reverse(one.signed.as_ref().and_then(|date| date.span().earliest)),
                &one.id,
            )
        });
        let mut said = Vec::new();
        for one in chosen {
            let state = one
                .legal_state_on(day)
                .map_or("–", |state| state.in_words(brief.language()));
            let spans = vec![brief.quoted(&one.title), Span::light(format!(" ({state})"))];
            said.push(brief.state(&one.id, spans, &one.cites)?);
        }
        cells.push(said);
    }
    Ok(Line {
        label: brief.say(Phrase::Instruments),
        cells,
    })
}

fn commitments(
    brief: &mut Composer<'_>,
    partners: &[BriefFacts],
    strand: Strand,
    wanted: Standing,
) -> Result<Line, Error> {
    let day = brief.options.as_of;
    let mut cells = Vec::new();
    for facts in partners {
        let mut chosen: Vec<&Commitment> = facts
            .commitments
            .iter()
            .filter(|one| one.strand == strand && standing(one, day) == wanted)
            .collect();
        chosen.sort_by_key(|one| (one.due.as_ref().and_then(|due| due.span().latest), &one.id));
        let mut said = Vec::new();
        for one in chosen {
            let by = one.by.in_words(brief.language());
            let tail = match &one.due {
                Some(due) => format!(" ({by}, {})", brief.date(due)),
                None => format!(" ({by})"),
            };
            said.push(brief.state(&one.id, vec![brief.quoted(&one.text), Span::light(tail)], &one.cites)?);
        }
        cells.push(said);
    }
    let label = brief.say(Phrase::Commitments);
    let standing = brief.say(wanted.title()).to_lowercase();
    Ok(Line {
        label: format!("{label}{}{standing}", colon(brief.language())),
        cells,
    })
}
