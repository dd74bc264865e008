//! Money by stage and kind, the lines behind it, what was left out and why, and what came back.

use std::collections::BTreeSet;

use entente_domain::{
    Basis, Citation, Currency, FundingKind, FundingLine, RecordId, Stage,
    ledger::{LedgerWarning, LeftOut, LeftOutReason, Total},
};

use super::{
    composer::Composer,
    state_of_play::{counted, is_short},
};
use crate::{
    document::{Block, Cell, Column, Emphasis, Figure, Figured, NoteRef, Row, Span, Statement, Table},
    error::Error,
    figures::{self, Bar},
    words::{InWords, Phrase},
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
    lines(brief)?;
    left_out(brief)
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
        brief.fill(phrase, &[("n", &n), ("lines", &titles.join("; "))])
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
        .map(|bar| format!("{}, {}: {}", bar.group, bar.label, bar.written))
        .collect();
    let alt = brief.fill(Phrase::AltMoney, &[("bars", &spoken.join("; "))]);
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
                    ("wholes", &titles.join("; ")),
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

fn lines(brief: &mut Composer<'_>) -> Result<(), Error> {
    let counted: BTreeSet<&RecordId> = brief.facts.totals.counted.iter().collect();
    let mut shown: Vec<&FundingLine> = brief
        .facts
        .funding
        .iter()
        .filter(|line| counted.contains(&line.id))
        .collect();
    shown.sort_by_key(|line| (line.strand, std::cmp::Reverse(line.amount), &line.id));
    if shown.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::TableLines);
    brief.heading(2, title.clone());
    let rows = shown
        .into_iter()
        .map(|line| row(brief, line))
        .collect::<Result<_, _>>()?;
    let columns = vec![
        Column {
            head: brief.say(Phrase::ColLine),
            share: 46,
            figures: false,
        },
        Column {
            head: brief.say(Phrase::ColAmount),
            share: 18,
            figures: true,
        },
        Column {
            head: brief.say(Phrase::ColReached),
            share: 36,
            figures: false,
        },
    ];
    brief.push(Block::Table(Table {
        caption: title,
        columns,
        rows,
    }));
    Ok(())
}

fn row(brief: &mut Composer<'_>, line: &FundingLine) -> Result<Row, Error> {
    let language = brief.language();
    let mut about = format!(
        "\n{} · {}",
        line.strand.in_words(language),
        line.kind.in_words(language)
    );
    if let Some(fund) = &line.fund {
        about = format!("{about} · {fund}");
    }
    let lead = vec![brief.quoted(&line.title), brief.record_words(&about, Emphasis::Light)];
    let lead = brief.state(&line.id, lead, &line.cites)?;
    let amount = vec![Span::strong(brief.money(line.amount))];
    let amount = brief.state(&line.id, amount, &line.cites)?;
    Ok(Row::of(
        Vec::new(),
        lead,
        vec![Cell::stated(amount), stages(brief, line)?],
    ))
}

/// Each stage that has come, with its date, amount and source.
fn stages(brief: &mut Composer<'_>, line: &FundingLine) -> Result<Cell, Error> {
    let language = brief.language();
    let mut said = Vec::new();
    for step in &line.stages {
        if !brief.has_come(&step.date) {
            continue;
        }
        let amount = step
            .amount
            .map_or_else(|| brief.say(Phrase::NoData), |amount| brief.money(amount));
        let date = brief.date(&step.date);
        let date = match step.basis {
            Basis::Flow => date,
            Basis::RunningTotal => brief.fill(Phrase::SumBasis, &[("date", &date)]),
        };
        let text = brief.fill(
            Phrase::AtStage,
            &[
                ("stage", step.stage.in_words(language)),
                ("date", &date),
                ("amount", &amount),
            ],
        );
        let cites = if step.cites.is_empty() {
            &line.cites
        } else {
            &step.cites
        };
        said.push(brief.state(&line.id, vec![Span::plain(text)], cites)?);
    }
    Ok(if said.is_empty() {
        Cell::words(brief.say(Phrase::NoData))
    } else {
        Cell::Stated(said)
    })
}

fn left_out(brief: &mut Composer<'_>) -> Result<(), Error> {
    let mut shown: Vec<(&LeftOut, &FundingLine)> = brief
        .facts
        .totals
        .left_out
        .iter()
        .filter_map(|out| Some((out, brief.facts.funding.iter().find(|line| line.id == out.id)?)))
        .collect();
    shown.sort_by_key(|(out, _)| (out.reason, &out.id, out.stage));
    if shown.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::TableLeftOut);
    brief.heading(2, title.clone());
    let mut rows = Vec::new();
    for (out, line) in shown {
        let because = out
            .because_of
            .as_ref()
            .map(|id| brief.facts.title(id))
            .unwrap_or_default();
        let reason = match out.reason {
            LeftOutReason::CoveredByWhole => Phrase::LeftOutWhole,
            LeftOutReason::Repeats => Phrase::LeftOutRepeats,
            LeftOutReason::Relabels => Phrase::LeftOutRelabels,
            LeftOutReason::OtherBreakdown => Phrase::LeftOutBreakdown,
            LeftOutReason::Envelope => Phrase::LeftOutEnvelope,
            LeftOutReason::Statement => Phrase::LeftOutStatement,
            LeftOutReason::NoData => Phrase::LeftOutNoData,
        };
        let reason = brief.fill(reason, &[("because", &because)]);
        let lead = vec![brief.quoted(&line.title)];
        let lead = brief.state(&line.id, lead, &line.cites)?;
        let amount = vec![Span::strong(brief.money(line.amount))];
        let amount = brief.state(&line.id, amount, &line.cites)?;
        let mut why = vec![Span::plain(reason)];
        if let Some(stage) = out.stage {
            let at = brief.fill(Phrase::LeftOutAtStage, &[("stage", stage.in_words(brief.language()))]);
            why.push(Span::plain(format!(" {at}")));
        }
        if let Some(own) = &line.counts_reason {
            why.push(brief.record_words(&format!("\n{own}"), Emphasis::Light));
        }
        rows.push(Row::of(Vec::new(), lead, vec![Cell::stated(amount), Cell::Words(why)]));
    }
    let columns = vec![
        Column {
            head: brief.say(Phrase::ColLine),
            share: 44,
            figures: false,
        },
        Column {
            head: brief.say(Phrase::ColAmount),
            share: 18,
            figures: true,
        },
        Column {
            head: brief.say(Phrase::ColReason),
            share: 38,
            figures: false,
        },
    ];
    brief.push(Block::Table(Table {
        caption: title,
        columns,
        rows,
    }));
    Ok(())
}
