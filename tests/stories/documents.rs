//! Texts of one's own: taken in, found by passage, taken out again.

use crate::desk::{Desk, ids, list, one, text};

const LETTER: &str = "\
# Letter of the Commission President

Dear colleagues,

## Tunisia

Progress on readmission was made with the zirconium committee.

## Egypt

A summit will follow.
";

#[test]
fn a_letter_is_read_into_passages_that_know_their_place() {
    let desk = Desk::own();
    let file = desk.file("letter-2024.md", LETTER);
    let outcome = desk.json_of(["import", &file, "--partner", "tunisia", "--language", "en"]);
    assert_eq!(
        (list(&outcome["documents"]).len(), list(&outcome["refused"]).len()),
        (1, 0),
        "{outcome}"
    );
    let page = desk.json("document letter-2024 --passages");
    let passages = list(&page["passages"]);
    let zirconium = passages
        .iter()
        .find(|one| text(&one["text"]).contains("zirconium"))
        .unwrap();
    assert_eq!(
        zirconium["heading"], "Tunisia",
        "a passage stands under its heading: {zirconium}"
    );
    assert!(
        text(&zirconium["locator"]).starts_with("paragraph "),
        "and can be cited: {zirconium}"
    );
    assert!(
        desk.text("document letter-2024")
            .contains("Letter of the Commission President")
    );

    let found = desk.json("search zirconium");
    assert_eq!(found["total"], 1, "a hit is a passage, not a file");
    let hit = &found["hits"][0];
    assert_eq!(
        (&hit["kind"], &hit["document"]),
        (&"passage".into(), &"letter-2024".into()),
        "{hit}"
    );
    assert_eq!(hit["locator"], zirconium["locator"]);
    assert_eq!(
        ids(&hit["partners"]),
        ["TN"],
        "what was said of the file holds for its passages"
    );
    let marked: Vec<_> = list(&hit["snippet"])
        .iter()
        .filter(|part| part["hit"] == true)
        .collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0]["text"], "zirconium", "exactly what matched is marked");
}

#[test]
fn a_bad_line_is_named_and_the_good_ones_are_taken() {
    let desk = Desk::own();
    let file = desk.file(
        "passages.jsonl",
        concat!(
            "{\"document\": \"a-decision\", \"title\": \"A decision\", \"locator\": \"Article 1\", \"text\": \"The zirconium fund is set up.\"}\n",
            "this is no JSON\n",
            "{\"document\": \"a-decision\", \"locator\": \"Article 2\"}\n",
            "{\"document\": \"a-decision\", \"locator\": \"Article 3\", \"text\": \"It ends in 2027.\"}\n",
        ),
    );
    let said = desk.asks(["--json", "import", &file]);
    assert_eq!(said.code, 3, "a script learns that not all could be read: {said:?}");
    let outcome = said.document();
    assert_eq!(one(&outcome["documents"], "a-decision")["passages"], 2);
    let reasons: Vec<_> = list(&outcome["refused"])
        .iter()
        .map(|one| text(&one["reason"]))
        .collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(
        reasons[0].contains("line 2") && reasons[1].contains("line 3"),
        "{reasons:?}"
    );
    let page = desk.json("document a-decision --passages");
    let places: Vec<_> = list(&page["passages"])
        .iter()
        .map(|one| text(&one["locator"]))
        .collect();
    assert_eq!(places, ["Article 1", "Article 3"]);
    assert_eq!(desk.json("search zirconium")["total"], 1);
}

#[test]
fn one_bad_file_never_stops_the_rest_and_leaves_nothing_of_itself() {
    let desk = Desk::own();
    let good = desk.file("good.txt", "A paragraph on zirconium.");
    let bad = desk.file("bad.txt", [0, 159, 146, 150, 0, 0, 1, 2, 3]);
    let said = desk.asks(["--json", "import", &bad, &good, "/no/such/file.txt"]);
    assert_eq!(said.code, 3, "{said:?}");
    let outcome = said.document();
    assert_eq!(ids(&outcome["documents"]), ["good"]);
    let refused: Vec<_> = list(&outcome["refused"]).iter().map(|one| text(&one["path"])).collect();
    assert_eq!(refused, [bad.as_str(), "/no/such/file.txt"]);
    assert_eq!(ids(&desk.json("documents")), ["good"]);
    let last = desk.last_change();
    let nothing = desk.asks(["import", &bad]);
    assert_eq!((nothing.code, nothing.out.as_str()), (3, ""), "{nothing:?}");
    assert!(nothing.sentence().contains("the library is as it was"), "{nothing:?}");
    assert_eq!(desk.last_change(), last);
}

#[test]
fn a_folder_is_read_file_by_file_and_an_import_can_be_taken_back() {
    let desk = Desk::own();
    let folder = desk.path("texts");
    std::fs::create_dir(&folder).unwrap();
    for name in ["one", "two"] {
        std::fs::write(folder.join(format!("{name}.txt")), format!("Zirconium, text {name}.")).unwrap();
    }
    desk.json_of(["import", folder.to_str().unwrap()]);
    assert_eq!(desk.json("search zirconium")["total"], 2);
    let changes = desk.json("changes one");
    assert!(
        list(&changes).iter().all(|change| change["origin"] == "import:one.txt"),
        "{changes}"
    );
    for change in list(&changes) {
        desk.json(&format!("undo {}", change["sequence"]));
    }
    assert_eq!(ids(&desk.json("documents")), ["two"], "the first is gone");
    assert_eq!(desk.json("search zirconium")["total"], 1, "and so are its passages");
}

#[test]
fn a_text_of_an_instrument_closes_the_gap_that_coverage_shows() {
    let desk = Desk::own();
    let gap = |desk: &Desk| {
        let gaps = desk.json("coverage --partner EG");
        list(&gaps)
            .iter()
            .any(|gap| gap["code"] == "no-published-text" && gap["id"] == "eg-energy-2008")
    };
    assert!(gap(&desk), "no text of it is known");
    let file = desk.file("energy-2008.txt", "The two sides will cooperate on energy.");
    desk.json_of(["import", &file, "--instrument", "eg-energy-2008"]);
    assert!(!gap(&desk), "now there is one");
}
