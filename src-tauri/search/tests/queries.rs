//! What a query finds and what it does not, in a small library.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use entente_search::{Ask, Entry, Found, Glossary, Index, Key, Sort};

struct Small {
    index: Index,
    _folder: tempfile::TempDir,
}

const GLOSSARY: &str = r#"
[[term]]
partner = "TN"
en = ["Tunisia"]
fr = ["Tunisie"]
[[term]]
partner = "TR"
en = ["Türkiye", "Turkey"]
fr = ["Turquie"]
[[term]]
en = ["readmission"]
fr = ["réadmission"]
tr = ["geri kabul"]
[[term]]
en = ["memorandum of understanding"]
short = ["MoU"]
[[term]]
en = ["EU-Turkey statement", "EU-Turkey deal", "EU-Türkiye statement"]
fr = ["déclaration UE-Turquie"]
"#;

fn library(entries: &[Entry]) -> Small {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Glossary::parse(GLOSSARY).unwrap()).unwrap();
    let mut writer = index.writer().unwrap();
    for entry in entries {
        writer.put(entry).unwrap();
    }
    writer.commit(1).unwrap();
    writer.close().unwrap();
    Small { index, _folder: folder }
}

fn passage(document: &str, ordinal: u32, text: &str) -> Entry {
    Entry::new(
        Key::Passage {
            document: document.into(),
            ordinal,
        },
        "passage",
        format!("Title of {document}"),
        text,
    )
}

fn record(id: &str, kind: &str, title: &str, text: &str) -> Entry {
    Entry::new(Key::Record(id.into()), kind, title, text)
}

impl Small {
    fn found(&self, text: &str) -> Found {
        self.index
            .search(&Ask {
                sort: Sort::Document,
                ..Ask::for_text(text)
            })
            .unwrap()
    }

    fn ids(&self, text: &str) -> Vec<String> {
        self.found(text).hits.into_iter().map(|hit| hit.id).collect()
    }
}

fn four() -> Small {
    library(&[
        passage(
            "a",
            0,
            "The parties conclude an agreement on readmission of persons residing without authorisation.",
        ),
        passage("a", 1, "Border management and the fight against smuggling networks."),
        passage(
            "b",
            0,
            "Les parties concluent un accord de réadmission; l’accord entre en vigueur en 2014.",
        ),
        record(
            "c",
            "instrument",
            "Memorandum of Understanding with Türkiye",
            "Border guards are trained. Managing borders is shared.",
        ),
    ])
}

#[test]
fn words_are_all_asked_for_in_any_form() {
    let library = four();
    assert_eq!(library.ids("agreements readmission"), ["a#0"]);
    assert_eq!(library.ids("border"), ["a#1", "c"]);
    assert_eq!(library.ids("border OR réadmission"), ["a#0", "a#1", "b#0", "c"]);
    assert_eq!(library.ids("border -smuggling"), ["c"]);
    assert_eq!(library.ids("border NOT smuggling"), ["c"]);
    assert_eq!(
        library.ids("(readmission OR border) -managing"),
        ["a#0", "b#0"],
        "management is a form of managing"
    );
}

#[test]
fn quotes_and_the_equals_sign_are_exact() {
    let library = four();
    assert_eq!(library.ids("\"border management\""), ["a#1"]);
    assert_eq!(
        library.ids("“Border Management”"),
        ["a#1"],
        "whatever the quotes and the case"
    );
    assert_eq!(library.ids("\"borders management\""), [""; 0]);
    assert_eq!(library.ids("=border"), [""; 0], "the text has Border and borders only");
    assert_eq!(library.ids("=Border"), ["a#1", "c"]);
    assert_eq!(library.ids("\"border manag*\""), ["a#1"]);
}

#[test]
fn near_counts_the_words_between() {
    let library = four();
    assert_eq!(library.ids("agreement NEAR/1 readmission"), ["a#0"]);
    assert_eq!(library.ids("agreement NEAR/0 readmission"), [""; 0]);
    assert_eq!(library.ids("persons NEAR/5 agreement"), ["a#0"]);
    assert_eq!(library.ids("\"border management\" NEAR/4 smuggling"), ["a#1"]);
    assert_eq!(
        library.ids("türkiye NEAR/500 border"),
        [""; 0],
        "title and text are apart"
    );
}

#[test]
fn other_names_are_followed_and_said() {
    let library = four();
    assert_eq!(library.ids("geri kabul"), ["a#0", "b#0"]);
    let found = library.found("Turkey");
    assert_eq!(found.total, 1);
    assert_eq!(found.reading, "Turkey, any form (also Türkiye)");
    assert_eq!(library.ids("=readmission"), ["a#0"]);
    assert_eq!(library.ids("MoU Turkey"), ["c"]);
    let deal = self::library(&[
        passage("d", 0, "The EU-Türkiye statement of 18 March 2016"),
        passage("e", 0, "Selon la déclaration UE-Turquie du 18 mars"),
        passage("f", 0, "A statement on the deal with Egypt"),
    ]);
    assert_eq!(
        deal.ids("EU-Turkey deal"),
        ["d#0", "e#0"],
        "names of several words are followed, hyphen or not"
    );
    assert_eq!(library.ids("turquie"), ["c"]);
    let plain = Ask {
        aliases: false,
        ..Ask::for_text("Turkey")
    };
    assert_eq!(library.index.search(&plain).unwrap().total, 0);
}

#[test]
fn slips_and_patterns_find_what_was_meant() {
    let library = four();
    assert_eq!(library.ids("readmision~"), ["a#0", "b#0"]);
    assert_eq!(library.ids("smugg*"), ["a#1"]);
    assert_eq!(library.ids("*gling"), ["a#1"]);
    let found = library.found("smuggeling");
    assert_eq!(found.total, 0);
    assert_eq!(found.did_you_mean.as_deref(), Some("smuggling"));
}

#[test]
fn a_question_in_a_sentence_finds_what_has_most_of_it() {
    let library = four();
    let found = library
        .index
        .search(&Ask::for_text("What do the parties conclude on readmission?"))
        .unwrap();
    assert_eq!(found.hits.first().map(|hit| hit.id.as_str()), Some("a#0"));
    assert!(found.reading.starts_with("a question"), "{}", found.reading);
}

#[test]
fn marks_are_exactly_what_matched() {
    let library = four();
    let marked = |text: &str| {
        let hit = library.found(text).hits.into_iter().next().unwrap();
        hit.snippet
            .into_iter()
            .filter(|part| part.hit)
            .map(|part| part.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(marked("\"border management\""), ["Border management"]);
    assert_eq!(marked("smugling~"), ["smuggling"]);
    assert_eq!(marked("authori*"), ["authorisation"]);
    assert_eq!(marked("accord vigueur"), ["accord", "accord", "vigueur"]);
    assert_eq!(marked("Turkey"), ["Türkiye"], "a title is shown when only it matched");
}

#[test]
fn every_answer_counts_as_it_lists() {
    let library = four();
    for text in [
        "",
        "border",
        "readmission",
        "-border",
        "kind:instrument",
        "lang:fr",
        "border OR lang:fr",
        "zzz",
    ] {
        let found = library.found(text);
        let keys = library.index.keys(&Ask::for_text(text)).unwrap().count();
        assert_eq!(found.total as usize, found.hits.len(), "{text}");
        assert_eq!(found.total as usize, keys, "{text}");
        let kinds: u32 = found.facets.get("kind").map_or(0, |kinds| kinds.values().sum());
        assert_eq!(found.total, kinds, "{text}");
    }
}
