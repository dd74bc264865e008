//! Each format is read back: every statement has its note, every note its source, and the counts agree.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod letters;
mod shipped;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
    sync::OnceLock,
};

use chrono::NaiveDate;
use entente_domain::Source;
use entente_export::{
    BriefFormat, Language, Manifest, Written,
    brief::{BriefFacts, BriefOptions, Length, compose},
    document::{Block, Cell, Document},
    recheck,
};
use roxmltree::Node;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn options() -> BriefOptions {
    BriefOptions::full(NaiveDate::from_ymd_opt(2026, 11, 25).unwrap())
}

/// Every partner in both languages, in full and on a page.
fn documents() -> &'static [(BriefFacts, Document)] {
    static DOCUMENTS: OnceLock<Vec<(BriefFacts, Document)>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let mut all = Vec::new();
        for partner in shipped::PARTNERS {
            for (language, length) in [
                (Language::English, Length::Full),
                (Language::French, Length::Full),
                (Language::English, Length::OnePage),
            ] {
                let facts = shipped::facts(partner);
                let document = compose(
                    &facts,
                    &BriefOptions {
                        language,
                        length,
                        ..options()
                    },
                )
                .unwrap();
                all.push((facts, document));
            }
        }
        all
    })
}

/// Tunisia in full.
fn tunisia() -> &'static (BriefFacts, Document) {
    &documents()[0]
}

fn sources_by_title(facts: &BriefFacts) -> BTreeMap<&str, Vec<&Source>> {
    let mut by_title: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in facts.sources.values() {
        by_title.entry(&source.title).or_default().push(source);
    }
    by_title
}

#[test]
fn every_statement_carries_a_note_and_every_note_a_source() {
    for (_, document) in documents() {
        let mut met = BTreeSet::new();
        for statement in document.blocks.iter().flat_map(Block::statements) {
            assert!(
                !statement.notes().is_empty(),
                "“{}” must say where it is written",
                statement.text()
            );
            met.extend(statement.notes().iter().map(|note| note.number()));
        }
        let all: BTreeSet<u32> = (1..=u32::try_from(document.notes.len()).unwrap()).collect();
        assert_eq!(met, all, "notes are numbered without gaps and each is referred to");
        for note in &document.notes {
            assert!(!note.cited.is_empty(), "note {} must name a source", note.number);
            for cited in &note.cited {
                let whole = [&cited.title, &cited.publisher, &cited.date]
                    .iter()
                    .all(|part| !part.is_empty());
                assert!(whole, "note {} must name title, publisher and date", note.number);
            }
        }
    }
}

#[test]
fn notes_are_numbered_as_they_are_met() {
    for (_, document) in documents() {
        let mut highest = 0;
        for statement in document.blocks.iter().flat_map(Block::statements) {
            for note in statement.notes() {
                assert!(
                    note.number() <= highest + 1,
                    "note {} is met before note {}",
                    note.number(),
                    highest + 1
                );
                highest = highest.max(note.number());
            }
        }
    }
}

