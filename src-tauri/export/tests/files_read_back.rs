//! Tables, calendars, citations and open data are read back by programs that are not ours.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod shipped;

use std::{collections::BTreeMap, fs, path::PathBuf, sync::OnceLock};

use calamine::{Data, Reader};
use chrono::NaiveDate;
use entente_domain::{CountsAs, PartnerCode, Record, RecordId, RecordKind, Source};
use entente_export::{
    CitationFormat, Error, IatiContext, Step, Stop, calendar, citations, iati, json_lines,
    tables::{self, Table, TableContext, xlsx},
    to_the_end,
};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

/// Every record of the seven partners, sources left aside.
fn records() -> Vec<Record> {
    static RECORDS: OnceLock<Vec<Record>> = OnceLock::new();
    RECORDS.get_or_init(read_records).clone()
}

fn read_records() -> Vec<Record> {
    let mut all = Vec::new();
    for partner in shipped::PARTNERS {
        let facts = shipped::facts(partner);
        let own: PartnerCode = facts.partner.iso;
        all.extend(facts.instruments.into_iter().map(Record::Instrument));
        all.extend(facts.commitments.into_iter().map(Record::Commitment));
        all.extend(facts.funding.into_iter().map(Record::Funding));
        all.extend(facts.events.into_iter().map(Record::Event));
        all.extend(facts.indicators.into_iter().map(Record::Indicator));
        for record in &mut all {
            if let Some(partners) = record.partners_mut().filter(|partners| partners.is_empty()) {
                partners.push(own);
            }
        }
    }
    all
}

fn of_kind(kind: RecordKind) -> Vec<Record> {
    records().into_iter().filter(|record| record.kind() == kind).collect()
}

fn sources() -> BTreeMap<RecordId, Source> {
    shipped::sources().clone()
}

fn given(records: Vec<Record>) -> impl Iterator<Item = Result<Record, Stop>> {
    records.into_iter().map(Ok)
}

fn file(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

fn context<'a>(sources: &'a BTreeMap<RecordId, Source>, filters: &'a [(String, String)]) -> TableContext<'a> {
    TableContext {
        sources,
        day: day(),
        filters,
        pack: "entente-curated 2026.11.1",
    }
}

#[test]
fn a_csv_has_a_row_a_record_and_every_figure_is_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "funding.csv");
    let lines = of_kind(RecordKind::Funding);
    let sources = sources();
    let table = Table::of(&[RecordKind::Funding]);
    let rows = tables::csv(&path, table, &mut given(lines.clone()), &context(&sources, &[])).unwrap();
    assert_eq!(rows, lines.len() as u64);
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8");
    let mut reader = csv_reader(&bytes);
    let heads = reader.headers().unwrap().clone();
    assert_eq!(heads.iter().collect::<Vec<_>>(), table.heads());
    let amount = heads.iter().position(|head| head == "amount").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for (row, record) in rows.iter().zip(&lines) {
        let Record::Funding(line) = record else {
            panic!("only funding lines were given")
        };
        assert_eq!(&row[0], line.id.as_str());
        assert_eq!(
            &row[amount],
            line.amount.decimal(),
            "{} keeps its amount to the cent",
            line.id
        );
        for cell in row {
            let formula =
                cell.starts_with(['=', '+', '@', '\t']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
            assert!(!formula, "{cell:?} would run as a formula");
        }
    }
}

fn csv_reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::Reader::from_reader(&bytes[3..])
}

