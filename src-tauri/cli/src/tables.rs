//! Answers as text for people: tables that fit the terminal, figures with their thousands parted.

use comfy_table::{CellAlignment, ContentArrangement, Table};
use entente_domain::tracker::{RollUp, Tally};
use entente_library::{
    BriefRecheck, Cited, CommitmentRow, CoverageGap, FundingAnswer, FundingTotal, PartnerRow, SearchFound,
    TimelineEntry,
};

/// A line under the heads and nothing else (comfy-table's preset notation).
const PRESET: &str = "     ──            ";

/// A table of so many columns, those at `right` set to the right.
pub(crate) fn table(heads: &[&str], right: &[usize], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_preset(PRESET)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(heads.iter().copied());
    if !table.is_tty() {
        table.set_width(120);
    }
    table.add_rows(rows);
    for &column in right {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{table}\n")
}

/// Decimal text with its thousands parted: `105,000,000`.
pub(crate) fn grouped(amount: &str) -> String {
    let (sign, digits) = amount.strip_prefix('-').map_or(("", amount), |rest| ("-", rest));
    let (whole, part) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut parted = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            parted.push(',');
        }
        parted.push(digit);
    }
    match part {
        Some(part) => format!("{sign}{parted}.{part}"),
        None => format!("{sign}{parted}"),
    }
}