#[test]
fn a_row_of_a_table_never_stands_without_a_source() {
    for (_, document) in documents() {
        for block in &document.blocks {
            let Block::Table(table) = block else { continue };
            assert_eq!(
                table.columns.iter().map(|column| column.share).sum::<u32>(),
                100,
                "{}",
                table.caption
            );
            for row in &table.rows {
                assert_eq!(
                    row.cells().len(),
                    table.columns.len(),
                    "{}: a cell a column",
                    table.caption
                );
                let stated = row.cells().iter().any(|cell| matches!(cell, Cell::Stated(_)));
                assert!(stated, "{}: a row of bare words", table.caption);
                for (cell, column) in row.cells().iter().zip(&table.columns) {
                    let Cell::Words(words) = cell else { continue };
                    let text: String = words.iter().map(|span| span.text.as_str()).collect();
                    let bare_figure = column.figures && text.chars().any(|letter| letter.is_ascii_digit());
                    assert!(!bare_figure, "{}: the figure “{text}” has no note", table.caption);
                }
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let facts = shipped::facts("tunisia");
    for format in BriefFormat::ALL {
        // One page of PDF shows as much as thirty, which an unoptimised build sets for a minute.
        let length = if *format == BriefFormat::Pdf {
            Length::OnePage
        } else {
            Length::Full
        };
        let options = BriefOptions { length, ..options() };
        let once = format.write(&compose(&facts, &options).unwrap()).unwrap();
        let again = format.write(&compose(&facts, &options).unwrap()).unwrap();
        assert!(
            once == again,
            "{format:?} must not depend on when or how often it is written"
        );
    }
}

#[test]
fn markdown_defines_each_note_once_with_its_source() {
    for (facts, document) in documents() {
        let Written {
            bytes,
            facts: used,
            footnotes,
        } = BriefFormat::Markdown.write(document).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let definitions: Vec<&str> = text.lines().filter(|line| line.starts_with("[^")).collect();
        assert_eq!(definitions.len(), footnotes);
        assert_eq!(used, document.manifest.facts.len());
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with("[^"))
            .collect::<Vec<_>>()
            .join("\n");
        for (turn, definition) in definitions.iter().enumerate() {
            let mark = format!("[^{}]", turn + 1);
            assert!(
                definition.starts_with(&format!("{mark}: ")),
                "notes stand in order: {definition}"
            );
            assert!(body.contains(&mark), "{mark} is referred to");
            let named = definition.contains(&facts.pack.publisher)
                || facts
                    .sources
                    .values()
                    .any(|source| definition.contains(&source.publisher));
            assert!(named, "{definition} names a publisher");
        }
        for row in body
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"))
            .skip(1)
        {
            let head = row.contains("[^") || !row.chars().any(|letter| letter.is_ascii_digit());
            assert!(head, "a row with figures carries a note: {row}");
        }
    }
}

#[test]
fn html_is_one_file_whose_notes_lead_there_and_back() {
    use scraper::{Html, Selector};
    for (facts, document) in documents() {
        let written = BriefFormat::Html.write(document).unwrap();
        let text = String::from_utf8(written.bytes).unwrap();
        let page = Html::parse_document(&text);
        assert!(page.errors.is_empty(), "well-formed: {:?}", page.errors);
        let all = |selector: &str| {
            let selector = Selector::parse(selector).unwrap();
            page.select(&selector)
                .map(|element| element.value().clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(all("section.notes li").len(), written.footnotes);
        let ids: Vec<String> = all("[id]")
            .iter()
            .filter_map(|one| one.attr("id").map(str::to_owned))
            .collect();
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an id stands once");
        for link in all("a") {
            let target = link.attr("href").unwrap();
            let inside = target
                .strip_prefix('#')
                .is_some_and(|id| unique.contains(&id.to_owned()));
            assert!(inside || target.starts_with("http"), "{target} leads nowhere");
        }
        for loaded in ["link", "img", "iframe", "script[src]", "[style*=url]"] {
            assert!(all(loaded).is_empty(), "nothing is loaded from outside: {loaded}");
        }
        assert!(
            !text.contains("url(") && !text.contains("@import"),
            "the style names nothing outside"
        );
        let titles = sources_by_title(facts);
        let cite = Selector::parse("section.notes li cite").unwrap();
        for title in page.select(&cite).map(|element| element.text().collect::<String>()) {
            let known = titles.contains_key(title.as_str()) || title.contains(facts.pack.id.as_str());
            assert!(known, "“{title}” is a source of the library");
        }
    }
}

/// The parts of a Word file.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut content = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
            (name, content)
        })
        .collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|one| one.has_tag_name((W, "t")))
        .filter_map(|one| one.text())
        .collect()
}

