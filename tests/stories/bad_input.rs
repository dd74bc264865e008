//! What cannot be answered is refused with a sentence to act on, a code for scripts, and nothing changed.

use std::fs;

use crate::desk::{Desk, list, names, text};

#[test]
fn an_unknown_partner_is_met_with_those_there_are() {
    for line in [
        "brief atlantis",
        "search visa --partner atlantis",
        "timeline --partner atlantis",
        "commitments --partner atlantis",
        "funding --partner atlantis",
        "coverage --partner atlantis",
    ] {
        let sentence = Desk::reading().refuses(2, line);
        assert!(
            sentence.contains("atlantis") && sentence.contains("TN (tunisia)"),
            "`{line}`: {sentence}"
        );
    }
}

#[test]
fn a_partner_may_be_named_as_people_name_it() {
    let by_code = Desk::reading().json("timeline --partner TR");
    for name in ["tr", "turkiye", "Türkiye", "TURKIYE", "Turkey", "Turquie", "تركيا"] {
        assert_eq!(
            Desk::reading().json(&format!("timeline --partner {name}")),
            by_code,
            "{name}"
        );
    }
}

#[test]
fn a_mistyped_record_is_answered_with_the_nearest_one() {
    for line in ["show tn-mou-2032", "changes tn-mou-2032", "document tn-mou-2032"] {
        let sentence = Desk::reading().refuses(2, line);
        assert!(sentence.contains("did you mean tn-mou-2023?"), "`{line}`: {sentence}");
    }
    let capitals = Desk::reading().refuses(2, "show TN-MOU-2023");
    assert!(capitals.contains("did you mean tn-mou-2023?"), "{capitals}");
    let far = Desk::reading().refuses(2, "show qqqq");
    assert!(
        !far.contains("did you mean"),
        "no guess is better than a wild one: {far}"
    );
    let other = Desk::reading().refuses(2, "document tn-mou-2023");
    assert!(
        other.contains("is not an imported document"),
        "a record that is there is not denied: {other}"
    );
}

#[test]
fn a_word_that_is_not_in_its_list_is_met_with_the_list() {
    for (line, word) in [
        ("timeline --strand migraton", "migration"),
        ("timeline --kind treaty", "instrument"),
        ("commitments --state late", "overdue"),
        ("commitments --by Brussels", "member-state"),
        ("funding --money gift", "grant"),
        ("search visa --sort newest", "-date"),
        ("timeline --dates perhaps", "must"),
        ("funding --convert-to euros", "ISO 4217"),
    ] {
        let said = Desk::reading().says(line);
        assert_eq!(said.code, 2, "`{line}`: {said:?}");
        assert!(
            said.sentence().contains(word),
            "`{line}` says what may be written: {said:?}"
        );
    }
}

#[test]
fn a_date_that_is_none_is_refused_before_anything_is_done() {
    for line in [
        "timeline --from yesterday",
        "timeline --to 2024-13",
        "partners --as-of 2026-02-30",
        "partners --known-on soon",
        "commitments --due-before 31.12.2026",
    ] {
        let said = Desk::reading().says(line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "`{line}`: {said:?}");
        let wrong = line.split(' ').next_back().unwrap();
        assert!(
            said.sentence().contains(wrong),
            "`{line}` names what it could not read: {said:?}"
        );
    }
}

#[test]
fn a_range_that_ends_before_it_begins_was_not_meant() {
    for command in ["timeline", "search visa", "commitments", "funding", "brief tunisia"] {
        let sentence = Desk::reading().refuses(2, &format!("{command} --from 2024-06 --to 2024-01"));
        assert!(
            sentence.contains("2024-06") && sentence.contains("2024-01"),
            "{command}: {sentence}"
        );
    }
    let vague = Desk::reading().says("timeline --from 2024-06 --to 2024");
    assert_eq!(vague.code, 0, "the year 2024 ends after June: {vague:?}");
}

#[test]
fn a_brief_into_a_folder_that_is_not_there_is_not_written() {
    let desk = Desk::own();
    let nowhere = desk.path("no-such-folder/brief.md");
    for format in ["md", "html", "docx"] {
        let said = desk.asks([
            "brief",
            "tunisia",
            "--format",
            format,
            "--out",
            nowhere.to_str().unwrap(),
        ]);
        assert_eq!(said.code, 2, "{said:?}");
        let sentence = said.sentence();
        assert!(
            sentence.contains("there is no folder") && sentence.contains("no-such-folder"),
            "{sentence}"
        );
        assert!(
            !sentence.contains("no-such-folder/."),
            "names of our own scratch files help nobody: {sentence}"
        );
    }
    assert!(
        !nowhere.parent().unwrap().exists(),
        "and no folder is made behind the user's back"
    );
}

#[test]
fn a_brief_over_a_folder_leaves_the_folder() {
    let desk = Desk::own();
    let folder = desk.path("briefs");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("old.md"), "an older brief").unwrap();
    let said = desk.asks(["brief", "tunisia", "--out", folder.to_str().unwrap()]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.sentence().contains("could not be written"), "{said:?}");
    assert_eq!(names(&folder), ["old.md"], "what stood there stands");
    assert_eq!(
        names(folder.parent().unwrap()),
        ["briefs", "library"],
        "and nothing is left lying beside it"
    );
}

