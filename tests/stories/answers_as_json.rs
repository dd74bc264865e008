//! The names that programs rely on. More may be added to an answer, but none of these may go.

use serde_json::Value;

use crate::desk::{Desk, ids, list, one, text};

/// Every one of these names is in the object.
fn has(object: &Value, names: &[&str]) {
    for name in names {
        assert!(object.get(name).is_some(), "`{name}` is in {object}");
    }
}

/// A whole or decimal number as text, so that no reader rounds it.
fn is_decimal_text(amount: &Value) {
    let digits = text(amount).replacen('.', "", 1);
    assert!(
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
        "decimal text: {amount}"
    );
}

fn is_citation(cite: &Value) {
    has(cite, &["source", "title", "publisher", "date", "at", "url"]);
    for name in ["source", "title", "publisher", "date"] {
        assert!(!text(&cite[name]).is_empty(), "{name} of {cite}");
    }
}

#[test]
fn partners_have_counts_and_totals() {
    let partners = Desk::reading().json("partners");
    assert_eq!(list(&partners).len(), 7);
    for partner in list(&partners) {
        has(
            partner,
            &["id", "iso", "name", "instruments", "commitments", "events", "funding"],
        );
        for count in ["instruments", "commitments", "events"] {
            assert!(
                partner[count].as_u64().unwrap() > 10,
                "{count} of {} are counted",
                partner["id"]
            );
        }
        for total in list(&partner["funding"]) {
            has(total, &["stage", "kind", "amount", "currency"]);
            is_decimal_text(&total["amount"]);
        }
    }
    assert_eq!(one(&partners, "turkiye")["iso"], "TR");
}

#[test]
fn a_record_is_shown_whole_with_its_sources_and_its_history() {
    let shown = Desk::reading().json("show tn-mou-2023");
    has(
        &shown,
        &[
            "id",
            "kind",
            "title",
            "cites",
            "history",
            "signed",
            "summary",
            "strands",
            "confidence",
        ],
    );
    assert_eq!(
        (&shown["kind"], &shown["type"]),
        (&"instrument".into(), &"memorandum-of-understanding".into()),
        "`kind` is the record's kind; its own sort is beside it"
    );
    list(&shown["cites"]).iter().for_each(is_citation);
    let first = list(&shown["history"]).last().unwrap();
    has(first, &["sequence", "time", "origin", "who", "action", "fields"]);
    assert!(
        text(&first["origin"]).starts_with("pack:"),
        "the pack entered it: {first}"
    );
    for id in [
        "tunisia",
        "tn-mou-2023-c01",
        "tn-f06",
        "tn-e01",
        "tn-i01",
        "vdl-letter-2024-06-25",
    ] {
        let shown = Desk::reading().json(&format!("show {id}"));
        has(&shown, &["kind", "cites", "history"]);
        assert_eq!(shown["id"], id);
    }
}

#[test]
fn a_search_says_how_it_read_the_query_and_what_it_found() {
    let found = Desk::reading().json("search readmission --partner TR --limit 5");
    has(
        &found,
        &["query", "reading", "ignored", "total", "hits", "facets", "took_us"],
    );
    assert_eq!(found["query"], "readmission");
    assert!(text(&found["reading"]).contains("readmission"), "{}", found["reading"]);
    let hits = list(&found["hits"]);
    assert_eq!(hits.len(), 5, "as many as were asked for");
    for hit in hits {
        has(
            hit,
            &[
                "kind", "id", "title", "partners", "strands", "date", "document", "locator", "snippet", "score",
            ],
        );
        assert!(ids(&hit["partners"]).contains(&"TR"), "the filter holds: {hit}");
        for part in list(&hit["snippet"]) {
            assert!(part["text"].is_string() && part["hit"].is_boolean(), "{part}");
        }
    }
    has(&found["facets"], &["partner", "strand", "kind", "year"]);
    assert_eq!(
        found["facets"]["partner"]["TR"], found["total"],
        "one query makes the count and the facets"
    );
}

#[test]
fn the_timeline_is_in_date_order() {
    let timeline = Desk::reading().json("timeline --partner TN");
    let mut before = String::new();
    for entry in list(&timeline) {
        has(
            entry,
            &[
                "id", "date", "earliest", "latest", "title", "kind", "partners", "strands",
            ],
        );
        if let Some(first) = entry["earliest"].as_str() {
            assert!(before.as_str() <= first, "{before} stands before {entry}");
            before = first.to_owned();
        }
    }
    assert!(before.as_str() > "2026", "the last entry is of this year");
}