fn with_tag<'a, 'i>(node: Node<'a, 'i>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |one| one.has_tag_name((W, tag)))
}

#[test]
fn word_footnotes_are_real_and_each_names_its_source() {
    // A partner each, in English and in full: drawing their pictures takes an unoptimised build a while.
    for (facts, document) in documents().iter().step_by(3) {
        let written = BriefFormat::Docx.write(document).unwrap();
        let parts = parts(&written.bytes);
        let xml = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        let (main, notes) = (xml("word/document.xml"), xml("word/footnotes.xml"));
        let (main, notes) = (
            roxmltree::Document::parse(&main).unwrap(),
            roxmltree::Document::parse(&notes).unwrap(),
        );
        let references: Vec<_> = with_tag(main.root(), "footnoteReference")
            .map(|one| one.attribute((W, "id")).unwrap().to_owned())
            .collect();
        let real: Vec<_> = with_tag(notes.root(), "footnote")
            .filter(|one| one.attribute((W, "type")).is_none())
            .collect();
        assert_eq!(real.len(), written.footnotes);
        let expected: Vec<String> = (1..=written.footnotes).map(|number| number.to_string()).collect();
        assert_eq!(
            references, expected,
            "each note is set once, in order, so that Word numbers it as we do"
        );
        let titles = sources_by_title(facts);
        for note in &real {
            let text = text_of(*note);
            let named = titles.keys().any(|title| text.contains(title)) || text.contains(facts.pack.id.as_str());
            assert!(named, "“{text}” names a source");
        }
        let relations = xml("word/_rels/footnotes.xml.rels");
        let relations = roxmltree::Document::parse(&relations).unwrap();
        let ids: BTreeSet<&str> = relations.descendants().filter_map(|one| one.attribute("Id")).collect();
        for link in with_tag(notes.root(), "hyperlink") {
            assert!(
                ids.contains(link.attribute((R, "id")).unwrap()),
                "a link leads to an address"
            );
        }
    }
}

#[test]
fn word_tables_repeat_their_heads_and_every_style_is_defined() {
    let written = BriefFormat::Docx.write(&tunisia().1).unwrap();
    let parts = parts(&written.bytes);
    let xml = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let (main, styles) = (xml("word/document.xml"), xml("word/styles.xml"));
    let (main, styles) = (
        roxmltree::Document::parse(&main).unwrap(),
        roxmltree::Document::parse(&styles).unwrap(),
    );
    let defined: BTreeSet<&str> = with_tag(styles.root(), "style")
        .filter_map(|style| style.attribute((W, "styleId")))
        .collect();
    for wanted in ["Heading1", "Heading2", "Heading3", "Table", "Caption", "FootnoteText"] {
        assert!(defined.contains(wanted), "{wanted} is a style");
    }
    for tag in ["pStyle", "rStyle", "tblStyle"] {
        for used in with_tag(main.root(), tag) {
            let name = used.attribute((W, "val")).unwrap();
            assert!(defined.contains(name), "the style {name} is used and defined");
        }
    }
    let mut tables = 0;
    for table in with_tag(main.root(), "tbl") {
        tables += 1;
        let first = with_tag(table, "tr").next().unwrap();
        assert_eq!(with_tag(first, "tblHeader").count(), 1, "the head repeats");
        assert!(
            with_tag(first, "footnoteReference").next().is_none(),
            "a head that repeats carries no note"
        );
    }
    let composed = tunisia()
        .1
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Table(_)))
        .count();
    assert_eq!(tables, composed);
    let drawings: Vec<_> = main
        .descendants()
        .filter(|one| one.tag_name().name() == "docPr")
        .collect();
    assert_eq!(
        drawings.len(),
        tunisia()
            .1
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Figure(_)))
            .count()
    );
    for drawing in drawings {
        assert!(
            drawing.attribute("descr").is_some_and(|words| words.len() > 40),
            "a drawing is told in words"
        );
    }
}

