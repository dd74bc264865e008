//! The search engine against bare tantivy and SQLite FTS5, over one corpus, in one run. Prints ratios.
//!
//! `cargo xtask bench search [--passages 10000,100000,1000000] [--corpus FILE] [--seed N] [--keep FOLDER] [--again entente]
//! [--only indexing|CLASS] [--slowest N]`
//!
//! Without `--corpus` a corpus is made from a seed: words drawn by Zipf's law from the field's own words and made-up ones.
//! With it, FILE is JSON Lines of passages (`document`, `title`, `language`, `date`, `partner`, `heading`, `locator`, `text`),
//! read as far as each size asks. With `--keep`, the indexes stay in FOLDER and are measured again next time without being built;
//! `--again bare,plain,fts5,entente` builds those named once more. `--only` leaves the other classes of queries out. `--slowest N`
//! names the queries that make the tail of each class: Entente's microseconds, bare tantivy's, the hits.
//!
//! What is timed: Entente gives the top ten with snippets and the total, without and with every facet; bare tantivy the top ten,
//! a count and its snippets; FTS5 ten rows by bm25 with snippets. Each query is asked of all in turn: once for the column `first`,
//! then five rounds (FTS5 one).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use entente_search::{Ask, Entry, EntryDate, Glossary, Index, Key};
use rusqlite::Connection;
use serde::Deserialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TEXT, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{TantivyDocument, Term, doc};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often each query is timed, after the first time.
const ROUNDS: usize = 5;
/// Queries of each class.
const QUERIES: usize = 100;
/// What is built and measured, by the names of their folders.
const ENGINES: [&str; 4] = ["bare", "plain", "fts5", "entente"];
/// The classes of queries, in the order they are drawn and shown.
const CLASSES: [&str; 9] = [
    "one word",
    "one word, any form",
    "two words",
    "three words",
    "either of two",
    "phrase",
    "beginning",
    "slip",
    "filter",
];

struct Options {
    sizes: Vec<usize>,
    corpus: Option<PathBuf>,
    seed: u64,
    keep: Option<PathBuf>,
    again: Vec<&'static str>,
    only: Option<&'static str>,
    slowest: usize,
}

fn options() -> Outcome<Options> {
    let mut options = Options {
        sizes: vec![10_000, 100_000],
        corpus: None,
        seed: 2_023,
        keep: None,
        again: Vec::new(),
        only: None,
        slowest: 0,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} wants a value"));
        match argument.as_str() {
            "--passages" => options.sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--corpus" => options.corpus = Some(value()?.into()),
            "--keep" => options.keep = Some(value()?.into()),
            "--again" => {
                let named = value()?;
                let engines = named.split(',').map(|engine| one_of(&ENGINES, engine));
                options.again = engines.collect::<Result<_, _>>()?;
            }
            "--only" => {
                let parts = [&["indexing"], CLASSES.as_slice()].concat();
                options.only = Some(one_of(&parts, &value()?)?);
            }
            "--slowest" => options.slowest = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            other => return Err(format!("{other} is not known; see the head of this file").into()),
        }
    }
    Ok(options)
}

