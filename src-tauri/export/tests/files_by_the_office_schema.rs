//! Word and Excel files are valid by the schema of the programs that open them, as Microsoft's own validator reads it.
//!
//! The validator comes with the packages of `ui`; where it is not installed these tests say so and look at nothing.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod shipped;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::NaiveDate;
use entente_export::{
    BriefFormat, Language,
    brief::{BriefOptions, Length, compare, compose},
};

/// Holds a file against the schema.
fn is_valid(file: &Path) {
    let validator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/.bin/ooxml-validator");
    if !validator.exists() {
        eprintln!("ooxml-validator is not installed: `npm ci` in ui brings it");
        return;
    }
    let run = Command::new(validator).arg(file).output().unwrap();
    assert!(
        run.status.success(),
        "{} is valid: {}{}",
        file.display(),
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}

fn options(language: Language, length: Length) -> BriefOptions {
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    BriefOptions {
        language,
        length,
        marking: Some("LIMITED".to_owned()),
        author: Some("Desk".to_owned()),
        ..BriefOptions::full(day)
    }
}

fn saved(folder: &Path, document: &entente_export::document::Document) -> PathBuf {
    let file = folder.join("brief.docx");
    fs::write(&file, BriefFormat::Docx.write(document).unwrap().bytes).unwrap();
    file
}

#[test]
fn briefs_in_word_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let full = compose(&shipped::facts("turkiye"), &options(Language::English, Length::Full)).unwrap();
    is_valid(&saved(folder.path(), &full));
    let short = compose(&shipped::facts("lebanon"), &options(Language::French, Length::OnePage)).unwrap();
    is_valid(&saved(folder.path(), &short));
    let both = [shipped::facts("tunisia"), shipped::facts("egypt")];
    let beside = compare(&both, &options(Language::English, Length::Full)).unwrap();
    is_valid(&saved(folder.path(), &beside));
}