#[test]
fn word_parts_are_well_formed_and_declared() {
    let written = BriefFormat::Docx.write(&tunisia().1).unwrap();
    let parts = parts(&written.bytes);
    for (name, content) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        let text = std::str::from_utf8(content).unwrap();
        assert!(roxmltree::Document::parse(text).is_ok(), "{name} is well-formed");
    }
    let types = String::from_utf8(parts["[Content_Types].xml"].clone()).unwrap();
    let types = roxmltree::Document::parse(&types).unwrap();
    for part in types.descendants().filter_map(|one| one.attribute("PartName")) {
        assert!(parts.contains_key(&part[1..]), "{part} is declared and there");
    }
    for (name, content) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        let relations = roxmltree::Document::parse(std::str::from_utf8(content).unwrap()).unwrap();
        for relation in relations.descendants().filter(|one| one.attribute("Target").is_some()) {
            let target = relation.attribute("Target").unwrap();
            if relation.attribute("TargetMode") == Some("External") {
                assert!(target.starts_with("http"), "{target} is an address");
                continue;
            }
            let path = match target.strip_prefix("../") {
                Some(up) => up.to_owned(),
                None => format!("{folder}{target}"),
            };
            assert!(parts.contains_key(&path), "{name} leads to {path}");
        }
    }
}

#[test]
fn a_brief_carries_the_facts_it_used() {
    let (facts, document) = tunisia();
    for format in [BriefFormat::Docx, BriefFormat::Html] {
        let written = format.write(document).unwrap();
        let manifest: Manifest = recheck(&written.bytes).unwrap();
        assert_eq!(manifest, document.manifest, "{format:?}");
        assert_eq!(manifest.facts.len(), written.facts);
        let ids: BTreeSet<&str> = manifest.facts.iter().map(|fact| fact.id.as_str()).collect();
        for line in &facts.funding {
            assert!(ids.contains(line.id.as_str()), "{} is among the facts used", line.id);
        }
        assert!(
            manifest.facts.iter().all(|fact| !fact.notes.is_empty()),
            "each fact leads to its footnotes"
        );
    }
    assert!(
        recheck(b"# A note of mine").is_err(),
        "a file of somebody else's is refused"
    );
    assert!(recheck(b"PK\x03\x04 broken").is_err(), "a broken file is refused");
}

#[test]
fn a_changed_record_has_another_fingerprint() {
    let mut facts = shipped::facts("tunisia");
    let before = compose(&facts, &options()).unwrap().manifest;
    facts.funding[0].note = Some("Corrected.".to_owned());
    let after = compose(&facts, &options()).unwrap().manifest;
    let changed: Vec<_> = before
        .facts
        .iter()
        .zip(&after.facts)
        .filter(|(old, new)| old.fingerprint != new.fingerprint)
        .collect();
    assert_eq!(changed.len(), 1, "only the record that changed");
    assert_eq!(changed[0].0.id, facts.funding[0].id);
}

#[test]
fn a_record_without_a_source_cannot_stand_in_a_brief() {
    let mut facts = shipped::facts("tunisia");
    facts.events[0].cites.clear();
    let refusal = compose(&facts, &options()).unwrap_err().to_string();
    assert!(
        refusal.contains(facts.events[0].id.as_str()),
        "it names the record: {refusal}"
    );
    let mut facts = shipped::facts("tunisia");
    let lost = facts.events[0].cites[0].source.clone();
    facts.sources.remove(&lost);
    let refusal = compose(&facts, &options()).unwrap_err().to_string();
    assert!(
        refusal.contains(lost.as_str()),
        "it names the missing source: {refusal}"
    );
}

