//! The pages as PDF: each entry a list item with its date and title as words, so that it is read aloud as well as drawn.

use entente_domain::Strand;
use serde_json::{Value, json};

use super::{
    LanesBy, Paper, Poster,
    layout::{Card, NAMES, PlacedLane, Sheet},
    pages::{Page, Ready},
};
use crate::{
    Error,
    figures::{MarkShape, shade},
    pdf::{drawable, typeset, width_of},
    saving::Follow,
    words::{InWords, Language, Phrase, colon, day_in_words, number_in_words},
};

const TEMPLATE: &str = include_str!("poster.typ");
/// The language that records are written in.
const RECORDS: Language = Language::English;
/// The lines of the head whose number is always the same, and the height of a line on A4.
const HEAD: f64 = 4.0;
const LINE: f64 = 12.0;

/// Writes a timeline as PDF, on as many pages as can be read. The same poster gives the same bytes.
///
/// # Errors
/// When the poster cannot be typeset, or `follow` stops it.
pub fn timeline_pdf(poster: &Poster, paper: Paper, follow: Follow<'_>) -> Result<Vec<u8>, Error> {
    let (view, pages) = view(poster, paper, follow)?;
    let view = view.to_string();
    let files = vec![("poster.json".to_owned(), drawable(&view).into_bytes())];
    typeset(TEMPLATE, files, view, (pages, follow))
}

/// What the template draws, and how many pages that is.
fn view(poster: &Poster, paper: Paper, follow: Follow<'_>) -> Result<(Value, usize), Error> {
    let mut ready = Ready::new(poster, paper);
    let sheet = paper.sheet();
    let say = |phrase: Phrase| phrase.say(poster.language);
    let head = head_height(poster, &sheet);
    let few = ready.few(head, follow)?;
    let is_long = few.is_none();
    let pages = match few {
        Some(pages) => pages,
        None => ready.many(follow)?,
    };
    let date = poster.today.format("%Y-%m-%d").to_string();
    let date: Vec<&str> = date.split('-').collect();
    let view = json!({
        "title": poster.title,
        "kicker": say(Phrase::Timeline),
        "particulars": poster.particulars,
        "language": poster.language.code(),
        "region": &poster.language.with_region()[3..],
        "records": (poster.language != RECORDS).then_some(RECORDS.with_region().split('-').collect::<Vec<_>>()),
        "remark": (poster.language != RECORDS).then(|| say(Phrase::RemarkRecordLanguage)),
        "paper": match paper { Paper::A4 => "a4", Paper::A3 => "a3" },
        "date": date,
        "width": sheet.width,
        "height": sheet.height,
        "letters": sheet.letters,
        "line": sheet.line,
        "names": NAMES,
        "head": head,
        "legend": legend(poster),
        "inks": inks(poster),
        "vague": pages.iter().any(is_vague).then(|| say(Phrase::VagueDate)),
        "today": pages.iter().any(|page| page.today.is_some()).then(|| day_in_words(poster.today, poster.language)),
        "scale": (!pages.is_empty()).then(|| scale_note(&pages, poster.language)),
        "overview": is_long.then(|| contents(&ready, &pages, poster.language)),
        "pages": pages.iter().map(|page| page_view(page, poster)).collect::<Vec<_>>(),
        "words": {
            "page": say(Phrase::PageOf),
            "empty": say(Phrase::PosterEmpty),
            "colon": colon(poster.language),
        },
    });
    Ok((view, pages.len()))
}

fn is_vague(page: &Page) -> bool {
    let bar = |lane: &PlacedLane| {
        lane.cards.iter().any(|card| card.bar.is_some()) || lane.head.iter().any(|mark| mark.until.is_some())
    };
    page.lanes.iter().any(bar)
}

/// The height of the head, with what may run over several lines.
fn head_height(poster: &Poster, sheet: &Sheet) -> f64 {
    let small = sheet.letters - 0.5;
    // Lines end at words, so that more of them are needed than the words alone would fill.
    let lines = |words: &str, size: f64, width: f64| (width_of(words, size) * 1.15 / width).ceil();
    let say = |phrase: Phrase| phrase.say(poster.language);
    let mut signs: Vec<String> = poster.legend().into_iter().map(|(_, name)| name).collect();
    signs.push(say(Phrase::VagueDate).to_owned());
    signs.push(day_in_words(poster.today, poster.language));
    if poster.lanes == LanesBy::Partner {
        signs.extend(
            Strand::ALL
                .iter()
                .map(|strand| strand.in_words(poster.language).to_owned()),
        );
    }
    let signs: f64 = signs.iter().map(|name| width_of(name, small + 0.5) + 28.0).sum();
    let notes = [Phrase::ScaleNote, Phrase::CrowdedNote, Phrase::RemarkRecordLanguage].map(say);
    let half = poster.particulars.len().div_ceil(2);
    let value = sheet.width / 2.0 - 110.0;
    let side = |some: &[(String, String)]| -> f64 {
        some.iter()
            .map(|(_, text)| lines(text, sheet.letters + 0.5, value))
            .sum()
    };
    let (one, other) = poster.particulars.split_at(half);
    // A line of the title is worth two.
    let title = 2.0 * lines(&poster.title, 2.0 * sheet.letters + 2.0, sheet.width);
    let all = HEAD
        + title
        + side(one).max(side(other))
        + (signs / sheet.width).ceil()
        + lines(&notes.join(" "), small, sheet.width);
    all * LINE * sheet.letters / 7.5
}

