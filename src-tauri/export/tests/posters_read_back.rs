//! A timeline on its own is read back: what is drawn is what was given, in words that can be read.
#![allow(clippy::unwrap_used)] // What cannot be read ends a test.

mod letters;
mod shipped;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use chrono::NaiveDate;
use entente_domain::{Edtf, Strand};
use entente_export::{
    EntrySort, Error, LanesBy, Language, Paper, Poster, Step, TimelineEntry, timeline_pdf, timeline_svg, to_the_end,
};
use hayro_syntax::{
    Pdf,
    content::ops::TypedInstruction,
    object::{Dict, Name, Object, String as PdfString},
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

/// Everything of a partner that has a date.
fn entries(partner: &str) -> Vec<TimelineEntry> {
    let facts = shipped::facts(partner);
    let entry = |date: &Edtf, title: &str, sort, strands: &[Strand]| TimelineEntry {
        date: date.clone(),
        title: title.to_owned(),
        sort,
        strands: strands.to_vec(),
        partners: vec![facts.partner.iso],
    };
    let events = facts
        .events
        .iter()
        .map(|one| entry(&one.date, &one.title, EntrySort::Event, &one.strands));
    let instruments = facts.instruments.iter().filter_map(|one| {
        Some(entry(
            one.signed.as_ref()?,
            &one.title,
            EntrySort::Instrument,
            &one.strands,
        ))
    });
    let steps = facts.funding.iter().flat_map(|line| {
        line.stages.iter().map(|step| {
            let sort = EntrySort::Funding(step.stage, step.amount);
            entry(&step.date, &line.title, sort, &[line.strand])
        })
    });
    let deadlines = facts
        .commitments
        .iter()
        .filter_map(|one| Some(entry(one.due.as_ref()?, &one.text, EntrySort::Deadline, &[one.strand])));
    events.chain(instruments).chain(steps).chain(deadlines).collect()
}

fn poster(entries: Vec<TimelineEntry>, lanes: LanesBy, language: Language) -> Poster {
    Poster {
        title: "European Union – Tunisia".to_owned(),
        of: None,
        particulars: vec![("Data".to_owned(), "data of 1 October 2026".to_owned())],
        entries,
        lanes,
        partners: BTreeMap::new(),
        today: today(),
        language,
    }
}

struct Read {
    /// Without blanks.
    letters: String,
    pages: usize,
    /// How many list items are tagged.
    items: usize,
    /// The languages that the file and its parts say they are in.
    languages: BTreeSet<String>,
    /// The smallest size of letters, in points.
    smallest: f32,
    metadata: String,
}

fn read(bytes: &[u8]) -> Read {
    let file = Pdf::new(bytes.to_vec()).unwrap();
    let mut smallest = f32::INFINITY;
    for page in file.pages().iter() {
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            if let TypedInstruction::TextFont(font) = operation {
                smallest = smallest.min(font.1.as_f32());
            }
        }
    }
    let dictionaries: Vec<Dict<'_>> = file.objects().into_iter().filter_map(Object::into_dict).collect();
    let is_item = |one: &&Dict<'_>| one.get::<Name<'_>>("S").is_some_and(|name| &*name == b"LI");
    let of_the_file = dictionaries.iter().filter_map(|one| {
        let language = one.get::<PdfString<'_>>("Lang")?;
        Some(String::from_utf8_lossy(language.as_bytes()).into_owned())
    });
    let streams = file.pages().iter().filter_map(|page| page.page_stream());
    let of_words = streams.flat_map(|stream| {
        let stream = String::from_utf8_lossy(stream).into_owned();
        let marks = stream.split("/Lang(").skip(1);
        let languages: Vec<String> = marks
            .filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()))
            .collect();
        languages
    });
    Read {
        letters: run_together(&letters::of(&file)),
        pages: file.pages().len(),
        items: dictionaries.iter().filter(is_item).count(),
        languages: of_the_file.chain(of_words).collect(),
        smallest,
        metadata: String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn run_together(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_entry_stands_in_the_pdf_once_and_can_be_read() {
    let all = entries("tunisia");
    for (paper, lanes, language) in [
        (Paper::A4, LanesBy::Strand, Language::English),
        (Paper::A3, LanesBy::Partner, Language::French),
    ] {
        let read = read(&timeline_pdf(&poster(all.clone(), lanes, language), paper, &to_the_end).unwrap());
        assert_eq!(read.items, all.len(), "{paper:?}: each entry is one item of a list");
        for entry in &all {
            let title = run_together(&entry.title);
            assert!(
                read.letters.contains(&title),
                "{paper:?}: “{}” is told in words",
                entry.title
            );
        }
        assert_eq!(
            read.letters.contains("·Migration"),
            lanes == LanesBy::Partner,
            "where lanes are no strands, words say which strand it is, and not its ink alone"
        );
        assert!(
            (7.0..9.0).contains(&read.smallest),
            "{paper:?}: no letter is too small to read: {}",
            read.smallest
        );
        assert!(
            read.pages > 1 && read.pages < all.len() / 8,
            "{paper:?}: {} pages",
            read.pages
        );
        for claim in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>3</pdfaid:part>"] {
            assert!(read.metadata.contains(claim), "the file says what it holds to: {claim}");
        }
    }
}

#[test]
fn a_poster_speaks_its_language_and_says_where_records_keep_theirs() {
    let french = timeline_pdf(
        &poster(entries("libya"), LanesBy::Strand, Language::French),
        Paper::A4,
        &to_the_end,
    )
    .unwrap();
    let read = read(&french);
    for word in ["Chronologie", "Humanitaire", "échéance", "Page1sur"] {
        assert!(read.letters.contains(word), "{word}");
    }
    let languages: Vec<&str> = read.languages.iter().map(String::as_str).collect();
    assert_eq!(
        languages,
        ["en-GB", "fr-FR"],
        "a screen reader must change its voice for a record's own words"
    );
    assert!(
        read.metadata.contains("Chronologie\u{202f}: "),
        "French sets its colon apart in the title of the file too"
    );
}

#[test]
fn the_same_poster_gives_the_same_bytes() {
    let poster = poster(entries("serbia"), LanesBy::Strand, Language::English);
    let once = timeline_pdf(&poster, Paper::A4, &to_the_end).unwrap();
    assert!(once == timeline_pdf(&poster, Paper::A4, &to_the_end).unwrap());
    let mut turned = poster.clone();
    turned.entries.reverse();
    assert!(
        once == timeline_pdf(&turned, Paper::A4, &to_the_end).unwrap(),
        "the order in which entries come says nothing"
    );
}

#[test]
fn dates_without_a_day_and_words_without_an_end_are_drawn_all_the_same() {
    let entry = |date: &str, title: &str| TimelineEntry {
        date: date.parse().unwrap(),
        title: title.to_owned(),
        sort: EntrySort::Event,
        strands: Vec::new(),
        partners: Vec::new(),
    };
    let mut hostile = vec![
        entry("../2024", "Until then"),
        entry("2024/..", "Since then"),
        entry("202X", "In some year"),
        entry("2024-05-01", &"unbroken".repeat(200)),
        entry("2024-05-01", "#let x = \"$\\ \u{202e}تونس 中 \u{0}"),
        entry("2024-05-01", ""),
    ];
    hostile.extend((0..200).map(|n| entry("2024-05-02", &format!("One of too many for a page, number {n}"))));
    let many = hostile.len();
    let pdf = timeline_pdf(
        &poster(hostile.clone(), LanesBy::Strand, Language::English),
        Paper::A4,
        &to_the_end,
    )
    .unwrap();
    let read = read(&pdf);
    assert_eq!(read.items, many);
    assert!(read.letters.contains("Untilthen") && read.letters.contains("Insomeyear"));
    assert!(read.letters.contains("(continued)"), "a full day goes on over pages");
    let empty = timeline_pdf(
        &poster(Vec::new(), LanesBy::Strand, Language::English),
        Paper::A4,
        &to_the_end,
    )
    .unwrap();
    assert!(read_words(&empty).contains("Nothingonthetimelinematches"));
}

#[test]
fn a_poster_of_many_pages_tells_how_far_it_is_and_is_stopped_between_two() {
    let entry = |n: usize| TimelineEntry {
        date: format!("{}-{:02}", 1990 + n / 36, n / 3 % 12 + 1).parse().unwrap(),
        title: format!("Meeting {n} of the committee on the ports of the south"),
        sort: EntrySort::Event,
        strands: vec![Strand::ALL[n % Strand::ALL.len()]],
        partners: Vec::new(),
    };
    let many = 900;
    let poster = poster((0..many).map(entry).collect(), LanesBy::Strand, Language::English);
    let told = Mutex::new(Vec::new());
    let note = |step: Step| {
        told.lock().unwrap().push(step);
        true
    };
    let whole = timeline_pdf(&poster, Paper::A4, &note).unwrap();
    let told = told.into_inner().unwrap();
    let pages = Pdf::new(whole.clone()).unwrap().pages().len();
    let set = told.iter().filter_map(|step| match step {
        Step::Pages { set, of } => Some((*set, *of)),
        _ => None,
    });
    let set: Vec<_> = set.collect();
    // The first page is the contents.
    assert_eq!(
        set.last(),
        Some(&(pages - 1, pages - 1)),
        "every page is told of: {told:?}"
    );
    assert!(set.is_sorted(), "and none is taken back: {set:?}");
    assert!(
        told.iter()
            .any(|step| matches!(step, Step::Entries { placed, of } if *placed > 0 && *of == many)),
        "as is every entry that has its place"
    );

    let half = |step: Step| !matches!(step, Step::Pages { set, of } if set > of / 2);
    let stopped = timeline_pdf(&poster, Paper::A4, &half);
    assert!(matches!(stopped, Err(Error::Stopped(_))), "{stopped:?}");
    assert!(
        timeline_pdf(&poster, Paper::A4, &to_the_end).unwrap() == whole,
        "a stop is not remembered when the same is asked for again"
    );
    let none = |step: Step| !matches!(step, Step::Entries { .. });
    assert!(matches!(timeline_svg(&poster, &none), Err(Error::Stopped(_))));
}

fn read_words(bytes: &[u8]) -> String {
    read(bytes).letters
}

#[test]
fn the_svg_draws_every_kind_in_words_and_leads_nowhere() {
    let all = entries("tunisia");
    for language in [Language::English, Language::French] {
        let svg = timeline_svg(&poster(all.clone(), LanesBy::Strand, language), &to_the_end).unwrap();
        let drawing = roxmltree::Document::parse(&svg).unwrap();
        let drawn = drawing
            .descendants()
            .filter(|one| one.attribute("class") == Some("entry"));
        assert_eq!(drawn.count(), all.len());
        let words: String = drawing
            .descendants()
            .filter(|one| one.is_text())
            .filter_map(|one| one.text())
            .collect();
        let words = run_together(&words);
        for entry in &all {
            assert!(words.contains(&run_together(&entry.title)), "{}", entry.title);
        }
        let due = if language == Language::English {
            "·due"
        } else {
            "·échéance"
        };
        assert!(words.contains(due), "a deadline says that it is one");
        assert!(words.contains("dataof1October2026"), "it says of when its data is");
        assert!(!svg.contains("href"), "nothing leads outside");
    }
}
