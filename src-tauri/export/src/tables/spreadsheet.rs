//! XLSX: typed numbers and days, frozen heads, links, and a sheet that says what was filtered.

use std::path::Path;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{
    Table, TableContext,
    columns::{Column, Value, columns},
    comma_separated::is_number,
};
use crate::{
    Error,
    links::web_address,
    saving::{Follow, Records, Wanted, replace, stopped},
};

/// Rows of a sheet, its head left aside; what is more goes on in a next sheet.
const ROWS: u32 = 1_048_575;
/// Links a sheet may have; further addresses are written as text.
const LINKS: u32 = 65_530;
/// Characters a cell may hold.
const CELL: usize = 32_767;

/// Writes records as a workbook. Gives the number of rows.
///
/// The rows are kept in a file of the system's until all are there: only then can the workbook be put together.
///
/// # Errors
/// When the records or `follow` stop, or the file cannot be written; the old file is then untouched.
pub fn xlsx(
    path: &Path,
    table: Table,
    records: Records<'_>,
    context: &TableContext<'_>,
    follow: Follow<'_>,
) -> Result<u64, Error> {
    let columns = columns(table);
    let formats = Formats::new();
    let mut book = Workbook::new();
    // The file must not tell when it was saved: the same rows give the same bytes.
    let day = context.day.and_hms_opt(0, 0, 0).expect("every day has a midnight");
    let made = ExcelDateTime::from_timestamp(day.and_utc().timestamp()).map_err(Error::Xlsx)?;
    book.set_properties(&DocProperties::new().set_title("Entente").set_creation_datetime(&made));
    let mut rows: u64 = 0;
    let mut records = records.peekable();
    let mut sheets = 0;
    loop {
        sheets += 1;
        let name = if sheets == 1 {
            "Records".to_owned()
        } else {
            format!("Records {sheets}")
        };
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        let written = fill(sheet, columns, &mut records, context, &formats)?;
        rows += u64::from(written);
        if records.peek().is_none() {
            break;
        }
    }
    about(book.add_worksheet(), rows, context, &formats)?;
    replace(path, |out| {
        let mut wanted = Wanted {
            out,
            follow,
            stopped: false,
        };
        let saved = book.save_to_writer(&mut wanted);
        if wanted.stopped { Err(stopped()) } else { Ok(saved?) }
    })?;
    Ok(rows)
}

struct Formats {
    head: Format,
    text: Format,
    number: Format,
    day: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00F2_F5F8))
                .set_align(FormatAlign::Top),
            text: cell.clone().set_text_wrap(),
            number: cell.clone().set_num_format("#,##0.###"),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            link: cell.set_font_color(Color::RGB(0x0017_4A86)),
        }
    }
}

fn fill(
    sheet: &mut Worksheet,
    columns: &[Column],
    records: &mut dyn Iterator<Item = Result<entente_domain::Record, crate::Stop>>,
    context: &TableContext<'_>,
    formats: &Formats,
) -> Result<u32, Error> {
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, f64::from(column.width))?;
        sheet.write_string_with_format(0, at, column.head, &formats.head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    let (mut row, mut links) = (0, 0);
    while row < ROWS {
        let Some(record) = records.next() else { break };
        let record = record.map_err(Error::Stopped)?;
        row += 1;
        for (at, column) in (0..).zip(columns) {
            match (column.value)(&record, context) {
                Value::Nothing => {}
                Value::Text(text) => write_text(sheet, row, at, &text, formats)?,
                Value::Number(number) => match number.parse::<f64>().ok().filter(|_| is_number(&number)) {
                    Some(value) => {
                        sheet.write_number_with_format(row, at, value, &formats.number)?;
                    }
                    None => write_text(sheet, row, at, &number, formats)?,
                },
                Value::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
                    Ok(value) => {
                        sheet.write_datetime_with_format(row, at, &value, &formats.day)?;
                    }
                    // Spreadsheets know no day before 1900.
                    Err(_) => write_text(sheet, row, at, &day.to_string(), formats)?,
                },
                Value::Address(address) => {
                    match web_address(&address).filter(|link| link.len() < 2_000 && links < LINKS) {
                        Some(link) => {
                            links += 1;
                            sheet.write_url_with_format(row, at, link.as_str(), &formats.link)?;
                        }
                        None => write_text(sheet, row, at, &address, formats)?,
                    }
                }
            }
        }
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).expect("a table has few columns");
    sheet.autofilter(0, 0, row, last)?;
    Ok(row)
}

fn write_text(sheet: &mut Worksheet, row: u32, at: u16, text: &str, formats: &Formats) -> Result<(), XlsxError> {
    if text.chars().count() > CELL {
        let short: String = text.chars().take(CELL - 1).chain(std::iter::once('…')).collect();
        return sheet.write_string_with_format(row, at, short, &formats.text).map(drop);
    }
    sheet.write_string_with_format(row, at, text, &formats.text).map(drop)
}

/// The sheet that says what the rows are of.
fn about(sheet: &mut Worksheet, rows: u64, context: &TableContext<'_>, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 80)?;
    let own = [
        ("Pack".to_owned(), context.pack.to_owned()),
        ("States read on".to_owned(), context.day.to_string()),
        ("Rows".to_owned(), rows.to_string()),
    ];
    for (row, (label, value)) in (0..).zip(own.iter().chain(context.filters)) {
        sheet.write_string_with_format(row, 0, label, &formats.head)?;
        sheet.write_string_with_format(row, 1, value, &formats.text)?;
    }
    Ok(())
}
