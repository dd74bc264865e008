//! Where cards stand on a page: time runs to the right, lanes lie one under the other, no card covers another.
//!
//! A card stands at its day where there is room. In a crowded lane the marks stand at their days along its head, and the
//! cards below them in order, column by column. All lengths are points.

use chrono::NaiveDate;

use super::{Paper, Poster, TimelineEntry, flow::flowed, lanes::LaneOf, scale::Scale};
use crate::{
    figures::{MarkShape, shade},
    pdf::width_of,
    words::is_break,
};

/// The sizes of a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Of the drawing.
    pub width: f64,
    /// Of the lanes, without the heads above them.
    pub height: f64,
    /// The size of titles; what else is said is half a point smaller.
    pub letters: f64,
    /// From one line of a card to the next.
    pub line: f64,
    /// The widest that words may run.
    pub words: f64,
}

/// The room at the left where lanes are named.
pub(super) const NAMES: f64 = 78.0;
/// Between two cards.
pub(super) const GAP: (f64, f64) = (8.0, 3.5);
/// A lane's own room above and below its cards.
pub(super) const LANE: f64 = 4.0;
/// From a mark's middle to its words.
pub(super) const INDENT: f64 = 6.5;
/// The room of a vague date's bar above its words.
pub(super) const BAR: f64 = 7.5;
/// A title runs no longer than this, however long its record's is.
const LINES: usize = 14;
/// The narrowest that the time of a vague date is drawn as a bar.
pub(super) const VAGUE: f64 = 9.0;

impl Paper {
    pub(super) fn sheet(self) -> Sheet {
        match self {
            Self::A4 => Sheet {
                width: 774.0,
                height: 486.0,
                letters: 7.5,
                line: 9.2,
                words: 156.0,
            },
            Self::A3 => Sheet {
                width: 1122.0,
                height: 732.0,
                letters: 8.5,
                line: 10.4,
                words: 190.0,
            },
        }
    }
}

/// An entry that has its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Card {
    /// The left and top of its words, in the lane.
    pub x: f64,
    pub y: f64,
    /// The width of its words.
    pub width: f64,
    pub height: f64,
    /// The middle of its mark.
    pub mark: (f64, f64),
    pub shape: MarkShape,
    pub ink: &'static str,
    /// How far a vague date's bar runs, and whether its time goes on beyond that.
    pub bar: Option<(f64, bool)>,
    /// Whether its words end at its mark instead of beginning there.
    pub ends: bool,
    /// What is said of it, in the poster's language.
    pub said: Vec<String>,
    /// Its title.
    pub title: Vec<String>,
}

/// A lane that has its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlacedLane {
    /// Which of the poster's lanes it is.
    pub lane: usize,
    pub name: String,
    pub ink: Option<&'static str>,
    pub y: f64,
    pub height: f64,
    pub cards: Vec<Card>,
    /// Marks along its head, where its cards do not stand at their days.
    pub head: Vec<HeadMark>,
}

/// A mark along the head of a crowded lane.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeadMark {
    pub at: (f64, f64),
    /// Where the bar of a vague date ends.
    pub until: Option<f64>,
    pub shape: MarkShape,
    pub ink: &'static str,
}

/// An entry with its words set in lines: what stays the same wherever it stands.
pub(super) struct Worded<'p> {
    pub entry: &'p TimelineEntry,
    /// Its lane among the poster's.
    pub lane: usize,
    pub said: Vec<String>,
    pub title: Vec<String>,
    pub width: f64,
}

impl<'p> Worded<'p> {
    pub fn new(poster: &Poster, entry: &'p TimelineEntry, lane: usize, sheet: &Sheet) -> Self {
        let small = sheet.letters - 0.5;
        let said = lines(&poster.said_of(entry), small, sheet.words);
        let title = lines(&entry.title, sheet.letters, sheet.words);
        let widest = |lines: &[String], size: f64| lines.iter().map(|line| width_of(line, size)).fold(0.0, f64::max);
        // A hair more than was measured: letters that lean on each other are measured one by one.
        let width = widest(&said, small).max(widest(&title, sheet.letters)) + 1.0;
        Self {
            entry,
            lane,
            said,
            title,
            width,
        }
    }

    pub fn height(&self, sheet: &Sheet) -> f64 {
        (self.said.len() + self.title.len()) as f64 * sheet.line
    }
}

/// A stretch of time and the entries in it.
pub(super) struct Stretch<'p> {
    /// The day after its last.
    pub end: NaiveDate,
    pub entries: &'p [Worded<'p>],
    /// Whether lanes may be crowded.
    pub crowded: bool,
}

/// Lays a stretch of time out; `None` where it needs more height than there is.
pub(super) fn laid_out(
    lanes: &[LaneOf],
    stretch: &Stretch<'_>,
    scale: &Scale,
    sheet: &Sheet,
    height: f64,
) -> Option<Vec<PlacedLane>> {
    // What cannot fit even without any gap is not tried.
    let needed: f64 = stretch.entries.iter().map(|one| one.width * one.height(sheet)).sum();
    if needed > (sheet.width - NAMES) * height {
        return None;
    }
    let mut y = 0.0;
    let mut placed = Vec::new();
    for (turn, lane) in lanes.iter().enumerate() {
        let own: Vec<&Worded<'_>> = stretch.entries.iter().filter(|one| one.lane == turn).collect();
        if own.is_empty() {
            continue;
        }
        let in_order = stretch.crowded.then(|| flowed(&own, scale, sheet));
        // A little more height is well spent where every card can stand at its day.
        let most = in_order
            .as_ref()
            .map_or(f64::INFINITY, |(_, _, most)| most + 2.0 * sheet.line);
        let most = most.min(height - y);
        let (cards, head) = match (at_their_days(&own, stretch, scale, sheet, most), in_order) {
            (Some(cards), _) => (cards, Vec::new()),
            (None, Some((cards, head, _))) => (cards, head),
            (None, None) => return None,
        };
        let used = cards.iter().map(Card::bottom).fold(0.0, f64::max);
        // Its name has up to two lines, and its count one.
        let own = (used + LANE).max(3.0 * sheet.line + 2.0 * LANE);
        placed.push(PlacedLane {
            lane: turn,
            name: lane.name.clone(),
            ink: lane.shade.map(|own| shade(Some(own))),
            y,
            height: own,
            cards,
            head,
        });
        y += own;
        if y > height {
            return None;
        }
    }
    spread(&mut placed, height - y);
    Some(placed)
}

