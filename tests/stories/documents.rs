//! Texts of one's own: taken in, found by passage, taken out again.

use std::{collections::BTreeSet, fmt::Write as _, fs, io::BufRead as _, process::Stdio, thread, time::Duration};

use entente_library::{Doing, ImportAsk, Work};

use crate::desk::{Desk, ids, list, one, text, time};

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
fn a_file_named_like_another_record_is_refused_and_the_rest_is_taken() {
    let desk = Desk::own();
    let folder = desk.path("texts");
    std::fs::create_dir(&folder).unwrap();
    for (name, words) in [
        ("a.txt", "A paragraph on zirconium."),
        (
            "tn.jsonl",
            "{\"document\": \"tn-mou-2023\", \"text\": \"The memorandum on zirconium.\"}\n",
        ),
        ("tunisia.txt", "A paragraph on Tunisia."),
    ] {
        std::fs::write(folder.join(name), words).unwrap();
    }
    let before = desk.json("show tn-mou-2023");
    let said = desk.asks(["--json", "import", folder.to_str().unwrap()]);
    assert_eq!(said.code, 3, "{said:?}");
    let outcome = said.document();
    assert_eq!(ids(&outcome["documents"]), ["a"], "what can be read is there");
    let refused = list(&outcome["refused"]);
    assert_eq!(refused.len(), 2, "{outcome}");
    for (one, (file, record)) in refused
        .iter()
        .zip([("tn.jsonl", "tn-mou-2023"), ("tunisia.txt", "tunisia")])
    {
        let reason = text(&one["reason"]);
        assert!(text(&one["path"]).ends_with(file), "{one}");
        assert!(
            reason.contains(record) && reason.contains("Rename the file"),
            "{reason}"
        );
    }
    assert_eq!(
        desk.json("search zirconium")["total"],
        1,
        "nothing of the others is kept"
    );
    assert_eq!(desk.json("show tn-mou-2023"), before, "nor is the record touched");
}

#[test]
fn of_two_files_with_one_name_the_first_is_kept_and_the_second_named() {
    let desk = Desk::own();
    let first = desk.file("notes.txt", "A paragraph on zirconium.");
    let second = desk.file("notes.md", "A paragraph on hafnium.");
    let said = desk.asks(["--json", "import", &first, &second, &first]);
    let outcome = said.document();
    assert_eq!(
        ids(&outcome["documents"]),
        ["notes"],
        "a file named twice is read once: {outcome}"
    );
    let refused = list(&outcome["refused"]);
    assert_eq!(refused.len(), 1, "{outcome}");
    let reason = text(&refused[0]["reason"]);
    assert!(
        reason.contains(&first) && reason.contains("Rename this file"),
        "{reason}"
    );
    assert_eq!(desk.json("search zirconium")["total"], 1, "the first is there");
    assert_eq!(
        desk.json("search hafnium")["total"],
        0,
        "the second did not take its place"
    );
    let anew = desk.file("notes.md", "A paragraph on hafnium.");
    desk.json_of(["import", &anew]);
    assert_eq!(
        desk.json("search hafnium")["total"],
        1,
        "an import of its own replaces it, as it says"
    );
}

#[test]
fn a_partner_named_late_in_a_long_document_is_a_partner_of_all_of_it() {
    let desk = Desk::own();
    let mut lines = many(1500);
    lines.push_str("{\"document\": \"minutes\", \"partner\": \"EG\", \"text\": \"Egypt joined.\"}\n");
    let file = desk.file("minutes.jsonl", lines);
    let outcome = desk.json_of(["import", &file]);
    let document = one(&outcome["documents"], "minutes");
    assert_eq!(
        (ids(&document["partners"]), &document["passages"]),
        (vec!["EG"], &1501.into()),
        "{document}"
    );
    let told = desk.json_of(["import", &file, "--partner", "TN"]);
    assert_eq!(
        ids(&one(&told["documents"], "minutes")["partners"]),
        ["TN"],
        "what the user says goes before"
    );
}

