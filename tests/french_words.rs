//! The subject's words in French, of which there are three lists: on paper (`export`), in how a search was read (`search`)
//! and in the window (`ui/src/words`). None can see another, so that they are held together here.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::{collections::BTreeMap, fs};

use entente_domain::{CommitmentState, LegalState, Party, RecordKind, Strand};
use entente_export::words::{InWords, Language, field_in_words};
use entente_search::{Ask, AskFilters, Glossary, Index, ReadingLanguage};
use entente_tests::checkout;

/// The window's words by key.
fn of_the_window() -> BTreeMap<String, String> {
    let list = fs::read_to_string(checkout().join("ui/src/words/fr.json")).unwrap();
    serde_json::from_str(&list).unwrap()
}

/// A word without its article, whether or not it opens a line.
fn bare(word: &str) -> String {
    let word = word.to_lowercase();
    let articles = ["l’", "le ", "un "];
    let bare = articles.iter().find_map(|one| word.strip_prefix(one));
    bare.unwrap_or(&word).to_owned()
}

#[test]
fn a_word_of_the_subject_is_the_same_on_paper_in_the_window_and_of_a_search() {
    let window = of_the_window();
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Glossary::parse("").unwrap()).unwrap();
    let mut apart = Vec::new();
    let mut hold = |key: &str, value: &str, paper: &str, named: &str, filters: AskFilters| {
        let ask = Ask {
            filters,
            reading: ReadingLanguage::Fr,
            ..Ask::for_text("")
        };
        let reading = index.search(&ask).unwrap().reading;
        let searched = reading.strip_prefix(named).unwrap_or(&reading);
        let key = format!("{key}_{}", value.to_lowercase().replace('-', "_"));
        let seen = &window[&key];
        if bare(seen) != bare(paper) || bare(searched) != bare(paper) {
            apart.push(format!(
                "{key}: {paper} on paper, {seen} in the window, {searched} of a search"
            ));
        }
    };
    for one in Strand::ALL {
        let filters = AskFilters {
            strands: vec![one.to_string()],
            ..AskFilters::default()
        };
        hold(
            "strand",
            one.as_str(),
            one.in_words(Language::French),
            "volet ",
            filters,
        );
    }
    for one in RecordKind::ALL {
        let filters = AskFilters {
            kinds: vec![one.to_string()],
            ..AskFilters::default()
        };
        let paper = one.in_words(Language::French);
        hold("record_kind", one.as_str(), paper, "nature ", filters);
    }
    for one in Party::ALL {
        let filters = AskFilters {
            by: vec![one.to_string()],
            ..AskFilters::default()
        };
        hold("party", one.as_str(), one.in_words(Language::French), "par ", filters);
    }
    let state = |word: &str| AskFilters {
        states: vec![word.to_owned()],
        ..AskFilters::default()
    };
    for one in CommitmentState::ALL {
        let paper = one.in_words(Language::French);
        hold("state", one.as_str(), paper, "état ", state(one.as_str()));
    }
    for one in LegalState::ALL {
        let paper = one.in_words(Language::French);
        hold("legal", one.as_str(), paper, "état ", state(one.as_str()));
    }
    assert_eq!(apart, Vec::<String>::new());
}

/// The window has a word for each field of each kind of record, or it does not compile.
#[test]
fn a_field_of_a_record_is_called_on_paper_what_the_window_calls_it() {
    let fields = of_the_window().into_iter().filter_map(|(key, word)| {
        let field = key.strip_prefix("record_field_")?.to_owned();
        // The mark of a whole record, which no list of changed fields names.
        (field != "(record)").then_some((field, word))
    });
    let fields: Vec<_> = fields.collect();
    assert!(fields.len() > 50, "{} fields", fields.len());
    let apart: Vec<String> = fields
        .into_iter()
        .map(|(field, word)| (field_in_words(&field, Language::French), word))
        .filter(|(paper, word)| *paper != word.to_lowercase())
        .map(|(paper, word)| format!("{paper} on paper, {word} in the window"))
        .collect();
    assert_eq!(apart, Vec::<String>::new());
}
