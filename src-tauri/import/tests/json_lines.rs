//! JSON Lines of passages, good and bad.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{self, BufReader, Read};

use entente_import::{
    Error,
    passages::{DocumentPart, LONGEST_LINE, Line, Partners, read_json_lines},
};
use proptest::prelude::*;

/// The parts, and the sentences about the lines that were kept out.
fn read(text: impl AsRef<[u8]>) -> (Vec<DocumentPart>, Vec<String>) {
    let (mut parts, mut bad) = (Vec::new(), Vec::new());
    for read in read_json_lines(text.as_ref()) {
        match read {
            Ok(part) => parts.push(part),
            Err(error) => bad.push(error.to_string()),
        }
    }
    (parts, bad)
}

#[test]
fn lines_of_one_document_become_one_document() {
    let (parts, bad) = read(concat!(
        "\u{FEFF}{\"document\": \"un-charter\", \"title\": \"Charter\", \"language\": \"en-GB\", \"date\": \"1945-06-26\", ",
        "\"partner\": \"TN\", \"locator\": \"Article 1\", \"heading\": \"Chapter I\", \"text\": \"To maintain peace.\"}\n",
        "\n",
        "{\"document\": \"un-charter\", \"partner\": [\"EG\", \"TN\"], \"text\": \"To develop friendly relations.\"}\r\n",
        "{\"document\": \"other\", \"text\": \"Other.\"}",
    ));
    assert!(bad.is_empty(), "{bad:?}");
    let charter = &parts[0];
    assert_eq!(parts.len(), 2);
    assert_eq!(charter.document.title, "Charter");
    assert_eq!(
        charter.document.language.as_deref(),
        Some("en"),
        "the region is no part of the language"
    );
    let partners: Vec<_> = charter.document.partners.iter().map(|code| code.as_str()).collect();
    assert_eq!(
        partners,
        ["TN", "EG"],
        "each line may add a partner, none is named twice"
    );
    let ordinals: Vec<_> = charter.passages.iter().map(|passage| passage.ordinal).collect();
    assert_eq!(ordinals, [1, 2]);
    assert_eq!(charter.passages[0].locator.as_deref(), Some("Article 1"));
    assert_eq!(
        parts[1].document.title, "other",
        "a document without a title is called by its name"
    );
}

#[test]
fn a_document_that_comes_back_goes_on_counting() {
    let (parts, _) = read(
        "{\"document\": \"a\", \"text\": \"1\"}\n{\"document\": \"b\", \"text\": \"1\"}\n{\"document\": \"a\", \"text\": \"2\"}\n",
    );
    let last = parts.last().unwrap();
    assert!(last.continues);
    assert_eq!((last.document.passages, last.passages[0].ordinal), (2, 2));
}

#[test]
fn each_bad_line_is_named_and_kept_out() {
    let long = "x".repeat(LONGEST_LINE + 10);
    let mut text = Vec::new();
    for line in [
        "{\"document\": \"a\", \"text\": \"good\"}",
        "not JSON",
        "{\"document\": \"a\"}",
        "{\"document\": \"a\", \"text\": \" \"}",
        "{\"document\": \"a\", \"text\": \"x\", \"date\": \"last week\"}",
        "{\"document\": \"a\", \"text\": \"x\", \"language\": \"french\"}",
        "{\"document\": \"a\", \"text\": \"x\", \"partner\": \"Tunisia\"}",
        &long,
        "{\"document\": \"a\", \"text\": \"good too\"}",
    ] {
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    text.extend_from_slice(b"{\"document\": \"a\", \"text\": \"caf\xE9\"}\n");
    let (parts, bad) = read(&text);
    let numbers: Vec<_> = bad.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(numbers, ["2", "3", "4", "5", "6", "7", "8", "10"], "{bad:#?}");
    assert!(bad[1].contains("missing field `text`"), "{bad:#?}");
    let passages: Vec<_> = parts.iter().flat_map(|part| &part.passages).collect();
    let texts: Vec<_> = passages.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(texts, ["good", "good too"], "what is good around a bad line is taken");
}

#[test]
fn a_field_without_meaning_is_passed_over_and_named() {
    let text = "{\"document\": \"a\", \"text\": \"x\", \"locater\": \"1\", \"score\": 3}\n";
    let mut lines = read_json_lines(text.as_bytes());
    assert!(lines.next().unwrap().is_ok());
    assert!(lines.next().is_none());
    assert_eq!(
        lines.warnings().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "the field `locater` was passed over; did you mean `locator`?",
            "the field `score` was passed over"
        ]
    );
}

#[test]
fn a_long_document_comes_in_parts() {
    let text: String = (0..2500)
        .map(|n| format!("{{\"document\": \"a\", \"text\": \"passage {n}\"}}\n"))
        .collect();
    let (parts, _) = read(text);
    let shape: Vec<_> = parts
        .iter()
        .map(|part| (part.continues, part.passages.len(), part.document.passages))
        .collect();
    assert_eq!(
        shape,
        [(false, 1000, 1000), (true, 1000, 2000), (true, 500, 2500)],
        "memory holds one part"
    );
}

/// Gives some bytes, then fails as a disk does.
struct Failing<'t>(&'t [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the disk was pulled out"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_disk_that_fails_ends_the_reading() {
    let text = "{\"document\": \"a\", \"text\": \"x\"}\n";
    let read: Vec<_> = read_json_lines(BufReader::new(Failing(text.as_bytes()))).collect();
    assert_eq!(read.len(), 2, "what was whole, then the failure, then nothing");
    assert!(
        matches!(read[1], Err(Error::BrokenOff { line: 1, .. })),
        "{:?}",
        read[1]
    );
}

proptest! {
    #[test]
    fn a_line_survives_its_text_form(
        document in "[a-z]{1,8}", text in "\\PC{1,40}x", title in proptest::option::of("\\PC{0,20}"),
        codes in prop::collection::vec("[A-Z]{2}", 0..3),
    ) {
        let line = Line {
            document,
            title,
            language: None,
            date: Some("2024-06".parse().unwrap()),
            partner: Partners(codes.iter().map(|code| code.parse().unwrap()).collect()),
            heading: None,
            locator: Some("§ 1".to_owned()),
            text,
        };
        let written = serde_json::to_string(&line).unwrap();
        prop_assert_eq!(serde_json::from_str::<Line>(&written).unwrap(), line.clone());
        let (parts, bad) = read(written);
        prop_assert!(bad.is_empty());
        prop_assert_eq!(&parts[0].passages[0].text, &line.text);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>) {
        let lines = bytes.split(|byte| *byte == b'\n').count();
        let (parts, bad) = read(&bytes);
        prop_assert!(parts.len() + bad.len() <= lines, "a line gives one thing at most");
    }
}