#[test]
fn words_of_records_say_their_language_in_a_french_brief() {
    let (_, document) = &documents()[1];
    assert_eq!(document.language, Language::French);
    let html = String::from_utf8(BriefFormat::Html.write(document).unwrap().bytes).unwrap();
    assert!(html.contains("<html lang=\"fr\""));
    assert!(
        html.contains("<span lang=\"en\">"),
        "a screen reader must change its voice for English words"
    );
    assert!(
        html.contains("Union européenne – Tunisie"),
        "the partner has its French name"
    );
}

#[test]
fn a_pdf_is_tagged_its_notes_are_notes_and_it_carries_its_facts() {
    use hayro_syntax::{
        Pdf,
        object::{Dict, Name, Object},
    };
    let facts = shipped::facts("tunisia");
    let options = BriefOptions {
        length: Length::OnePage,
        marking: Some("تونس · Србија · ﷽ · 中".to_owned()),
        ..options()
    };
    let document = compose(&facts, &options).unwrap();
    let written = BriefFormat::Pdf.write(&document).unwrap();
    assert_eq!(recheck(&written.bytes).unwrap(), document.manifest);
    let file = Pdf::new(written.bytes.clone()).unwrap();
    let dictionaries: Vec<Dict<'_>> = file.objects().into_iter().filter_map(Object::into_dict).collect();
    let tagged = |kind: &str| {
        dictionaries
            .iter()
            .filter(|one| one.get::<Name<'_>>("S").is_some_and(|name| &*name == kind.as_bytes()))
            .count()
    };
    assert_eq!(tagged("Note"), written.footnotes, "each footnote is tagged as one");
    assert!(
        tagged("H1") > 1 && tagged("Table") >= 1 && tagged("TH") >= 1,
        "headings and tables are tagged"
    );
    let metadata = String::from_utf8_lossy(&written.bytes).into_owned();
    for claim in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>3</pdfaid:part>"] {
        assert!(metadata.contains(claim), "the file says what it holds to: {claim}");
    }
}

#[test]
fn sources_of_a_note_on_paper_stand_apart_as_its_language_writes_it() {
    for (at, between) in [(0, ";"), (1, "\u{202f};")] {
        let (_, document) = &documents()[at];
        let pdf = BriefFormat::Pdf.write(document).unwrap().bytes;
        let letters = letters::of(&hayro_syntax::Pdf::new(pdf).unwrap());
        let note = document.notes.iter().find(|note| note.cited.len() > 1).unwrap();
        let second: String = note.cited[1]
            .title
            .chars()
            .filter(|one| !letters::is_break(*one))
            .collect();
        let before: Vec<&str> = letters.split(&second).collect();
        assert!(
            before[..before.len() - 1].iter().any(|text| {
                let text = text.strip_suffix(between);
                text.is_some_and(|text| between != ";" || !text.ends_with('\u{202f}'))
            }),
            "“{}” is set apart from the source before it by “{between}”",
            note.cited[1].title
        );
    }
}

#[test]
fn a_comparison_sets_partners_side_by_side_with_their_sources() {
    let partners = [shipped::facts("tunisia"), shipped::facts("egypt")];
    let document = entente_export::brief::compare(&partners, &options()).unwrap();
    assert!(document.title.contains("Tunisia") && document.title.contains("Egypt"));
    for statement in document.blocks.iter().flat_map(Block::statements) {
        assert!(
            !statement.notes().is_empty(),
            "“{}” must say where it is written",
            statement.text()
        );
    }
    let compared = document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Table(_)))
        .count();
    assert!(compared > 4, "a table of key figures and one a strand: {compared}");
    let refusal = entente_export::brief::compare(&partners[..1], &options())
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("two partners"), "{refusal}");
}

#[test]
fn a_comparison_whose_rows_outgrow_a_page_can_be_printed() {
    let partners = ["tunisia", "egypt", "lebanon"].map(shipped::facts);
    let document = entente_export::brief::compare(&partners, &options()).unwrap();
    let written = BriefFormat::Pdf.write(&document).unwrap();
    assert_eq!(recheck(&written.bytes).unwrap(), document.manifest);
}
