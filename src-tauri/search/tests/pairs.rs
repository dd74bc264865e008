//! Queries and passages that must meet, and such as must not: `tests/search/pairs.toml`.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use entente_search::{Ask, Entry, Found, Glossary, Index, Key};
use serde::Deserialize;

#[derive(Deserialize)]
struct Pairs {
    must: Vec<Pair>,
    must_not: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    query: String,
    lang: String,
    #[serde(default)]
    title: String,
    text: String,
}

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn pairs() -> Pairs {
    toml::from_str(&read("tests/search/pairs.toml")).unwrap()
}

/// Each pair's passage is the only one of its document; the query is narrowed to that document.
fn index_of(pairs: &[Pair]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Glossary::parse(&read("data/glossary.toml")).unwrap()).unwrap();
    let mut writer = index.writer().unwrap();
    for (number, pair) in pairs.iter().enumerate() {
        let key = Key::Passage {
            document: format!("pair-{number}"),
            ordinal: 0,
        };
        let mut entry = Entry::new(key, "passage", &pair.title, &pair.text);
        entry.language = Some(pair.lang.clone());
        writer.put(&entry).unwrap();
    }
    writer.commit(1).unwrap();
    writer.close().unwrap();
    (folder, index)
}

fn found(index: &Index, number: usize, pair: &Pair) -> Found {
    let mut ask = Ask::for_text(&pair.query);
    ask.filters.documents = vec![format!("pair-{number}")];
    index.search(&ask).unwrap()
}

#[test]
fn what_must_be_found_is_found_and_marked() {
    let pairs = pairs().must;
    assert!(
        pairs.len() >= 200,
        "two hundred pairs were promised, {} are there",
        pairs.len()
    );
    let (_folder, index) = index_of(&pairs);
    let mut missed = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        let found = found(&index, number, pair);
        match found.hits.first() {
            None => missed.push(format!(
                "{} does not find {:?} ({}): {}",
                pair.query, pair.text, pair.lang, found.reading
            )),
            Some(hit) if !hit.snippet.iter().any(|part| part.hit) => {
                missed.push(format!("{} marks nothing in {:?}", pair.query, pair.text))
            }
            Some(_) => {}
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {}:\n{}",
        missed.len(),
        pairs.len(),
        missed.join("\n")
    );
}

#[test]
fn what_must_not_be_found_is_not() {
    let pairs = pairs().must_not;
    assert!(
        pairs.len() >= 100,
        "a hundred pairs were promised, {} are there",
        pairs.len()
    );
    let (_folder, index) = index_of(&pairs);
    let mut wrong = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        let found = found(&index, number, pair);
        if found.total > 0 {
            wrong.push(format!(
                "{} finds {:?} ({}): {}",
                pair.query, pair.text, pair.lang, found.reading
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        pairs.len(),
        wrong.join("\n")
    );
}
