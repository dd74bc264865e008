//! What holds of every query: counts, pages, facets, lists and marks agree.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::NaiveDate;
use entente_search::{Ask, Entry, EntryAmount, EntryDate, Found, Glossary, Hit, Index, Key, Sort};
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "readmission",
    "Readmission",
    "agreement",
    "agreements",
    "border",
    "borders",
    "management",
    "visa",
    "Türkiye",
    "Turkey",
    "réadmission",
    "sécurité",
    "accord",
    "l’accord",
    "anlaşması",
    "göçmen",
    "İstanbul",
    "ırmak",
    "Србија",
    "saradnja",
    "сарадња",
    "الهجرة",
    "الحدود",
    "اتفاقية",
    "Grenze",
    "Straße",
    "frontiera",
    "cooperation",
    "co\u{ad}operation",
    "2023/1114",
    "MoU",
    "the",
    "of",
    "and",
    "und",
    "et",
];

struct Library {
    index: Index,
    texts: BTreeMap<String, String>,
    _folder: tempfile::TempDir,
}

/// A number that looks random and is the same in every run.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

fn pick<'a>(state: &mut u64, from: &[&'a str]) -> &'a str {
    from[next(state) % from.len()]
}

/// All that a query can find of an entry: a record is also found by its partner's name and its date.
fn words_of(entry: &Entry) -> String {
    let heading = entry.heading.as_deref().unwrap_or_default();
    if entry.is_passage() {
        return format!("{heading}\n{}", entry.text);
    }
    let partner = match entry.partners.first().map(String::as_str) {
        Some("TN") => "Tunisia",
        Some("EG") => "Egypt",
        _ => "Türkiye",
    };
    let date = entry.date.as_ref().map_or("", |date| &date.text);
    format!("{}\n{heading}\n{}\n{partner} {date}", entry.title, entry.text)
}

/// Four hundred entries in three commits, some taken out again and some replaced.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let glossary =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/glossary.toml")).unwrap();
        let index = Index::open(folder.path(), Glossary::parse(&glossary).unwrap()).unwrap();
        let mut texts = BTreeMap::new();
        let mut state = 7;
        let mut writer = index.writer().unwrap();
        for number in 0..400_u32 {
            let words: Vec<&str> = (0..3 + next(&mut state) % 25)
                .map(|_| pick(&mut state, WORDS))
                .collect();
            let text = words.join(pick(&mut state, &[" ", " ", ", ", "\u{a0}", " – "]));
            let key = if number % 5 == 0 {
                Key::Record(format!("record-{number}"))
            } else {
                Key::Passage {
                    document: format!("document-{}", number / 20),
                    ordinal: number,
                }
            };
            let kind = if number % 5 == 0 {
                pick(&mut state, &["instrument", "event", "funding"])
            } else {
                "passage"
            };
            let title = [pick(&mut state, WORDS), pick(&mut state, WORDS)].join(" ");
            let mut entry = Entry::new(key, kind, title, text);
            entry.heading = (number % 3 == 0).then(|| pick(&mut state, WORDS).to_owned());
            entry.language = Some(pick(&mut state, &["en", "en", "fr", "ar", "tr", "sr", "it", "de", "es"]).to_owned());
            entry.partners = vec![pick(&mut state, &["TN", "EG", "TR"]).to_owned()];
            entry.strands = vec![
                pick(&mut state, &["migration", "energy"]).to_owned(),
                "trade".to_owned(),
            ];
            entry.state = (number % 4 == 0).then(|| "open".to_owned());
            if number % 7 != 0 {
                let year = 2015 + (number % 10) as i32;
                entry.date = Some(EntryDate {
                    text: year.to_string(),
                    earliest: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
                    latest: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
                });
            }
            if number % 5 == 0 {
                entry.amount = Some(EntryAmount {
                    cents: i64::from(number) * 100_000_000,
                    currency: "EUR".to_owned(),
                });
            }
            writer.put(&entry).unwrap();
            texts.insert(entry.key.to_string(), words_of(&entry));
            if number == 150 || number == 300 {
                writer.commit(u64::from(number)).unwrap();
            }
            if number % 50 == 49 {
                let gone: Key = format!("document-{}#{}", number / 20, number).parse().unwrap();
                writer.remove(&gone).unwrap();
                texts.remove(&gone.to_string());
                writer.put(&entry).unwrap();
                writer.put(&entry).unwrap();
                texts.insert(entry.key.to_string(), words_of(&entry));
            }
        }
        writer.remove_document("document-3").unwrap();
        texts.retain(|key, _| !key.starts_with("document-3#"));
        writer.commit(400).unwrap();
        writer.close().unwrap();
        Library {
            index,
            texts,
            _folder: folder,
        }
    })
}

