//! A brief in Word format opens in LibreOffice, and is still ours after it was saved there.
//!
//! Where LibreOffice is not installed these tests say so and look at nothing.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod shipped;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::NaiveDate;
use entente_export::{
    BriefFormat,
    brief::{BriefOptions, Length, compose},
    document::Document,
    recheck,
};

fn document() -> Document {
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let options = BriefOptions {
        length: Length::OnePage,
        ..BriefOptions::full(day)
    };
    compose(&shipped::facts("tunisia"), &options).unwrap()
}

/// Converts a file; `None` where there is no LibreOffice.
fn converted(file: &Path, to: &str, folder: &Path) -> Option<PathBuf> {
    let own = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("out");
    let run = Command::new("soffice")
        .args([own.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(file)
        .output();
    match run {
        Ok(run) => {
            let made = out.join(file.with_extension(to).file_name().unwrap());
            assert!(
                made.is_file(),
                "LibreOffice opens it: {}",
                String::from_utf8_lossy(&run.stderr)
            );
            Some(made)
        }
        Err(missing) => {
            eprintln!("LibreOffice is not installed: {missing}");
            None
        }
    }
}

#[test]
fn a_one_page_brief_is_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brief.docx");
    fs::write(&file, BriefFormat::Docx.write(&document()).unwrap().bytes).unwrap();
    let Some(made) = converted(&file, "pdf", folder.path()) else {
        return;
    };
    let pages = hayro_syntax::Pdf::new(fs::read(made).unwrap()).unwrap().pages().len();
    assert_eq!(pages, 1, "one page was asked for");
}

#[test]
fn the_list_of_facts_outlives_a_save_in_libreoffice() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brief.docx");
    let document = document();
    fs::write(&file, BriefFormat::Docx.write(&document).unwrap().bytes).unwrap();
    let Some(made) = converted(&file, "docx", folder.path()) else {
        return;
    };
    assert_eq!(recheck(&fs::read(made).unwrap()).unwrap(), document.manifest);
}
