//! The timeline carried out of the program: what is drawn is what the same filters count.

use hayro_syntax::{
    Pdf,
    object::{Dict, Name, Object},
};

use crate::desk::{Desk, list, text};

const EVERYTHING: &str = "--kind event --kind instrument --kind funding --kind commitment";

/// How many entries a timeline's PDF holds: each is an item of a list, to be read aloud.
fn items(pdf: &[u8]) -> usize {
    let file = Pdf::new(pdf.to_vec()).unwrap();
    let dictionaries = file.objects().into_iter().filter_map(Object::into_dict);
    let is_item = |one: &Dict<'_>| one.get::<Name<'_>>("S").is_some_and(|name| &*name == b"LI");
    dictionaries.filter(is_item).count()
}

#[test]
fn a_timeline_as_pdf_holds_every_entry_that_the_same_filters_count() {
    let (desk, room) = (Desk::reading(), tempfile::tempdir().unwrap());
    let out = room.path().join("timeline.pdf");
    for (filters, drawing) in [
        (format!("--partner TN {EVERYTHING}"), "--lang fr"),
        (
            "--partner EG --strand energy --from 2022 --to 2024".to_owned(),
            "--paper a3",
        ),
        (
            format!("{EVERYTHING} --strand security --dates must --from 2023"),
            "--lanes partner --paper a3",
        ),
        ("--text readmission --as-of 2020-01-01".to_owned(), ""),
    ] {
        let counted = list(&desk.json(&format!("timeline {filters}"))).len();
        assert!(counted > 3, "{filters} counts something to draw: {counted}");
        let said = desk.json(&format!(
            "timeline {filters} {drawing} --format pdf --out {}",
            out.display()
        ));
        assert_eq!(said["rows"], counted, "{filters} {drawing}");
        assert_eq!(items(&std::fs::read(&out).unwrap()), counted, "{filters} {drawing}");
    }
}

#[test]
fn a_timeline_as_svg_leaves_no_kind_out_and_follows_the_language() {
    let (desk, room) = (Desk::reading(), tempfile::tempdir().unwrap());
    let out = room.path().join("timeline.svg");
    let asked = format!("timeline --partner TN {EVERYTHING}");
    let entries = desk.json(&asked);
    desk.json(&format!("{asked} --format svg --lang fr --out {}", out.display()));
    let svg = std::fs::read_to_string(&out).unwrap();
    let drawing = roxmltree::Document::parse(&svg).unwrap();
    let drawn = drawing
        .descendants()
        .filter(|one| one.attribute("class") == Some("entry"));
    assert_eq!(drawn.count(), list(&entries).len());
    for kind in ["event", "instrument", "funding", "commitment"] {
        assert!(
            list(&entries).iter().any(|entry| text(&entry["kind"]) == kind),
            "the story is about {kind} too"
        );
    }
    for words in [
        "Union européenne – Tunisie",
        "échéance",
        "Données",
        "étapes de financement",
    ] {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn a_drawn_timeline_needs_a_place_and_says_so() {
    let desk = Desk::reading();
    assert!(desk.refuses(2, "timeline --format pdf").contains("--out"));
    assert!(
        desk.refuses(2, "timeline --format pdf --out /no/such/folder/t.pdf")
            .contains("no folder")
    );
    assert!(
        desk.refuses(2, "timeline --format pdf --paper a5 --out t.pdf")
            .contains("a3")
    );
}
