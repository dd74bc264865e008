//! A crowded lane: marks at their days along its head, cards below in order of date.

use chrono::NaiveDate;

use super::{
    layout::{Card, GAP, HeadMark, INDENT, LANE, NAMES, Sheet, VAGUE, Worded},
    scale::Scale,
};
use crate::figures::shade;

/// From one row of marks to the next.
const PILE: f64 = 6.0;
/// So many marks of one day stand above each other; further ones lie on the last.
const PILES: usize = 3;
/// From a column's left to the middle of its marks.
const SIGN: f64 = 3.5;
/// The radius of a mark along the head.
const RADIUS: f64 = 2.4;

/// The cards of a lane in columns as even as can be, the marks along its head, and how much height both need.
pub(super) fn flowed(own: &[&Worded<'_>], scale: &Scale, sheet: &Sheet) -> (Vec<Card>, Vec<HeadMark>, f64) {
    let (head, top) = marks(own, scale, sheet);
    let pitch = sheet.words + SIGN + INDENT + GAP.0;
    let columns = (((sheet.width - NAMES + GAP.0) / pitch) as usize).max(1);
    let pitch = (sheet.width - NAMES + GAP.0) / columns as f64;
    let heights: Vec<f64> = own.iter().map(|one| one.height(sheet) + GAP.1).collect();
    let tall = least_height(&heights, columns);
    let (mut column, mut y) = (0, 0.0);
    let mut cards = Vec::with_capacity(own.len());
    let mut bottom: f64 = 0.0;
    for (one, height) in own.iter().zip(&heights) {
        if y > 0.0 && y + height > tall {
            column += 1;
            y = 0.0;
        }
        let x = NAMES + f64::from(column) * pitch;
        cards.push(Card {
            x: x + SIGN + INDENT,
            y: top + y,
            width: one.width,
            height: one.height(sheet),
            mark: (x + SIGN, top + y + sheet.line / 2.0),
            shape: one.entry.sort.shape(),
            ink: shade(one.entry.shade()),
            bar: None,
            ends: false,
            said: one.said.clone(),
            title: one.title.clone(),
        });
        y += height;
        bottom = bottom.max(top + y);
    }
    (cards, head, bottom)
}

/// Marks at their days, and where the cards begin below them.
fn marks(own: &[&Worded<'_>], scale: &Scale, sheet: &Sheet) -> (Vec<HeadMark>, f64) {
    let mut rows: Vec<f64> = Vec::new();
    let mut marks = Vec::with_capacity(own.len());
    for one in own {
        let day = one.entry.day();
        let last = one.entry.last_day().unwrap_or(NaiveDate::MAX);
        let x = scale.at(day).min(sheet.width - RADIUS);
        let until = scale.at(last.succ_opt().unwrap_or(last));
        let until = (last > day && until - x > VAGUE).then_some(until);
        let free = rows.iter().position(|right| x - RADIUS > *right);
        let row = free.unwrap_or(rows.len()).min(PILES - 1);
        if row == rows.len() {
            rows.push(0.0);
        }
        // A bar may run under later marks: only its mark takes the place.
        rows[row] = rows[row].max(x + RADIUS);
        marks.push(HeadMark {
            at: (x, LANE + RADIUS + row as f64 * PILE),
            until,
            shape: one.entry.sort.shape(),
            ink: shade(one.entry.shade()),
        });
    }
    (marks, LANE + rows.len() as f64 * PILE + GAP.1)
}

/// The least height at which cards, in their order, fill no more than so many columns.
fn least_height(heights: &[f64], columns: usize) -> f64 {
    let needs = |tall: f64| {
        let (mut used, mut y) = (1, 0.0);
        for height in heights {
            if y > 0.0 && y + height > tall {
                used += 1;
                y = 0.0;
            }
            y += height;
        }
        used <= columns
    };
    let all: f64 = heights.iter().sum();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let (mut low, mut high) = (tallest.max(all / columns as f64), all);
    if needs(low) {
        return low;
    }
    // To a tenth of a point, which no eye sees.
    while high - low > 0.1 {
        let middle = f64::midpoint(low, high);
        if needs(middle) { high = middle } else { low = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_even_as_their_order_allows() {
        assert!((least_height(&[10.0; 8], 4) - 20.0).abs() < 0.2);
        assert!((least_height(&[30.0, 10.0, 10.0, 10.0], 2) - 30.0).abs() < 0.2);
        assert!(
            (least_height(&[10.0], 4) - 10.0).abs() < 0.2,
            "a column is never lower than its card"
        );
    }
}