fn any_word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned)
}

fn any_atom() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any_word(),
        1 => any_word().prop_map(|word| format!("={word}")),
        1 => any_word().prop_map(|word| format!("{word}~")),
        1 => any_word().prop_map(|word| word.chars().take(3).chain("*".chars()).collect()),
        1 => any_word().prop_map(|word| format!("*{}", word.chars().skip(1).collect::<String>())),
        1 => (any_word(), any_word()).prop_map(|(one, other)| format!("\"{one} {other}\"")),
        1 => (any_word(), any_word(), 0..8_u32).prop_map(|(one, other, apart)| format!("{one} NEAR/{apart} {other}")),
        1 => prop::sample::select(vec![
            "partner:TN", "partner:Turkey", "strand:energy", "kind:instrument", "state:open", "year:2018..2020", "lang:fr",
            "before:2018", "after:2020", "amount:>100m", "title:border", "foo:bar", "document:document-2",
        ]).prop_map(str::to_owned),
    ]
}

fn any_query() -> impl Strategy<Value = String> {
    any_atom().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("{one} {other}")),
            2 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one} OR {other})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("{one} -({other})")),
            1 => inner.prop_map(|one| format!("NOT ({one})")),
        ]
    })
}

fn any_sort() -> impl Strategy<Value = Sort> {
    prop::sample::select(vec![Sort::Relevance, Sort::Date, Sort::DateDescending, Sort::Document])
}

/// Odd, so that pages end within segments and groups.
const PAGE: u32 = 137;

/// Every hit, a page at a time.
fn paged(ask: &Ask) -> (Found, Vec<Hit>) {
    let mut hits = Vec::new();
    let mut first = None;
    loop {
        let page = Ask {
            limit: PAGE,
            offset: u32::try_from(hits.len()).unwrap(),
            ..ask.clone()
        };
        let found = library().index.search(&page).unwrap();
        let more = found.hits.len();
        hits.extend(found.hits.iter().cloned());
        first.get_or_insert(found);
        if more < PAGE as usize {
            return (first.unwrap(), hits);
        }
    }
}