/// How time is drawn, which a reader must know to judge distances.
fn scale_note(pages: &[Page], language: Language) -> String {
    let mut note = Phrase::ScaleNote.say(language).to_owned();
    if pages
        .iter()
        .flat_map(|page| &page.lanes)
        .any(|lane| !lane.head.is_empty())
    {
        note = format!("{note} {}", Phrase::CrowdedNote.say(language));
    }
    note
}

fn legend(poster: &Poster) -> Vec<Value> {
    let signs = poster.legend().into_iter();
    signs
        .map(|(shape, name)| json!({ "shape": sign(shape), "name": name }))
        .collect()
}

/// What the inks mean, where the lanes do not say it.
fn inks(poster: &Poster) -> Vec<Value> {
    if poster.lanes == LanesBy::Strand {
        return Vec::new();
    }
    let drawn = |strand| poster.entries.iter().any(|entry| entry.strands.first() == Some(strand));
    Strand::ALL
        .iter()
        .filter(|strand| drawn(*strand))
        .map(|strand| json!({ "ink": shade(Some(*strand as usize)), "name": strand.in_words(poster.language) }))
        .collect()
}

/// How many entries each page has in each lane: the contents, and a sum that can be checked.
fn contents(ready: &Ready<'_>, pages: &[Page], language: Language) -> Value {
    let lanes = &ready.lanes;
    let number = |count: usize| number_in_words(i64::try_from(count).unwrap_or(i64::MAX), language);
    let most = pages
        .iter()
        .flat_map(|page| &page.lanes)
        .map(|lane| lane.cards.len())
        .max();
    let rows: Vec<Value> = pages
        .iter()
        .map(|page| {
            let counts = (0..lanes.len()).map(|turn| {
                let own = page.lanes.iter().find(|placed| placed.lane == turn);
                let count = own.map_or(0, |placed| placed.cards.len());
                json!({
                    "count": if count == 0 { String::new() } else { number(count) },
                    "share": count as f64 / most.unwrap_or(1).max(1) as f64,
                })
            });
            json!({
                "period": page.period,
                "counts": counts.collect::<Vec<_>>(),
                "all": number(page.entries()),
            })
        })
        .collect();
    let say = |phrase: Phrase| phrase.say(language);
    json!({
        "title": say(Phrase::PosterPages),
        "heads": { "period": say(Phrase::Period), "all": say(Phrase::PosterAll), "page": say(Phrase::PosterPage) },
        "lanes": lanes.iter().map(|lane| json!({ "name": lane.name, "ink": lane.shade.map(|own| shade(Some(own))) })).collect::<Vec<_>>(),
        "rows": rows,
        "sums": lanes.iter().map(|lane| number(lane.places.len())).collect::<Vec<_>>(),
        "all": number(ready.entries.len()),
    })
}

fn page_view(page: &Page, poster: &Poster) -> Value {
    json!({
        "period": page.period,
        "ruling": page.ruling,
        "today": page.today,
        "height": page.lanes.iter().map(|lane| lane.y + lane.height).fold(0.0, f64::max),
        "lanes": page.lanes.iter().map(|lane| lane_view(lane, poster)).collect::<Vec<_>>(),
    })
}

fn lane_view(lane: &PlacedLane, poster: &Poster) -> Value {
    let count = i64::try_from(lane.cards.len()).unwrap_or(i64::MAX);
    let phrase = if count == 1 {
        Phrase::EntriesOne
    } else {
        Phrase::EntriesMany
    };
    let count = number_in_words(count, poster.language);
    json!({
        "name": lane.name,
        "count": phrase.fill(poster.language, &[("n", &count)]),
        "ink": lane.ink,
        "y": lane.y,
        "height": lane.height,
        "head": lane.head.iter().map(|mark| json!({
            "at": mark.at, "until": mark.until, "shape": sign(mark.shape), "ink": mark.ink,
        })).collect::<Vec<_>>(),
        "cards": lane.cards.iter().map(card_view).collect::<Vec<_>>(),
    })
}

fn card_view(card: &Card) -> Value {
    json!({
        "x": card.x,
        "y": card.y,
        "width": card.width,
        "mark": card.mark,
        "shape": sign(card.shape),
        "ink": card.ink,
        "bar": card.bar,
        "ends": card.ends,
        "said": card.said,
        "title": card.title,
    })
}

fn sign(shape: MarkShape) -> &'static str {
    match shape {
        MarkShape::Event => "circle",
        MarkShape::Instrument => "diamond",
        MarkShape::Funding => "square",
        MarkShape::Deadline => "triangle",
    }
}
