//! The timeline of a filtered range as one drawing: lanes at the head, then every entry in words.
//!
//! Belongs here: an SVG of its own, without limit to the number of entries. Not here: the timeline inside a brief.

use chrono::{Datelike, NaiveDate};
use entente_domain::{Edtf, Record, Strand};

use crate::{
    figures::{Column, Lane, Mark, MarkShape, timeline},
    words::{InWords, Language, date_in_words, day_in_words},
};

/// Something on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// When.
    pub date: Edtf,
    /// What.
    pub title: String,
    /// Its strands; the first gives it its lane and ink.
    pub strands: Vec<Strand>,
    /// Whether it is an instrument and no event.
    pub instrument: bool,
}

impl TimelineEntry {
    /// A record's entry: events by their date, instruments by their signature or entry into force.
    pub fn of(record: &Record) -> Option<Self> {
        let instrument = match record {
            Record::Event(_) => false,
            Record::Instrument(_) => true,
            _ => return None,
        };
        Some(Self {
            date: record.date()?.clone(),
            title: record.title().to_owned(),
            strands: record.strands().to_vec(),
            instrument,
        })
    }
}

/// Draws a timeline of entries, oldest first, as SVG without outside references. `today` is marked with a line.
pub fn timeline_svg(title: &str, entries: &[TimelineEntry], today: NaiveDate, language: Language) -> String {
    let mut entries: Vec<&TimelineEntry> = entries.iter().collect();
    entries.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.title.cmp(&other.title)));
    let lanes: Vec<Lane> = Strand::ALL
        .iter()
        .filter_map(|strand| {
            let mut marks: Vec<Mark> = entries
                .iter()
                .filter(|entry| entry.strands.first() == Some(strand))
                .filter_map(|entry| {
                    let span = entry.date.span();
                    let shape = if entry.instrument {
                        MarkShape::Instrument
                    } else {
                        MarkShape::Event
                    };
                    Some(Mark {
                        first: span.earliest?,
                        last: span.latest.or(span.earliest)?,
                        shape,
                    })
                })
                .collect();
            marks.sort_by_key(|mark| (mark.first, mark.last, mark.shape));
            let name = strand.in_words(language).to_owned();
            (!marks.is_empty()).then_some(Lane {
                name,
                shade: *strand as usize,
                marks,
            })
        })
        .collect();
    let mut column = Column::new(title, &day_in_words(today, language));
    if let Some(drawn) = timeline(&lanes, today) {
        column.place(&drawn.drawing);
    }
    let mut year = None;
    for entry in entries {
        let own = entry.date.span().earliest.map(|day| day.year());
        if own != year {
            column.heading(&own.map_or_else(|| "–".to_owned(), |year| year.to_string()));
            year = own;
        }
        let shade = entry.strands.first().map(|strand| *strand as usize);
        column.entry(
            &date_in_words(&entry.date, language),
            &entry.title,
            shade,
            entry.instrument,
        );
    }
    column.finish()
}
