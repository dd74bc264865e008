//! Both sides' version of a fact, side by side; none is merged, none is preferred.

use crate::desk::{Desk, list, text};

const BELONGED: &str = "whether it belonged to the memorandum";

#[test]
fn tunisias_sixty_million_are_told_by_each_speaker_with_a_source() {
    let shown = Desk::reading().json("show tn-f06");
    let dispute = list(&shown["contested"])
        .iter()
        .find(|one| one["field"] == BELONGED)
        .unwrap();
    let speakers: Vec<_> = list(&dispute["claims"])
        .iter()
        .map(|claim| text(&claim["speaker"]))
        .collect();
    assert!(speakers.len() >= 2, "{speakers:?}");
    assert!(speakers.iter().any(|one| one.starts_with("Commission")), "{speakers:?}");
    for claim in list(&dispute["claims"]) {
        assert!(!text(&claim["says"]).is_empty());
        assert!(!list(&claim["cites"]).is_empty(), "each says where: {claim}");
    }
    let page = Desk::reading().text("show tn-f06");
    assert!(page.contains(&format!("Contested: {BELONGED}")), "{page}");
    for speaker in speakers {
        assert!(page.contains(speaker), "{speaker} is heard on the page");
    }
}

#[test]
fn a_brief_prints_both_versions() {
    let shown = Desk::reading().json("show tn-f06");
    let brief = Desk::reading().text("brief tunisia");
    let contested = brief
        .split("## Contested facts")
        .nth(1)
        .expect("the brief has such a part");
    for dispute in list(&shown["contested"]) {
        assert!(contested.contains(text(&dispute["field"])), "{}", dispute["field"]);
        for claim in list(&dispute["claims"]) {
            assert!(
                contested.contains(text(&claim["speaker"])),
                "{} is heard",
                claim["speaker"]
            );
            assert!(
                contested.contains(text(&claim["says"])),
                "to the letter: {}",
                claim["says"]
            );
        }
    }
}

#[test]
fn lists_say_that_a_line_is_contested() {
    let money = Desk::reading().json("funding --partner TN");
    let marked: Vec<_> = list(&money["lines"])
        .iter()
        .filter(|line| line["contested"] == true)
        .collect();
    assert!(marked.iter().any(|line| line["id"] == "tn-f06"));
    for line in marked.iter().take(4) {
        let shown = Desk::reading().json(&format!("show {}", text(&line["id"])));
        assert!(
            !list(&shown["contested"]).is_empty(),
            "{} is marked and nothing disputes it",
            line["id"]
        );
    }
}
