//! How well the engine ranks on a judged set in TREC form: nDCG@10, mean average precision, recall at 10 and 100.
//!
//! `cargo run --release -p entente-search --example relevance -- DIR [--all-words]`
//!
//! DIR holds `passages`, `topics` and `qrels`, each with any ending:
//! - passages: `<DOC> <DOCNO>…</DOCNO> [<TITLE>…</TITLE>] <TEXT>…</TEXT> </DOC>`, or a line a passage, `id<TAB>text`, or JSON Lines
//!   with `id` (or `_id`, `docno`), `text` and perhaps `title`;
//! - topics: `<top> <num> Number: 1 <title> … </top>`, or a line a topic, `id<TAB>text`, or JSON Lines likewise;
//! - qrels: lines of `topic 0 passage grade`.
//!
//! A topic is asked as a question: any of its telling words, those passages with most of them first.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use entente_search::{Ask, Entry, Glossary, Index, Key};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn file_named(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|file| file.path()).collect();
    files.sort();
    files
        .into_iter()
        .find(|path| {
            path.file_stem()
                .is_some_and(|stem| stem.to_string_lossy().starts_with(name))
        })
        .ok_or_else(|| format!("{} has no file named {name}", folder.display()).into())
}

/// The text between two tags, in either case of letters, and what comes after.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<(&'a str, &'a str)> {
    let lower = text.to_ascii_lowercase();
    let from = lower.find(begin)? + begin.len();
    let to = from + lower[from..].find(end).unwrap_or(lower.len() - from);
    Some((&text[from..to], &text[(to + end.len()).min(text.len())..]))
}

/// Ids and texts of a file of passages or topics, in any of the forms above.
fn read(path: &Path) -> Outcome<Vec<(String, String)>> {
    let text = fs::read_to_string(path)?;
    let start = text.trim_start();
    if start.to_ascii_lowercase().starts_with("<doc") {
        let documents = start.split("</DOC>").filter(|document| document.contains("DOCNO"));
        return documents
            .map(|document| {
                let (id, rest) = between(document, "<docno>", "</docno>").ok_or("a document without a DOCNO")?;
                let title = between(rest, "<title>", "</title>").map_or("", |(title, _)| title);
                let body = between(rest, "<text>", "</text>").map_or(rest, |(body, _)| body);
                Ok((id.trim().to_owned(), format!("{title}\n{body}").trim().to_owned()))
            })
            .collect();
    }
    if start.to_ascii_lowercase().starts_with("<top") {
        let topics = start.split("</top>").filter(|topic| topic.contains("<num>"));
        return topics
            .map(|topic| {
                let (number, _) = between(topic, "<num>", "<title>").ok_or("a topic without a number")?;
                let (title, _) = between(topic, "<title>", "<desc>").ok_or("a topic without a title")?;
                let number = number.replace("Number:", "").replace("</num>", "");
                let title = title.replace("Topic:", "").replace("</title>", "");
                Ok((number.trim().to_owned(), title.trim().to_owned()))
            })
            .collect();
    }
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            if line.starts_with('{') {
                let row: serde_json::Value = serde_json::from_str(line)?;
                let field = |names: &[&str]| {
                    names.iter().find_map(|name| match &row[*name] {
                        serde_json::Value::String(text) => Some(text.clone()),
                        serde_json::Value::Number(number) => Some(number.to_string()),
                        _ => None,
                    })
                };
                let id = field(&["id", "_id", "docno", "doc_id", "query_id"]).ok_or("a line without an id")?;
                let title = field(&["title"]).unwrap_or_default();
                let body = field(&["text", "body", "contents", "query"]).unwrap_or_default();
                return Ok((id, format!("{title}\n{body}").trim().to_owned()));
            }
            let (id, text) = line.split_once('\t').ok_or("a line without a tab")?;
            Ok((id.to_owned(), text.to_owned()))
        })
        .collect()
}