#[test]
fn every_kind_has_its_table_in_both_formats() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources();
    let filters = [("Partner".to_owned(), "all".to_owned())];
    for kind in [
        RecordKind::Instrument,
        RecordKind::Commitment,
        RecordKind::Funding,
        RecordKind::Event,
        RecordKind::Indicator,
    ] {
        let records = of_kind(kind);
        let table = Table::of(&[kind]);
        assert_eq!(table, Table::Kind(kind));
        let path = file(&folder, &format!("{kind}.xlsx"));
        let rows = xlsx(
            &path,
            table,
            &mut given(records.clone()),
            &context(&sources, &filters),
            &to_the_end,
        )
        .unwrap();
        assert_eq!(rows, records.len() as u64, "{kind}: a row a record");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        let sheet = book.worksheet_range("Records").unwrap();
        assert_eq!(sheet.height(), records.len() + 1, "{kind}: and a head");
        for (row, record) in sheet.rows().skip(1).zip(&records) {
            assert_eq!(row[0], Data::String(record.id().to_string()));
        }
        let about = book.worksheet_range("About").unwrap();
        assert!(
            about.rows().any(|row| row[0] == Data::String("Partner".into())),
            "{kind}: it says what was filtered"
        );
        tables::csv(
            &file(&folder, "again.csv"),
            table,
            &mut given(records),
            &context(&sources, &filters),
        )
        .unwrap();
    }
    assert_eq!(Table::of(&[]), Table::Records, "several kinds share the common columns");
}

#[test]
fn a_workbook_holds_numbers_and_days_not_their_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "funding.xlsx");
    let lines = of_kind(RecordKind::Funding);
    let sources = sources();
    xlsx(
        &path,
        Table::Kind(RecordKind::Funding),
        &mut given(lines.clone()),
        &context(&sources, &[]),
        &to_the_end,
    )
    .unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Records").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let amount = heads.iter().position(|head| head == "amount").unwrap();
    for (row, record) in sheet.rows().skip(1).zip(&lines) {
        let Record::Funding(line) = record else {
            panic!("only funding lines were given")
        };
        assert_eq!(
            row[amount],
            Data::Float(line.amount.decimal().parse().unwrap()),
            "{}",
            line.id
        );
    }
    let events = of_kind(RecordKind::Event);
    let path = file(&folder, "events.xlsx");
    xlsx(
        &path,
        Table::Kind(RecordKind::Event),
        &mut given(events),
        &context(&sources, &[]),
        &to_the_end,
    )
    .unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Records").unwrap();
    let days = sheet
        .rows()
        .skip(1)
        .filter(|row| matches!(row[1], Data::DateTime(_)))
        .count();
    assert!(
        days > sheet.height() / 2,
        "most events have a day, and it is one: {days}"
    );
}

#[test]
fn the_same_records_give_the_same_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources();
    let (one, other) = (file(&folder, "one.xlsx"), file(&folder, "other.xlsx"));
    for path in [&one, &other] {
        xlsx(
            path,
            Table::Records,
            &mut given(records()),
            &context(&sources, &[]),
            &to_the_end,
        )
        .unwrap();
    }
    assert!(
        fs::read(one).unwrap() == fs::read(other).unwrap(),
        "it must not tell when it was saved"
    );
}