#[test]
fn a_word_file_is_not_poured_onto_the_screen() {
    let sentence = Desk::reading().refuses(2, "brief tunisia --format docx");
    assert!(sentence.contains("--out FILE"), "{sentence}");
}

#[test]
fn what_cannot_be_done_by_hand_says_why_and_changes_nothing() {
    let desk = Desk::own();
    let last = desk.last_change();
    for (line, reason) in [
        ("edit tn-mou-2023 --set colour=blue", "unknown field `colour`"),
        ("edit tn-mou-2023 --set signed=someday", "someday"),
        ("edit tn-mou-2023 --set cites=[]", "cites"),
        (
            "edit tn-mou-2023 --set cites=[{\"source\":\"no-such-source\"}]",
            "no-such-source",
        ),
        ("edit tn-mou-2023 --set title", "FIELD=VALUE"),
        (
            "edit tn-mou-2023 --set id=tn-mou-2024",
            "id of tn-mou-2023 cannot be changed",
        ),
        ("edit tn-mou-2023", "--set FIELD=VALUE"),
        ("edit no-such-record --set title=x", "no-such-record"),
        ("undo 1", "cannot be undone"),
        ("undo 99999999", "99999999"),
        ("decide tn-mou-2023 title --take ours", "nothing to decide"),
        ("pack rollback", "no pack can be rolled back"),
    ] {
        let sentence = desk.refuses(2, line);
        assert!(sentence.contains(reason), "`{line}`: {sentence}");
    }
    assert_eq!(desk.last_change(), last, "the change log has not moved");
}

#[test]
fn a_file_that_cannot_be_read_has_its_own_code() {
    let desk = Desk::own();
    for line in [
        "import /no/such/file.txt",
        "edit tn-e01 --from /no/such/record.json",
        "restore /no/such/backup.sqlite",
    ] {
        let sentence = desk.refuses(3, line);
        assert!(sentence.contains("/no/such/"), "`{line}`: {sentence}");
    }
    let letter = desk.file("letter.sqlite", "Dear reader, this is no backup.");
    let said = desk.asks(["restore", &letter]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(desk.json("check")["ok"], true, "the library itself stands");
}

#[test]
fn a_malformed_pack_is_refused_whole_with_every_problem_its_line_and_a_hint() {
    let desk = Desk::own();
    let pack = desk.path("pack");
    let folder = pack.to_str().unwrap();
    desk.json_of(["pack", "build", folder]);
    let spoil = |file: &str, from: &str, to: &str| {
        let path = pack.join(file);
        let before = fs::read_to_string(&path).unwrap();
        let line = 1 + before[..before.find(from).expect(from)].matches('\n').count();
        fs::write(&path, before.replacen(from, to, 1)).unwrap();
        (file.to_owned(), u64::try_from(line).unwrap())
    };
    let spoilt = [
        spoil("tunisia/events.toml", "kind = \"signing\"", "kind = \"signnig\""),
        spoil(
            "egypt/funding.toml",
            "amount = \"7400000000 EUR\"",
            "amount = \"7.4 billion euro\"",
        ),
        spoil("serbia/instruments.toml", "binding = ", "bindin = "),
        spoil(
            "libya/commitments.toml",
            "instrument = \"ly-berlin\"",
            "instrument = \"ly-berlim\"",
        ),
    ];
    let last = desk.last_change();

    let verdict = desk.asks(["--json", "pack", "verify", folder]);
    assert_eq!(verdict.code, 1, "the answer is no: {verdict:?}");
    let verdict = verdict.document();
    assert_eq!(verdict["ok"], false);
    let problems = list(&verdict["problems"]);
    for (file, line) in &spoilt {
        let found = problems
            .iter()
            .find(|one| one["file"] == file.as_str() && one["line"] == *line);
        let found = found.unwrap_or_else(|| panic!("{file}:{line} is in {problems:#?}"));
        assert!(!text(&found["problem"]).is_empty(), "{found}");
        let told = found["hint"].is_string() || text(&found["problem"]).contains("as in 105000000 EUR");
        assert!(told, "it says what to write instead: {found}");
    }

    for action in ["apply", "preview"] {
        let said = desk.asks(["pack", action, folder]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        for (file, line) in &spoilt {
            assert!(
                said.sentence().contains(&format!("{file}:{line}: ")),
                "{file}:{line} is named: {said:?}"
            );
        }
    }
    assert_eq!(desk.last_change(), last, "nothing of it was taken over");
}

#[test]
fn a_folder_that_is_no_pack_is_told_so() {
    let desk = Desk::own();
    fs::create_dir(desk.path("empty")).unwrap();
    let folder = desk.path("empty").display().to_string();
    let said = desk.asks(["pack", "apply", &folder]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.sentence().contains("pack.toml"), "{said:?}");
    let build = desk.asks(["pack", "build", desk.library.to_str().unwrap()]);
    assert_eq!(build.code, 2, "a pack is not written over something: {build:?}");
    assert_eq!(desk.json("check")["ok"], true);
}
