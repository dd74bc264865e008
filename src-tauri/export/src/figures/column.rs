//! A long column: a title, a drawing, and entries one under the other.

use super::{Anchor, Canvas, Drawing, FAINT, INK, RADIUS, RULE, WIDTH, shade};

/// A column that is being drawn, from the head down.
pub(crate) struct Column {
    canvas: Canvas,
    y: f64,
}

const DATE: f64 = 16.0;
const TITLE: f64 = 132.0;
const STEP: f64 = 13.5;
const LINE: f64 = 10.5;
/// Characters of a line of a title: what fits at this size in the widest common letters.
const LETTERS: usize = 74;

impl Column {
    /// A column with its title and a line under it.
    pub fn new(title: &str, subtitle: &str) -> Self {
        let mut canvas = Canvas::new();
        canvas.text((0.0, 18.0), title, 15.0, INK, Anchor::Start, true);
        canvas.text((0.0, 32.0), subtitle, 8.5, FAINT, Anchor::Start, false);
        Self { canvas, y: 44.0 }
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

    /// A date and a title with its mark.
    pub fn entry(&mut self, date: &str, title: &str, ink: Option<usize>, diamond: bool) {
        let ink = ink.map_or(FAINT, shade);
        let middle = (5.0, self.y + 5.0);
        if diamond {
            self.canvas.diamond(middle, RADIUS + 1.1, ink);
        } else {
            self.canvas.circle(middle, RADIUS, ink);
        }
        self.canvas
            .text((DATE, self.y + 8.0), date, 8.0, FAINT, Anchor::Start, false);
        let lines = lines(title);
        for (turn, line) in lines.iter().enumerate() {
            self.canvas.text(
                (TITLE, self.y + 8.0 + turn as f64 * LINE),
                line,
                8.5,
                INK,
                Anchor::Start,
                false,
            );
        }
        self.y += STEP + lines.len().saturating_sub(1) as f64 * LINE;
    }

    /// The whole drawing.
    pub fn finish(self) -> String {
        self.canvas.finish(self.y + 8.0).svg
    }
}

/// Breaks a title into lines at its blanks.
fn lines(title: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in title.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= LETTERS {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