/// Whether a query asks only for words that must be there: then every hit must show one.
fn asks_for_words_only(text: &str) -> bool {
    !text.contains(':') && !text.contains("NOT") && !text.contains('-')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_counts_pages_facets_and_lists_alike(text in any_query(), sort in any_sort()) {
        let ask = Ask { sort, ..Ask::for_text(&text) };
        let (found, hits) = paged(&ask);
        let ids: BTreeSet<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        prop_assert_eq!(hits.len(), found.total as usize, "pages of {}", text);
        prop_assert_eq!(ids.len(), hits.len(), "no hit twice in {}", text);
        let keys: Vec<String> = library().index.keys(&ask).unwrap().map(|key| key.unwrap().to_string()).collect();
        let in_order: Vec<String> = hits.iter().map(|hit| hit.id.clone()).collect();
        prop_assert_eq!(keys, in_order, "the list of {}", text);
        for facet in ["kind", "language", "partner"] {
            let sum: u32 = found.facets.get(facet).map_or(0, |buckets| buckets.values().sum());
            prop_assert_eq!(sum, found.total, "{} in {}", facet, text);
        }
        prop_assert_eq!(library().index.count(&ask).unwrap(), found.total);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn groups_hold_every_hit_once(text in any_query(), sort in any_sort()) {
        let ask = Ask { sort, ..Ask::for_text(&text) };
        let (found, hits) = paged(&Ask { group_by_document: true, ..ask.clone() });
        let (plain, all) = paged(&ask);
        prop_assert_eq!(found.total, plain.total);
        prop_assert_eq!(found.groups, Some(u32::try_from(hits.len()).unwrap()));
        let held: usize = hits.iter().map(|hit| 1 + hit.more_in_document as usize).sum();
        prop_assert_eq!(held, all.len(), "hits and those behind them in {}", &text);
        prop_assert_eq!(hits.first().map(|hit| &hit.id), all.first().map(|hit| &hit.id), "the best stands first in {}", text);
    }

    #[test]
    fn a_bucket_holds_what_choosing_it_leaves(text in any_query(), number in 0..1_000_usize) {
        let found = library().index.search(&Ask::for_text(&text)).unwrap();
        let buckets: Vec<(String, String, u32)> = found
            .facets
            .into_iter()
            .flat_map(|(facet, buckets)| buckets.into_iter().map(move |(value, count)| (facet.clone(), value, count)))
            .collect();
        if let Some((facet, value, count)) = buckets.get(number % buckets.len().max(1)) {
            let mut ask = Ask::for_text(&text);
            let filters = &mut ask.filters;
            let value = value.clone();
            match facet.as_str() {
                "partner" => filters.partners.push(value),
                "strand" => filters.strands.push(value),
                "kind" => filters.kinds.push(value),
                "by" => filters.by.push(value),
                "state" => filters.states.push(value),
                "year" => filters.years.push(value.parse().unwrap()),
                _ => filters.languages.push(value),
            }
            prop_assert_eq!(library().index.count(&ask).unwrap(), *count, "{} in {}", facet, text);
        }
    }

    #[test]
    fn every_hit_of_words_shows_a_mark_from_its_own_text(text in any_query()) {
        let (_, hits) = paged(&Ask::for_text(&text));
        for hit in hits {
            let marks: Vec<&str> = hit.snippet.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
            if asks_for_words_only(&text) {
                prop_assert!(!marks.is_empty(), "{} shows nothing for {}", hit.id, text);
            }
            let shown: String = hit.title_parts.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(&shown, &hit.title, "the parts of a title are the title");
            let own = format!("{}\n{}", library().texts[&hit.id], hit.title);
            for mark in marks {
                prop_assert!(own.contains(mark), "{:?} is not in {}", mark, own);
                let edges = [mark.chars().next(), mark.chars().next_back()];
                prop_assert!(edges.iter().all(|c| c.is_some_and(char::is_alphanumeric)), "{:?} begins and ends with a letter", mark);
            }
        }
    }

    #[test]
    fn exact_words_are_found_where_they_are_written_and_nowhere_else(one in any_word(), other in any_word()) {
        let spelled = |text: &str, word: &str| {
            text.split(|c: char| !(c.is_alphanumeric() || c == '\u{ad}')).any(|written| written.replace('\u{ad}', "") == word)
        };
        for word in [&one, &other] {
            prop_assume!(word.chars().all(char::is_alphanumeric));
        }
        for (query, holds) in [
            (format!("={one}"), (|a, _| a) as fn(bool, bool) -> bool),
            (format!("={one} ={other}"), |a, b| a && b),
            (format!("={one} OR ={other}"), |a, b| a || b),
            (format!("={one} -={other}"), |a, b| a && !b),
        ] {
            let (_, hits) = paged(&Ask::for_text(&query));
            let found: BTreeSet<String> = hits.into_iter().map(|hit| hit.id).collect();
            let wanted: BTreeSet<String> = library()
                .texts
                .iter()
                .filter(|(_, text)| holds(spelled(text, &one), spelled(text, &other)))
                .map(|(key, _)| key.clone())
                .collect();
            prop_assert_eq!(found, wanted, "{}", query);
        }
    }

    #[test]
    fn no_text_is_an_error(text in "\\PC{0,50}", sort in any_sort()) {
        let found = library().index.search(&Ask { sort, ..Ask::for_text(&text) }).unwrap();
        prop_assert!(!found.reading.is_empty());
        library().index.suggest(&text, 8).unwrap();
    }
}