#[test]
fn a_stop_leaves_the_old_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources();
    let path = file(&folder, "kept.csv");
    fs::write(&path, "what stood there").unwrap();
    let mut stopping = records()
        .into_iter()
        .take(3)
        .map(Ok)
        .chain(std::iter::once(Err(Stop::from("stopped by hand"))));
    let outcome = tables::csv(&path, Table::Records, &mut stopping, &context(&sources, &[]));
    assert!(matches!(outcome, Err(Error::Stopped(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "what stood there");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside it");
    let nowhere = folder.path().join("no such folder").join("x.csv");
    let refusal = tables::csv(&nowhere, Table::Records, &mut given(records()), &context(&sources, &[]))
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("x.csv"), "it names the file: {refusal}");
}

#[test]
fn a_workbook_is_stopped_while_it_is_put_together() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources();
    let path = file(&folder, "kept.xlsx");
    fs::write(&path, "what stood there").unwrap();
    let stop = |step: Step| step != Step::File;
    let outcome = xlsx(
        &path,
        Table::Records,
        &mut given(records()),
        &context(&sources, &[]),
        &stop,
    );
    assert!(matches!(outcome, Err(Error::Stopped(_))), "{outcome:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "what stood there");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn json_lines_give_back_the_records() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "all.jsonl");
    let all = records();
    let rows = json_lines(&path, &mut given(all.clone())).unwrap();
    assert_eq!(rows, all.len() as u64);
    let text = fs::read_to_string(&path).unwrap();
    let back: Vec<Record> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(back, all, "nothing is lost on the way");
}

#[test]
fn a_reference_manager_reads_every_source() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources();
    let written = |format, name| {
        let path = file(&folder, name);
        let entries = citations(&path, format, &mut sources.values().cloned().map(Ok)).unwrap();
        assert_eq!(entries, sources.len() as u64);
        fs::read_to_string(path).unwrap()
    };
    let library = hayagriva::io::from_biblatex_str(&written(CitationFormat::Bibtex, "sources.bib")).unwrap();
    assert_eq!(library.len(), sources.len(), "BibTeX");
    for source in sources.values() {
        let entry = library.get(source.id.as_str()).expect("each source is an entry");
        assert!(
            entry.title().is_some_and(|title| !title.to_string().is_empty()),
            "{} has its title",
            source.id
        );
    }
    let items: Vec<serde_json::Value> = serde_json::from_str(&written(CitationFormat::Csl, "sources.json")).unwrap();
    assert_eq!(items.len(), sources.len(), "CSL-JSON");
    for item in items {
        let parsed: Result<citationberg::json::Item, _> = serde_json::from_value(item.clone());
        assert!(parsed.is_ok(), "{item} is an item of CSL");
    }
    let ris = written(CitationFormat::Ris, "sources.ris");
    let begun = ris.lines().filter(|line| line.starts_with("TY  - ")).count();
    let ended = ris.lines().filter(|line| line.starts_with("ER  - ")).count();
    assert_eq!((begun, ended), (sources.len(), sources.len()), "RIS");
    for line in ris.lines().filter(|line| !line.is_empty()) {
        let (tag, rest) = line.split_at(2);
        assert!(
            tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && rest.starts_with("  - "),
            "{line}"
        );
    }
}

#[test]
fn a_calendar_program_reads_deadlines_and_events_under_lasting_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "dates.ics");
    let entries = calendar(&path, &mut given(records()), day()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let read: icalendar::Calendar = text.parse().unwrap();
    assert_eq!(read.components.len() as u64, entries);
    assert!(
        text.contains("UID:tn-priv-2012-c01@entente"),
        "a deadline has its record's name"
    );
    assert!(text.contains("DTSTART;VALUE=DATE:20171231"), "and stands on its day");
    let dated = |record: &&Record| {
        matches!(record, Record::Event(_)) || matches!(record, Record::Commitment(one) if one.due.is_some())
    };
    let all = records().iter().filter(dated).count() as u64;
    assert_eq!(
        entries, all,
        "every event and every deadline is there, the vague ones too"
    );
    assert!(text.lines().all(|line| line.len() <= 75), "long lines are folded");
    calendar(&path, &mut given(records()), day()).unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        text,
        "the same records give the same calendar"
    );
}

#[test]
fn open_data_holds_an_activity_for_each_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "funding.xml");
    let sources = sources();
    let context = IatiContext {
        reporter: "XX-ENTENTE",
        reporter_name: "Entente",
        sources: &sources,
        day: day(),
    };
    let activities = iati(&path, &mut given(records()), &context).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let xml = roxmltree::Document::parse(&text).unwrap();
    let count = |name: &str| xml.descendants().filter(|one| one.has_tag_name(name)).count() as u64;
    assert_eq!(count("iati-activity"), activities);
    let lines = of_kind(RecordKind::Funding);
    let own = lines
        .iter()
        .filter(|one| matches!(one, Record::Funding(line) if line.counts_as == CountsAs::Line))
        .count();
    assert_eq!(activities, own as u64, "ceilings and speakers' sums are no activities");
}
