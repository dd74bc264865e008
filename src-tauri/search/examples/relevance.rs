//! How well the engine ranks on a judged set in TREC form, beside bare tantivy's BM25 over the same passages and words:
//! nDCG@10, mean average precision, recall at 10 and 100.
//!
//! `cargo xtask bench relevance --trec DIR [--all-words]`
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
use tantivy::{
    Term,
    collector::TopDocs,
    doc,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{FAST, IndexRecordOption, Schema, TEXT},
};

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

/// Sums over the judged topics.
#[derive(Default)]
struct Figures {
    ndcg: f64,
    precision: f64,
    at_10: f64,
    at_100: f64,
    judged: u32,
}

impl Figures {
    /// Adds a topic: the grades of what was found, best first, and of all that is judged.
    fn add(&mut self, ranked: &[f64], judged: impl Iterator<Item = f64>) {
        let mut best: Vec<f64> = judged.filter(|grade| *grade > 0.0).collect();
        best.sort_by(|one, other| other.total_cmp(one));
        let relevant = best.len() as f64;
        let sum = |grades: &[f64]| -> f64 {
            let of_ten = grades.iter().take(10).enumerate();
            of_ten.map(|(place, grade)| gain(*grade, place)).sum()
        };
        self.ndcg += sum(ranked) / sum(&best);
        let (mut seen, mut average) = (0.0, 0.0);
        for (place, _) in ranked.iter().enumerate().filter(|(_, grade)| **grade > 0.0) {
            seen += 1.0;
            average += seen / (place as f64 + 1.0);
        }
        self.precision += average / relevant;
        let recall = |depth: usize| ranked.iter().take(depth).filter(|grade| **grade > 0.0).count() as f64 / relevant;
        self.at_10 += recall(10);
        self.at_100 += recall(100);
        self.judged += 1;
    }

    fn print(&self, who: &str) {
        let mean = |sum: f64| sum / f64::from(self.judged.max(1));
        println!(
            "{who:<13} nDCG@10 {:.3}  MAP {:.3}  recall@10 {:.3}  recall@100 {:.3}",
            mean(self.ndcg),
            mean(self.precision),
            mean(self.at_10),
            mean(self.at_100)
        );
    }
}

/// How many of the best are looked at.
const DEPTH: u32 = 1_000;

/// Bare tantivy with its default words: ranks passages by BM25.
struct Bare {
    searcher: tantivy::Searcher,
    words: tantivy::tokenizer::TextAnalyzer,
    text: tantivy::schema::Field,
}

impl Bare {
    fn of(passages: &[(String, String)]) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let place = schema.add_u64_field("place", FAST);
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
        for (number, (_, passage)) in (0_u64..).zip(passages) {
            writer.add_document(doc!(text => passage.as_str(), place => number))?;
        }
        writer.commit()?;
        Ok(Self {
            searcher: index.reader()?.searcher(),
            words: index.tokenizer_for_field(text)?,
            text,
        })
    }

    /// The places of the best passages.
    fn ranked(&self, question: &str, all_words: bool) -> Outcome<Vec<usize>> {
        let occur = if all_words { Occur::Must } else { Occur::Should };
        let mut asked: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut words = self.words.clone();
        words.token_stream(question).process(&mut |token| {
            let term = Term::from_field_text(self.text, &token.text);
            asked.push((occur, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        });
        let best = TopDocs::with_limit(DEPTH as usize).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(asked), &best)?;
        let place = |address: tantivy::DocAddress| -> Outcome<usize> {
            let column = self
                .searcher
                .segment_reader(address.segment_ord)
                .fast_fields()
                .u64("place")?;
            Ok(column.first(address.doc_id).map_or(usize::MAX, |place| place as usize))
        };
        found.into_iter().map(|(_, address)| place(address)).collect()
    }
}

fn indexed(passages: &[(String, String)], folder: &Path) -> Outcome<Index> {
    let index = Index::open(folder, Glossary::default())?;
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
    Ok(index)
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all_words = arguments.iter().any(|argument| argument == "--all-words");
    let Some(folder) = arguments.iter().skip_while(|argument| *argument != "--trec").nth(1) else {
        println!(
            "Nothing to measure: give a judged set with --trec DIR; what it holds is told at the head of this file."
        );
        return Ok(());
    };
    let folder = Path::new(folder);
    let passages = read(&file_named(folder, "passages")?)?;
    let topics = read(&file_named(folder, "topics")?)?;
    let grades = judgements(&file_named(folder, "qrels")?)?;

    let index_folder = tempfile::tempdir()?;
    let index = indexed(&passages, index_folder.path())?;
    let bare = Bare::of(&passages)?;
    let [mut ours, mut theirs] = [Figures::default(), Figures::default()];
    for (topic, text) in &topics {
        let Some(grades) = grades
            .get(topic)
            .filter(|grades| grades.values().any(|grade| *grade > 0.0))
        else {
            continue;
        };
        let grade_of = |place: usize| {
            let id = passages.get(place).map(|(id, _)| id);
            id.and_then(|id| grades.get(id)).copied().unwrap_or(0.0)
        };
        let question = plain(text);
        let found = index.search(&Ask {
            limit: DEPTH,
            facets: false,
            aliases: false,
            any_word: !all_words,
            ..Ask::for_text(question.clone())
        })?;
        let place = |name: &str| name[1..].parse().unwrap_or(usize::MAX);
        let places = found.hits.iter().filter_map(|hit| hit.document.as_deref()).map(place);
        ours.add(&places.map(grade_of).collect::<Vec<_>>(), grades.values().copied());
        let places = bare.ranked(&question, all_words)?;
        theirs.add(
            &places.into_iter().map(grade_of).collect::<Vec<_>>(),
            grades.values().copied(),
        );
    }
    println!("{} passages, {} judged topics", passages.len(), ours.judged);
    ours.print("Entente");
    theirs.print("bare tantivy");
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
