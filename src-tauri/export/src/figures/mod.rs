//! Drawings of our own, as SVG without outside references: the timeline and the bars of money.
//!
//! Belongs here: geometry and ink. Not here: what is drawn and what it is called (`brief`).

mod bars;
mod column;
mod picture;
mod timeline;

use std::fmt::Write;

use quick_xml::escape::escape;

pub(crate) use bars::{Bar, bars};
pub(crate) use column::Column;
pub(crate) use picture::picture;
pub(crate) use timeline::{Lane, Mark, MarkShape, timeline};

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// SVG.
    pub svg: String,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

/// The width of every drawing, in points: the text width of an A4 page.
const WIDTH: u32 = 470;

/// Inks that keep apart on paper, on a screen, and for eyes that do not tell red from green.
const SHADES: [&str; 7] = [
    "#1f5fa8", "#96690a", "#2c7a4b", "#6a4c93", "#ad3442", "#0c757d", "#bd5416",
];
/// The radius of a mark.
const RADIUS: f64 = 3.1;
const INK: &str = "#1d2733";
const FAINT: &str = "#5b6673";
const RULE: &str = "#c9d0d8";

/// The ink of a strand; faint for what has none.
pub(crate) fn shade(index: Option<usize>) -> &'static str {
    index.map_or(FAINT, |index| SHADES[index % SHADES.len()])
}

/// Where text stands to its point.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
}

/// An SVG that is being drawn.
struct Canvas {
    body: String,
}

impl Canvas {
    fn new() -> Self {
        Self { body: String::new() }
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), ink: &str, width: f64) {
        let _ = write!(
            self.body,
            r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{ink}" stroke-width="{width}"/>"#
        );
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), ink: &str, round: f64) {
        let _ = write!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{round}" fill="{ink}"/>"#
        );
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, ink: &str) {
        let _ = write!(
            self.body,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{ink}"/>"#
        );
    }

    fn diamond(&mut self, (x, y): (f64, f64), radius: f64, ink: &str) {
        let _ = write!(
            self.body,
            r#"<path d="M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z" fill="{ink}"/>"#,
            y - radius,
            x + radius,
            y + radius,
            x - radius,
        );
    }

    fn square(&mut self, (x, y): (f64, f64), half: f64, ink: &str) {
        self.rect((x - half, y - half), (half * 2.0, half * 2.0), ink, 0.0);
    }

    fn triangle(&mut self, (x, y): (f64, f64), radius: f64, ink: &str) {
        let _ = write!(
            self.body,
            r#"<path d="M{:.1} {:.1}L{:.1} {:.1}L{x:.1} {:.1}Z" fill="{ink}"/>"#,
            x - radius,
            y - radius * 0.8,
            x + radius,
            y - radius * 0.8,
            y + radius,
        );
    }

    /// The sign of what stands at a point.
    fn mark(&mut self, middle: (f64, f64), shape: MarkShape, ink: &str) {
        match shape {
            MarkShape::Event => self.circle(middle, RADIUS, ink),
            MarkShape::Instrument => self.diamond(middle, RADIUS + 1.1, ink),
            MarkShape::Funding => self.square(middle, RADIUS - 0.3, ink),
            MarkShape::Deadline => self.triangle(middle, RADIUS + 0.5, ink),
        }
    }

    fn text(&mut self, (x, y): (f64, f64), text: &str, size: f64, ink: &str, anchor: Anchor, bold: bool) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
        };
        let weight = if bold { r#" font-weight="bold""# } else { "" };
        let _ = write!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" fill="{ink}" text-anchor="{anchor}"{weight}>{}</text>"#,
            escape(text)
        );
    }

    /// Another drawing, at a height.
    fn nested(&mut self, y: f64, drawing: &Drawing) {
        let inner = drawing.svg.replacen("<svg ", &format!("<svg y=\"{y:.1}\" "), 1);
        let unit = inner.replacen(
            &format!("width=\"{WIDTH}pt\" height=\"{}pt\"", drawing.height),
            &format!("width=\"{WIDTH}\" height=\"{}\"", drawing.height),
            1,
        );
        self.body.push_str(&unit);
    }

    fn finish(self, height: f64) -> Drawing {
        let height = height.ceil() as u32;
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}pt" height="{height}pt" font-family="'Noto Sans','Segoe UI',Carlito,Arial,sans-serif">{}</svg>"#,
            self.body
        );
        Drawing {
            svg,
            width: WIDTH,
            height,
        }
    }
}