#[test]
fn commitments_say_who_owes_what_until_when_and_where_it_is_written() {
    let rows = Desk::reading().json("commitments");
    for row in list(&rows) {
        has(
            row,
            &[
                "id",
                "instrument",
                "by",
                "strand",
                "text",
                "due",
                "state",
                "overdue",
                "cites",
            ],
        );
        assert!(
            ["EU", "partner", "both", "member-state"].contains(&text(&row["by"])),
            "{row}"
        );
        assert!(row["overdue"].is_boolean());
        assert!(!list(&row["cites"]).is_empty(), "{} is written somewhere", row["id"]);
        list(&row["cites"]).iter().for_each(is_citation);
    }
    assert!(list(&rows).len() > 300, "all of them: {}", list(&rows).len());
}

#[test]
fn funding_says_what_was_counted_what_was_left_out_and_why() {
    let money = Desk::reading().json("funding --partner TN");
    has(&money, &["totals", "counted", "left_out", "lines"]);
    for total in list(&money["totals"]) {
        has(total, &["stage", "kind", "amount", "currency"]);
        is_decimal_text(&total["amount"]);
    }
    for out in list(&money["left_out"]) {
        has(out, &["id", "reason", "because_of"]);
        assert!(!text(&out["reason"]).is_empty());
    }
    for line in list(&money["lines"]) {
        has(
            line,
            &[
                "id",
                "title",
                "partner",
                "strand",
                "kind",
                "fund",
                "counts_as",
                "amount",
                "currency",
                "part_of",
                "stages",
            ],
        );
        is_decimal_text(&line["amount"]);
        for stage in list(&line["stages"]) {
            has(stage, &["stage", "date", "amount", "basis", "cites"]);
            list(&stage["cites"]).iter().for_each(is_citation);
            assert!(
                !list(&stage["cites"]).is_empty(),
                "{} at {} has a source",
                line["id"],
                stage["stage"]
            );
        }
    }
    let lebanon = Desk::reading().json("funding --partner LB");
    let part = &one(&lebanon["lines"], "lb-f02")["part_of"];
    assert_eq!(
        (&part["id"], &part["breakdown"]),
        (&"lb-f01".into(), &"theme".into()),
        "a part names its whole"
    );
}

#[test]
fn a_brief_says_where_it_went_and_how_well_it_is_sourced() {
    let desk = Desk::own();
    let out = desk.path("serbia.md").display().to_string();
    let saved = desk.json_of(["brief", "serbia", "--format", "md", "--out", &out]);
    has(&saved, &["out", "bytes", "facts", "footnotes"]);
    assert_eq!(saved["out"], out.as_str());
    assert_eq!(saved["bytes"].as_u64().unwrap(), std::fs::metadata(&out).unwrap().len());
}

#[test]
fn an_import_lists_what_was_read_and_what_was_refused() {
    let desk = Desk::own();
    let file = desk.file("note.txt", "A first paragraph.\n\nA second one.\n");
    let outcome = desk.json_of(["import", &file, "--partner", "TN", "--language", "en"]);
    has(&outcome, &["documents", "refused"]);
    let document = &outcome["documents"][0];
    has(
        document,
        &["id", "title", "format", "language", "pages", "passages", "warnings"],
    );
    assert_eq!((&document["id"], &document["passages"]), (&"note".into(), &2.into()));
    let listed = desk.json("documents");
    assert_eq!(one(&listed, "note")["language"], "en");
    let page = desk.json("document note --passages");
    for passage in list(&page["passages"]) {
        has(passage, &["locator", "heading", "page", "text"]);
    }
    assert_eq!(list(&page["passages"]).len(), 2);
}

#[test]
fn an_export_counts_its_rows_and_they_are_those_of_the_list() {
    let desk = Desk::own();
    let timeline = desk.json("timeline --partner TN --strand energy");
    let events = list(&timeline).len();
    let names_days = |entry: &&Value| text(&entry["date"]).split('/').all(|day| day.len() == 10);
    let vague = list(&timeline)
        .iter()
        .find(|entry| !names_days(entry))
        .expect("one of them is vague");
    for format in ["csv", "jsonl", "xlsx", "ics"] {
        let out = desk.path(&format!("events.{format}")).display().to_string();
        let line = [
            "export",
            "--format",
            format,
            "--out",
            &out,
            "--kind",
            "event",
            "--partner",
            "TN",
            "--strand",
            "energy",
        ];
        let saved = desk.json_of(line);
        has(&saved, &["out", "rows"]);
        assert_eq!(
            (&saved["out"], &saved["rows"]),
            (&out.as_str().into(), &events.into()),
            "{format}"
        );
        assert!(std::fs::metadata(&out).unwrap().len() > 0);
    }
    let calendar = std::fs::read_to_string(desk.path("events.ics"))
        .unwrap()
        .replace("\r\n ", "");
    let date = format!("[{}]", text(&vague["date"]));
    assert!(
        calendar.contains(&date),
        "a calendar says of a vague date that it is one: {date}"
    );
    for format in ["ris", "bibtex", "csl", "iati"] {
        let out = desk.path(&format!("tunisia.{format}")).display().to_string();
        let saved = desk.json_of(["export", "--format", format, "--out", &out, "--partner", "TN"]);
        assert!(saved["rows"].as_u64().unwrap() > 10, "{format}: {saved}");
    }
    let nowhere = desk.path("no-such-folder/events.csv").display().to_string();
    let said = desk.asks(["export", "--format", "csv", "--out", &nowhere]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.sentence().contains("no-such-folder"), "{said:?}");
}

