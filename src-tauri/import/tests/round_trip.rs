//! What is written as a pack is read again without loss.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{collections::BTreeMap, convert::Infallible, path::Path};

use entente_domain::{Note, Passage, Record, RecordId, SavedSearch, Tag};
use entente_import::pack::{self, Pack};
use proptest::prelude::*;

fn shipped() -> Pack {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    pack::read_folder(&data).unwrap_or_else(|problems| panic!("{problems}"))
}

fn written(pack: &Pack) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let Ok(()) = pack::write::<Infallible>(pack, |path, text| {
        assert!(
            files.insert(path.to_owned(), text.to_owned()).is_none(),
            "{path} is written once"
        );
        Ok(())
    });
    files
}

fn read_again(pack: &Pack) -> Pack {
    pack::read(written(pack)).unwrap_or_else(|problems| panic!("{problems}"))
}

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

#[test]
fn the_shipped_pack_survives() {
    let pack = shipped();
    let again = read_again(&pack);
    for (before, after) in pack.records.iter().zip(&again.records) {
        assert_eq!(before, after);
    }
    assert_eq!(pack, again);
    assert_eq!(written(&pack), written(&again), "the same pack gives the same files");
}

#[test]
fn what_users_added_survives() {
    let mut pack = shipped();
    pack.records.push(Record::Note(Note {
        id: id("a-note"),
        about: id("gone-since"),
        text: "Two lines,\n\"quotes\" and a \\ backslash".to_owned(),
    }));
    pack.records.push(Record::Tag(Tag {
        id: id("a-tag"),
        label: "à vérifier".to_owned(),
        records: Vec::new(),
    }));
    pack.records.push(Record::SavedSearch(SavedSearch {
        id: id("a-search"),
        label: "Readmission".to_owned(),
        query: "readmission partner:TN".to_owned(),
    }));
    assert_eq!(pack, read_again(&pack));
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let error = pack::write_folder(&shipped(), folder.path()).unwrap_err();
    assert!(error.to_string().contains("not empty"), "{error}");
    let new = folder.path().join("new");
    pack::write_folder(&shipped(), &new).unwrap();
    assert_eq!(
        pack::read_folder(&new).unwrap(),
        shipped(),
        "a new folder is written whole"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// No text can break out of its quotes, and none is changed on the way.
    #[test]
    fn any_text_survives(texts in prop::collection::vec("(?s).{0,60}x", 8), picked: prop::sample::Index) {
        let mut pack = small();
        for (record, text) in pack.records.iter_mut().zip(&texts) {
            match record {
                Record::Event(event) => {
                    event.summary = text.clone();
                    event.people = texts.clone();
                    event.note = Some(text.clone());
                    event.cites[0].at = Some(picked.get(&texts).clone());
                }
                Record::Source(source) => source.title = text.clone(),
                Record::Partner(partner) => partner.names = BTreeMap::from([("fr".to_owned(), text.clone())]),
                _ => {}
            }
        }
        pack.passages = BTreeMap::from([(
            id("charter"),
            vec![Passage {
                ordinal: 1,
                locator: Some(texts[0].clone()),
                heading: None,
                page: Some(1),
                language: None,
                text: texts[1].clone(),
            }],
        )]);
        prop_assert_eq!(&read_again(&pack), &pack);
    }
}

fn small() -> Pack {
    let partner = "partner = \"TN\"\n";
    pack::read([
        (
            "pack.toml",
            "id = \"try\"\nversion = \"1\"\ntitle = \"x\"\ndata_date = \"2026-10-01\"\nlicence = \"x\"\nmade_from = \"x\"\n".to_owned(),
        ),
        (
            "t/partner.toml",
            format!("{partner}[[partners]]\nid = \"t\"\niso = \"TN\"\nname = \"T\"\ncites = [{{ source = \"s\" }}]\nconfidence = \"high\"\n"),
        ),
        (
            "t/sources.toml",
            format!("{partner}[[sources]]\nid = \"s\"\ntitle = \"S\"\npublisher = \"P\"\ndate = \"2023\"\nkind = \"news\"\nlanguage = \"en\"\nofficial = false\n"),
        ),
        (
            "t/events.toml",
            format!("{partner}[[events]]\nid = \"e\"\ndate = \"2023\"\ntitle = \"E\"\nkind = \"visit\"\nstrands = [\"trade\"]\nsummary = \"S\"\ncites = [{{ source = \"s\" }}]\nconfidence = \"low\"\n"),
        ),
        (
            "t/documents.toml",
            format!("{partner}[[documents]]\nid = \"charter\"\ntitle = \"C\"\nformat = \"text\"\npassages = 1\n"),
        ),
        ("passages/charter.jsonl", "{\"ordinal\": 1, \"text\": \"x\"}\n".to_owned()),
    ])
    .unwrap_or_else(|problems| panic!("{problems}"))
}
