//! Two texts side by side: what a negotiator changed between a draft and what was signed.

use entente_library::CompareAsk;
use serde_json::Value;

use crate::desk::{Desk, list, text};

const DRAFT: &str = "\
# Memorandum

## Article 1

The Parties shall set up a joint fund of EUR 105 million for renewable energy.

## Article 2

The Union will provide equipment to the coast guard by the end of 2024.

## Article 3

A joint committee meets once a year in Brussels.
";

const SIGNED: &str = "\
# Memorandum

## Article 1

The Parties may set up a joint fund of EUR 150 million for renewable energy.

## Article 2

Students of both sides travel without fees.

## Article 3

The Union will provide equipment to the coast guard by the end of 2024.
";

fn desk() -> Desk {
    let desk = Desk::own();
    let (draft, signed) = (desk.file("draft.md", DRAFT), desk.file("signed.md", SIGNED));
    desk.json_of(["import", &draft, &signed]);
    desk
}

/// The words of one text, from the clauses of a comparison.
fn read(clause: &Value, but: &str) -> String {
    let own = list(&clause["changes"]).iter().filter(|change| change["kind"] != but);
    own.map(|change| text(&change["text"])).collect()
}

/// The clause that holds these words in either text.
fn with<'v>(clauses: &'v Value, words: &str) -> &'v Value {
    let holds = |clause: &&Value| read(clause, "").contains(words);
    list(clauses)
        .iter()
        .find(holds)
        .unwrap_or_else(|| panic!("“{words}” stands in a clause"))
}