/// Each card at its day, as high up as it can; `None` where that needs more than the height.
fn at_their_days(
    own: &[&Worded<'_>],
    stretch: &Stretch<'_>,
    scale: &Scale,
    sheet: &Sheet,
    height: f64,
) -> Option<Vec<Card>> {
    let mut cards: Vec<Card> = Vec::with_capacity(own.len());
    for one in own {
        let mut card = card(one, stretch, scale, sheet);
        let down = free_height(&card, &cards);
        card.y += down;
        card.mark.1 += down;
        if card.bottom() > height {
            return None;
        }
        cards.push(card);
    }
    Some(cards)
}

/// Room that is left goes to the lanes alike, up to half of each.
fn spread(lanes: &mut [PlacedLane], spare: f64) {
    let each = spare / lanes.len().max(1) as f64;
    let mut down = 0.0;
    for lane in lanes {
        lane.y += down;
        let more = each.min(lane.height / 2.0);
        lane.height += more;
        down += more;
    }
}

/// A card at the top of its lane.
fn card(one: &Worded<'_>, stretch: &Stretch<'_>, scale: &Scale, sheet: &Sheet) -> Card {
    let (entry, width) = (one.entry, one.width);
    let day = entry.day();
    let mark = scale.at(day);
    let last = entry.last_day().unwrap_or(NaiveDate::MAX);
    let until = scale.at(last.succ_opt().unwrap_or(last));
    let vague = last > day && until - mark > VAGUE;
    // Words that would run over the edge end at their mark.
    let indent = if vague { 0.0 } else { INDENT };
    let ends = mark + indent + width > sheet.width;
    let (bar, above) = if vague {
        let room = (mark + width.max(VAGUE)).min(sheet.width);
        let goes_on = until > room || last >= stretch.end;
        (Some((until.min(room), goes_on)), BAR)
    } else {
        (None, 0.0)
    };
    let x = match (ends, vague) {
        (false, _) => mark + indent,
        (true, false) => mark - INDENT - width,
        (true, true) => sheet.width - width,
    };
    let middle = if vague { BAR / 2.0 - 0.5 } else { sheet.line / 2.0 };
    Card {
        x: x.max(NAMES),
        y: LANE + above,
        width,
        height: one.height(sheet),
        mark: (mark, LANE + middle),
        shape: entry.sort.shape(),
        ink: shade(entry.shade()),
        bar,
        ends,
        said: one.said.clone(),
        title: one.title.clone(),
    }
}

impl Card {
    fn left(&self) -> f64 {
        self.x.min(self.mark.0 - INDENT / 2.0)
    }

    fn right(&self) -> f64 {
        (self.x + self.width).max(self.mark.0 + INDENT / 2.0)
    }

    /// Its top, with the bar above its words.
    fn top(&self) -> f64 {
        if self.bar.is_some() { self.y - BAR } else { self.y }
    }

    fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// How far down a card must go to cover none of those that stand.
fn free_height(card: &Card, standing: &[Card]) -> f64 {
    let beside: Vec<&Card> = standing
        .iter()
        .filter(|other| card.left() < other.right() + GAP.0 && other.left() < card.right() + GAP.0)
        .collect();
    let (top, tall) = (card.top(), card.bottom() - card.top());
    let mut places: Vec<f64> = beside.iter().map(|other| other.bottom() + GAP.1 - top).collect();
    places.push(0.0);
    places.sort_by(f64::total_cmp);
    let free = |down: &f64| {
        let (from, to) = (top + down, top + down + tall);
        !beside
            .iter()
            .any(|other| from < other.bottom() + GAP.1 - 0.01 && other.top() < to + GAP.1 - 0.01)
    };
    places.iter().copied().find(free).unwrap_or_default()
}

/// Breaks words into lines of a width at their blanks, and a word that is wider where it must be.
fn lines(words: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut last = String::new();
    // A sign for machines cannot be drawn, and may not stand in a PDF.
    let is_gap = |letter: char| is_break(letter) || letter.is_control();
    for word in words.split(is_gap).filter(|word| !word.is_empty()) {
        let longer = if last.is_empty() {
            word.to_owned()
        } else {
            format!("{last} {word}")
        };
        if width_of(&longer, size) <= width {
            last = longer;
            continue;
        }
        if !last.is_empty() {
            lines.push(std::mem::take(&mut last));
        }
        for letter in word.chars() {
            if width_of(&last, size) + width_of(letter.encode_utf8(&mut [0; 4]), size) > width {
                lines.push(std::mem::take(&mut last));
            }
            last.push(letter);
        }
        if lines.len() > LINES {
            break;
        }
    }
    if !last.is_empty() || lines.is_empty() {
        lines.push(last);
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}
