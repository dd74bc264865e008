//! Sources for reference managers: RIS, BibTeX and CSL-JSON.
//!
//! Belongs here: one source as an entry of each format, and files of many. Not here: footnotes of briefs (`document`).

mod bibtex;
mod csl_json;
mod ris;

use std::{io::Write, path::Path};

use entente_domain::{DatePrecision, Edtf, Source};

use crate::{
    Error,
    saving::{Stop, replace},
};

/// A format of reference managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CitationFormat {
    /// RIS.
    Ris,
    /// BibTeX, with the date field of biblatex.
    Bibtex,
    /// CSL-JSON, an array of items.
    Csl,
}

/// One source as an entry.
pub fn citation(source: &Source, format: CitationFormat) -> String {
    match format {
        CitationFormat::Ris => ris::entry(source),
        CitationFormat::Bibtex => bibtex::entry(source),
        CitationFormat::Csl => csl_json::entry(source),
    }
}

/// Writes sources to a file. Gives the number of entries.
///
/// # Errors
/// When the sources stop, or the file cannot be written; the old file is then untouched.
pub fn citations(
    path: &Path,
    format: CitationFormat,
    sources: &mut dyn Iterator<Item = Result<Source, Stop>>,
) -> Result<u64, Error> {
    let (before, between, after) = match format {
        CitationFormat::Ris => ("", "", ""),
        CitationFormat::Bibtex => ("", "\n", ""),
        CitationFormat::Csl => ("[\n", ",\n", "\n]\n"),
    };
    replace(path, |out| {
        out.write_all(before.as_bytes())?;
        let mut entries = 0;
        for source in sources {
            let source = source.map_err(Error::Stopped)?;
            if entries > 0 {
                out.write_all(between.as_bytes())?;
            }
            out.write_all(citation(&source, format).as_bytes())?;
            entries += 1;
        }
        out.write_all(after.as_bytes())?;
        Ok(entries)
    })
}

/// Year, month, day: as many as the date is precise to; `None` for intervals and what is vaguer than a year.
fn parts(date: &Edtf) -> Option<Vec<u32>> {
    let wanted = match date.precision() {
        DatePrecision::Day => 3,
        DatePrecision::Month => 2,
        DatePrecision::Year => 1,
        _ => return None,
    };
    let text = date.to_string();
    let parts: Vec<u32> = text
        .trim_end_matches(['~', '?', '%'])
        .split('-')
        .take(wanted)
        .map_while(|part| part.parse().ok())
        .collect();
    (parts.len() == wanted).then_some(parts)
}
