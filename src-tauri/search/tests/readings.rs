//! How queries are told in plain words, what is said of what was ignored, and what is suggested.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use entente_search::{Ask, Entry, Glossary, Index, Key, ReadingLanguage, SuggestionKind};

fn library() -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let glossary = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/glossary.toml")).unwrap();
    let index = Index::open(folder.path(), Glossary::parse(&glossary).unwrap()).unwrap();
    let mut writer = index.writer().unwrap();
    let mut entry = Entry::new(
        Key::Record("tn-mou-2023".into()),
        "instrument",
        "Memorandum of Understanding with Tunisia",
        "Readmission, border management and the European Commission.",
    );
    entry.partners = vec!["TN".into()];
    entry.by = vec!["Council of the EU".into()];
    entry.state = Some("in-force".into());
    writer.put(&entry).unwrap();
    writer.commit(1).unwrap();
    writer.close().unwrap();
    (folder, index)
}

#[test]
fn a_query_is_told_in_english_and_in_french() {
    let (_folder, index) = library();
    for (text, english, french) in [
        ("", "everything", "tout"),
        ("border", "border, any form", "border, sous toute forme"),
        (
            "\"border management\"",
            "exactly “border management”",
            "exactement «\u{202f}border management\u{202f}»",
        ),
        (
            "=Border",
            "“Border” to the letter",
            "«\u{202f}Border\u{202f}» à la lettre",
        ),
        ("readm*", "words beginning with readm", "mots commençant par readm"),
        (
            "bordre~",
            "words like bordre (2 slips at most)",
            "mots proches de bordre (2 fautes au plus)",
        ),
        (
            "border -visa",
            "border, any form; without visa, any form",
            "border, sous toute forme\u{202f}; sans visa, sous toute forme",
        ),
        ("partner:TN", "partner Tunisia", "partenaire Tunisie"),
        (
            "partner:tunisie after:2022",
            "partner Tunisia; after 2022",
            "partenaire Tunisie\u{202f}; après 2022",
        ),
        (
            "kind:commitment by:EU strand:people",
            "kind commitment; by EU; strand people",
            "nature engagement\u{202f}; par l’UE\u{202f}; volet liens humains",
        ),
        (
            "border NEAR/1 management",
            "border, any form near management, any form (at most 1 word between)",
            "border, sous toute forme près de management, sous toute forme (au plus 1 mot entre les deux)",
        ),
        ("year:2021..2023", "from 2021 to 2023", "de 2021 à 2023"),
        ("before:2023-07", "up to 2023-06-30", "jusqu’au 2023-06-30"),
        (
            "amount:>100m",
            "amount over 100\u{202f}000\u{202f}000",
            "montant de plus de 100\u{202f}000\u{202f}000",
        ),
        (
            "MoU",
            "MoU, any form (also memorandum of understanding)",
            "MoU, sous toute forme (aussi memorandum of understanding)",
        ),
        (
            "border NEAR/3 management",
            "border, any form near management, any form (at most 3 words between)",
            "border, sous toute forme près de management, sous toute forme (au plus 3 mots entre les deux)",
        ),
    ] {
        let told = |reading| {
            index
                .search(&Ask {
                    reading,
                    ..Ask::for_text(text)
                })
                .unwrap()
                .reading
        };
        assert_eq!(told(ReadingLanguage::En), english, "{text}");
        assert_eq!(told(ReadingLanguage::Fr), french, "{text}");
    }
}

#[test]
fn what_was_ignored_is_named_with_the_reason() {
    let (_folder, index) = library();
    for (text, said) in [
        (
            "border . -",
            vec![
                "“.” has no letter or figure to search for",
                "“-” has no letter or figure to search for",
            ],
        ),
        ("border OR", vec!["OR has nothing to join here"]),
        ("(border", vec!["the bracket ( has no partner"]),
        ("“border", vec!["the quote was not closed; it was read to the end"]),
        (
            "partnr:TN border",
            vec!["partnr: is not a field (the nearest is partner:); “TN” was searched as words"],
        ),
        (
            "year:soon border",
            vec!["year:soon cannot be read; write it as 2023, 2023-07, 2021..2024 or >2022"],
        ),
    ] {
        assert_eq!(index.search(&Ask::for_text(text)).unwrap().ignored, said, "{text}");
    }
    let ask = Ask {
        reading: ReadingLanguage::Fr,
        ..Ask::for_text("before:soon border")
    };
    assert_eq!(
        index.search(&ask).unwrap().ignored,
        ["before:soon n’est pas lisible\u{202f}; écrire 2023, 2023-07 ou 2023-07-16"]
    );
}

#[test]
fn values_are_understood_however_they_are_typed() {
    let (_folder, index) = library();
    for text in [
        "by:\"Council of the EU\"",
        "by:council-of-the-eu",
        "state:in-force",
        "state:\"In force\"",
        "kind:instruments",
        "partner:tunisie",
    ] {
        assert_eq!(index.count(&Ask::for_text(text)).unwrap(), 1, "{text}");
    }
    let mut ask = Ask::for_text("");
    ask.filters.by = vec!["Council of the EU".into()];
    assert_eq!(index.count(&ask).unwrap(), 1, "a bucket's own spelling narrows to it");
}

#[test]
fn what_is_being_typed_is_completed() {
    let (_folder, index) = library();
    let completed = |text: &str| -> Vec<(SuggestionKind, String)> {
        index
            .suggest(text, 8)
            .unwrap()
            .into_iter()
            .map(|one| (one.kind, one.text))
            .collect()
    };
    assert!(completed("par").contains(&(SuggestionKind::Field, "partner:".into())));
    assert!(completed("tunis").contains(&(SuggestionKind::Partner, "Tunisia".into())));
    assert!(completed("memor").contains(&(
        SuggestionKind::Instrument,
        "\"Memorandum of Understanding with Tunisia\"".into()
    )));
    assert!(completed("border manag").contains(&(SuggestionKind::Term, "border management".into())));
    assert!(
        completed("-read").contains(&(SuggestionKind::Alias, "-readmission".into())),
        "what stands before stays"
    );
    assert_eq!(completed(""), []);
}

#[test]
fn a_misspelt_query_that_finds_nothing_is_put_right() {
    let (_folder, index) = library();
    let found = index.search(&Ask::for_text("bordr commision")).unwrap();
    assert_eq!(found.total, 0);
    assert_eq!(found.did_you_mean.as_deref(), Some("border commission"));
    assert_eq!(index.search(&Ask::for_text("zzzzzz")).unwrap().did_you_mean, None);
}