/// The one of these that is named.
fn one_of(known: &[&'static str], named: &str) -> Result<&'static str, String> {
    let found = known.iter().find(|one| **one == named);
    found
        .copied()
        .ok_or_else(|| format!("{named:?} is none of: {}", known.join("; ")))
}

/// A passage of the corpus.
#[derive(Deserialize)]
struct Passage {
    document: String,
    #[serde(default)]
    title: String,
    language: Option<String>,
    date: Option<String>,
    partner: Option<String>,
    heading: Option<String>,
    locator: Option<String>,
    text: String,
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// From 0 up to 1.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Words by rank, drawn with the frequencies of a natural text (Zipf and Mandelbrot: rank + 2.7, exponent 1.05).
struct Words {
    words: Vec<String>,
    sums: Vec<f64>,
}

const COMMON: &str = "the of and to in a for on with by that be as or shall is from at are this its which parties have not \
it an will their other party has any between under been such was all these where may european union article agreement \
member states commission cooperation including measures support development policy international countries within national \
partnership implementation migration border security energy trade economic financial assistance council date rights person \
persons territory readmission visa authorities request country procedures protection information committee joint programme \
funding million euro investment management return asylum refugees nationals smuggling law provisions accordance application \
technical services market products customs origin tariff fisheries vessels hydrogen electricity gas renewable training \
education social humanitarian civil society human dialogue reform budget grants loans guarantee disbursement instalment";

impl Words {
    fn of(chance: &mut Chance) -> Self {
        const BEGIN: [&str; 18] = [
            "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "pr", "tr", "con", "re",
        ];
        const MIDDLE: [&str; 14] = [
            "a", "e", "i", "o", "u", "al", "er", "in", "or", "en", "ar", "ol", "es", "ist",
        ];
        const END: [&str; 16] = [
            "tion", "ment", "ed", "ing", "al", "ity", "s", "er", "ance", "ive", "or", "y", "ism", "e", "ial", "ure",
        ];
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let mut known: std::collections::BTreeSet<String> = words.iter().cloned().collect();
        while words.len() < 60_000 {
            let mut word = String::new();
            for _ in 0..1 + chance.below(3) {
                word.push_str(BEGIN[chance.below(BEGIN.len())]);
                word.push_str(MIDDLE[chance.below(MIDDLE.len())]);
            }
            word.push_str(END[chance.below(END.len())]);
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let sums = (0..words.len())
            .map(|rank| {
                sum += (rank as f64 + 2.7).powf(-1.05);
                sum
            })
            .collect();
        Self { words, sums }
    }

    fn draw(&self, chance: &mut Chance) -> &str {
        let at = chance.fraction() * self.sums.last().copied().unwrap_or(1.0);
        &self.words[self.sums.partition_point(|sum| *sum < at).min(self.words.len() - 1)]
    }
}

fn made(number: usize, seed: u64) -> Vec<Passage> {
    let mut chance = Chance(seed | 1);
    let words = Words::of(&mut chance);
    let partners = [
        "TN", "TN", "TN", "EG", "EG", "TR", "TR", "TR", "TR", "RS", "LB", "LY", "MR",
    ];
    (0..number)
        .map(|at| {
            let length = 8 + chance.below(30) + chance.below(30);
            let mut text = String::with_capacity(length * 7);
            for place in 0..length {
                let word = words.draw(&mut chance);
                if place == 0 {
                    let (first, rest) = word.split_at(1);
                    text.push_str(&first.to_uppercase());
                    text.push_str(rest);
                } else {
                    text.push_str(if chance.below(14) == 0 { ", " } else { " " });
                    text.push_str(word);
                }
            }
            text.push('.');
            let document = at / 40;
            Passage {
                document: format!("document-{document}"),
                title: format!("Document {document} on {}", words.words[document % words.words.len()]),
                language: Some("en".to_owned()),
                date: Some(format!("{}-0{}-15", 1995 + document % 31, 1 + document % 9)),
                partner: Some(partners[document % partners.len()].to_owned()),
                heading: Some(format!("Article {}", at % 40 / 4 + 1)),
                locator: Some(format!("Article {}({})", at % 40 / 4 + 1, at % 4 + 1)),
                text,
            }
        })
        .collect()
}

fn from_file(path: &Path, number: usize) -> Outcome<Vec<Passage>> {
    let mut passages = Vec::new();
    for line in BufReader::new(fs::File::open(path)?).lines().take(number) {
        passages.push(serde_json::from_str(&line?)?);
    }
    Ok(passages)
}

fn entry(passage: &Passage, ordinal: u32) -> Entry {
    let key = Key::Passage {
        document: passage.document.clone(),
        ordinal,
    };
    let mut entry = Entry::new(key, "passage", &passage.title, &passage.text);
    entry.language.clone_from(&passage.language);
    entry.heading.clone_from(&passage.heading);
    entry.locator.clone_from(&passage.locator);
    entry.partners = passage.partner.iter().cloned().collect();
    entry.date = passage.date.as_ref().and_then(|text| {
        let day: NaiveDate = text.parse().ok()?;
        Some(EntryDate {
            text: text.clone(),
            earliest: day,
            latest: day,
        })
    });
    entry
}

/// A query in the three tongues.
struct Asked {
    entente: Ask,
    tantivy: Box<dyn Query>,
    fts5: String,
}

struct Bare {
    index: tantivy::Index,
    text: Field,
    partner: Field,
}

fn build_bare(folder: &Path, passages: &[Passage]) -> Outcome<Bare> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let partner = schema.add_text_field("partner", STRING | STORED);
    let document = schema.add_text_field("document", STRING | STORED);
    let index = tantivy::Index::create_in_dir(folder, schema.build())?;
    let mut writer = index.writer_with_num_threads(2, 128 << 20)?;
    for passage in passages {
        writer.add_document(doc!(
            text => passage.text.as_str(),
            partner => passage.partner.as_deref().unwrap_or_default(),
            document => passage.document.as_str(),
        ))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    open_bare(folder)
}

fn open_bare(folder: &Path) -> Outcome<Bare> {
    let index = tantivy::Index::open_in_dir(folder)?;
    let schema = index.schema();
    let (text, partner) = (schema.get_field("text")?, schema.get_field("partner")?);
    Ok(Bare { index, text, partner })
}

fn build_plain_table(folder: &Path, passages: &[Passage]) -> Outcome<()> {
    let mut db = Connection::open(folder.join("plain.sqlite"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE passage (id INTEGER PRIMARY KEY, document TEXT, language TEXT, date TEXT, partner TEXT, heading TEXT, locator TEXT, text TEXT) STRICT;",
    )?;
    let change = db.transaction()?;
    {
        let mut insert = change.prepare("INSERT INTO passage (document, language, date, partner, heading, locator, text) VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        for passage in passages {
            insert.execute((
                &passage.document,
                &passage.language,
                &passage.date,
                &passage.partner,
                &passage.heading,
                &passage.locator,
                &passage.text,
            ))?;
        }
    }
    change.commit()?;
    Ok(())
}

fn build_fts5(folder: &Path, passages: &[Passage]) -> Outcome<Connection> {
    let mut db = Connection::open(folder.join("fts5.sqlite"))?;
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE VIRTUAL TABLE passage USING fts5(text, partner);")?;
    let change = db.transaction()?;
    {
        let mut insert = change.prepare("INSERT INTO passage (text, partner) VALUES (?, ?)")?;
        for passage in passages {
            insert.execute((&passage.text, &passage.partner))?;
        }
    }
    change.commit()?;
    Ok(db)
}

fn build_entente(folder: &Path, passages: &[Passage]) -> Outcome<Index> {
    let index = Index::open(folder, Glossary::default())?;
    let mut writer = index.writer()?;
    let mut ordinals: BTreeMap<&str, u32> = BTreeMap::new();
    for passage in passages {
        let ordinal = ordinals.entry(&passage.document).or_default();
        writer.put(&entry(passage, *ordinal))?;
        *ordinal += 1;
    }
    writer.commit(1)?;
    writer.close()?;
    Ok(index)
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Queries of a class, drawn from the passages so that they find something: words of every frequency, phrases that are there.
fn asked(class: &str, passages: &[Passage], bare: &Bare, chance: &mut Chance) -> Vec<Asked> {
    let term = |word: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(
            Term::from_field_text(bare.text, word),
            IndexRecordOption::WithFreqs,
        ))
    };
    let mut all = Vec::new();
    while all.len() < QUERIES {
        let passage = &passages[chance.below(passages.len())];
        let words = words_of(&passage.text);
        let long: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| word.len() >= 5 && word.is_ascii())
            .collect();
        if long.len() < 4 {
            continue;
        }
        let begin = chance.below(long.len() - 3);
        let (entente, tantivy, fts5): (String, Box<dyn Query>, String) = match class {
            // Exact words, so that all three look for the same entries; Entente's stems are the next class.
            "one word" => (
                format!("\"{}\"", long[begin]),
                term(long[begin]),
                long[begin].to_owned(),
            ),
            "one word, any form" => (long[begin].to_owned(), term(long[begin]), long[begin].to_owned()),
            "two words" | "three words" => {
                let number = if class == "two words" { 2 } else { 3 };
                let chosen: Vec<&str> = long[begin..begin + number].to_vec();
                let query = BooleanQuery::intersection(chosen.iter().map(|word| term(word)).collect());
                (chosen.join(" "), Box::new(query), chosen.join(" "))
            }
            "either of two" => {
                let chosen: Vec<&str> = long[begin..begin + 2].to_vec();
                let query = BooleanQuery::union(chosen.iter().map(|word| term(word)).collect());
                (chosen.join(" OR "), Box::new(query), chosen.join(" OR "))
            }
            "phrase" => {
                let at = chance.below(words.len() - 2);
                let chosen = &words[at..at + 2];
                if chosen[0] == chosen[1] {
                    continue;
                }
                let query = PhraseQuery::new(
                    chosen
                        .iter()
                        .map(|word| Term::from_field_text(bare.text, word))
                        .collect(),
                );
                let quoted = format!("\"{}\"", chosen.join(" "));
                (quoted.clone(), Box::new(query), quoted)
            }
            "beginning" => {
                let begin = &long[begin][..4];
                let query = FuzzyTermQuery::new_prefix(Term::from_field_text(bare.text, begin), 0, true);
                (format!("{begin}*"), Box::new(query), format!("{begin}*"))
            }
            "slip" => {
                let mut word: Vec<char> = long[begin].chars().collect();
                word.swap(1, 2);
                let word: String = word.into_iter().collect();
                let query = FuzzyTermQuery::new(Term::from_field_text(bare.text, &word), 1, true);
                // FTS5 has no fuzzy search: its nearest is the beginning.
                (format!("{word}~1"), Box::new(query), format!("{}*", &long[begin][..4]))
            }
            _ => {
                let query = BooleanQuery::new(vec![
                    (Occur::Must, term(long[begin])),
                    (
                        Occur::Must,
                        Box::new(TermQuery::new(
                            Term::from_field_text(bare.partner, "TN"),
                            IndexRecordOption::Basic,
                        )),
                    ),
                ]);
                (
                    format!("{} partner:TN", long[begin]),
                    Box::new(query),
                    format!("text:{} AND partner:TN", long[begin]),
                )
            }
        };
        all.push(Asked {
            entente: Ask::for_text(entente),
            tantivy,
            fts5,
        });
    }
    all
}

fn ask_entente(index: &Index, asked: &Asked) -> Outcome<usize> {
    let found = index.search(&asked.entente)?;
    Ok(found.total as usize + found.hits.len() + found.facets.len())
}

/// As fast as bare tantivy does it: the pruned top ten, then a count, then snippets of the ten.
fn ask_bare(searcher: &tantivy::Searcher, bare: &Bare, asked: &Asked) -> Outcome<usize> {
    let top = searcher.search(&asked.tantivy, &TopDocs::with_limit(10).order_by_score())?;
    let count = searcher.search(&asked.tantivy, &Count)?;
    let snippets = SnippetGenerator::create(searcher, &asked.tantivy, bare.text)?;
    let mut length = 0;
    for (_, address) in top {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = document
            .get_first(bare.text)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        length += snippets.snippet(text).fragment().len();
    }
    Ok(count + length)
}

fn ask_fts5(db: &Connection, asked: &Asked) -> Outcome<usize> {
    let mut statement = db.prepare_cached(
        "SELECT rowid, bm25(passage), snippet(passage, 0, '[', ']', '…', 24) FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10",
    )?;
    let mut rows = statement.query([&asked.fts5])?;
    let mut length = 0;
    while let Some(row) = rows.next()? {
        length += row.get_ref(2)?.as_str()?.len();
    }
    Ok(length)
}

/// Microseconds, sorted.
struct Times(Vec<f64>);

impl Times {
    fn last(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }

    fn at(&mut self, share: f64) -> f64 {
        self.0.sort_by(f64::total_cmp);
        self.0[((self.0.len() - 1) as f64 * share).round() as usize]
    }
}

fn timed(times: &mut Times, work: impl FnOnce() -> Outcome<usize>) -> Outcome<usize> {
    let began = Instant::now();
    let outcome = work()?;
    times.0.push(began.elapsed().as_secs_f64() * 1e6);
    Ok(outcome)
}

fn folder_size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .filter_map(|file| file.metadata().ok())
        .map(|about| about.len())
        .sum()
}

/// Memory of this process in MiB, now and at most so far; `None` where the system does not say.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace()
            .nth(1)?
            .parse::<u64>()
            .ok()
            .map(|kilobytes| kilobytes / 1024)
    };
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

/// Seconds of processor time this process has used; zero where the system does not say.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

fn main() -> Outcome<()> {
    let options = options()?;
    for &size in &options.sizes {
        let passages = match &options.corpus {
            Some(path) => from_file(path, size)?,
            None => made(size, options.seed),
        };
        match &options.keep {
            Some(folder) => run(&passages, &options, &folder.join(passages.len().to_string()))?,
            None => run(&passages, &options, tempfile::tempdir()?.path())?,
        }
    }
    Ok(())
}

/// Where each engine keeps its files.
struct Folders {
    bare: PathBuf,
    plain: PathBuf,
    fts5: PathBuf,
    entente: PathBuf,
}

/// Builds every index that is not there yet; prints rates against those that were built before with what they took then.
fn build(passages: &[Passage], folders: &Folders) -> Outcome<()> {
    let text: usize = passages.iter().map(|passage| passage.text.len()).sum();
    let timed = |folder: &Path, make: &dyn Fn() -> Outcome<()>| -> Outcome<Option<(f64, f64)>> {
        let done = folder.with_extension("done");
        if let Ok(spent) = fs::read_to_string(&done) {
            return Ok(spent
                .split_once(' ')
                .and_then(|(clock, worked)| Some((clock.parse().ok()?, worked.parse().ok()?))));
        }
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        let (clock, worked) = (Instant::now(), processor());
        make()?;
        let spent = (clock.elapsed().as_secs_f64(), processor() - worked);
        fs::write(done, format!("{} {}", spent.0, spent.1))?;
        Ok(Some(spent))
    };
    let bare = timed(&folders.bare, &|| build_bare(&folders.bare, passages).map(drop))?;
    let table = timed(&folders.plain, &|| build_plain_table(&folders.plain, passages))?;
    let fts5 = timed(&folders.fts5, &|| build_fts5(&folders.fts5, passages).map(drop))?;
    let before = memory();
    let entente = timed(&folders.entente, &|| {
        build_entente(&folders.entente, passages).map(drop)
    })?;

    if let (Some(bare), Some(table), Some(fts5), Some(entente)) = (bare, table, fts5, entente) {
        println!(
            "indexing: {:.2} of bare tantivy's rate, {:.2} of bare tantivy plus a plain SQLite table, {:.2} of FTS5's ({:.0} passages a second)",
            bare.0 / entente.0,
            (bare.0 + table.0) / entente.0,
            fts5.0 / entente.0,
            passages.len() as f64 / entente.0,
        );
        println!(
            "  in processor time, which other work on the machine does not stretch: {:.2} of bare tantivy, {:.2} of it plus the table",
            bare.1 / entente.1,
            (bare.1 + table.1) / entente.1,
        );
        if let (Some((resident, _)), Some((now, most))) = (before, memory()) {
            println!("memory: {resident} MiB before indexing (the corpus itself), {now} after, {most} at most");
        }
    }
    let segments = |folder: &Path| {
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files
            .filter(|file| file.path().extension().is_some_and(|extension| extension == "store"))
            .count()
    };
    println!(
        "segments: {}; {} in bare tantivy",
        segments(&folders.entente),
        segments(&folders.bare)
    );
    let size = folder_size(&folders.entente) as f64;
    println!(
        "on disk: {:.2} of the text, {:.2} of bare tantivy, {:.2} of FTS5",
        size / text as f64,
        size / folder_size(&folders.bare) as f64,
        size / folder_size(&folders.fts5) as f64,
    );
    Ok(())
}

fn run(passages: &[Passage], options: &Options, folder: &Path) -> Outcome<()> {
    let text: usize = passages.iter().map(|passage| passage.text.len()).sum();
    println!("\n{} passages, {} MB of text", passages.len(), text / 1_000_000);
    let folders = Folders {
        bare: folder.join("bare"),
        plain: folder.join("plain"),
        fts5: folder.join("fts5"),
        entente: folder.join("entente"),
    };
    for engine in &options.again {
        let _ = fs::remove_file(folder.join(engine).with_extension("done"));
    }
    build(passages, &folders)?;
    if options.only == Some("indexing") {
        return Ok(());
    }
    let bare = open_bare(&folders.bare)?;
    let fts5 = Connection::open(folders.fts5.join("fts5.sqlite"))?;
    let clock = Instant::now();
    let entente = Index::open(&folders.entente, Glossary::default())?;
    let opened = clock.elapsed();
    let clock = Instant::now();
    entente.search(&Ask::for_text("agreement"))?;
    println!(
        "opening: {:.1} ms, the first search after it {:.1} ms",
        opened.as_secs_f64() * 1e3,
        clock.elapsed().as_secs_f64() * 1e3
    );
    if let Some((resident, _)) = memory() {
        println!("memory with all open: {resident} MiB");
    }

    println!("top ten with total and snippets against bare tantivy; facets against none; FTS5 against all of it");
    println!(
        "{:<20} {:>8} {:>10} {:>6} {:>10} {:>6} {:>11} {:>7} {:>6}",
        "", "hits", "median µs", "ratio", "p99 µs", "ratio", "first, p99", "facets", "FTS5",
    );
    let searcher = bare.index.reader()?.searcher();
    let mut chance = Chance(options.seed.wrapping_mul(31) | 1);
    for class in CLASSES {
        // Drawn for every class, so that a class alone is asked the same queries as among all.
        let queries = asked(class, passages, &bare, &mut chance);
        if options.only.is_some_and(|only| only != class) {
            continue;
        }
        let mut tail: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        let [mut whole, mut theirs, mut sqlite, mut plain] = [const { Times(Vec::new()) }; 4];
        let mut first = (0.0, 0.0, 0.0, 0.0);
        let mut hits = 0;
        for round in 0..=ROUNDS {
            for (number, asked) in queries.iter().enumerate() {
                timed(&mut theirs, || ask_bare(&searcher, &bare, asked))?;
                if round <= 1 {
                    timed(&mut sqlite, || ask_fts5(&fts5, asked))?;
                }
                let without = Ask {
                    facets: false,
                    ..asked.entente.clone()
                };
                timed(&mut plain, || Ok(entente.search(&without)?.total as usize))?;
                if round > 0 {
                    let sums = tail.entry(number).or_default();
                    sums.0 += plain.last() / ROUNDS as f64;
                    sums.1 += theirs.last() / ROUNDS as f64;
                }
                timed(&mut whole, || ask_entente(&entente, asked))?;
                if round == 0 {
                    hits += entente.count(&asked.entente)? as usize;
                }
            }
            if round == 0 {
                first = (plain.at(0.5), theirs.at(0.5), plain.at(0.99), theirs.at(0.99));
                for times in [&mut whole, &mut theirs, &mut sqlite, &mut plain] {
                    times.0.clear();
                }
            }
        }
        println!(
            "{class:<20} {:>8} {:>10.0} {:>6.2} {:>10.0} {:>6.2} {:>5.2} {:>5.2} {:>7.2} {:>6.1}",
            hits / queries.len(),
            plain.at(0.5),
            plain.at(0.5) / theirs.at(0.5),
            plain.at(0.99),
            plain.at(0.99) / theirs.at(0.99),
            first.0 / first.1,
            first.2 / first.3,
            whole.at(0.5) / plain.at(0.5),
            sqlite.at(0.5) / whole.at(0.5),
        );
        let mut tail: Vec<_> = tail.into_iter().collect();
        tail.sort_by(|(_, one), (_, another)| another.0.total_cmp(&one.0));
        for (number, (ours, bare)) in tail.into_iter().take(options.slowest) {
            let ask = &queries[number].entente;
            println!("    {ours:>8.0} {bare:>8.0} {:>8}  {}", entente.count(ask)?, ask.text);
        }
    }
    Ok(())
}
