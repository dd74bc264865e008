//! Deadlines and events for a calendar: iCalendar with identifiers that stay the same.

use std::{io::Write, path::Path};

use chrono::{NaiveDate, NaiveTime};
use entente_domain::{Commitment, DatePrecision, Edtf, Event, IntervalEnd, Record};
use icalendar::{Component, Event as Entry, EventLike};

use crate::{
    Error,
    saving::{Records, replace},
};

/// Writes the deadlines of commitments and the events among records as a calendar. Gives the number of entries.
///
/// An event stands on its days. One that is known only by month or year stands on all of them, and says its date in its
/// title, because a calendar shows days and no source names one. A deadline stands on its last possible day. `stamp` is
/// the day the data is of.
///
/// # Errors
/// When the records stop, or the file cannot be written; the old file is then untouched.
pub fn calendar(path: &Path, records: Records<'_>, stamp: NaiveDate) -> Result<u64, Error> {
    replace(path, |out| {
        out.write_all(
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Entente//Entente//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Entente\r\n",
        )?;
        let mut entries = 0;
        for record in records {
            let entry = match record.map_err(Error::Stopped)? {
                Record::Commitment(one) => deadline(&one),
                Record::Event(one) => event(&one),
                _ => None,
            };
            let Some(mut entry) = entry else { continue };
            entry.timestamp(stamp.and_time(NaiveTime::MIN).and_utc());
            let text = entry.done().try_into_string().map_err(std::io::Error::other)?;
            out.write_all(text.as_bytes())?;
            entries += 1;
        }
        out.write_all(b"END:VCALENDAR\r\n")?;
        Ok(entries)
    })
}

fn deadline(one: &Commitment) -> Option<Entry> {
    let day = one.due.as_ref()?.span().latest?;
    let mut entry = Entry::new();
    entry
        .uid(&format!("{}@entente", one.id))
        .summary(&format!("Due: {}", one.text))
        .description(&format!(
            "{}. Owed by: {}. Due: {}.",
            one.instrument,
            one.by,
            one.due.as_ref()?
        ))
        .all_day(day)
        .add_property("CATEGORIES", one.strand.as_str())
        .add_property("TRANSP", "TRANSPARENT");
    Some(entry)
}

fn event(one: &Event) -> Option<Entry> {
    let span = one.date.span();
    let first = span.earliest.or(span.latest)?;
    let last = span.latest.unwrap_or(first);
    let (mut title, mut summary) = (one.title.clone(), one.summary.clone());
    if !names_days(&one.date) {
        title = format!("{title} [{}]", one.date);
        summary = format!("Dated {}: no source names the day. {summary}", one.date);
    }
    let mut entry = Entry::new();
    entry
        .uid(&format!("{}@entente", one.id))
        .summary(&title)
        .description(&summary)
        .starts(first)
        // The end of an all-day entry is the day after its last.
        .ends(last.succ_opt()?)
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(place) = &one.place {
        entry.location(place);
    }
    if !one.strands.is_empty() {
        let strands: Vec<_> = one.strands.iter().map(|strand| strand.as_str()).collect();
        entry.add_property("CATEGORIES", strands.join(","));
    }
    Some(entry)
}

/// Whether a date names a day, or a first and a last one.
fn names_days(date: &Edtf) -> bool {
    match date.precision() {
        DatePrecision::Day => true,
        DatePrecision::Interval => {
            // Both ends name a day when each is ten characters long: 2018-05-28/2018-05-31.
            let known = date.start() == IntervalEnd::Known && date.end() == IntervalEnd::Known;
            known && date.to_string().split('/').all(|end| end.len() == 10)
        }
        _ => false,
    }
}
