//! A timeline in lanes. Vague dates are drawn as wide as they are.

use chrono::{Datelike, NaiveDate};

use super::{Anchor, Canvas, Drawing, FAINT, INK, RADIUS, RULE, shade};

/// A lane, of a strand or of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lane {
    /// Its name.
    pub name: String,
    /// The ink of its name; none where its marks have different ones.
    pub shade: Option<usize>,
    /// What happened, by first possible day.
    pub marks: Vec<Mark>,
}

/// Something on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The first possible day.
    pub first: NaiveDate,
    /// The last possible day.
    pub last: NaiveDate,
    /// How it is drawn.
    pub shape: MarkShape,
    /// Its ink: its strand's.
    pub shade: Option<usize>,
}

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkShape {
    /// A circle.
    Event,
    /// A diamond.
    Instrument,
    /// A square.
    Funding,
    /// A triangle on its point.
    Deadline,
}

/// A drawn timeline and the days it spans.
pub(crate) struct DrawnTimeline {
    pub drawing: Drawing,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

const LEFT: f64 = 84.0;
/// The room at the left where what came long before stands in order, without scale.
const EARLIER: f64 = 46.0;
const RIGHT: f64 = 464.0;
const ROW: f64 = 8.0;
/// At most this share of all marks may stand before the scale begins.
const EARLY_SHARE: usize = 5;

/// Draws lanes; `None` when nothing has a day.
pub(crate) fn timeline(lanes: &[Lane], today: NaiveDate) -> Option<DrawnTimeline> {
    let mut days: Vec<NaiveDate> = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .map(|mark| mark.first)
        .collect();
    days.sort_unstable();
    let (first, last) = (
        *days.first()?,
        lanes.iter().flat_map(|lane| &lane.marks).map(|mark| mark.last).max()?,
    );
    // A treaty of 1976 must not press ten years of the partnership into a corner.
    let dense = days[days.len() / EARLY_SHARE];
    let start_year = if dense.year() - first.year() > 8 {
        dense.year()
    } else {
        first.year()
    };
    let cut = NaiveDate::from_ymd_opt(start_year, 1, 1)?;
    let earlier = first < cut;
    let end = NaiveDate::from_ymd_opt(last.max(today).year() + 1, 1, 1)?;
    let begin = if earlier { LEFT + EARLIER } else { LEFT };
    let span = (end - cut).num_days().max(1) as f64;
    let at = |day: NaiveDate| begin + (day - cut).num_days() as f64 / span * (RIGHT - begin);

    let mut canvas = Canvas::new();
    let mut y = 18.0;
    let top = y;
    let mut inked = Canvas::new();
    for lane in lanes {
        let (before, on_scale): (Vec<&Mark>, Vec<&Mark>) = lane.marks.iter().partition(|mark| mark.first < cut);
        let mut row_ends: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for (turn, mark) in before.iter().enumerate() {
            // Five to a row, in their order.
            let (column, row) = (turn % 5, turn / 5);
            placed.push((LEFT + 6.0 + column as f64 * 8.0, None, row, **mark));
        }
        for mark in on_scale {
            let (x, to) = (at(mark.first), at(mark.last.min(end)));
            let wide = (to - x > 2.0 * RADIUS).then_some(to);
            let row = row_ends
                .iter()
                .position(|free| x - RADIUS > *free)
                .unwrap_or(row_ends.len());
            let right = wide.unwrap_or(x + RADIUS) + 1.0;
            match row_ends.get_mut(row) {
                Some(free) => *free = right,
                None => row_ends.push(right),
            }
            placed.push((x, wide, row, *mark));
        }
        let rows = placed.iter().map(|(_, _, row, _)| row + 1).max().unwrap_or(1);
        let height = rows as f64 * ROW + 8.0;
        inked.text(
            (0.0, y + height / 2.0 + 3.0),
            &lane.name,
            8.5,
            lane.shade.map_or(INK, |own| shade(Some(own))),
            Anchor::Start,
            true,
        );
        for (x, wide, row, mark) in placed {
            let middle = y + height - 8.0 - row as f64 * ROW;
            let ink = shade(mark.shade);
            match wide {
                Some(to) => inked.rect((x, middle - 2.2), (to - x, 4.4), ink, 2.2),
                None => inked.mark((x, middle), mark.shape, ink),
            }
        }
        y += height;
        canvas.line((0.0, y), (RIGHT, y), RULE, 0.5);
    }
    grid(&mut canvas, cut, end, top, y, &at);
    if earlier {
        let years = format!("{}–{}", first.year(), start_year - 1);
        canvas.text(
            (LEFT + EARLIER / 2.0 - 2.0, 11.0),
            &years,
            7.5,
            FAINT,
            Anchor::Middle,
            false,
        );
        canvas.line((begin, top - 2.0), (begin, y), FAINT, 0.8);
    }
    if today >= cut {
        canvas.line((at(today), top - 4.0), (at(today), y), INK, 0.9);
    }
    canvas.body.push_str(&inked.body);
    Some(DrawnTimeline {
        drawing: canvas.finish(y + 4.0),
        first,
        last,
    })
}

/// Years along the head, as many as have room.
fn grid(canvas: &mut Canvas, cut: NaiveDate, end: NaiveDate, top: f64, bottom: f64, at: &dyn Fn(NaiveDate) -> f64) {
    let years = end.year() - cut.year();
    let every = [1, 2, 5, 10, 20]
        .into_iter()
        .find(|every| years / every <= 12)
        .unwrap_or(50);
    for year in cut.year()..=end.year() {
        let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else {
            continue;
        };
        if year % every == 0 {
            canvas.line((at(day), top - 4.0), (at(day), bottom), RULE, 0.5);
            if year < end.year() {
                canvas.text(
                    (at(day) + 2.0, 11.0),
                    &year.to_string(),
                    7.5,
                    FAINT,
                    Anchor::Start,
                    false,
                );
            }
        }
    }
}
