//! A short page is the head of the whole list: what ranking passes over unread changes neither the page nor the total.
//!
//! The library is large enough for ranking to prune, and has a beginning with more words than are weighed one by one.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use entente_search::{Ask, AskFilters, Entry, EntryDate, Glossary, Index, Key, Sort};

const ENTRIES: u32 = 3_000;
/// Put in by a second writer, in so few batches that segments stay too few to be joined.
const LAST: u32 = 120;

/// Words that begin alike, more than are weighed one by one.
fn alike() -> Vec<String> {
    let letters = || "abdeiklmu".chars();
    letters()
        .flat_map(|one| letters().map(move |other| format!("zor{one}{other}")))
        .collect()
}

struct Library {
    index: Index,
    /// What was put in last under each key and not taken out.
    kept: BTreeMap<String, Entry>,
    _folder: tempfile::TempDir,
}

/// A number that looks random and is the same in every run.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// Dates and kinds come in runs, so that some stretches of an index hold nothing of the best and others do. Few dates differ
/// within a run: ties are many.
fn entry(number: u32, state: &mut u64) -> Entry {
    let run = u64::from(number / 90);
    let (key, kind) = if run.is_multiple_of(4) {
        let kinds = ["instrument", "commitment", "event", "source"];
        (
            Key::Record(format!("record-{number}")),
            kinds[next(state) % kinds.len()],
        )
    } else {
        let document = format!("document-{}", number / 30);
        let ordinal = number;
        (Key::Passage { document, ordinal }, "passage")
    };
    let mut words = vec!["lorem"; 2 + next(state) % 30];
    for (word, one_in) in [("keld", 5), ("mivo", 4), ("tarn", 40)] {
        if word == "tarn" || !next(state).is_multiple_of(one_in) {
            words.extend(vec![word; next(state) % one_in]);
        }
    }
    let beginnings = alike();
    for _ in 0..next(state) % 3 {
        words.push(&beginnings[next(state) % beginnings.len()]);
    }
    let mut entry = Entry::new(key, kind, format!("Entry {number}"), words.join(" "));
    entry.language = Some("en".to_owned());
    entry.partners = vec![["TN", "EG", "TR"][next(state) % 3].to_owned()];
    entry.weight = if number % 700 < 20 { 1.5 } else { 1.0 };
    entry.date = (!number.is_multiple_of(11)).then(|| {
        let days = run * 5 % 6 * 700 + (next(state) % 2) as u64 * 30;
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(days);
        EntryDate {
            text: day.to_string(),
            earliest: day,
            latest: day,
        }
    });
    entry
}

/// Three thousand entries, some put in again otherwise and some taken out, by the same writer and by a later one.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path(), Glossary::default()).unwrap();
        let mut kept = BTreeMap::new();
        let mut state = 11;
        let mut writer = index.writer().unwrap();
        for number in 0..ENTRIES - LAST {
            let new = entry(number, &mut state);
            writer.put(&new).unwrap();
            kept.insert(new.key.to_string(), new);
            if number > 800 && number.is_multiple_of(13) {
                let former = entry(number - 800, &mut state);
                let key = former.key.to_string();
                if number.is_multiple_of(2) {
                    writer.put(&former).unwrap();
                    kept.insert(key, former);
                } else {
                    writer.remove(&former.key).unwrap();
                    kept.remove(&key);
                }
            }
        }
        writer.commit(1).unwrap();
        writer.close().unwrap();
        let mut writer = index.writer().unwrap();
        for number in ENTRIES - LAST..ENTRIES {
            let new = entry(number, &mut state);
            writer.put(&new).unwrap();
            kept.insert(new.key.to_string(), new);
        }
        let gone: Vec<String> = kept.keys().step_by(67).cloned().collect();
        for key in gone {
            writer.remove(&key.parse().unwrap()).unwrap();
            kept.remove(&key);
        }
        writer.commit(2).unwrap();
        writer.close().unwrap();
        let segments = tantivy::Index::open_in_dir(folder.path())
            .and_then(|index| index.searchable_segment_ids())
            .unwrap();
        assert!(segments.len() > 1, "the library lies in several segments");
        Library {
            index,
            kept,
            _folder: folder,
        }
    })
}

