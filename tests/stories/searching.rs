//! One search box: exact, without a cap, and honest about how it read the query.

use std::collections::BTreeSet;

use crate::desk::{Desk, ids, list, text, time};

#[test]
fn no_input_is_an_error() {
    for query in [
        ".",
        "-",
        "\"",
        "(",
        ")",
        "((",
        "“readmission”",
        "‘",
        ",",
        "OR",
        "NOT",
        "AND",
        "NEAR/",
        "=",
        "*",
        "~",
        ":",
        "partner:",
        "partner:ZZ",
        "year:x..y",
        "amount:>lots",
        "before:soon",
        "visa OR",
        "(visa",
        "visa)",
        "a\\b",
        "%_",
        "';--",
        "🙂",
        "ﷺ",
        "=",
        "-visa",
        "strand:\"",
        "kind:treaty visa",
        "word~9",
    ] {
        let said = Desk::reading().asks(["--json", "search", "--", query]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{query:?}: {said:?}");
        let found = said.document();
        assert!(found["total"].is_u64() && found["reading"].is_string(), "{query:?}");
    }
}

#[test]
fn what_was_ignored_is_said() {
    let found = Desk::reading().json_of(["search", "--", "visa partner:ZZ (("]);
    assert!(!list(&found["ignored"]).is_empty(), "{}", found["ignored"]);
    let said = Desk::reading().asks(["search", "--", "visa partner:ZZ (("]);
    assert!(said.out.contains("Ignored: "), "{said:?}");
}

#[test]
fn hits_can_be_paged_through_to_the_last_without_a_cap() {
    let whole = Desk::reading().json("search agreement --limit 5000");
    let total = usize::try_from(whole["total"].as_u64().unwrap()).unwrap();
    assert!(total > 100, "there are many: {total}");
    assert_eq!(list(&whole["hits"]).len(), total, "all of them");
    let mut paged = Vec::new();
    for offset in (0..total).step_by(150) {
        let page = Desk::reading().json(&format!("search agreement --limit 150 --offset {offset}"));
        paged.extend(ids(&page["hits"]).into_iter().map(str::to_owned));
    }
    assert_eq!(paged, ids(&whole["hits"]), "the pages are the whole");
    assert_eq!(paged.iter().collect::<BTreeSet<_>>().len(), total, "each once");
}

#[test]
fn count_facets_and_filters_agree() {
    let all = Desk::reading().json("search readmission --limit 0");
    for (facet, option) in [("partner", "--partner"), ("strand", "--strand"), ("kind", "--kind")] {
        for (value, count) in all["facets"][facet].as_object().unwrap() {
            let narrowed = Desk::reading().json(&format!("search readmission --limit 0 {option} {value}"));
            assert_eq!(&narrowed["total"], count, "{option} {value}");
            let in_query = Desk::reading().json(&format!("search readmission {facet}:{value} --limit 0"));
            assert_eq!(&in_query["total"], count, "{facet}:{value} in the query is the same");
        }
    }
}

#[test]
fn a_list_narrowed_by_text_holds_what_search_finds() {
    for partner in ["TN", "TR", "RS"] {
        let events = Desk::reading().json(&format!("timeline --partner {partner} --text readmission"));
        let found = Desk::reading().json(&format!(
            "search readmission --partner {partner} --kind event --limit 1000"
        ));
        let (listed, hit): (BTreeSet<_>, BTreeSet<_>) = (
            ids(&events).into_iter().collect(),
            ids(&found["hits"]).into_iter().collect(),
        );
        assert_eq!(listed, hit, "{partner}: the timeline and the search");
        assert_eq!(found["total"], list(&events).len(), "{partner}");
        let commitments = Desk::reading().json(&format!("commitments --partner {partner} --text readmission"));
        let found = Desk::reading().json(&format!(
            "search readmission --partner {partner} --kind commitment --limit 0"
        ));
        assert_eq!(
            found["total"],
            list(&commitments).len(),
            "{partner}: the commitments and the search"
        );
    }
}

#[test]
fn a_policy_officer_finds_readmission_in_every_partnership_in_any_language_of_its_name() {
    let found = Desk::reading().json("search readmission --limit 0");
    let partners: BTreeSet<_> = found["facets"]["partner"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    for partner in ["EG", "MR", "RS", "TN", "TR"] {
        assert!(partners.contains(partner), "{partner} is among {partners:?}");
    }
}

#[test]
fn the_reading_tells_the_query_in_words() {
    let found = Desk::reading().json("search readmission partner:TN after:2023");
    let reading = text(&found["reading"]);
    for words in ["readmission", "Tunisia", "2023"] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    let french = Desk::reading().json("search readmission partner:TN --lang fr");
    assert!(text(&french["reading"]).contains("Tunisie"), "{}", french["reading"]);
}

#[test]
fn sorted_by_date_means_sorted_by_date() {
    let dates = |sort: &str| -> Vec<String> {
        let found = Desk::reading().json(&format!("search agreement --kind event --sort {sort} --limit 500"));
        list(&found["hits"])
            .iter()
            .map(|hit| text(&hit["date"]).chars().take(4).collect())
            .collect()
    };
    let (up, down) = (dates("date"), dates("-date"));
    assert!(up.is_sorted() && down.is_sorted_by(|a, b| a >= b), "{up:?} {down:?}");
    assert_eq!(up.len(), down.len());
}

#[test]
fn a_record_is_found_by_the_users_own_tag_until_it_is_taken_off() {
    let desk = Desk::own();
    let library = desk.open("2026-11-01T09:00:00Z");
    let id = "tn-mou-2023".parse().unwrap();
    let tag = library
        .add_tag(&id, "zephyrvisit", Some("desk"), time("2026-11-01T09:00:00Z"))
        .unwrap();
    let found = desk.json("search zephyrvisit");
    assert_eq!(
        ids(&found["hits"]),
        ["tn-mou-2023"],
        "the label is among the words of the record"
    );
    let shown = desk.text("show tn-mou-2023");
    assert!(shown.contains("Your tags: zephyrvisit"), "{shown}");
    library
        .remove_tag(&id, &tag, Some("desk"), time("2026-11-01T10:00:00Z"))
        .unwrap();
    assert_eq!(desk.json("search zephyrvisit")["total"], 0, "and no longer is");
}
