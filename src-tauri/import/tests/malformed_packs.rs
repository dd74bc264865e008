//! What the reader says of packs that are wrong.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use entente_import::{PackProblems, pack};

const ABOUT: &str = r#"
id = "try"
version = "1"
title = "A pack to try"
data_date = "2026-10-01"
licence = "CC BY 4.0"
made_from = "Nothing."
"#;

const PARTNER: &str = r#"partner = "TN"

[[partners]]
id = "tunisia"
iso = "TN"
name = "Tunisia"
cites = [{ source = "s1" }]
confidence = "high"
"#;

const SOURCES: &str = r#"partner = "TN"

[[sources]]
id = "s1"
title = "A source"
publisher = "European Commission"
date = "2023-07-16"
kind = "press-release"
language = "en"
official = true
"#;

const EVENTS: &str = r#"partner = "TN"

[[events]]
id = "tn-e01"
date = "2023-07-16"
title = "Signed"
kind = "signing"
strands = ["migration"]
summary = "It was signed."
cites = [{ source = "s1", at = "first paragraph" }]
confidence = "high"
"#;

/// The four files of a good pack, with others in their place or beside them.
fn pack_with(others: &[(&str, &str)]) -> Result<pack::Pack, PackProblems> {
    let good = [
        ("pack.toml", ABOUT),
        ("tunisia/partner.toml", PARTNER),
        ("tunisia/sources.toml", SOURCES),
        ("tunisia/events.toml", EVENTS),
    ];
    let kept = good
        .into_iter()
        .filter(|(path, _)| others.iter().all(|(other, _)| other != path));
    pack::read(kept.chain(others.iter().copied()))
}