/// A query, and whether an entry of these words is found by it.
type Asked = (&'static str, fn(&str) -> bool);

const QUERIES: [Asked; 8] = [
    ("zor*", |text| text.contains("zor")),
    ("zora*", |text| text.contains("zora")),
    ("keld", |text| text.contains("keld")),
    ("tarn", |text| text.contains("tarn")),
    ("keld mivo", |text| text.contains("keld") && text.contains("mivo")),
    ("keld OR tarn", |text| text.contains("keld") || text.contains("tarn")),
    ("mivo zor*", |text| text.contains("mivo") && text.contains("zor")),
    ("zor* OR tarn", |text| text.contains("zor") || text.contains("tarn")),
];

type Narrowed = (AskFilters, fn(&Entry) -> bool);

fn narrowings() -> Vec<Narrowed> {
    let newer = NaiveDate::from_ymd_opt(2005, 1, 1);
    vec![
        (AskFilters::default(), |_| true),
        (
            AskFilters {
                partners: vec!["TN".to_owned()],
                ..AskFilters::default()
            },
            |entry| entry.partners == ["TN"],
        ),
        (
            AskFilters {
                kinds: vec!["source".to_owned(), "passage".to_owned()],
                to: newer,
                ..AskFilters::default()
            },
            |entry| {
                let old = |date: &EntryDate| Some(date.earliest) <= NaiveDate::from_ymd_opt(2005, 1, 1);
                ["source", "passage"].contains(&entry.kind.as_str()) && entry.date.as_ref().is_some_and(old)
            },
        ),
    ]
}

fn agrees(text: &str, holds: fn(&str) -> bool, sort: Sort) {
    let Library { index, kept, .. } = library();
    for (filters, passes) in narrowings() {
        let ask = Ask {
            filters,
            sort,
            ..Ask::for_text(text)
        };
        let whole: Vec<String> = index.keys(&ask).unwrap().map(|key| key.unwrap().to_string()).collect();
        let mut found = whole.clone();
        found.sort_unstable();
        let wanted: Vec<&String> = kept
            .iter()
            .filter(|(_, entry)| holds(&entry.text) && passes(entry))
            .map(|(key, _)| key)
            .collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "what {ask:?} finds");
        for facets in [false, true] {
            for (offset, limit) in [(0, 1), (0, 10), (10, 10), (0, 120), (900, 10)] {
                let ask = Ask {
                    facets,
                    offset,
                    limit,
                    ..ask.clone()
                };
                let page = index.search(&ask).unwrap();
                let shown: Vec<&String> = page.hits.iter().map(|hit| &hit.id).collect();
                let head: Vec<&String> = whole.iter().skip(offset as usize).take(limit as usize).collect();
                assert_eq!(shown, head, "the page of {ask:?}");
                assert_eq!(page.total as usize, whole.len(), "the total of {ask:?}");
                let kinds: u32 = page.facets.get("kind").map_or(0, |kinds| kinds.values().sum());
                assert_eq!(kinds, if facets { page.total } else { 0 }, "the facets of {ask:?}");
            }
        }
    }
}

#[test]
fn the_library_is_large_enough_to_prune() {
    let count = |text: &str| library().index.count(&Ask::for_text(text)).unwrap();
    for text in ["keld", "mivo", "tarn", "zor*"] {
        assert!(count(text) > 1_500, "{text} finds {}", count(text));
    }
    assert!(alike().len() > 24 && count("zora*") < 500);
}

#[test]
fn the_best_are_the_head_of_the_whole_list() {
    for (text, holds) in QUERIES {
        agrees(text, holds, Sort::Relevance);
    }
}

#[test]
fn the_newest_and_the_oldest_are_the_head_of_the_whole_list() {
    for (text, holds) in QUERIES {
        agrees(text, holds, Sort::Date);
        agrees(text, holds, Sort::DateDescending);
    }
}

/// All entries of a beginning match alike: weight and kind decide, then the date.
#[test]
fn a_beginning_ranks_by_kind_and_then_by_date() {
    let Library { index, kept, .. } = library();
    let worth = |entry: &Entry| match entry.kind.as_str() {
        "instrument" => 1.2 * entry.weight,
        "commitment" => 1.1 * entry.weight,
        "source" => 0.6 * entry.weight,
        _ => entry.weight,
    };
    let found = index
        .search(&Ask {
            limit: 300,
            ..Ask::for_text("zor*")
        })
        .unwrap();
    let ranks: Vec<(i64, Option<NaiveDate>)> = found
        .hits
        .iter()
        .map(|hit| &kept[&hit.id])
        .map(|entry| {
            let date = entry.date.as_ref().map(|date| date.earliest);
            ((worth(entry) * 100.0_f32).round() as i64, date)
        })
        .collect();
    assert_eq!(ranks.len(), 300);
    assert!(ranks.is_sorted_by(|one, other| one >= other), "{ranks:?}");
}