/// Grades by topic and passage.
fn judgements(path: &Path) -> Outcome<BTreeMap<String, BTreeMap<String, f64>>> {
    let mut grades: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        if let [topic, _, passage, grade] = line.split_whitespace().collect::<Vec<_>>()[..]
            && let Ok(grade) = grade.parse()
        {
            grades
                .entry(topic.to_owned())
                .or_default()
                .insert(passage.to_owned(), grade);
        }
    }
    Ok(grades)
}

fn gain(grade: f64, place: usize) -> f64 {
    (2_f64.powf(grade) - 1.0) / (place as f64 + 2.0).log2()
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder: PathBuf = arguments
        .next()
        .ok_or("which folder? see the head of this file")?
        .into();
    let all_words = arguments.next().is_some_and(|argument| argument == "--all-words");
    let passages = read(&file_named(&folder, "passages")?)?;
    let topics = read(&file_named(&folder, "topics")?)?;
    let grades = judgements(&file_named(&folder, "qrels")?)?;

    let index_folder = tempfile::tempdir()?;
    let index = Index::open(index_folder.path(), Glossary::default())?;
    let mut writer = index.writer()?;
    for (number, (_, text)) in passages.iter().enumerate() {
        // A passage is named by its place here, since its own name may hold anything.
        let key = Key::Passage {
            document: format!("p{number}"),
            ordinal: 0,
        };
        let mut entry = Entry::new(key, "passage", "", text);
        entry.language = Some("en".to_owned());
        writer.put(&entry)?;
    }
    writer.commit(1)?;
    writer.close()?;

    let [mut ndcg, mut precision, mut at_10, mut at_100] = [0.0; 4];
    let mut judged = 0;
    for (topic, text) in &topics {
        let Some(grades) = grades.get(topic) else { continue };
        let relevant = grades.values().filter(|grade| **grade > 0.0).count();
        if relevant == 0 {
            continue;
        }
        judged += 1;
        let ask = Ask {
            limit: 1_000,
            facets: false,
            aliases: false,
            any_word: !all_words,
            ..Ask::for_text(plain(text))
        };
        let found = index.search(&ask)?;
        let ranked: Vec<f64> = found
            .hits
            .iter()
            .map(|hit| {
                let number = hit.document.as_deref().unwrap_or_default()[1..]
                    .parse::<usize>()
                    .unwrap_or(usize::MAX);
                passages
                    .get(number)
                    .and_then(|(id, _)| grades.get(id))
                    .copied()
                    .unwrap_or(0.0)
            })
            .collect();
        let mut best: Vec<f64> = grades.values().copied().filter(|grade| *grade > 0.0).collect();
        best.sort_by(|one, other| other.total_cmp(one));
        let sum = |grades: &[f64]| {
            grades
                .iter()
                .take(10)
                .enumerate()
                .map(|(place, grade)| gain(*grade, place))
                .sum::<f64>()
        };
        ndcg += sum(&ranked) / sum(&best);
        let mut seen = 0.0;
        let mut average = 0.0;
        for (place, grade) in ranked.iter().enumerate() {
            if *grade > 0.0 {
                seen += 1.0;
                average += seen / (place as f64 + 1.0);
            }
        }
        precision += average / relevant as f64;
        let recall =
            |depth: usize| ranked.iter().take(depth).filter(|grade| **grade > 0.0).count() as f64 / relevant as f64;
        at_10 += recall(10);
        at_100 += recall(100);
    }
    let mean = |sum: f64| sum / f64::from(judged.max(1));
    println!("{} passages, {judged} judged topics", passages.len());
    println!(
        "nDCG@10 {:.3}  MAP {:.3}  recall@10 {:.3}  recall@100 {:.3}",
        mean(ndcg),
        mean(precision),
        mean(at_10),
        mean(at_100)
    );
    Ok(())
}

/// A topic's words alone: its signs are no operators.
fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            if ["OR", "AND", "NOT", "NEAR"].contains(&word) {
                word.to_lowercase()
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}
