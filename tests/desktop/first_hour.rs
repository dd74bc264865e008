//! The first hour of a newcomer: open a partner, search, follow a finding to its source, take a brief along.

use std::{fs::File, io::Read as _, path::Path};

use entente_tests::desktop::{Window, css, role, text};

#[test]
fn a_newcomer_goes_from_the_map_to_a_partners_timeline() {
    let Some(window) = Window::open("first-hour-timeline") else {
        return;
    };
    window.sees(&role("heading", "The Union and its neighbourhood"));
    for partner in [
        "Tunisia",
        "Egypt",
        "Mauritania",
        "Lebanon",
        "Türkiye",
        "Libya",
        "Serbia",
    ] {
        window.sees(&role("article", partner));
    }
    window.click(&role("link", "Tunisia").within(role("article", "Tunisia")));
    window.sees(&role("heading", "Tunisia"));
    window.sees(&role("heading", "Timeline"));
    window.sees(&text("Memorandum of Understanding").within(css("main")));
    window.settle();
    window.screenshot("first-hour-timeline");
}

#[test]
fn a_search_leads_to_a_commitment_and_from_there_to_its_source() {
    let Some(window) = Window::open("first-hour-search") else {
        return;
    };
    window.press("Control+f");
    window.fill(&role("searchbox", "Search the library"), "readmission");
    window.sees(&text("Read as: readmission"));
    let all = results(&window);
    assert!(
        all > 10,
        "readmission is spoken of in seven partnerships, {all} results are few"
    );

    window.click(&role("checkbox", "Commitment"));
    window.wait_until("the list is narrowed", |window| results(window) < all);
    // The other links of a result lead to its partners.
    let first = css("article > a").within(role("region", "Results"));
    let title = window.text(&first);
    window.click(&first);
    window.sees(&role("heading", &title));
    window.screenshot("first-hour-commitment");

    let sources = role("region", "Where this is written");
    let source = role("link", "").within(role("listitem", "").within(sources));
    let cited = window.text(&source);
    window.click(&source);
    window.sees(&role("heading", &cited));
    window.sees(&text("Read at"));
    window.settle();
    window.screenshot("first-hour-source");

    window.press("Alt+ArrowLeft");
    window.sees(&role("heading", &title));
}

#[test]
fn a_brief_saved_through_the_systems_dialog_can_be_read_back() {
    let Some(window) = Window::open("first-hour-brief") else {
        return;
    };
    window.go("#/partner/TN");
    window.click(&role("link", "Make a brief"));
    window.sees(&role("article", "Brief: Tunisia"));
    window.click(&role("button", "Save as Word"));
    let file = window.folder().join("tunisia.docx");
    window.save_as(&file);
    window.sees(&text("Saved to"));
    window.screenshot("first-hour-brief");

    let words = words_of(&file, "word/document.xml");
    for part in ["Tunisia", "Memorandum of Understanding"] {
        assert!(words.contains(part), "the brief speaks of {part}");
    }
    let notes = words_of(&file, "word/footnotes.xml");
    assert!(
        notes.contains("European Commission"),
        "the footnotes name who published what is cited"
    );
}

/// The number in “46 results”.
fn results(window: &Window) -> u32 {
    let heading = window.texts(&role("heading", "result").within(css("main")));
    let digits: String = heading
        .first()
        .into_iter()
        .flat_map(|text| text.chars())
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(u32::MAX)
}

/// The text of one part of a Word document, without its marks.
fn words_of(document: &Path, part: &str) -> String {
    let file = File::open(document).expect("the brief was saved where the dialog said");
    let mut archive = zip::ZipArchive::new(file).expect("a Word document is a ZIP archive");
    let mut xml = String::new();
    let mut part = archive.by_name(part).expect("a brief has this part");
    part.read_to_string(&mut xml).expect("the part is text");
    let pieces = xml.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.map(|(_, text)| text).collect()
}
