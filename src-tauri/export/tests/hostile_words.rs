//! Records may say anything: no words of theirs break a file, become a link, or run.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod shipped;

use std::{
    io::{Cursor, Read},
    sync::OnceLock,
};

use chrono::NaiveDate;
use entente_domain::Record;
use entente_export::{
    BriefFormat, CitationFormat,
    brief::{BriefFacts, BriefOptions, Part, compose},
    citation,
    tables::{Table, TableContext, csv},
};
use proptest::prelude::*;

/// One event and its sources.
fn one_event() -> BriefFacts {
    static FACTS: OnceLock<BriefFacts> = OnceLock::new();
    let mut facts = FACTS.get_or_init(|| shipped::facts("tunisia")).clone();
    facts.events.truncate(1);
    facts
}

fn options() -> BriefOptions {
    let mut options = BriefOptions::full(NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
    // The drawn timeline is the same for all words and slow to paint.
    options.parts = [Part::StateOfPlay, Part::Contested, Part::Sources].into();
    options
}

/// Words with what each format takes for its own: marks, tags, formulas, controls, directions.
fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "]]>",
        "&amp;",
        "\"",
        "'",
        "`",
        "*",
        "_",
        "[x](javascript:alert(1))",
        "[^1]",
        "|",
        "\u{0}",
        "\u{b}",
        "\u{fffe}",
        "\r\n",
        "\t",
        "=HYPERLINK(\"x\")",
        "\\",
        "{",
        "}",
        "$",
        "%",
        "#",
        "~",
        "تونس",
        "\u{202e}",
        "😀",
        "中",
        " ",
        "a",
        "</w:t>",
        "<!--",
        "-->",
        "^",
        "@",
    ]);
    prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_words_break_a_brief(title in words(), source in words(), marking in words()) {
        let mut facts = one_event();
        facts.events[0].title = title;
        for cited in facts.sources.values_mut() {
            cited.title.clone_from(&source);
            cited.url = Some(format!("javascript:{source}"));
        }
        let options = BriefOptions { marking: Some(marking), ..options() };
        let document = compose(&facts, &options).unwrap();

        let html = BriefFormat::Html.write(&document).unwrap();
        let page = scraper::Html::parse_document(&String::from_utf8(html.bytes).unwrap());
        let scripts = scraper::Selector::parse("script:not([type='application/json'])").unwrap();
        prop_assert_eq!(page.select(&scripts).count(), 0, "nothing runs");
        let notes = scraper::Selector::parse("section.notes li").unwrap();
        prop_assert_eq!(page.select(&notes).count(), html.footnotes, "and no note is lost");
        let links = scraper::Selector::parse("a[href]").unwrap();
        for link in page.select(&links) {
            let target = link.value().attr("href").unwrap_or_default();
            prop_assert!(target.starts_with('#') || target.starts_with("http"), "{} is no address", target);
        }

        let docx = BriefFormat::Docx.write(&document).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&docx.bytes)).unwrap();
        for part in ["word/document.xml", "word/footnotes.xml", "word/headerFirst.xml", "customXml/item1.xml"] {
            let mut text = String::new();
            archive.by_name(part).unwrap().read_to_string(&mut text).unwrap();
            prop_assert!(roxmltree::Document::parse(&text).is_ok(), "{} is well-formed", part);
        }

        let markdown = String::from_utf8(BriefFormat::Markdown.write(&document).unwrap().bytes).unwrap();
        let notes = markdown.lines().filter(|line| line.starts_with("[^")).count();
        prop_assert_eq!(notes, document.notes.len(), "words make no notes of their own");
        prop_assert!(!markdown.contains("<script>"), "nor tags");
    }

    #[test]
    fn no_words_break_a_table_or_a_citation(title in words()) {
        let mut facts = one_event();
        let mut event = facts.events.remove(0);
        event.title.clone_from(&title);
        event.summary.clone_from(&title);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        let context = TableContext {
            sources: &facts.sources,
            day: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
            filters: &[],
            pack: "entente-curated",
        };
        csv(&path, Table::Records, &mut std::iter::once(Ok(Record::Event(event))), &context).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(&bytes[3..]).records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), 1, "a record is a row");
        for cell in &rows[0] {
            prop_assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '\n']), "{:?} would run", cell);
        }

        let mut source = facts.sources.into_values().next().unwrap();
        source.title = title;
        let ris = citation(&source, CitationFormat::Ris);
        prop_assert_eq!(ris.matches("ER  - ").count(), 1, "one entry");
        let bibtex = citation(&source, CitationFormat::Bibtex);
        let balance = bibtex.matches('{').count() as i64 - bibtex.matches('}').count() as i64;
        prop_assert_eq!(balance, 0, "braces are balanced");
        let csl: Result<serde_json::Value, _> = serde_json::from_str(&citation(&source, CitationFormat::Csl));
        prop_assert!(csl.is_ok());
    }
}
