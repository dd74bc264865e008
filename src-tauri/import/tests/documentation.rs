//! `data/README.md` is enough to write a pack from.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::Path};

use entente_import::pack;
use serde_json::Value;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/README.md")).unwrap()
}

/// The files that the page shows: each begins with a comment that names it.
fn files_shown(readme: &str) -> Vec<(&str, &str)> {
    let blocks = readme.split("```toml\n").skip(1);
    let texts = blocks.filter_map(|block| block.split("```").next());
    texts
        .filter_map(|text| {
            let first = text.lines().next()?;
            Some((first.strip_prefix("# FILE ")?, text))
        })
        .collect()
}

#[test]
fn the_pack_it_shows_is_a_pack() {
    let readme = readme();
    let pack = pack::read(files_shown(&readme)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(pack.rates.len(), 1);
    let kinds: std::collections::BTreeSet<_> = pack.records.iter().map(|record| record.kind().as_str()).collect();
    assert_eq!(kinds.len(), 7, "it shows every kind that a curated pack has: {kinds:?}");
}

#[test]
fn it_names_every_field_and_every_word() {
    let readme = readme();
    let schema: Value = serde_json::from_str(&pack::schema()).unwrap();
    let mut missing = Vec::new();
    let mut named = 0;
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let fields = definition["properties"]
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys());
        let words = definition["oneOf"].as_array().into_iter().flatten();
        let words = words.filter_map(|word| word["const"].as_str()).map(str::to_owned);
        for word in fields.cloned().chain(words) {
            named += 1;
            let ways = [
                format!("`{word}`"),
                format!("[[{word}]]"),
                format!("\"{word}\""),
                format!("{word} ="),
            ];
            if !ways.iter().any(|way| readme.contains(way)) {
                missing.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(named > 150, "{named} fields and words are not all of them");
    assert!(missing.is_empty(), "data/README.md does not name {missing:?}");
}