#[test]
fn lines_that_jump_between_documents_are_put_together_or_refused_before_they_take_for_ever() {
    let desk = Desk::own();
    let jumping = |times: u32| {
        let mut lines = String::new();
        for place in 1..=times {
            for name in ["one", "other"] {
                writeln!(lines, "{{\"document\": \"{name}\", \"text\": \"Zirconium {place}.\"}}").unwrap();
            }
        }
        lines
    };
    desk.json_of(["import", &desk.file("short.jsonl", jumping(3))]);
    let page = desk.json("document one --passages");
    let texts: Vec<_> = list(&page["passages"]).iter().map(|one| text(&one["text"])).collect();
    assert_eq!(texts, ["Zirconium 1.", "Zirconium 2.", "Zirconium 3."]);
    let last = desk.last_change();
    let said = desk.asks(["import", &desk.file("long.jsonl", jumping(2_000))]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.sentence().contains("Sort them by `document`"), "{said:?}");
    assert_eq!(desk.last_change(), last, "nothing of it is kept");
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

#[test]
fn a_text_is_found_by_the_strands_its_instrument_has_now() {
    let desk = Desk::own();
    let file = desk.file("energy-2008.txt", "The zirconium committee meets once a year.");
    desk.json_of(["import", &file, "--instrument", "eg-energy-2008"]);
    let found = |strand: &str| desk.json(&format!("search zirconium --strand {strand}"))["total"].clone();
    assert_eq!(
        (found("energy"), found("migration")),
        (1.into(), 0.into()),
        "as the pack says"
    );
    desk.json_of([
        "edit",
        "eg-energy-2008",
        "--set",
        "strands=[\"migration\"]",
        "--who",
        "Ana",
    ]);
    assert_eq!(
        (found("energy"), found("migration")),
        (0.into(), 1.into()),
        "its text follows"
    );
    let change = desk.last_change();
    desk.json(&format!("undo {change}"));
    assert_eq!((found("energy"), found("migration")), (1.into(), 0.into()), "and back");
}

/// Passages of one document, as JSON Lines.
fn many(passages: u32) -> String {
    let mut lines = String::new();
    for place in 1..=passages {
        let words = "The zirconium committee meets on readmission, visas and the energy of the coast. ".repeat(4);
        writeln!(
            lines,
            "{{\"document\": \"minutes\", \"locator\": \"p. {place}\", \"text\": \"{words}{place}\"}}"
        )
        .unwrap();
    }
    lines
}

#[test]
fn a_large_import_says_how_far_it_is_where_that_is_asked_for() {
    let desk = Desk::own();
    let file = desk.file("minutes.jsonl", many(2500));
    let said = desk.asks(["import", &file, "--progress"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("Reading files: 100 % of 1."),
        "how far, and of how much: {said:?}"
    );
    assert_eq!(said.out, "minutes: 2500 passages\n", "the answer stands apart");
    let last = desk.last_change();
    let quiet = desk.asks(["import", &file]);
    assert_eq!(
        (quiet.code, quiet.err.as_str()),
        (0, ""),
        "a script is not talked to: {quiet:?}"
    );
    assert_eq!(desk.last_change(), last, "what is there already is no change");
}

#[test]
fn after_a_very_large_import_the_first_search_has_nothing_to_wait_for() {
    let desk = Desk::own();
    let file = desk.file("minutes.jsonl", many(10_000));
    assert_eq!(desk.asks(["import", &file]).code, 0);
    let index = || -> BTreeSet<String> {
        let files = fs::read_dir(desk.path("library/index")).expect("the index is there");
        files
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    };
    let before = index();
    let found = desk.json("search zirconium");
    assert_eq!(found["total"], 10_000, "all of it is found");
    assert_eq!(index(), before, "the search has added nothing to the index");
}

#[test]
fn an_import_that_is_stopped_leaves_the_library_as_it_was() {
    let desk = Desk::own();
    let last = desk.last_change();
    let (small, large) = (
        desk.file("a.txt", "A word on zirconium."),
        desk.file("b.jsonl", many(40_000)),
    );
    let library = desk.open("2026-11-01T09:00:00Z");
    let ask = ImportAsk {
        paths: vec![small, large],
        ..ImportAsk::default()
    };
    let work = Work::default();
    let outcome = thread::scope(|scope| {
        scope.spawn(|| {
            // Once the first file is read and the second is begun.
            while work
                .step()
                .is_none_or(|step| step.doing != Doing::Import || step.done < step.of / 20)
            {
                thread::sleep(Duration::from_millis(1));
            }
            work.stop();
        });
        library
            .import_followed(&ask, time("2026-11-01T09:00:00Z"), &work)
            .unwrap()
    });
    assert!(outcome.stopped && outcome.documents.is_empty(), "{outcome:?}");
    let step = work.step().unwrap();
    assert!(step.done < step.of, "it was stopped on the way: {step:?}");
    drop(library);
    assert_eq!(desk.last_change(), last, "the log has nothing of it");
    assert_eq!(
        ids(&desk.json("documents")),
        Vec::<&str>::new(),
        "nor of the file that was finished"
    );
    assert_eq!(desk.json("search zirconium")["total"], 0);
    assert_eq!(desk.says("check").code, 0, "and the library is whole");
}

#[test]
fn an_import_that_is_broken_off_on_the_command_line_leaves_the_library_as_it_was() {
    let desk = Desk::own();
    let last = desk.last_change();
    let file = desk.file("minutes.jsonl", many(60_000));
    let mut import = desk.command();
    import
        .args(["import", &file, "--progress"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null());
    let mut running = import.spawn().unwrap();
    let mut told = std::io::BufReader::new(running.stderr.take().unwrap()).lines();
    let first = told.next().unwrap().unwrap();
    assert!(
        first.starts_with("Reading files: ") && !first.contains("100 %"),
        "{first}"
    );
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(desk.last_change(), last, "the log has nothing of it");
    assert_eq!(desk.json("search zirconium")["total"], 0);
    assert_eq!(desk.says("check").code, 0, "and the library is whole");
}
