//! A long column: a title, a drawing, and entries one under the other.

use super::{Anchor, Canvas, Drawing, FAINT, INK, MarkShape, RULE, WIDTH, shade};
use crate::words::is_break;

/// A column that is being drawn, from the head down.
pub(crate) struct Column {
    canvas: Canvas,
    y: f64,
}

const DATE: f64 = 16.0;
const TITLE: f64 = 132.0;
const STEP: f64 = 13.5;
const LINE: f64 = 10.5;
/// Characters of a line of a title, and of a date: what fits at this size in the widest common letters.
const TITLE_LETTERS: usize = 74;
const DATE_LETTERS: usize = 25;
/// Where the values of the particulars begin, and how many of their characters fit a line.
const VALUE: f64 = 72.0;
const VALUE_LETTERS: usize = 84;

impl Column {
    /// A column with its title, what is said of the whole, and what its signs mean.
    pub fn new(title: &str, particulars: &[(String, String)], legend: &[(MarkShape, String)]) -> Self {
        let mut canvas = Canvas::new();
        let mut y = 18.0;
        for (turn, line) in lines(title, TITLE_LETTERS / 2).iter().enumerate() {
            y += if turn == 0 { 0.0 } else { 18.0 };
            canvas.text((0.0, y), line, 15.0, INK, Anchor::Start, true);
        }
        y += 16.0;
        for (name, value) in particulars {
            canvas.text((0.0, y), name, 8.5, FAINT, Anchor::Start, false);
            for line in lines(value, VALUE_LETTERS) {
                canvas.text((VALUE, y), &line, 8.5, INK, Anchor::Start, false);
                y += LINE + 1.5;
            }
        }
        y += 4.0;
        let mut x = 5.0;
        for (shape, name) in legend {
            canvas.mark((x, y - 3.0), *shape, FAINT);
            canvas.text((x + 8.0, y), name, 8.5, FAINT, Anchor::Start, false);
            x += 26.0 + name.chars().count() as f64 * 4.9;
        }
        Self { canvas, y: y + 10.0 }
    }

    /// Sets a drawing.
    pub fn place(&mut self, drawing: &Drawing) {
        self.canvas.nested(self.y, drawing);
        self.y += f64::from(drawing.height) + 6.0;
    }

    /// A heading with a rule above it.
    pub fn heading(&mut self, text: &str) {
        self.y += 8.0;
        self.canvas.line((0.0, self.y), (f64::from(WIDTH), self.y), RULE, 0.6);
        self.canvas
            .text((0.0, self.y + 12.0), text, 10.0, INK, Anchor::Start, true);
        self.y += 20.0;
    }

    /// A date, with what goes with it, and a title with its mark.
    pub fn entry(&mut self, date: &str, title: &str, ink: Option<usize>, shape: MarkShape) {
        // A group of its own, so that a program can count and take apart what is drawn.
        self.canvas.body.push_str(r#"<g class="entry">"#);
        self.canvas.mark((5.0, self.y + 5.0), shape, shade(ink));
        let (dates, titles) = (lines(date, DATE_LETTERS), lines(title, TITLE_LETTERS));
        for (x, size, ink, lines) in [(DATE, 8.0, FAINT, &dates), (TITLE, 8.5, INK, &titles)] {
            for (turn, line) in lines.iter().enumerate() {
                let y = self.y + 8.0 + turn as f64 * LINE;
                self.canvas.text((x, y), line, size, ink, Anchor::Start, false);
            }
        }
        self.canvas.body.push_str("</g>");
        self.y += STEP + (dates.len().max(titles.len()) - 1) as f64 * LINE;
    }

    /// The whole drawing.
    pub fn finish(self) -> String {
        self.canvas.finish(self.y + 8.0).svg
    }
}

/// Breaks words into lines at their blanks.
fn lines(words: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(is_break).filter(|word| !word.is_empty()) {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= letters {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
