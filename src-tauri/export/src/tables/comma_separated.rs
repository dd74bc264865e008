//! CSV that spreadsheets open right: UTF-8 with its mark, and no cell that runs as a formula.

use std::{io::Write, path::Path};

use super::{
    Table, TableContext,
    columns::{Value, columns},
};
use crate::{
    Error,
    links::web_address,
    saving::{Records, replace},
};

/// Writes records as CSV. Gives the number of rows.
///
/// # Errors
/// When the records stop, or the file cannot be written; the old file is then untouched.
pub fn csv(path: &Path, table: Table, records: Records<'_>, context: &TableContext<'_>) -> Result<u64, Error> {
    replace(path, |out| {
        // Excel takes a file without this mark for the machine's old code page, and breaks Arabic names.
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let columns = columns(table);
        writer
            .write_record(columns.iter().map(|column| column.head))
            .map_err(std::io::Error::from)?;
        let mut rows = 0;
        for record in records {
            let record = record.map_err(Error::Stopped)?;
            let cells = columns.iter().map(|column| written((column.value)(&record, context)));
            writer.write_record(cells).map_err(std::io::Error::from)?;
            rows += 1;
        }
        writer.flush()?;
        Ok(rows)
    })
}

/// Writes rows of words and counts as CSV, under their heads.
///
/// # Errors
/// When the file cannot be written; the old file is then untouched.
pub fn rows_csv(path: &Path, heads: &[String], rows: &[Vec<String>]) -> Result<(), Error> {
    replace(path, |out| {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        for row in std::iter::once(heads).chain(rows.iter().map(Vec::as_slice)) {
            writer
                .write_record(row.iter().map(|cell| harmless(cell.clone())))
                .map_err(std::io::Error::from)?;
        }
        Ok(writer.flush()?)
    })
}

fn written(value: Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => harmless(text),
        Value::Number(number) if is_number(&number) => number,
        Value::Number(other) => harmless(other),
        Value::Day(day) => day.to_string(),
        Value::Address(address) => web_address(&address).unwrap_or_else(|| harmless(address)),
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.
fn harmless(text: String) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous { format!("'{text}") } else { text }
}

pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_as_a_formula() {
        for text in ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1"] {
            assert!(
                written(Value::Text(text.into())).starts_with('\''),
                "{text:?} must be text"
            );
            assert!(
                written(Value::Number(text.into())).starts_with('\''),
                "{text:?} is no number"
            );
        }
        assert_eq!(written(Value::Number("-60".into())), "-60", "a number keeps its sign");
        assert_eq!(
            written(Value::Address("javascript:alert(1)".into())),
            "javascript:alert(1)",
            "text, not a link"
        );
    }
}