/// Lists joined for a cell.
pub(crate) fn joined<T: ToString>(list: &[T]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A citation on one line.
pub(crate) fn citation(cited: &Cited) -> String {
    let at = cited.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    let url = cited.url.as_ref().map(|url| format!("\n    {url}")).unwrap_or_default();
    format!(
        "  [{}] {}, {}, {}{at}{url}\n",
        cited.source, cited.title, cited.publisher, cited.date
    )
}

pub(crate) fn partners(rows: &[PartnerRow]) -> String {
    let counts = table(
        &[
            "",
            "Partner",
            "Instruments",
            "in force",
            "Commitments",
            "open",
            "overdue",
            "Events",
            "Sources",
        ],
        &[2, 3, 4, 5, 6, 7, 8],
        rows.iter().map(|row| {
            let counts = [
                row.instruments,
                row.in_force,
                row.commitments,
                row.open,
                row.overdue,
                row.events,
                row.sources,
            ];
            [row.iso.to_string(), row.name.clone()]
                .into_iter()
                .chain(counts.map(|count| count.to_string()))
                .collect()
        }),
    );
    let money = table(
        &["Partner", "Stage", "Kind", "Amount", ""],
        &[3],
        rows.iter()
            .flat_map(|row| row.funding.iter().map(|total| total_cells(&row.name, total))),
    );
    format!("{counts}\n{money}")
}

fn total_cells(first: &str, total: &FundingTotal) -> Vec<String> {
    let mark = if total.summed_from_parts.is_empty() { "" } else { " *" };
    vec![
        first.to_owned(),
        total.stage.to_string(),
        total.kind.to_string(),
        grouped(&total.amount),
        format!("{}{mark}", total.currency),
    ]
}

pub(crate) fn timeline(rows: &[TimelineEntry]) -> String {
    if rows.is_empty() {
        return "Nothing on the timeline matches. Widen the dates, or drop a filter.\n".to_owned();
    }
    table(
        &["Date", "Kind", "Partners", "Title", "Id"],
        &[],
        rows.iter().map(|row| {
            vec![
                row.date.to_string(),
                row.sort.clone(),
                joined(&row.partners),
                row.title.clone(),
                row.id.to_string(),
            ]
        }),
    )
}

pub(crate) fn commitments(rows: &[CommitmentRow]) -> String {
    if rows.is_empty() {
        return "No commitment matches. Drop a filter, or ask for another day.\n".to_owned();
    }
    table(
        &["State", "Due", "By", "Strand", "Undertaking", "Instrument", "Id"],
        &[],
        rows.iter().map(|row| {
            let state = if row.overdue {
                "OVERDUE".to_owned()
            } else {
                row.state.to_string()
            };
            vec![
                state,
                row.due.as_ref().map(ToString::to_string).unwrap_or_default(),
                row.by.to_string(),
                row.strand.to_string(),
                row.text.clone(),
                row.instrument_title.clone(),
                row.id.to_string(),
            ]
        }),
    )
}

pub(crate) fn roll_up(roll_up: &RollUp) -> String {
    let counts = |tally: &Tally| {
        let counts = [
            tally.open,
            tally.under_way,
            tally.done,
            tally.overdue,
            tally.lapsed,
            tally.unknown,
        ];
        counts.map(|count| if count == 0 { "·".to_owned() } else { count.to_string() })
    };
    let rows = roll_up.rows.iter().map(|row| {
        let names = [row.partner.to_string(), row.strand.to_string(), row.by.to_string()];
        names.into_iter().chain(counts(&row.tally)).collect()
    });
    let all = ["all, each once".to_owned(), String::new(), String::new()]
        .into_iter()
        .chain(counts(&roll_up.all));
    table(
        &[
            "Partner",
            "Strand",
            "By",
            "open",
            "under way",
            "done",
            "overdue",
            "lapsed",
            "unknown",
        ],
        &[3, 4, 5, 6, 7, 8],
        rows.chain([all.collect()]),
    )
}

pub(crate) fn funding(answer: &FundingAnswer) -> String {
    let sums = |head, totals: &[FundingTotal]| {
        let cells = totals.iter().map(|total| total_cells("", total).split_off(1));
        table(&["Stage", "Kind", head, ""], &[2], cells)
    };
    let totals = sums("Total", &answer.totals);
    let converted_totals = match &answer.converted_totals[..] {
        [] => String::new(),
        totals => sums("Total, converted step by step", totals) + "\n",
    };
    let lines = table(
        &["Id", "Line", "Counts as", "Amount", "", "Stages"],
        &[3],
        answer.lines.iter().map(|line| {
            let stages: Vec<_> = line
                .positions
                .iter()
                .map(|at| format!("{} {} {}", at.stage, grouped(&at.amount), at.currency))
                .collect();
            vec![
                line.id.to_string(),
                line.title.clone(),
                line.counts_as.to_string(),
                grouped(&line.amount),
                line.currency.clone(),
                if stages.is_empty() {
                    "no data".to_owned()
                } else {
                    stages.join("\n")
                },
            ]
        }),
    );
    let left_out = table(
        &["Left out", "Stage", "Reason"],
        &[],
        answer.left_out.iter().map(|out| {
            let stage = out.stage.map_or_else(|| "all".to_owned(), |stage| stage.to_string());
            vec![format!("{} {}", out.id, out.title), stage, out.reason.clone()]
        }),
    );
    let warnings: String = answer
        .warnings
        .iter()
        .map(|warning| format!("Look at this: {warning}\n"))
        .collect();
    let star = answer.totals.iter().any(|total| !total.summed_from_parts.is_empty());
    let note = if star {
        "* A whole has no figure of its own here; the parts of one breakdown were summed.\n"
    } else {
        ""
    };
    let nets: String = answer
        .nets
        .iter()
        .map(|net| {
            let [disbursed, returned, left] = [&net.disbursed, &net.returned, &net.net].map(|amount| grouped(amount));
            format!(
                "Net of what came back, {}: {disbursed} disbursed less {returned} returned is {left} {}\n",
                net.kind, net.currency
            )
        })
        .collect();
    let converted = conversions(answer);
    format!("{totals}{note}{nets}\n{converted_totals}{lines}\n{converted}{left_out}{warnings}")
}

/// Steps turned over to the currency asked for, each with its rate, and why others were not; nothing where none was asked for.
fn conversions(answer: &FundingAnswer) -> String {
    let not: String = answer
        .not_converted
        .iter()
        .map(|reason| format!("Not converted: {reason}\n"))
        .collect();
    let steps = answer
        .lines
        .iter()
        .flat_map(|line| line.stages.iter().map(move |step| (line, step)));
    let rows: Vec<_> = steps
        .filter_map(|(line, step)| {
            let made = step.converted.as_ref().filter(|made| !made.rates.is_empty())?;
            let rates: Vec<_> = made
                .rates
                .iter()
                .map(|rate| {
                    format!(
                        "{} {} a euro in {} ({})",
                        rate.per_euro, rate.currency, rate.year, rate.source
                    )
                })
                .collect();
            Some(vec![
                line.id.to_string(),
                format!("{} {}", step.stage, step.date),
                grouped(step.amount.as_deref().unwrap_or_default()),
                step.currency.clone().unwrap_or_default(),
                grouped(&made.amount),
                made.currency.clone(),
                rates.join(", "),
            ])
        })
        .collect();
    if rows.is_empty() {
        return not;
    }
    let table = table(
        &["Converted", "Step", "Amount", "", "Is", "", "At the rate"],
        &[2, 4],
        rows,
    );
    format!("{table}{not}\n")
}

pub(crate) fn search(found: &SearchFound) -> String {
    let mut text = format!("{} found: {}\n", found.total, found.reading);
    for ignored in &found.ignored {
        text += &format!("Ignored: {ignored}\n");
    }
    if let Some(other) = &found.did_you_mean {
        text += &format!("Did you mean: {other}\n");
    }
    for hit in &found.hits {
        let place = hit.locator.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        let date = hit.date.as_ref().map(|date| format!("  {date}")).unwrap_or_default();
        text += &format!(
            "\n{}  {}{date}  {}{place}\n  {}\n",
            hit.kind,
            hit.id,
            joined(&hit.partners),
            hit.title
        );
        let snippet: String = hit
            .snippet
            .iter()
            .map(|part| {
                if part.hit {
                    format!("«{}»", part.text)
                } else {
                    part.text.clone()
                }
            })
            .collect();
        if !snippet.is_empty() {
            text += &format!("  {}\n", snippet.replace('\n', " "));
        }
    }
    text
}

pub(crate) fn recheck(report: &BriefRecheck) -> String {
    let mut text = format!(
        "Brief of {} as of {}, made from {}: {} facts stand, {} changed, {} are new.\n",
        report.partner,
        report.as_of,
        report.pack,
        report.unchanged,
        report.changed.len(),
        report.new.len()
    );
    for fact in &report.changed {
        let title = fact.title.as_deref().unwrap_or("no longer in the library");
        text += &format!("Changed: {} {title} (footnotes {})\n", fact.id, joined(&fact.notes));
    }
    for fact in &report.new {
        text += &format!("New: {} {} {}\n", fact.kind, fact.id, fact.title);
    }
    text
}

pub(crate) fn coverage(gaps: &[CoverageGap]) -> String {
    table(
        &["Missing", "Partner", "What"],
        &[],
        gaps.iter().map(|gap| {
            vec![
                gap.code.clone(),
                gap.partner.map(|code| code.to_string()).unwrap_or_default(),
                gap.id
                    .as_ref()
                    .map_or_else(|| gap.title.clone(), |id| format!("{} ({id})", gap.title)),
            ]
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped("7400000000"), "7,400,000,000");
        assert_eq!(grouped("-1234.50"), "-1,234.50", "sign and decimals stay");
        assert_eq!(grouped("999"), "999");
    }
}
