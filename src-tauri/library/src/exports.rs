//! Records into files for other programs: tables, calendars, citations, open data. The same filters and the same
//! compiled query as lists and search, without a cap.

use std::{collections::BTreeMap, path::Path};

use entente_domain::{FundingKind, Record, RecordId, RecordKind, Source};
use entente_export::{
    CitationFormat, IatiContext, Stop,
    tables::{self, Table, TableContext},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Error, Filters, Library, Moment,
    files::must_have_a_folder,
    funding::{is_of, line_in_time},
    holdings::Holdings,
    library::narrow,
};

/// What to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct ExportAsk {
    /// Which records.
    #[serde(default)]
    pub filters: Filters,
    /// Of funding lines, only these kinds of money; all when empty.
    #[serde(default)]
    pub funding_kinds: Vec<FundingKind>,
    /// The format.
    pub format: ExportFormat,
    /// The two clocks.
    pub moment: Moment,
}

/// The formats other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// A table as CSV.
    Csv,
    /// A table as a spreadsheet.
    Xlsx,
    /// Every field, a record a line.
    Jsonl,
    /// The sources, for reference managers.
    Ris,
    /// The sources, for LaTeX.
    Bibtex,
    /// The sources, for citation processors.
    Csl,
    /// Deadlines and events, for calendars.
    Ics,
    /// Funding lines, for the aid registers.
    Iati,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Exported {
    /// Where.
    pub out: String,
    /// How many rows, entries or activities it has.
    pub rows: u32,
}

impl Library {
    /// Writes the records that the filters admit. The file is whole or untouched.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn export(&self, ask: &ExportAsk, out: &Path) -> Result<Exported, Error> {
        must_have_a_folder(out)?;
        let holdings = self.holdings(&ask.moment)?;
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        let chosen: Vec<&Record> = holdings
            .records()
            .filter(|record| match record {
                // As on the money page: the file then has the lines that the page counts.
                Record::Funding(line) => {
                    admitted.but_for_dates(record)
                        && is_of(line, &ask.funding_kinds)
                        && line_in_time(line, &admitted, &ask.moment)
                }
                _ => admitted.record(record) && (!ask.moment.past || came_by(record, &ask.moment)),
            })
            .collect();
        let sources: BTreeMap<RecordId, Source> = holdings
            .sources()
            .map(|source| (source.id.clone(), source.clone()))
            .collect();
        let pack = self.release(&ask.moment)?;
        let named = pack
            .as_ref()
            .map(|release| format!("{} {}", release.id, release.version))
            .unwrap_or_default();
        let data_date = pack.map_or(ask.moment.as_of, |release| release.data_date);
        let filters = said(ask);
        let context = TableContext {
            sources: &sources,
            day: ask.moment.as_of,
            filters: &filters,
            pack: &named,
        };
        let mut records = chosen.iter().map(|record| Ok::<_, Stop>((*record).clone()));
        let mut funding = chosen
            .iter()
            .filter(|record| record.kind() == RecordKind::Funding)
            .map(|record| Ok::<_, Stop>((*record).clone()));
        let mut cited = sources_of(&holdings, &chosen, &ask.filters.kinds).map(Ok::<_, Stop>);
        let table = Table::of(&ask.filters.kinds);
        let rows = match ask.format {
            ExportFormat::Csv => tables::csv(out, table, &mut records, &context),
            ExportFormat::Xlsx => tables::xlsx(out, table, &mut records, &context),
            ExportFormat::Jsonl => entente_export::json_lines(out, &mut records),
            ExportFormat::Ris => entente_export::citations(out, CitationFormat::Ris, &mut cited),
            ExportFormat::Bibtex => entente_export::citations(out, CitationFormat::Bibtex, &mut cited),
            ExportFormat::Csl => entente_export::citations(out, CitationFormat::Csl, &mut cited),
            ExportFormat::Ics => entente_export::calendar(out, &mut records, data_date),
            ExportFormat::Iati => {
                let context = IatiContext {
                    reporter: "entente",
                    reporter_name: "Entente",
                    sources: &sources,
                    day: data_date,
                };
                entente_export::iati(out, &mut funding, &context)
            }
        }?;
        Ok(Exported {
            out: out.display().to_string(),
            rows: narrow(rows),
        })
    }

    /// Writes rows of words and counts as CSV, such as a batch's.
    ///
    /// # Errors
    ///
    /// The file cannot be written; what stood there is untouched.
    pub fn save_table(&self, heads: &[String], rows: &[Vec<String>], out: &Path) -> Result<(), Error> {
        must_have_a_folder(out)?;
        Ok(tables::rows_csv(out, heads, rows)?)
    }
}

fn came_by(record: &Record, moment: &Moment) -> bool {
    record
        .date()
        .and_then(|date| date.span().earliest)
        .is_none_or(|first| first <= moment.as_of)
}

/// The sources among the chosen records when those are asked for by kind; else the sources that the chosen records cite.
fn sources_of<'h>(
    holdings: &'h Holdings,
    chosen: &[&Record],
    kinds: &[RecordKind],
) -> impl Iterator<Item = Source> + use<'h> {
    let wanted: std::collections::BTreeSet<RecordId> = if kinds.contains(&RecordKind::Source) || kinds.is_empty() {
        chosen
            .iter()
            .filter(|record| record.kind() == RecordKind::Source)
            .map(|record| record.id().clone())
            .collect()
    } else {
        chosen
            .iter()
            .flat_map(|record| record.all_cites())
            .map(|citation| citation.source.clone())
            .collect()
    };
    holdings
        .sources()
        .filter(move |source| wanted.contains(&source.id))
        .cloned()
}

/// What was filtered, as a table says it of itself.
fn said(ask: &ExportAsk) -> Vec<(String, String)> {
    let ExportAsk {
        filters,
        funding_kinds,
        moment,
        ..
    } = ask;
    let joined = |list: Vec<String>| list.join(", ");
    let texts: [(&str, String); 7] = [
        (
            "Partners",
            joined(filters.partners.iter().map(ToString::to_string).collect()),
        ),
        (
            "Strands",
            joined(filters.strands.iter().map(ToString::to_string).collect()),
        ),
        ("Kinds", joined(filters.kinds.iter().map(ToString::to_string).collect())),
        (
            "Kinds of money",
            joined(funding_kinds.iter().map(ToString::to_string).collect()),
        ),
        ("Text", filters.text.clone().unwrap_or_default()),
        (
            "From",
            filters.from.as_ref().map(ToString::to_string).unwrap_or_default(),
        ),
        ("To", filters.to.as_ref().map(ToString::to_string).unwrap_or_default()),
    ];
    let day = [("As of".to_owned(), moment.as_of.to_string())];
    texts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| (label.to_owned(), value))
        .chain(day)
        .collect()
}