#[test]
fn the_words_that_differ_between_two_texts_are_marked_clause_by_clause() {
    let desk = desk();
    let clauses = desk.json("compare draft signed");
    let fund = with(&clauses, "joint fund");
    let changed: Vec<_> = list(&fund["changes"])
        .iter()
        .filter(|change| change["kind"] != "same")
        .map(|change| (text(&change["kind"]), text(&change["text"])))
        .collect();
    let expected = [
        ("removed", "shall"),
        ("added", "may"),
        ("removed", "105"),
        ("added", "150"),
    ];
    assert_eq!(changed, expected, "words, not letters and not lines");
    assert_eq!(fund["left"]["heading"], "Article 1");

    let equipment = with(&clauses, "coast guard");
    assert_eq!(
        (
            text(&equipment["left"]["heading"]),
            text(&equipment["right"]["heading"])
        ),
        ("Article 2", "Article 3"),
        "a clause is found under its new number"
    );
    assert!(
        list(&equipment["changes"])
            .iter()
            .all(|change| change["kind"] == "same")
    );
    let students = with(&clauses, "Students");
    assert!(students["left"].is_null(), "what is new has no place in the draft");
    let committee = with(&clauses, "committee");
    assert!(
        committee["right"].is_null(),
        "what was dropped has no place in the signed text"
    );

    for (side, but, whole) in [("left", "added", DRAFT), ("right", "removed", SIGNED)] {
        let own = list(&clauses).iter().filter(|clause| !clause[side].is_null());
        let mut read: Vec<String> = own.map(|clause| read(clause, but)).collect();
        let mut paragraphs: Vec<&str> = whole
            .split("\n\n")
            .map(|one| one.trim().trim_start_matches('#').trim())
            .collect();
        read.sort_unstable();
        paragraphs.sort_unstable();
        assert_eq!(read, paragraphs, "no clause is lost, and each text can be read back");
    }

    let said = desk.text("compare draft signed");
    for words in [
        "The Parties [-shall-]{+may+} set up a joint fund of EUR [-105-]{+150+} million",
        "Only in signed: paragraph 5, Article 2\nStudents of both sides",
        "Only in draft: paragraph 7, Article 3\nA joint committee",
        "changed, 1 only in draft, 1 only in signed.",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
}

#[test]
fn an_instrument_is_compared_by_its_imported_text_and_else_by_its_commitments() {
    let desk = desk();
    let undertakings = desk.json("compare tn-mou-2023 eg-jd-2024");
    let commitments = desk.json("commitments --partner TN");
    let own = list(&commitments)
        .iter()
        .filter(|one| one["instrument"] == "tn-mou-2023");
    let left = list(&undertakings).iter().filter(|clause| !clause["left"].is_null());
    assert_eq!(left.count(), own.count(), "each commitment is a clause");

    let file = desk.file("mou.md", DRAFT);
    desk.json_of(["import", &file, "--instrument", "tn-mou-2023"]);
    let by_text = desk.json("compare tn-mou-2023 draft");
    assert!(
        list(&by_text)
            .iter()
            .all(|clause| read(clause, "added") == read(clause, "removed")),
        "the text that was imported for it is its text: {by_text}"
    );
    let two = desk.json("compare tn-mou-2023-c01 tn-mou-2023-c02");
    assert_eq!(list(&two).len(), 1, "two commitments are one pair");
}

#[test]
fn what_cannot_be_compared_is_refused_in_a_sentence() {
    let desk = Desk::reading();
    assert!(desk.refuses(2, "compare tn-mou-2023 tn-mou-2023").contains("itself"));
    assert!(
        desk.refuses(2, "compare tn-mou-2023 tn-mou-2032")
            .contains("did you mean")
    );
    assert!(desk.refuses(2, "compare tn-e01 tn-mou-2023").contains("an event"));
    assert!(desk.refuses(2, "compare tn-f01 tn-mou-2023").contains("has no text"));
    let without = desk.refuses(2, "compare eg-energy-2008 tn-mou-2023");
    assert!(without.contains("entente import"), "it says what to do: {without}");
    desk.refuses(2, "compare tn-mou-2023");
    desk.refuses(2, "compare tn-mou-2023 eg-jd-2024 --as-of 2024-01-01");
}

#[test]
fn a_document_whose_passages_were_taken_out_is_not_compared_as_an_empty_text() {
    let desk = desk();
    let changes = desk.json("changes draft");
    let passages = list(&changes).iter().find(|one| one["action"] == "passages").unwrap();
    desk.json(&format!("undo {}", passages["sequence"]));
    let said = desk.refuses(2, "compare draft signed");
    assert!(said.contains("draft has no passages"), "{said}");
}

#[test]
fn a_comparison_is_read_a_stretch_at_a_time_and_from_difference_to_difference() {
    let desk = desk();
    let library = desk.open("2026-11-25T09:00:00Z");
    let ask = |at: u32, only_differences: bool| CompareAsk {
        left: "draft".to_owned(),
        right: "signed".to_owned(),
        at,
        limit: 2,
        only_differences,
    };
    let whole = library.compare("draft", "signed").unwrap();
    let mut read = Vec::new();
    let mut next = Some(1);
    while let Some(at) = next {
        let stretch = library.comparison(&ask(at, false)).unwrap();
        assert!(stretch.rows.len() <= 2 && stretch.of as usize == whole.len());
        next = stretch.later;
        read.extend(stretch.rows.into_iter().map(|row| row.clause));
    }
    assert_eq!(read, whole, "the stretches are the whole, in its order");

    let first = library.comparison(&ask(1, true)).unwrap();
    assert_eq!(first.left.title, "Memorandum", "a text is named by its title");
    let differences = first.changed + first.only_left + first.only_right;
    assert_eq!((first.only_left, first.only_right), (1, 1), "{first:?}");
    assert_eq!(first.of, differences);
    assert_eq!(first.alike + differences, u32::try_from(whole.len()).unwrap());
    let numbers: Vec<_> = first.rows.iter().map(|row| row.difference).collect();
    assert_eq!(numbers, [Some(1), Some(2)], "differences are numbered");

    let mut seen = 0;
    let mut next = Some(1);
    while let Some(at) = next {
        let stretch = library.comparison(&ask(at, false)).unwrap();
        seen += stretch.rows.iter().filter(|row| row.difference.is_some()).count();
        if let Some(before) = stretch.difference_before {
            assert!(before < stretch.rows[0].row, "{stretch:?}");
        }
        next = stretch.difference_after;
    }
    assert_eq!(seen, differences as usize, "each is led to by the one before it");
    let beyond = library.comparison(&ask(10_000, false)).unwrap();
    assert_eq!(beyond.later, None, "past the end is the end");
    assert!(!beyond.rows.is_empty());
}

#[test]
fn what_can_be_compared_is_what_has_a_text_or_undertakings() {
    let desk = desk();
    let library = desk.open("2026-11-25T09:00:00Z");
    let texts = library.comparable().unwrap();
    let of = |id: &str| texts.iter().find(|one| one.id.as_str() == id);
    assert!(of("draft").is_some_and(|one| one.clauses > 3 && !one.by_commitments));
    assert!(
        of("tn-mou-2023").is_some_and(|one| one.by_commitments),
        "for want of its text"
    );
    assert!(
        of("eg-energy-2008").is_none(),
        "an instrument without a text or an undertaking"
    );
    for text in &texts {
        let other = if text.id.as_str() == "draft" { "signed" } else { "draft" };
        let compared = library.compare(text.id.as_str(), other).unwrap();
        let own = compared.iter().filter(|clause| clause.left.is_some()).count();
        assert_eq!(own, text.clauses as usize, "{} has as many clauses as it says", text.id);
    }
}
