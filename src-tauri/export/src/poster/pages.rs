//! The timeline cut into pages: as much time on each as can be read.

use chrono::{Datelike, NaiveDate};
use entente_domain::Edtf;

use super::{
    Paper, Poster,
    lanes::{LaneOf, lanes},
    layout::{NAMES, PlacedLane, Sheet, Stretch, Worded, laid_out},
    periods::{Parts, beginning, drawn_in, ends},
    scale::Scale,
};
use crate::{
    Error,
    pdf::width_of,
    saving::{Follow, Step, tell},
    words::{Phrase, date_in_words},
};

/// One page.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    /// The time it shows, in words.
    pub period: String,
    /// Lines across the lanes, with their dates where these have room.
    pub ruling: Vec<(f64, Option<String>)>,
    /// Where the day of the poster stands.
    pub today: Option<f64>,
    pub lanes: Vec<PlacedLane>,
}

impl Page {
    pub fn entries(&self) -> usize {
        self.lanes.iter().map(|lane| lane.cards.len()).sum()
    }
}

/// A poster ready to be laid out on a paper.
pub(super) struct Ready<'p> {
    poster: &'p Poster,
    sheet: Sheet,
    pub lanes: Vec<LaneOf>,
    pub entries: Vec<Worded<'p>>,
    crowded: bool,
}

/// So many pages are gladly turned; more are drawn closer.
const FEW: usize = 6;

impl<'p> Ready<'p> {
    pub fn new(poster: &'p Poster, paper: Paper) -> Self {
        let (sheet, entries) = (paper.sheet(), poster.in_order());
        let lanes = lanes(poster, &entries);
        let mut lane_of = vec![0; entries.len()];
        for (turn, lane) in lanes.iter().enumerate() {
            for place in &lane.places {
                lane_of[*place] = turn;
            }
        }
        let worded = entries
            .into_iter()
            .zip(lane_of)
            .map(|(entry, lane)| Worded::new(poster, entry, lane, &sheet))
            .collect();
        Self {
            poster,
            sheet,
            lanes,
            entries: worded,
            crowded: false,
        }
    }

    /// A few pages, the first lower by `head`: every card at its day where that can be. `None` where it takes more.
    pub fn few(&mut self, head: f64, follow: Follow<'_>) -> Result<Option<Vec<Page>>, Error> {
        // No page holds so many, and trying takes its time.
        if self.entries.len() > FEW * 100 {
            return Ok(None);
        }
        for crowded in [false, true] {
            self.crowded = crowded;
            let pages = self.cut(head, follow)?;
            if pages.len() <= FEW {
                return Ok(Some(pages));
            }
        }
        Ok(None)
    }

    /// As many pages as it takes, crowded.
    pub fn many(&mut self, follow: Follow<'_>) -> Result<Vec<Page>, Error> {
        self.crowded = true;
        self.cut(0.0, follow)
    }

