//! One drawing without limit to its length: lanes at the head, then every entry in words.

use chrono::Datelike;

use super::{Poster, TimelineEntry, lanes::lanes};
use crate::{
    Error,
    figures::{Column, Lane, Mark, timeline},
    saving::{Follow, Step, tell},
};

/// Draws a timeline, oldest first, as SVG without outside references.
///
/// # Errors
/// When `follow` stops it.
pub fn timeline_svg(poster: &Poster, follow: Follow<'_>) -> Result<String, Error> {
    let entries = poster.in_order();
    let drawn: Vec<Lane> = lanes(poster, &entries)
        .into_iter()
        .map(|lane| Lane {
            name: lane.name,
            shade: lane.shade,
            marks: lane.places.iter().map(|place| mark(entries[*place])).collect(),
        })
        .collect();
    let mut column = Column::new(&poster.title, &poster.particulars, &poster.legend());
    if let Some(drawn) = timeline(&drawn, poster.today) {
        column.place(&drawn.drawing);
    }
    let mut year = None;
    let of = entries.len();
    for (placed, entry) in entries.into_iter().enumerate() {
        tell(follow, Step::Entries { placed, of })?;
        let own = entry.day().year();
        if year != Some(own) {
            column.heading(&own.to_string());
            year = Some(own);
        }
        column.entry(&poster.said_of(entry), &entry.title, entry.shade(), entry.sort.shape());
    }
    Ok(column.finish())
}

fn mark(entry: &TimelineEntry) -> Mark {
    Mark {
        first: entry.day(),
        last: entry.last_day().unwrap_or(entry.day()),
        shape: entry.sort.shape(),
        shade: entry.shade(),
    }
}