/// The problems as a reader sees them, a line each.
fn problems_with(others: &[(&str, &str)]) -> Vec<String> {
    let problems = pack_with(others).expect_err("the pack is wrong");
    problems.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_good_pack_is_read_and_its_partner_filled_in() {
    let pack = pack_with(&[]).expect("nothing is wrong with it");
    assert_eq!(pack.records.len(), 3);
    assert!(
        pack.records
            .iter()
            .all(|record| record.partners().iter().any(|code| code.as_str() == "TN")),
        "every record takes the partner of its file"
    );
}

#[test]
fn one_record_with_many_slips_has_them_all_named() {
    let events = r#"partner = "TN"

[[events]]
id = "tn-e01"
date = 2023-07-16
titel = "Signed"
kind = "signature"
strands = ["migraton", "energy"]
summary = "It was signed."
cites = [{ source = "s1", page = 3 }]
confidence = "High"
"#;
    assert_eq!(
        problems_with(&[("tunisia/events.toml", events)]),
        [
            "tunisia/events.toml:3: tn-e01: `title` is missing (Its title)",
            "tunisia/events.toml:5: tn-e01: `date` must be a text in quotes, not a date without quotes (write \"2023-07-16\")",
            "tunisia/events.toml:6: tn-e01: there is no field `titel` (did you mean title?)",
            "tunisia/events.toml:7: tn-e01: “signature” is not a word for `kind` (use one of signing, visit, summit, \
             statement, adoption, entry-into-force, disbursement, conference, council, incident, report)",
            "tunisia/events.toml:8: tn-e01: “migraton” is not a word for `strands` (did you mean migration?)",
            "tunisia/events.toml:10: tn-e01: there is no field `page` in `cites` (its fields are at, source)",
            "tunisia/events.toml:11: tn-e01: “High” is not a word for `confidence` (did you mean high?)",
        ]
    );
}

#[test]
fn dates_and_amounts_that_cannot_be_read_say_how_to_write_them() {
    let funding = r#"partner = "TN"

[[funding]]
id = "tn-f01"
title = "Budget support"
amount = 150000000
kind = "grant"
strand = "economy"
counts_as = "line"
stages = [{ stage = "announced", date = "16 July 2023", amount = "150 million EUR" }]
cites = [{ source = "s1" }]
confidence = "high"
"#;
    let problems = problems_with(&[("tunisia/funding.toml", funding)]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(
        problems.iter().any(|line| line.contains("as in \"150000000 EUR\"")),
        "{problems:#?}"
    );
    assert!(
        problems.iter().any(|line| line.contains("“16 July 2023”")),
        "{problems:#?}"
    );
    assert!(
        problems.iter().any(|line| line.contains("“150 million EUR”")),
        "{problems:#?}"
    );
}

#[test]
fn a_bad_record_hides_neither_the_next_one_nor_another_file() {
    let events = format!("{EVENTS}\n[[events]]\nid = \"tn-e02\"\n\n[[events]]\nid = \"tn-e03\"\nkind = 4\n");
    let sources = SOURCES.replace("language", "langage");
    let problems = problems_with(&[("tunisia/events.toml", &events), ("tunisia/sources.toml", &sources)]);
    for wanted in [
        "tn-e02: `date` is missing",
        "tn-e03: `kind` must be a word",
        "s1: there is no field `langage`",
    ] {
        assert!(
            problems.iter().any(|line| line.contains(wanted)),
            "{wanted} is missing in {problems:#?}"
        );
    }
    assert!(
        !problems.iter().any(|line| line.contains("no source is named s1")),
        "a source that could not be read is one problem, not one more for every record that cites it: {problems:#?}"
    );
}

#[test]
fn two_records_of_one_id_are_shown_with_both_places() {
    let more = EVENTS.replace("tn-e01", "s1");
    let problems = problems_with(&[("tunisia/events.toml", &more)]);
    assert_eq!(
        problems,
        [
            "tunisia/sources.toml:4: the id s1 is taken: tunisia/events.toml:4 has it too \
          (give one of them another id; ids are unique in a pack, whatever the kind)"
        ]
    );
}

#[test]
fn a_reference_to_nothing_names_the_nearest_record_and_its_line() {
    let events = EVENTS.replace("source = \"s1\"", "source = \"s2\"");
    assert_eq!(
        problems_with(&[("tunisia/events.toml", &events)]),
        ["tunisia/events.toml:10: tn-e01: `cites`: no source is named s2 (did you mean s1?)"]
    );
}

#[test]
fn a_reference_to_another_kind_is_refused() {
    let events = EVENTS.replace("summary =", "instruments = [\"s1\"]\nsummary =");
    assert_eq!(
        problems_with(&[("tunisia/events.toml", &events)]),
        ["tunisia/events.toml:9: tn-e01: `instruments`: s1 is a source, not an instrument"]
    );
}

#[test]
fn a_record_without_a_source_is_refused() {
    let events = EVENTS.replace("[{ source = \"s1\", at = \"first paragraph\" }]", "[]");
    let problems = problems_with(&[("tunisia/events.toml", &events)]);
    assert!(
        problems[0].starts_with("tunisia/events.toml:10: tn-e01: `cites`: Nothing says where this is written"),
        "{problems:?}"
    );
}

#[test]
fn what_cannot_be_so_is_refused_on_its_line() {
    let line = |id: &str, whole: &str, amount: &str| {
        format!(
            "[[funding]]\nid = \"{id}\"\ntitle = \"T\"\namount = \"{amount}\"\nkind = \"grant\"\nstrand = \"economy\"\n\
             part_of = {{ id = \"{whole}\" }}\ncounts_as = \"line\"\ncites = [{{ source = \"s1\" }}]\nconfidence = \"high\"\n"
        )
    };
    let funding = format!(
        "partner = \"TN\"\n{}{}",
        line("a", "b", "5 EUR"),
        line("b", "a", "-5 EUR")
    );
    let events = EVENTS.replace("It was signed.", "  ");
    let problems = problems_with(&[("tunisia/funding.toml", &funding), ("tunisia/events.toml", &events)]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(
        problems[0].starts_with("tunisia/events.toml:9: tn-e01: `summary`: The text is blank"),
        "{problems:#?}"
    );
    assert!(
        problems[1].starts_with("tunisia/funding.toml:8: a: `part_of`: It is part of itself"),
        "{problems:#?}"
    );
    assert!(
        problems[2].starts_with("tunisia/funding.toml:15: b: `amount`: -5 EUR is not an amount"),
        "{problems:#?}"
    );
}

#[test]
fn a_partner_that_nobody_named_is_asked_for() {
    let events = EVENTS.replace("partner = \"TN\"\n", "");
    let problems = problems_with(&[("tunisia/events.toml", &events)]);
    assert!(
        problems[0].contains("neither the record nor its file says which partner"),
        "{problems:?}"
    );
    let none = events.replace("summary =", "partners = []\nsummary =");
    assert!(
        pack_with(&[("tunisia/events.toml", &none)]).is_ok(),
        "`partners = []` says that it concerns none"
    );
}

#[test]
fn broken_toml_names_each_break() {
    let events = "partner = \"TN\"\n\n[[events]]\nid = “tn-e01”\ntitle = \"x\"\ndate = = 3\n";
    let problems = problems_with(&[("tunisia/events.toml", events)]);
    assert!(
        problems
            .iter()
            .any(|line| line.starts_with("tunisia/events.toml:4: this is not TOML")),
        "{problems:#?}"
    );
    assert!(
        problems
            .iter()
            .any(|line| line.starts_with("tunisia/events.toml:6: this is not TOML")),
        "{problems:#?}"
    );
}

#[test]
fn a_misnamed_file_or_array_is_no_silent_loss() {
    let problems = problems_with(&[
        ("tunisia/evnts.toml", EVENTS),
        (
            "tunisia/commitments.toml",
            "partner = \"TN\"\n[[commitment]]\nid = \"c\"\n",
        ),
        ("tunisia/deep/events.toml", EVENTS),
        ("../events.toml", EVENTS),
    ]);
    assert_eq!(
        problems,
        [
            "../events.toml: this path leads out of the pack",
            "tunisia/commitments.toml:2: this file holds [[commitments]], not commitment (did you mean commitments?)",
            "tunisia/deep/events.toml: this file lies too deep (a pack has one level of folders, as in tunisia/events.toml)",
            "tunisia/evnts.toml: no kind of record is kept in a file named evnts.toml (did you mean events.toml?)",
        ]
    );
}

#[test]
fn a_pack_without_its_title_page_is_refused() {
    let problems = pack::read([("tunisia/sources.toml", SOURCES.replace("partner = \"TN\"", ""))]);
    let text = problems.expect_err("pack.toml is missing").to_string();
    assert!(text.contains("pack.toml: this file is missing"), "{text}");
    let about = ABOUT
        .replace("2026-10-01", "October 2026")
        .replace("licence", "license");
    let problems = problems_with(&[("pack.toml", &about)]);
    assert!(
        problems.iter().any(|line| line.contains("did you mean licence?")),
        "{problems:#?}"
    );
    assert!(
        problems.iter().any(|line| line.contains("“October 2026” is not a day")),
        "{problems:#?}"
    );
}

#[test]
fn rates_are_positive_unique_and_sourced() {
    let rates = r#"
[[rates]]
year = 2023
currency = "USD"
per_euro = "1,08"
source = "s1"

[[rates]]
year = 2023
currency = "USD"
per_euro = "1.0813"
source = "ecb"
"#;
    let problems = problems_with(&[("exchange-rates.toml", rates)]);
    assert_eq!(
        problems,
        [
            "exchange-rates.toml:5: rate: “1,08” is not a rate (USD in 2023): write a positive decimal number such as 1.0813",
            "exchange-rates.toml:8: rate of USD in 2023: line 2 gives it already",
            "exchange-rates.toml:12: rate of USD in 2023: no source is named ecb",
        ]
    );
}

#[test]
fn a_slip_in_the_glossary_is_found_before_search_meets_it() {
    let glossary = "[[term]]\nen = \"readmission\"\nfrr = [\"réadmission\"]\n\n[[terms]]\nen = []\n";
    assert_eq!(
        problems_with(&[("glossary.toml", glossary)]),
        [
            "glossary.toml:2: term: `en` must be a list, not a text (write [\"readmission\"])",
            "glossary.toml:3: term: there is no field `frr` (did you mean fr?)",
            "glossary.toml:5: this file holds [[term]], not terms (write [[term]] above each term)",
        ]
    );
}

#[test]
fn a_document_has_the_passages_it_says() {
    let documents = r#"partner = "TN"

[[documents]]
id = "charter"
title = "Charter"
format = "text"
passages = 2
"#;
    let one = r#"{"ordinal": 1, "text": "First."}"#;
    let short = problems_with(&[("tunisia/documents.toml", documents), ("passages/charter.jsonl", one)]);
    assert!(short[0].contains("says 2 passages, and the pack holds 1"), "{short:?}");
    let two = format!("{one}\n{{\"ordinal\": 2, \"text\": \"Second.\"}}\n");
    let pack = pack_with(&[("tunisia/documents.toml", documents), ("passages/charter.jsonl", &two)]);
    assert_eq!(pack.expect("both are there").passages.len(), 1);
}

mod on_disk {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tunisia")).unwrap();
        for (path, text) in [
            ("pack.toml", ABOUT),
            ("tunisia/partner.toml", PARTNER),
            ("tunisia/sources.toml", SOURCES),
            ("README.md", "Passed over."),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        folder
    }

    fn problems_of(folder: &tempfile::TempDir) -> Vec<String> {
        let problems = pack::read_folder(folder.path()).expect_err("the pack is wrong");
        problems.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_folder_is_read_like_its_texts() {
        assert_eq!(pack::read_folder(folder().path()).unwrap().records.len(), 2);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let text = pack::read_folder(std::path::Path::new("/no/such/pack"))
            .unwrap_err()
            .to_string();
        assert!(text.contains("/no/such/pack"), "{text}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_refused() {
        let folder = folder();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("events.toml"), EVENTS).unwrap();
        std::os::unix::fs::symlink(
            outside.path().join("events.toml"),
            folder.path().join("tunisia/events.toml"),
        )
        .unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("egypt")).unwrap();
        let problems = problems_of(&folder);
        assert_eq!(problems.len(), 2, "{problems:#?}");
        assert!(
            problems.iter().all(|line| line.contains("symbolic link")),
            "{problems:#?}"
        );
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_refused_with_their_line() {
        let folder = folder();
        fs::write(
            folder.path().join("tunisia/events.toml"),
            b"partner = \"TN\"\n# caf\xE9\n",
        )
        .unwrap();
        assert_eq!(
            problems_of(&folder),
            ["tunisia/events.toml:2: the text here is not UTF-8 (save it again as UTF-8)"]
        );
    }

    #[test]
    fn a_file_above_the_limit_is_not_read() {
        let folder = folder();
        let file = fs::File::create(folder.path().join("tunisia/events.toml")).unwrap();
        file.set_len(17 * 1024 * 1024).unwrap();
        assert_eq!(
            problems_of(&folder),
            ["tunisia/events.toml: the file has 17 MiB, and 16 MiB is the most (split it)"]
        );
    }
}

mod noise {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever stands in a file, reading it ends, and ends in words.
        #[test]
        fn no_text_breaks_the_reader(text: String, cut in 0..EVENTS.len(), insert in "[\\[\\]{}=\"',.\n a-z0-9]{0,12}") {
            let _ = pack_with(&[("tunisia/events.toml", &text)]);
            let cut = EVENTS.floor_char_boundary(cut);
            let mangled = format!("{}{insert}{}", &EVENTS[..cut], &EVENTS[cut..]);
            if let Err(problems) = pack_with(&[("tunisia/events.toml", &mangled)]) {
                prop_assert!(problems.problems.iter().all(|one| !one.problem.is_empty()));
            }
        }
    }
}
