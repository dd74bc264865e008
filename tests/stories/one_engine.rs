//! One engine, one answer: what a search counts is what its export holds, what a batch counts, and what a kept search
//! finds when it is asked again.

use std::{collections::BTreeSet, fs, path::Path};

use entente_domain::RecordKind;
use entente_library::{ExportAsk, ExportFormat, Filters, Library, Moment, SearchAsk, SearchSort};
use serde_json::Value;

use crate::desk::{Desk, day, ids, list, text};

/// Fifty ways to ask: words, phrases, signs, fields, seven languages, and what is no query at all.
const QUERIES: [&str; 50] = [
    "readmission",
    "\"strategic partnership\"",
    "migration OR asylum",
    "visa -schengen",
    "=Readmission",
    "border*",
    "readmision~",
    "visa NEAR/6 facilitation",
    "association NEAR/3 council",
    "\"european commissio*\"",
    "NOT migration",
    "(energy OR trade) partner:EG",
    "partner:TN",
    "partner:TR strand:migration",
    "kind:commitment by:EU",
    "kind:commitment state:open",
    "kind:funding amount:>100m",
    "kind:event year:2023",
    "kind:instrument title:agreement",
    "kind:indicator",
    "kind:partner",
    "amount:<5m",
    "amount:1m..10m",
    "year:2023..2024",
    "before:2010",
    "before:2024-06 after:2023 migration",
    "lang:fr",
    "lang:ar",
    "title:memorandum",
    "source:eg-aa-text",
    "strand:energy hydrogen",
    "gas OR electricity strand:energy",
    "water -partner:EG",
    "by:partner border",
    "guarantee kind:funding",
    "réadmission",
    "geri kabul",
    "اتفاق",
    "споразум",
    "EU-Turkey deal",
    "MoU",
    "\"17 July 2023\"",
    "coast guard",
    "human rights",
    "Erasmus+",
    "\"deep and comprehensive\"",
    "zzzz",
    "NEAR/5",
    "-",
    "",
];

fn moment() -> Moment {
    Moment::now(day("2026-11-01"))
}

fn partner(code: &str) -> Filters {
    Filters {
        partners: vec![code.parse().unwrap()],
        ..Filters::default()
    }
}

/// How many a search finds, and the ids of all it shows.
fn found(library: &Library, query: &str, filters: &Filters) -> (u32, BTreeSet<String>) {
    let found = library.search(&SearchAsk {
        query: query.to_owned(),
        filters: filters.clone(),
        sort: SearchSort::default(),
        limit: 10_000,
        offset: 0,
        facets: false,
        group_by_document: false,
        language: Default::default(),
        moment: moment(),
    });
    let found = serde_json::to_value(found.unwrap()).unwrap();
    let total = u32::try_from(found["total"].as_u64().unwrap()).unwrap();
    let shown: BTreeSet<String> = ids(&found["hits"]).into_iter().map(str::to_owned).collect();
    assert_eq!(
        shown.len(),
        usize::try_from(total).unwrap(),
        "“{query}” shows all that it counts, each once"
    );
    (total, shown)
}

/// How many rows the same question exports, and their ids.
fn exported(library: &Library, query: &str, filters: &Filters, out: &Path) -> (u32, BTreeSet<String>) {
    let ask = ExportAsk {
        filters: Filters {
            text: Some(query.to_owned()),
            ..filters.clone()
        },
        funding_kinds: Vec::new(),
        format: ExportFormat::Jsonl,
        moment: moment(),
    };
    let rows = library.export(&ask, out).unwrap().rows;
    let lines = fs::read_to_string(out).unwrap();
    let id = |line: &str| text(&serde_json::from_str::<Value>(line).unwrap()["record"]["id"]).to_owned();
    (rows, lines.lines().map(id).collect())
}

#[test]
fn the_rows_of_an_export_are_the_hits_of_the_same_search() {
    let desk = Desk::own();
    let library = desk.open("2026-11-01T09:00:00Z");
    let out = desk.path("rows.jsonl");
    let kind = Filters {
        kinds: vec![RecordKind::Commitment, RecordKind::Event],
        ..Filters::default()
    };
    let mut answered = 0;
    for query in QUERIES {
        for filters in [&Filters::default(), &partner("TR"), &kind] {
            let hits = found(&library, query, filters);
            assert!(
                hits == exported(&library, query, filters, &out),
                "“{query}” under {filters:?}: {hits:?}"
            );
            answered += u32::from(hits.0 > 0);
        }
    }
    assert!(answered > 100, "most questions find something to compare: {answered}");
}

