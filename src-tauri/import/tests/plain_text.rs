//! Plain text into paragraphs.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::PathBuf};

use entente_import::{Error, Format, recognise, text::read_text};
use proptest::prelude::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn texts(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let folder = Folder::new();
    let read = read_text(&folder.file(name, bytes)).unwrap();
    read.passages.into_iter().map(|passage| passage.text).collect()
}

#[test]
fn a_wrapped_text_is_joined_to_paragraphs() {
    let text = "The parties agree\non readmission.\n\nThey meet\nevery year.\n";
    assert_eq!(
        texts("a.txt", text),
        ["The parties agree on readmission.", "They meet every year."]
    );
}

#[test]
fn a_text_with_a_line_a_paragraph_is_split_at_its_lines() {
    let long = "word ".repeat(40);
    let text = format!("{long}\n{long}\nShort.\n");
    assert_eq!(texts("a.txt", text).len(), 3, "a joined paragraph would lose its place");
}

#[test]
fn paragraphs_are_numbered_and_headings_stand_above_them() {
    let folder = Folder::new();
    let path = folder.file(
        "letter-2024-06-25.md",
        "# The letter\n\nDear colleagues,\n\n## Tunisia\n\nProgress was made.\n",
    );
    let read = read_text(&path).unwrap();
    let last = read.passages.last().unwrap();
    assert_eq!(read.document.id.as_str(), "letter-2024-06-25");
    assert_eq!(read.document.title, "The letter");
    assert_eq!(
        last.locator.as_deref(),
        Some("paragraph 4"),
        "headings count, so that a reader can count along"
    );
    assert_eq!(last.heading.as_deref(), Some("Tunisia"));
    assert_eq!(read.document.passages, 4);
    assert_eq!(read.document.sha256.as_ref().map(String::len), Some(64));
}

#[test]
fn a_form_feed_starts_a_page() {
    let folder = Folder::new();
    let read = read_text(&folder.file("a.txt", "One.\n\u{C}Two.\n\nThree.\n")).unwrap();
    let pages: Vec<_> = read.passages.iter().map(|passage| passage.page).collect();
    assert_eq!(pages, [Some(1), Some(2), Some(2)]);
}

#[test]
fn old_encodings_are_guessed_and_the_guess_is_told() {
    let arabic = "الاتحاد الأوروبي وتونس يوقعان مذكرة تفاهم حول شراكة استراتيجية شاملة في مجال الطاقة والهجرة";
    let turkish = "Geri kabul anlaşması Türkiye ile Avrupa Birliği arasında imzalanmıştır; vize serbestisi diyaloğu başlatılmıştır.";
    let french =
        "L’accord d’association a été signé à Tunis le 17 juillet 1995 ; il est entré en vigueur en mars 1998.";
    for (encoding, text) in [
        (encoding_rs::WINDOWS_1256, arabic),
        (encoding_rs::WINDOWS_1254, turkish),
        (encoding_rs::WINDOWS_1252, french),
    ] {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{} can write it", encoding.name());
        let folder = Folder::new();
        let read = read_text(&folder.file("a.txt", bytes)).unwrap();
        assert_eq!(read.passages[0].text, text);
        assert!(
            read.document.warnings[0].contains("guessed"),
            "{:?}",
            read.document.warnings
        );
    }
}

#[test]
fn marks_of_unicode_are_followed() {
    assert_eq!(texts("a.txt", b"\xEF\xBB\xBFUTF-8"), ["UTF-8"]);
    let utf_16: Vec<u8> = "\u{FEFF}çà".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(texts("a.txt", utf_16), ["çà"]);
}

#[test]
fn a_format_that_is_not_read_is_refused_by_what_it_is() {
    let folder = Folder::new();
    for (name, bytes, what) in [
        ("report.pdf", &b"%PDF-1.7 ..."[..], "a PDF"),
        ("disguised.txt", b"\n%PDF-1.7 ...", "a PDF"),
        ("note.docx", b"PK\x03\x04....word/document.xml", "a Word file"),
        ("page.txt", b"<!DOCTYPE html><p>x", "a web page"),
        ("act.txt", b"<?xml version=\"1.0\"?><ACT/>", "an XML file"),
        ("letter.txt", b"{\\rtf1 x}", "a Rich Text file"),
    ] {
        let error = read_text(&folder.file(name, bytes)).unwrap_err().to_string();
        assert!(error.contains(what) && error.contains(".jsonl"), "{name}: {error}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = Folder::new();
    let zeros = read_text(&folder.file("a.txt", b"abc\0def")).unwrap_err();
    assert!(matches!(zeros, Error::NotText { .. }), "{zeros}");
    let empty = read_text(&folder.file("b.txt", "\n \n")).unwrap_err();
    assert!(empty.to_string().contains("empty"), "{empty}");
    let gone = read_text(&folder.0.path().join("gone.txt")).unwrap_err();
    assert!(matches!(gone, Error::CannotRead { .. }), "{gone}");
    assert!(
        matches!(read_text(folder.0.path()), Err(Error::CannotRead { .. })),
        "a folder is no file"
    );
}

#[test]
fn json_lines_are_known_by_their_name() {
    let folder = Folder::new();
    assert_eq!(recognise(&folder.file("a.JSONL", "{}")).unwrap(), Format::JsonLines);
    assert_eq!(recognise(&folder.file("a.txt", "{}")).unwrap(), Format::Text);
}

proptest! {
    /// Every word of a text is in a passage, in its order; only the white space between them may change.
    #[test]
    fn no_word_is_lost(text in "(\\PC{0,30}[ \n\u{C}]{0,3}){1,20}x") {
        let text = text.replace('#', "");
        let read = texts("a.txt", &text);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&read.join(" ")), words(&text));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>) {
        let folder = Folder::new();
        let _ = read_text(&folder.file("a.txt", bytes));
    }
}
