//! The lines behind the sums: those that were added, and those that were left out and why.

use std::collections::BTreeSet;

use entente_domain::{
    Basis, FundingLine, RecordId,
    ledger::{LeftOut, LeftOutReason},
};

use super::composer::Composer;
use crate::{
    document::{Block, Cell, Column, Emphasis, Row, Span, Table},
    error::Error,
    words::{InWords, Phrase},
};

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    lines(brief)?;
    left_out(brief)
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