#[test]
fn a_batch_counts_what_each_search_counts_and_its_file_holds_the_same_counts() {
    let desk = Desk::own();
    let asked = [
        "readmission",
        "\"strategic partnership\"",
        "border* OR visa",
        "kind:funding amount:>100m",
        "loan -grant",
        "اتفاق",
    ];
    let file = desk.file("questions.txt", asked.join("\n"));
    let table = desk.json_of(["batch", &file]);
    let codes: Vec<&str> = list(&table["partners"]).iter().map(text).collect();
    assert!(codes.len() >= 7, "every partner has a column: {codes:?}");
    let library = desk.open("2026-11-01T09:00:00Z");
    let out = desk.path("rows.jsonl");
    for (row, query) in list(&table["rows"]).iter().zip(asked) {
        assert_eq!(row["query"], query, "in the order of the file");
        assert_eq!(row["total"], found(&library, query, &Filters::default()).0, "“{query}”");
        for code in &codes {
            let cell = &row["by_partner"][code];
            let hits = found(&library, query, &partner(code));
            assert_eq!(*cell, hits.0, "“{query}” with {code}");
            assert!(
                hits == exported(&library, query, &partner(code), &out),
                "“{query}” with {code}: its rows"
            );
        }
    }
    assert_eq!(list(&table["rows"]).len(), asked.len());

    let counts = desk.path("counts.csv");
    desk.json_of(["batch", &file, "--out", counts.to_str().unwrap()]);
    let csv = fs::read_to_string(counts).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(
        lines[0].ends_with(&format!("Total,{}", codes.join(","))),
        "{}",
        lines[0]
    );
    assert_eq!(lines.len(), asked.len() + 1, "a row a query");
    for (line, row) in lines[1..].iter().zip(list(&table["rows"])) {
        let cells = codes.iter().map(|code| row["by_partner"][code].to_string());
        let counted: Vec<String> = std::iter::once(row["total"].to_string()).chain(cells).collect();
        assert!(
            line.ends_with(&format!(",{}", counted.join(","))),
            "{line}: {counted:?}"
        );
    }
}

#[test]
fn a_search_that_was_kept_finds_the_same_when_it_is_asked_again() {
    let desk = Desk::own();
    let kept = [
        ("Owed with Tunis", "partner:TN kind:commitment"),
        ("Return", "readmission OR \"geri kabul\" -border"),
        ("Big money", "kind:funding amount:>100m"),
    ];
    // Every row but for its score, which moves in its fifth digit with anything that is written.
    let hits = |query: &str| -> Vec<Value> {
        let found = desk.json_of(["search", "--sort", "date", "--limit", "5000", "--", query]);
        let mut rows = list(&found["hits"]).to_vec();
        for row in &mut rows {
            assert!(row["score"].take().is_number(), "a hit has a score: {row}");
        }
        rows
    };
    let first: Vec<Vec<Value>> = kept.iter().map(|(_, query)| hits(query)).collect();
    for (label, query) in kept {
        desk.json_of(["saved", label, query]);
    }
    // Kept under the same label again, it is still one.
    desk.json_of(["saved", kept[0].0, kept[0].1]);
    let listed = desk.json("saved");
    assert_eq!(list(&listed).len(), kept.len(), "{listed}");
    for ((label, query), first) in kept.iter().zip(&first) {
        let again = list(&listed).iter().find(|one| one["label"] == *label).unwrap();
        assert_eq!(again["query"], *query, "{label} is kept as it was typed");
        assert!(first.len() > 5, "{label} finds something to compare");
        assert!(
            hits(text(&again["query"])) == *first,
            "{label}: the same rows in the same order"
        );
    }
    let counted = desk.json("batch");
    for row in list(&counted["rows"]) {
        let place = kept.iter().position(|(_, query)| row["query"] == *query).unwrap();
        assert_eq!(
            row["total"],
            first[place].len(),
            "the batch of kept searches counts {row}"
        );
    }
    assert_eq!(list(&counted["rows"]).len(), kept.len(), "each kept search is counted");
}
