//! Bars side by side, a group a stage and a bar a kind of money: kinds are never stacked, for they are never added.

use super::{Anchor, Canvas, Drawing, FAINT, INK, RULE, shade};

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// The group it stands in; bars of one group follow each other.
    pub group: String,
    /// What it is, beside the bar.
    pub label: String,
    /// Which ink it has.
    pub shade: usize,
    /// How long it is, in any unit all bars share.
    pub value: i64,
    /// Its value in words, at its end.
    pub written: String,
}

const LEFT: f64 = 178.0;
const GROUP: f64 = 66.0;
const RIGHT: f64 = 372.0;
/// About what a letter takes at the end of a bar.
const LETTER: f64 = 4.2;
const STEP: f64 = 15.0;
const GAP: f64 = 6.0;

/// Draws bars to one scale from nought.
pub(crate) fn bars(bars: &[Bar]) -> Drawing {
    let longest = bars
        .iter()
        .map(|bar| bar.value.unsigned_abs())
        .max()
        .unwrap_or(1)
        .max(1) as f64;
    let words = bars.iter().map(|bar| bar.written.chars().count()).max().unwrap_or(0) as f64;
    let right = RIGHT.min(f64::from(super::WIDTH) - 8.0 - LETTER * words);
    let mut canvas = Canvas::new();
    let mut y = 6.0;
    let mut group = "";
    for bar in bars {
        if bar.group != group {
            if !group.is_empty() {
                canvas.line(
                    (0.0, y + GAP / 2.0),
                    (f64::from(super::WIDTH), y + GAP / 2.0),
                    RULE,
                    0.5,
                );
                y += GAP;
            }
            canvas.text((0.0, y + 10.5), &bar.group, 8.5, INK, Anchor::Start, true);
            group = &bar.group;
        }
        let length = (bar.value.unsigned_abs() as f64 / longest) * (right - LEFT);
        canvas.text((GROUP, y + 10.5), &bar.label, 8.0, FAINT, Anchor::Start, false);
        canvas.rect((LEFT, y + 3.0), (length.max(0.8), 9.0), shade(Some(bar.shade)), 1.0);
        canvas.text(
            (LEFT + length.max(0.8) + 4.0, y + 10.5),
            &bar.written,
            8.0,
            INK,
            Anchor::Start,
            false,
        );
        y += STEP;
    }
    canvas.line((LEFT, 4.0), (LEFT, y + 2.0), FAINT, 0.8);
    canvas.finish(y + 6.0)
}
