//! Money by stage and kind, what to look at before using a sum, and what came back.

use std::collections::BTreeSet;

use entente_domain::{
    Citation, Currency, FundingKind, FundingLine, Stage,
    ledger::{LedgerWarning, Total},
};

use super::{
    composer::Composer,
    funding_lines,
    state_of_play::{counted, is_short},
};
use crate::{
    document::{Block, Column, Figure, Figured, NoteRef, Row, Span, Statement, Table},
    error::Error,
    figures::{self, Bar},
    words::{InWords, Phrase, colon, semicolon},
};

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    if brief.facts.funding.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::Money);
    brief.heading(1, title);
    brief.remark(Phrase::RemarkMoney);
    let currencies: BTreeSet<Currency> = brief
        .facts
        .totals
        .sums
        .iter()
        .map(|total| total.amount.currency())
        .collect();
    for currency in currencies {
        by_stage(brief, currency)?;
    }
    warnings(brief);
    returned(brief)?;
    funding_lines::write(brief)
}

/// The note under a sum: the lines that were added and where each says its figure.
pub(super) fn sum_note(brief: &mut Composer<'_>, total: &Total) -> Result<NoteRef, Error> {
    let facts = brief.facts;
    let lines: Vec<&FundingLine> = total
        .counted
        .iter()
        .filter_map(|id| facts.funding.iter().find(|line| line.id == *id))
        .collect();
    let n = counted(brief, lines.len());
    let short = is_short(brief);
    let mut reckoning = if short {
        brief.fill(Phrase::SumShort, &[("n", &n)])
    } else {
        let titles: Vec<String> = lines
            .iter()
            .map(|line| format!("{} [{}]", line.title, line.id))
            .collect();
        let phrase = if lines.len() == 1 {
            Phrase::SumOfOne
        } else {
            Phrase::SumOf
        };
        brief.fill(
            phrase,
            &[("n", &n), ("lines", &titles.join(semicolon(brief.language())))],
        )
    };
    for from in total.summed_from.iter().filter(|_| !short) {
        let whole = brief.facts.title(&from.whole);
        let breakdown = from.breakdown.as_deref().unwrap_or("–");
        let parts = brief.fill(Phrase::SumFromBreakdown, &[("whole", &whole), ("breakdown", breakdown)]);
        reckoning = format!("{reckoning} {parts}");
    }
    let of_line = |line| {
        stage_cites(line, total.stage)
            .into_iter()
            .take(if short { 1 } else { usize::MAX })
    };
    let cites: Vec<Citation> = lines.iter().flat_map(|line| of_line(line)).cloned().collect();
    let name = format!("the sum of {} {}", total.kind, total.stage);
    brief.notes.reckoned(&name, Some(reckoning), &cites)
}

/// Where a line's figures at a stage are written: the stage's own places, or the line's.
fn stage_cites(line: &FundingLine, stage: Stage) -> Vec<&Citation> {
    let own: Vec<&Citation> = line
        .stages
        .iter()
        .filter(|one| one.stage == stage && one.amount.is_some())
        .flat_map(|one| &one.cites)
        .collect();
    if own.is_empty() {
        line.cites.iter().collect()
    } else {
        own
    }
}

fn by_stage(brief: &mut Composer<'_>, currency: Currency) -> Result<(), Error> {
    let facts = brief.facts;
    let language = brief.language();
    let totals: Vec<&Total> = facts
        .totals
        .sums
        .iter()
        .filter(|total| total.amount.currency() == currency)
        .collect();
    let kinds: BTreeSet<FundingKind> = totals.iter().map(|total| total.kind).collect();
    let stages: BTreeSet<Stage> = totals.iter().map(|total| total.stage).collect();
    let mut rows = Vec::new();
    let mut bars = Vec::new();
    for stage in &stages {
        let mut cells = Vec::new();
        for kind in &kinds {
            let Some(total) = totals.iter().find(|total| total.stage == *stage && total.kind == *kind) else {
                cells.push(Figured::NoData(brief.say(Phrase::NoData)));
                continue;
            };
            let note = sum_note(brief, total)?;
            let amount = brief.money(total.amount);
            bars.push(Bar {
                group: stage.in_words(language).to_owned(),
                label: kind.in_words(language).to_owned(),
                shade: *kind as usize,
                value: total.amount.minor(),
                written: amount.clone(),
            });
            cells.push(Figured::Figures(vec![Statement::new(
                vec![Span::plain(amount)],
                note,
                total.counted.clone(),
            )]));
        }
        rows.push(Row::of_figures(stage.in_words(language), cells));
    }
    let share = u32::try_from(80 / kinds.len().max(1)).unwrap_or(10);
    let mut columns = vec![Column {
        head: brief.say(Phrase::ColStage),
        share: 100 - share * kinds.len() as u32,
        figures: false,
    }];
    columns.extend(kinds.iter().map(|kind| Column {
        head: kind.in_words(language).to_owned(),
        share,
        figures: true,
    }));
    let caption = brief.fill(Phrase::TableStages, &[("day", &brief.day())]);
    brief.push(Block::Table(Table {
        caption: format!("{caption}, {currency}"),
        columns,
        rows,
    }));
    if bars.is_empty() {
        return Ok(());
    }
    let caption = brief.fill(Phrase::CaptionMoney, &[("currency", currency.as_str())]);
    let note = brief.notes.counted(brief.say(Phrase::SumsDrawn));
    let caption = Statement::new(vec![Span::plain(caption)], note, Vec::new());
    let spoken: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}, {}{}{}", bar.group, bar.label, colon(brief.language()), bar.written))
        .collect();
    let alt = brief.fill(Phrase::AltMoney, &[("bars", &spoken.join(semicolon(brief.language())))]);
    let drawing = figures::bars(&bars);
    brief.push(Block::Figure(Figure {
        caption,
        alt,
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
    }));
    Ok(())
}