#[test]
fn a_check_lists_its_findings() {
    let check = Desk::reading().json("check");
    has(&check, &["ok", "findings"]);
}

#[test]
fn a_pack_says_record_by_record_what_it_would_change() {
    let desk = Desk::own();
    let pack = desk.path("pack").display().to_string();
    desk.json_of(["pack", "build", &pack]);
    assert_eq!(desk.json_of(["pack", "verify", &pack])["ok"], true);
    let events = format!("{pack}/tunisia/events.toml");
    let told = std::fs::read_to_string(&events).unwrap();
    let first = told.lines().find(|line| line.starts_with("title = ")).unwrap();
    std::fs::write(&events, told.replacen(first, "title = \"Another title\"", 1)).unwrap();
    let preview = desk.json_of(["pack", "preview", &pack]);
    has(&preview, &["added", "changed", "removed", "changes"]);
    assert_eq!(
        (&preview["added"], &preview["changed"], &preview["removed"]),
        (&0.into(), &1.into(), &0.into())
    );
    let change = &preview["changes"][0];
    has(change, &["id", "kind", "action", "fields"]);
    assert_eq!(ids(&change["fields"]), ["title"], "{change}");
}

#[test]
fn coverage_changes_and_decisions_are_lists_too() {
    let desk = Desk::reading();
    for gap in list(&desk.json("coverage --partner LY")) {
        has(gap, &["code", "partner", "strand", "id", "title"]);
        assert_eq!(gap["partner"], "LY");
    }
    let changes = desk.json("changes tn-e01");
    has(
        &changes[0],
        &["sequence", "time", "origin", "who", "action", "id", "kind", "fields"],
    );
    assert_eq!(
        list(&desk.json("decide")).len(),
        0,
        "nothing awaits a decision in a fresh library"
    );
}

#[test]
fn an_instrument_shows_whom_it_is_tied_to_up_to_two_steps_away() {
    let desk = Desk::reading();
    let relations = |line: &str| desk.json(line)["relations"].clone();
    let steps = |relations: &serde_json::Value| -> Vec<(String, u64)> {
        list(&relations["instruments"])
            .iter()
            .map(|row| (text(&row["id"]).to_owned(), row["steps"].as_u64().unwrap()))
            .collect()
    };
    let ties = |relations: &serde_json::Value| -> Vec<String> {
        list(&relations["ties"])
            .iter()
            .map(|tie| format!("{} {} {}", text(&tie["from"]), text(&tie["how"]), text(&tie["to"])))
            .collect()
    };
    let near = relations("show tn-mou-2023");
    assert_eq!(
        steps(&near)[0],
        ("tn-mou-2023".to_owned(), 0),
        "the instrument itself is first"
    );
    for (id, away) in [("tn-energy-mou-2024", 1), ("tn-aa-1995", 1), ("tn-priv-2012", 2)] {
        assert!(
            steps(&near).contains(&(id.to_owned(), away)),
            "{id} in {:?}",
            steps(&near)
        );
    }
    let said = ties(&near);
    assert!(
        said.contains(&"tn-energy-mou-2024 implements tn-mou-2023".to_owned()),
        "a tie that another says is shown from both pages: {said:?}"
    );
    assert!(
        !said.contains(&"tn-mou-2023 related tn-energy-mou-2024".to_owned()),
        "“related” is left out where the other says more: {said:?}"
    );
    let both = |one: &str, two: &str| {
        said.iter()
            .filter(|tie| **tie == format!("{one} related {two}"))
            .count()
    };
    assert_eq!(
        both("tn-mou-2023", "tn-aa-1995") + both("tn-aa-1995", "tn-mou-2023"),
        1,
        "what both say of each other is one tie: {said:?}"
    );
    let then = relations("show tn-mou-2023 --as-of 2023-12-31");
    assert!(
        steps(&then).iter().all(|(id, _)| id != "tn-energy-mou-2024"),
        "on a past day what was signed later is not there"
    );
    assert_eq!(
        list(&relations("show tn-f06")["instruments"]).len(),
        0,
        "only instruments have relations"
    );
}