    /// The entries cut into pages. Each stands on the page of its first possible day.
    fn cut(&self, head: f64, follow: Follow<'_>) -> Result<Vec<Page>, Error> {
        let mut pages = Vec::new();
        let mut rest = self.entries.as_slice();
        let mut before: Option<NaiveDate> = None;
        let of = self.entries.len();
        while let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            let placed = of - rest.len();
            tell(follow, Step::Entries { placed, of })?;
            let (oldest, newest) = (first.entry.day(), last.entry.day());
            let first = beginning(oldest, before);
            let mut ends = ends(first, newest);
            ends.retain(|end| *end > oldest);
            let height = self.sheet.height - if pages.is_empty() { head } else { 0.0 };
            let fitting = fitting_end(&ends, |end| {
                let page = self.tried(&rest[..until(rest, end)], (first, end), height)?;
                Some((end, page))
            });
            match fitting {
                Some((end, page)) => {
                    rest = &rest[page.entries()..];
                    before = Some(end);
                    pages.push(page);
                }
                None => {
                    let end = oldest.succ_opt().unwrap_or(oldest);
                    let (day, after) = rest.split_at(until(rest, end));
                    pages.append(&mut self.by_number(day, (oldest, end), height));
                    rest = after;
                    before = Some(end);
                }
            }
        }
        Ok(pages)
    }

    /// A day so full that no page holds it goes on over as many as it needs; the first has a height of its own.
    fn by_number(&self, mut entries: &[Worded<'_>], day: (NaiveDate, NaiveDate), first: f64) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        while !entries.is_empty() {
            let height = if pages.is_empty() { first } else { self.sheet.height };
            let mut many = entries.len();
            let mut page = loop {
                // One entry always fits.
                let height = if many == 1 { f64::INFINITY } else { height };
                match self.tried(&entries[..many], day, height) {
                    Some(page) => break page,
                    None => many = (many / 2).max(1),
                }
            };
            entries = &entries[page.entries()..];
            if !pages.is_empty() {
                page.period = Phrase::ContinuedPage.fill(self.poster.language, &[("period", &page.period)]);
            }
            pages.push(page);
        }
        pages
    }

    fn tried(&self, entries: &[Worded<'_>], (first, end): (NaiveDate, NaiveDate), height: f64) -> Option<Page> {
        let days: Vec<NaiveDate> = entries.iter().map(|one| one.entry.day()).collect();
        let (first, end) = match (days.first(), days.last()) {
            (Some(oldest), Some(newest)) => drawn_in(first, end, *oldest, *newest),
            _ => (first, end),
        };
        let parts = Parts::of(first, end);
        let scale = Scale::new(&parts, end, &days, (NAMES, self.sheet.width));
        let stretch = Stretch {
            end,
            entries,
            crowded: self.crowded,
        };
        let today = self.poster.today;
        Some(Page {
            lanes: laid_out(&self.lanes, &stretch, &scale, &self.sheet, height)?,
            period: self.period(first, end),
            ruling: self.ruling(&parts, &scale),
            today: (first..end).contains(&today).then(|| scale.at(today)),
        })
    }

    /// A stretch of time in words: years where it holds whole ones, else months, else days.
    fn period(&self, first: NaiveDate, end: NaiveDate) -> String {
        let last = end.pred_opt().unwrap_or(end);
        let whole_months = first.day() == 1 && end.day() == 1;
        let whole_years = whole_months && first.month() == 1 && end.month() == 1;
        let pattern = match (whole_years, whole_months) {
            (true, _) => "%Y",
            (false, true) => "%Y-%m",
            (false, false) => "%Y-%m-%d",
        };
        let (from, to) = (first.format(pattern).to_string(), last.format(pattern).to_string());
        let text = if from == to { from } else { format!("{from}/{to}") };
        let words = text
            .parse::<Edtf>()
            .map(|date| date_in_words(&date, self.poster.language));
        let words = words.unwrap_or(text);
        // French months have no capital of their own, a heading has.
        let mut letters = words.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn ruling(&self, parts: &Parts, scale: &Scale) -> Vec<(f64, Option<String>)> {
        let mut free = 0.0;
        let firsts = parts.firsts.iter();
        firsts
            .map(|day| {
                let x = scale.at(*day);
                let date = day.format(parts.reads).to_string().parse::<Edtf>().ok();
                let words = date.map(|date| date_in_words(&date, self.poster.language));
                let words = words.filter(|words| {
                    let right = x + width_of(words, self.sheet.letters - 0.5) + 6.0;
                    let room = x >= free && right <= self.sheet.width + 6.0;
                    if room {
                        free = right;
                    }
                    room
                });
                (x, words)
            })
            .collect()
    }
}

/// The farthest end that fits. Of many, the half is tried first: more time seldom needs less room.
fn fitting_end<T>(ends: &[NaiveDate], mut fits: impl FnMut(NaiveDate) -> Option<T>) -> Option<T> {
    let mut best = None;
    let (mut low, mut high) = (0, ends.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match fits(ends[middle]) {
            Some(found) => {
                best = Some(found);
                high = middle;
            }
            None => low = middle + 1,
        }
    }
    best
}

/// How many of the entries stand before a day.
fn until(entries: &[Worded<'_>], end: NaiveDate) -> usize {
    entries.partition_point(|one| one.entry.day() < end)
}