fn returned(brief: &mut Composer<'_>) -> Result<(), Error> {
    let mut said = Vec::new();
    for line in &brief.facts.funding {
        for stage in line.stages.iter().filter(|one| one.stage == Stage::Returned) {
            if !brief.has_come(&stage.date) {
                continue;
            }
            let date = brief.date(&stage.date);
            let tail = match stage.amount {
                Some(amount) => brief.fill(
                    Phrase::SentenceReturned,
                    &[("title", ""), ("amount", &brief.money(amount)), ("date", &date)],
                ),
                None => brief.fill(Phrase::SentenceReturnedNoAmount, &[("title", ""), ("date", &date)]),
            };
            let mut spans = vec![brief.quoted(&line.title), Span::plain(tail)];
            if let Some(note) = &stage.note {
                spans.push(Span::plain(" "));
                spans.push(brief.quoted(note));
            }
            let cites = if stage.cites.is_empty() {
                &line.cites
            } else {
                &stage.cites
            };
            said.push(brief.state(&line.id, spans, cites)?);
        }
    }
    said.extend(nets(brief)?);
    if !said.is_empty() {
        let title = brief.say(Phrase::Returned);
        brief.heading(2, title);
        brief.push(Block::List(said));
    }
    Ok(())
}

/// What was paid, what of it came back and what remains, for each kind of which something came back.
fn nets(brief: &mut Composer<'_>) -> Result<Vec<Statement>, Error> {
    let facts = brief.facts;
    let mut said = Vec::new();
    for net in facts.totals.nets() {
        let text = brief.fill(
            Phrase::SentenceNet,
            &[
                ("kind", net.kind.in_words(brief.language())),
                ("paid", &brief.money(net.disbursed)),
                ("returned", &brief.money(net.returned)),
                ("net", &brief.money(net.net)),
            ],
        );
        let sides = facts.totals.sums.iter().filter(|sum| {
            sum.kind == net.kind
                && sum.amount.currency() == net.net.currency()
                && matches!(sum.stage, Stage::Disbursed | Stage::Returned)
        });
        let mut statement: Option<Statement> = None;
        for side in sides {
            let note = sum_note(brief, side)?;
            statement = Some(match statement {
                None => Statement::new(vec![Span::plain(text.clone())], note, side.counted.clone()),
                Some(statement) => statement.and_note(note).and_records(&side.counted),
            });
        }
        said.extend(statement);
    }
    Ok(said)
}

/// What a desk officer should look at before defending a sum.
fn warnings(brief: &mut Composer<'_>) {
    let facts = brief.facts;
    let mut said = Vec::new();
    for warning in &facts.totals.warnings {
        let language = brief.language();
        let (text, records) = match warning {
            LedgerWarning::PartsExceedWhole {
                whole,
                stage,
                parts,
                own,
                ..
            } => {
                let values = [
                    ("stage", stage.in_words(language)),
                    ("whole", &facts.title(whole)),
                    ("parts", &brief.money(*parts)),
                    ("own", &brief.money(*own)),
                ];
                (brief.fill(Phrase::WarnPartsExceed, &values), vec![whole.clone()])
            }
            LedgerWarning::WholesOverlap { line, stage, wholes } => {
                let titles: Vec<_> = wholes.iter().map(|id| facts.title(id)).collect();
                let values = [
                    ("stage", stage.in_words(language)),
                    ("line", &facts.title(line)),
                    ("wholes", &titles.join(semicolon(language))),
                ];
                (brief.fill(Phrase::WarnOverlap, &values), wholes.clone())
            }
        };
        let note = brief.notes.counted(brief.say(Phrase::FromLedger));
        said.push(Statement::new(vec![Span::plain(text)], note, records));
    }
    if !said.is_empty() {
        let title = brief.say(Phrase::Warnings);
        brief.heading(2, title);
        brief.push(Block::List(said));
    }
}
