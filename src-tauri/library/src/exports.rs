//! Records into files for other programs: tables, calendars, citations, open data. The same filters and the same
//! compiled query as lists and search, without a cap.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use entente_domain::{FundingKind, Record, RecordId, RecordKind, Source};
use entente_export::{
    CitationFormat, IatiContext, Stop,
    tables::{self, Table, TableContext},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Error, Filters, Library, Moment, Work,
    files::must_have_a_folder,
    funding::{is_of, line_in_time},
    library::narrow,
    work::Doing,
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
    /// The user stopped it: nothing was written, and what stood there before is untouched.
    pub stopped: bool,
}

impl Exported {
    /// What became of a file. That the user stopped it is no failure.
    pub(crate) fn of(out: &Path, written: Result<u64, entente_export::Error>) -> Result<Self, Error> {
        match written {
            Ok(rows) => Ok(Self {
                out: out.display().to_string(),
                rows: narrow(rows),
                stopped: false,
            }),
            Err(entente_export::Error::Stopped(_)) => Ok(Self::nothing(out)),
            Err(other) => Err(other.into()),
        }
    }

    /// The user stopped it.
    pub(crate) fn nothing(out: &Path) -> Self {
        Self {
            out: out.display().to_string(),
            rows: 0,
            stopped: true,
        }
    }
}

impl Library {
    /// As [`Self::export_followed`], to the end.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn export(&self, ask: &ExportAsk, out: &Path) -> Result<Exported, Error> {
        self.export_followed(ask, out, &Work::default())
    }

    /// Writes the records that the filters admit, one after the other. The file is whole or untouched, and a stop leaves
    /// nothing beside it.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn export_followed(&self, ask: &ExportAsk, out: &Path, work: &Work) -> Result<Exported, Error> {
        must_have_a_folder(out)?;
        let goes_on = || work.goes_on(Doing::Records, 0, 0);
        if !goes_on() {
            return Ok(Exported::nothing(out));
        }
        let holdings = self.holdings(&ask.moment)?;
        // A text filter may have to make the search index first, which is not stopped on the way.
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        if !goes_on() {
            return Ok(Exported::nothing(out));
        }
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
        let mut records = given(chosen.iter().map(|record| (*record).clone()), chosen.len(), work);
        let cited = wanted_sources(&chosen, &ask.filters.kinds);
        let of = cited.len();
        let cited = holdings.sources().filter(|source| cited.contains(&source.id));
        let mut cited = given(cited.cloned(), of, work);
        let table = Table::of(&ask.filters.kinds);
        let written = match ask.format {
            ExportFormat::Csv => tables::csv(out, table, &mut records, &context),
            ExportFormat::Xlsx => tables::xlsx(out, table, &mut records, &context, &|step| work.goes_on_writing(step)),
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
                entente_export::iati(out, &mut records, &context)
            }
        };
        Exported::of(out, written)
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

/// Rows as they are given out, counted. A stop comes in the place of the next of them.
fn given<'w, T>(
    rows: impl Iterator<Item = T> + 'w,
    of: usize,
    work: &'w Work,
) -> impl Iterator<Item = Result<T, Stop>> + 'w {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    rows.enumerate().map(move |(done, row)| {
        if work.goes_on(Doing::Rows, wide(done), wide(of)) {
            Ok(row)
        } else {
            Err(Stop::from("the user stopped it"))
        }
    })
}

fn came_by(record: &Record, moment: &Moment) -> bool {
    record
        .date()
        .and_then(|date| date.span().earliest)
        .is_none_or(|first| first <= moment.as_of)
}

/// The sources among the chosen records when those are asked for by kind; else the sources that the chosen records cite.
fn wanted_sources(chosen: &[&Record], kinds: &[RecordKind]) -> BTreeSet<RecordId> {
    if kinds.contains(&RecordKind::Source) || kinds.is_empty() {
        let sources = chosen.iter().filter(|record| record.kind() == RecordKind::Source);
        return sources.map(|record| record.id().clone()).collect();
    }
    let cited = chosen.iter().flat_map(|record| record.all_cites());
    cited.map(|citation| citation.source.clone()).collect()
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
