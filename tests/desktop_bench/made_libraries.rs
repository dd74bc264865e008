//! Libraries of a wanted size, made once and kept in `target/desktop-bench`.

use std::{
    error::Error,
    fmt::Write as _,
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDate, Utc};
use entente_domain::Record;
use entente_import::pack;
use entente_library::{ImportAsk, Library};
use entente_tests::checkout;
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn Error>>;

const PARTNERS: &[(&str, &str)] = &[
    ("TN", "tunisia"),
    ("EG", "egypt"),
    ("MR", "mauritania"),
    ("LB", "lebanon"),
    ("TR", "turkiye"),
    ("LY", "libya"),
    ("RS", "serbia"),
];
const STRANDS: &[&str] = &[
    "migration",
    "energy",
    "trade",
    "economy",
    "security",
    "people",
    "humanitarian",
];
/// Passages of one made document.
const IN_A_DOCUMENT: usize = 200;

/// The shipped pack and so many passages more, in the words of its own summaries.
pub(crate) fn with_passages(count: usize) -> Outcome<PathBuf> {
    made(&format!("passages-{count}"), |folder, now| {
        let summaries = pack::read_folder(&checkout().join("data"))?
            .records
            .into_iter()
            .filter_map(summary);
        let running: Vec<String> = summaries
            .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let lines = folder.join("passages.jsonl");
        let mut to = BufWriter::new(File::create(&lines)?);
        let mut draw = Draw(2026);
        for number in 0..count {
            // Three stretches of running text: words have the frequencies, and the company, that they have there.
            let stretches = (0..3).map(|_| {
                let begin = draw.below(running.len() - 12);
                running[begin..begin + 12].join(" ")
            });
            let text = stretches.collect::<Vec<_>>().join(". ");
            let document = number / IN_A_DOCUMENT;
            let passage = json!({
                "document": format!("made-{document:05}"),
                "title": format!("Made document {document}"),
                "language": "en",
                "date": format!("{}-{:02}-{:02}", 2000 + document % 26, 1 + document % 12, 1 + document % 28),
                "partner": PARTNERS[document % PARTNERS.len()].0,
                "locator": format!("paragraph {}", 1 + number % IN_A_DOCUMENT),
                "text": text,
            });
            writeln!(to, "{passage}")?;
        }
        to.into_inner()?.sync_all()?;
        let ask = ImportAsk {
            paths: vec![lines.display().to_string()],
            partner: None,
            instrument: None,
            language: None,
        };
        let outcome = Library::open(folder, now)?.import(&ask, now)?;
        fs::remove_file(lines)?;
        match &outcome.refused[..] {
            [] => Ok(()),
            [first, ..] => Err(format!("{}: {}", first.path, first.reason).into()),
        }
    })
}

/// The shipped pack and so many events more, over thirty years.
pub(crate) fn with_events(count: usize) -> Outcome<PathBuf> {
    made(&format!("events-{count}"), |folder, now| {
        let larger = tempfile::tempdir()?;
        copy(&checkout().join("data"), larger.path())?;
        let first = NaiveDate::from_ymd_opt(1996, 1, 1).ok_or("the calendar has this day")?;
        let mut draw = Draw(2026);
        for (at, (code, name)) in PARTNERS.iter().enumerate() {
            let source = source_of(&larger.path().join(name))?;
            let file = larger.path().join(name).join("events.toml");
            let mut events = fs::read_to_string(&file)?;
            for number in (at..count).step_by(PARTNERS.len()) {
                let day = first + chrono::Days::new(draw.below(11_000) as u64);
                let date = match draw.below(8) {
                    0 => day.format("%Y-%m"),
                    1 => day.format("%Y"),
                    _ => day.format("%Y-%m-%d"),
                };
                write!(
                    events,
                    "\n[[events]]\nid = \"{}-made-{number}\"\ndate = \"{date}\"\ntitle = \"Meeting {number} of the committee on {strand}\"\n\
                     kind = \"council\"\nstrands = [\"{strand}\"]\nsummary = \"The committee met and took note of the state of work.\"\n\
                     cites = [{{ source = \"{source}\" }}]\nconfidence = \"low\"\n",
                    code.to_lowercase(),
                    strand = STRANDS[draw.below(STRANDS.len())],
                )?;
            }
            fs::write(file, events)?;
        }
        Library::open(folder, now)?.apply_pack(larger.path(), now)?;
        Ok(())
    })
}

/// A library that is there already, or is made anew: one that was left half made is not trusted.
fn made(name: &str, make: impl FnOnce(&Path, DateTime<Utc>) -> Outcome<()>) -> Outcome<PathBuf> {
    let folder = checkout().join("target/desktop-bench").join(name);
    let done = folder.with_extension("done");
    if !done.exists() {
        println!("making {} …", folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        make(&folder, "2026-11-01T08:00:00Z".parse()?)?;
        fs::write(done, "")?;
    }
    Ok(folder)
}

fn summary(record: Record) -> Option<String> {
    match record {
        Record::Event(event) => Some(event.summary),
        Record::Instrument(instrument) => Some(instrument.summary),
        Record::Commitment(commitment) => Some(commitment.text),
        _ => None,
    }
}

/// The first source of a partner's folder.
fn source_of(partner: &Path) -> Outcome<String> {
    let sources: toml::Table = fs::read_to_string(partner.join("sources.toml"))?.parse()?;
    let first = sources.get("sources").and_then(|all| all.get(0)?.get("id")?.as_str());
    Ok(first.ok_or("a partner has a source")?.to_owned())
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}
