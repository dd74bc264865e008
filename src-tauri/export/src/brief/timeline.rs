//! The drawn timeline, and the same events in words.

use entente_domain::{Edtf, Event, RecordId, Strand};

use super::{Part, composer::Composer, state_of_play::counted};
use crate::{
    document::{Block, Entry, Figure, Span, Statement},
    error::Error,
    figures::{self, Lane, Mark, MarkShape},
    words::{InWords, Phrase, day_in_words},
};

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let facts = brief.facts;
    if facts.events.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::Timeline);
    brief.heading(1, title);
    draw(brief)?;
    let mut events: Vec<&Event> = facts.events.iter().collect();
    // Newest first, as a reader who opens the brief before a meeting needs them.
    events.sort_by_key(|one| (std::cmp::Reverse(one.date.span().earliest), &one.id));
    let entries = events
        .into_iter()
        .map(|one| entry(brief, one))
        .collect::<Result<_, _>>()?;
    let title = brief.say(Phrase::TableEvents);
    brief.heading(2, title);
    brief.push(Block::Chronicle(entries));
    Ok(())
}

fn entry(brief: &mut Composer<'_>, one: &Event) -> Result<Entry, Error> {
    let strands: Vec<_> = one
        .strands
        .iter()
        .map(|strand| strand.in_words(brief.language()))
        .collect();
    let mut spans = vec![
        brief.strong(&one.title),
        Span::light(format!(" ({})", strands.join(", ").to_lowercase())),
    ];
    spans.extend([Span::plain("\n"), brief.quoted(&one.summary)]);
    let what = brief.state(&one.id, spans, &one.cites)?;
    Ok(Entry {
        when: brief.date(&one.date),
        what,
    })
}

fn draw(brief: &mut Composer<'_>) -> Result<(), Error> {
    let facts = brief.facts;
    let language = brief.language();
    // What is drawn stands in words too: instruments in their own part.
    let with_instruments = brief.options.has(Part::Instruments);
    let events = facts
        .events
        .iter()
        .map(|one| (&one.id, &one.date, one.strands.first(), MarkShape::Event));
    let instruments = facts.instruments.iter().filter(|_| with_instruments).filter_map(|one| {
        Some((
            &one.id,
            one.signed.as_ref()?,
            one.strands.first(),
            MarkShape::Instrument,
        ))
    });
    let all: Vec<(&RecordId, &Edtf, Option<&Strand>, MarkShape)> = events.chain(instruments).collect();
    let lanes: Vec<Lane> = Strand::ALL
        .iter()
        .filter_map(|strand| {
            let mut marks: Vec<Mark> = all
                .iter()
                .filter(|(_, _, found, _)| *found == Some(strand))
                .filter_map(|(_, date, _, shape)| {
                    let span = date.span();
                    Some(Mark {
                        first: span.earliest?,
                        last: span.latest.or(span.earliest)?,
                        shape: *shape,
                        shade: Some(*strand as usize),
                    })
                })
                .collect();
            marks.sort_by_key(|mark| (mark.first, mark.last, mark.shape));
            (!marks.is_empty()).then(|| Lane {
                name: strand.in_words(language).to_owned(),
                shade: Some(*strand as usize),
                marks,
            })
        })
        .collect();
    let Some(drawing) = figures::timeline(&lanes, brief.options.as_of) else {
        return Ok(());
    };
    let n = counted(brief, facts.events.len());
    let m = counted(
        brief,
        all.iter().filter(|(.., shape)| *shape == MarkShape::Instrument).count(),
    );
    let (caption, alt, drawn) = if with_instruments {
        (Phrase::CaptionTimeline, Phrase::AltTimeline, Phrase::EventsDrawn)
    } else {
        (
            Phrase::CaptionTimelineEvents,
            Phrase::AltTimelineEvents,
            Phrase::EventsDrawnAlone,
        )
    };
    let note = brief
        .notes
        .counted(brief.fill(drawn, &[("n", &n), ("instruments", &m)]));
    let records = all.iter().map(|(id, ..)| (*id).clone()).collect();
    let caption = Statement::new(vec![Span::plain(brief.say(caption))], note, records);
    let (from, to) = (
        day_in_words(drawing.first, language),
        day_in_words(drawing.last, language),
    );
    let alt = brief.fill(
        alt,
        &[
            ("from", &from),
            ("to", &to),
            ("events", &n),
            ("instruments", &m),
            ("lanes", &counted(brief, lanes.len())),
        ],
    );
    let drawing = drawing.drawing;
    brief.push(Block::Figure(Figure {
        caption,
        alt,
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
    }));
    Ok(())
}
