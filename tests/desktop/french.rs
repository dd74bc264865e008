//! The window in French: what the program itself says is French.

use std::{collections::BTreeMap, fs};

use entente_tests::{
    checkout,
    desktop::{Window, css, role, text},
};
use serde_json::json;

/// Every text, name, hint and title that can be met on the page, with where it stands.
const SAID: &str = "
    const said = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (!one.closest('script, style') && node.data.trim()) said.push(node.data.trim());
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        for (const name of ['aria-label', 'title', 'placeholder']) if (one.getAttribute(name)) said.push(one.getAttribute(name).trim());
    return said;
";

fn words(language: &str) -> BTreeMap<String, String> {
    let path = checkout().join(format!("ui/src/words/{language}.json"));
    let list = fs::read_to_string(&path).expect("the list of messages is in the checkout");
    serde_json::from_str(&list).expect("it is an object of texts")
}

fn in_french(name: &str) -> Option<Window> {
    let window = Window::open(name)?;
    window.script(
        "localStorage.setItem('entente.settings', JSON.stringify({ theme: 'light', language: 'fr' })); location.reload()",
        vec![],
    );
    window.wait_until("the window speaks French", |window| {
        window.script("return document.documentElement.lang", vec![]) == json!("fr")
    });
    Some(window)
}

/// What the program says with values in it, or from within the library, is not looked for here.
#[test]
fn no_screen_of_a_french_window_shows_a_fixed_english_message() {
    let Some(window) = in_french("french") else { return };
    let (english, french) = (words("en"), words("fr"));
    // A word that both languages write alike is no sign; nor is one that records use for themselves.
    let telling: BTreeMap<&str, &str> = english
        .iter()
        .filter(|(_, said)| !said.contains('{') && said.contains(' ') && !french.values().any(|word| word == *said))
        .map(|(key, said)| (said.as_str(), key.as_str()))
        .collect();
    let file = window.folder().join("projet.jsonl");
    let passage = json!({
        "document": "projet", "title": "Projet de protocole", "partner": "TN", "language": "fr",
        "locator": "Article 1", "text": "Les Parties coopèrent en matière d’énergie.",
    });
    fs::write(&file, format!("{passage}\n")).expect("the test's folder can be written");
    window.go("#/library?tab=documents");
    window.click(&role("button", "Importer des fichiers"));
    window.open_file(&file);
    window.sees(&text("Projet de protocole"));
    let mut found = Vec::new();
    for address in [
        "#/overview",
        "#/partner/TN",
        "#/partner/TN?tab=money",
        "#/partner/TN?tab=contested",
        "#/timeline",
        "#/timeline?as=table",
        "#/search",
        "#/search?q=readmission%20partner:TN%20strand:migration",
        "#/search?q=zzzzz",
        "#/instruments",
        "#/commitments",
        "#/money",
        "#/money?convert=yes",
        "#/briefs",
        "#/record/tn-mou-2023",
        "#/record/tn-f01",
        "#/record/nowhere",
        "#/document/projet",
        "#/compare/projet",
        "#/compare/projet?with=tn-mou-2023",
        "#/library",
        "#/library?tab=documents",
        "#/library?tab=coverage",
        "#/library?tab=changes",
        "#/library?tab=decisions",
        "#/library?tab=packs",
        "#/library?tab=care",
        "#/library?tab=settings",
    ] {
        window.go(address);
        window.script(
            "for (const one of document.querySelectorAll('main details')) one.open = true",
            vec![],
        );
        window.settle();
        let said: Vec<String> =
            serde_json::from_value(window.script(SAID, vec![])).expect("the page answers a list of texts");
        assert!(said.len() > 10, "{address} says next to nothing");
        for one in &said {
            if let Some(key) = telling.get(one.as_str()) {
                found.push(format!("{address}: “{one}” ({key})"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new(), "English in a French window");
}

#[test]
fn what_the_library_itself_says_reaches_a_french_window_in_french() {
    let Some(window) = in_french("french-library") else {
        return;
    };
    window.go("#/record/nowhere");
    window.sees(&text("Aucune fiche ne porte le nom nowhere"));

    window.go("#/record/tn-mou-2023");
    let heading_language = window.script("return document.querySelector('main h1').lang", vec![]);
    assert_eq!(
        heading_language,
        json!("en"),
        "a record keeps its language, and says which"
    );

    window.go("#/money");
    window.click(&css("main details summary"));
    window.sees(&text("Aucune source ne donne de chiffre"));
    window.go("#/library?tab=coverage");
    window.sees(&text("Rien ne montre ce qu’il est advenu").within(css("main")));

    // A file that nothing can be read from, and one of which a field means nothing.
    let folder = window.folder().to_owned();
    fs::write(folder.join("empty.txt"), "").expect("the test's folder can be written");
    let lines = "{\"document\": \"Visite\", \"titel\": \"x\", \"text\": \"Un texte.\"}\n{\"document\": \"Visite\", \"text\": \" \"}\n";
    fs::write(folder.join("lines.jsonl"), lines).expect("so can another file");
    for (file, said) in [("empty.txt", "est vide."), ("lines.jsonl", "Ligne 2 laissée de côté")] {
        window.go("#/library?tab=documents");
        window.click(&role("button", "Importer des fichiers"));
        window.open_file(&folder.join(file));
        window.sees(&text(said).within(css(".outcome")));
    }
    window.sees(&text("Le champ «\u{202f}titel\u{202f}» n’a pas été pris en compte"));
}
