//! Marks in the stored text: exactly the characters that matched.
//!
//! The text is cut into words as it was for the index, and each word's terms are held against the very terms the query was
//! compiled to. So prefixes, slips, spellings, stems and other names are marked alike, and nothing is marked that did not
//! match: words of a branch that does not hold, or outside their phrase, stay plain.

use std::sync::Arc;

use crate::ask::SnippetPart;
use crate::compile::Clause;
use crate::language::Language;
use crate::layout::{Of, Part, after, is_elided, parts};
use crate::schema::{Fields, Stored};
use crate::slots::Slot;
use crate::span_query::{Spans, are_near};
use crate::words::{Stems, StemsCache, spans, write_exact_term};

/// About how long a snippet is, in bytes; it ends between words.
const SNIPPET: usize = 260;
/// How much text a snippet shows before its first mark.
const LEAD: usize = 70;
/// Marks beyond these are not looked at when a snippet is chosen.
const MARKS_LOOKED_AT: usize = 300;

/// A stretch of a part that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    from: usize,
    to: usize,
    /// Which words of the query it is for.
    asked: usize,
}

/// What of a hit is shown, marked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub title: Vec<SnippetPart>,
    pub heading: Vec<SnippetPart>,
    pub snippet: Vec<SnippetPart>,
}

/// Marks what `clause` matched in an entry and cuts a snippet.
pub(crate) fn shown(
    stored: &Stored<'_>,
    passage: bool,
    clause: &Clause,
    fields: &Fields,
    cache: &mut StemsCache,
) -> Shown {
    let mut laid = Laid::default();
    let texts = parts(&stored.title, &stored.heading, &stored.text, &stored.about, passage);
    laid.lay(&texts, stored.language, &Beginnings::of(clause, fields), cache);
    let mut title = Laid::default();
    if asks_title(clause, fields) {
        let only = [Part {
            of: Of::Title,
            text: &stored.title,
            copies: 1,
        }];
        title.lay(&only, stored.language, &Beginnings::of(clause, fields), cache);
    }
    let mut marker = Marker {
        laid: &laid,
        title: &title,
        fields,
        asked: 0,
    };
    let found = marker.clause(clause).unwrap_or_default();
    let mut marks: [Vec<Mark>; 4] = Default::default();
    for (part, mark) in found {
        marks[part as usize].push(mark);
    }
    for marks in &mut marks {
        marks.sort_unstable();
    }
    let [title_marks, heading_marks, text_marks, about_marks] = &marks;
    let snippet = if !text_marks.is_empty() {
        snippet(&stored.text, text_marks)
    } else if !heading_marks.is_empty() {
        snippet(&stored.heading, heading_marks)
    } else if !title_marks.is_empty() {
        snippet(&stored.title, title_marks)
    } else if !about_marks.is_empty() {
        snippet(&stored.about, about_marks)
    } else {
        snippet(
            if stored.text.is_empty() {
                &stored.title
            } else {
                &stored.text
            },
            &[],
        )
    };
    Shown {
        title: marked(&stored.title, title_marks, 0, stored.title.len()),
        heading: marked(&stored.heading, heading_marks, 0, stored.heading.len()),
        snippet,
    }
}

fn asks_title(clause: &Clause, fields: &Fields) -> bool {
    fn in_spans(spans: &Spans, fields: &Fields) -> bool {
        match spans {
            Spans::Slot(slot) => slot.field == fields.title,
            Spans::Row(row) => row.iter().any(|(_, slot)| slot.field == fields.title),
            Spans::Any(branches) => branches.iter().any(|branch| in_spans(branch, fields)),
            Spans::Near { sides, .. } => sides.iter().any(|side| in_spans(side, fields)),
        }
    }
    match clause {
        Clause::Words(spans, _) => in_spans(spans, fields),
        Clause::All(parts) | Clause::Any(parts) => parts.iter().any(|part| asks_title(part, fields)),
        Clause::Not(part) => asks_title(part, fields),
        Clause::Everything | Clause::Nothing | Clause::Filter(_) => false,
    }
}

/// A word of an entry where the index has it.
#[derive(Default)]
struct Laid {
    words: Vec<LaidWord>,
}

struct LaidWord {
    of: Of,
    from: usize,
    to: usize,
    position: u32,
    elided: bool,
    stems: Arc<Stems>,
    exact: String,
}

impl Laid {
    /// Lays down the words that can matter: those that begin as a term asked for does.
    fn lay(&mut self, texts: &[Part<'_>], language: Language, wanted: &Beginnings, cache: &mut StemsCache) {
        let mut begin = 0;
        for Part { of, text, copies } in texts {
            let mut counted = 0;
            for (from, to) in spans(text) {
                if wanted.may_be(text.as_bytes()[from])
                    && let Some(stems) = cache.stems(&text[from..to], language)
                {
                    let mut exact = String::new();
                    write_exact_term(&text[from..to], &mut exact);
                    self.words.push(LaidWord {
                        of: *of,
                        from,
                        to,
                        position: begin + counted,
                        elided: is_elided(text, from, to),
                        stems: Arc::clone(stems),
                        exact,
                    });
                }
                counted += 1;
            }
            begin = after(begin, counted, u32::from(*copies));
        }
    }

    /// The word at a position.
    fn at(&self, position: u32) -> Option<&LaidWord> {
        let at = self.words.binary_search_by_key(&position, |word| word.position).ok()?;
        self.words.get(at)
    }
}

/// First bytes of the terms asked for. A stem begins as its word does, except in Arabic, whose words are not ASCII:
/// those, and all that folding may change, are always looked at.
struct Beginnings([bool; 128]);

impl Beginnings {
    fn of(clause: &Clause, fields: &Fields) -> Self {
        let mut wanted = Self([false; 128]);
        wanted.of_clause(clause, fields);
        wanted
    }

    fn of_clause(&mut self, clause: &Clause, fields: &Fields) {
        match clause {
            Clause::Words(spans, _) => self.of_spans(spans, fields),
            Clause::All(parts) | Clause::Any(parts) => parts.iter().for_each(|part| self.of_clause(part, fields)),
            Clause::Not(part) => self.of_clause(part, fields),
            Clause::Everything | Clause::Nothing | Clause::Filter(_) => {}
        }
    }

    fn of_spans(&mut self, spans: &Spans, fields: &Fields) {
        match spans {
            Spans::Slot(slot) => self.of_slot(slot, fields),
            Spans::Row(row) => row.iter().for_each(|(_, slot)| self.of_slot(slot, fields)),
            Spans::Any(branches) => branches.iter().for_each(|branch| self.of_spans(branch, fields)),
            Spans::Near { sides, .. } => sides.iter().for_each(|side| self.of_spans(side, fields)),
        }
    }

    fn of_slot(&mut self, slot: &Slot, fields: &Fields) {
        // A stem stands after its language's mark.
        let mark = usize::from(slot.field != fields.exact);
        for term in slot.terms.iter() {
            if let Some(wanted) = term
                .text
                .as_bytes()
                .get(mark)
                .and_then(|byte| self.0.get_mut(usize::from(*byte)))
            {
                *wanted = true;
            }
        }
    }

    fn may_be(&self, first: u8) -> bool {
        self.0
            .get(usize::from(first.to_ascii_lowercase()))
            .copied()
            .unwrap_or(true)
    }
}

/// A stretch of positions, and the words in it that matched, by first and last position.
#[derive(Debug, Clone, PartialEq)]
struct Match {
    from: u32,
    to: u32,
    marked: Vec<(u32, u32)>,
}

struct Marker<'a> {
    laid: &'a Laid,
    title: &'a Laid,
    fields: &'a Fields,
    asked: usize,
}

impl Marker<'_> {
    /// Marks of a clause by part; `None` when the clause does not hold.
    fn clause(&mut self, clause: &Clause) -> Option<Vec<(Of, Mark)>> {
        match clause {
            Clause::Everything | Clause::Filter(_) => Some(Vec::new()),
            Clause::Nothing => None,
            Clause::Not(part) => {
                let asked = self.asked;
                let holds = !has_words(part) || self.clause(part).is_none();
                self.asked = asked;
                holds.then(Vec::new)
            }
            Clause::All(parts) => {
                let mut all = Vec::new();
                let mut holds = true;
                for part in parts {
                    match self.clause(part) {
                        Some(marks) => all.extend(marks),
                        None => holds = false,
                    }
                }
                holds.then_some(all)
            }
            Clause::Any(parts) => {
                let mut all = Vec::new();
                let mut holds = false;
                for part in parts {
                    if let Some(marks) = self.clause(part) {
                        holds = true;
                        all.extend(marks);
                    }
                }
                holds.then_some(all)
            }
            Clause::Words(spans, _) => {
                self.asked += 1;
                let of_title = title_only(spans, self.fields);
                let laid = if of_title { self.title } else { self.laid };
                let found = self.matches(spans, laid);
                if found.is_empty() {
                    return None;
                }
                let mut marks = Vec::new();
                for (first, last) in found.into_iter().flat_map(|one| one.marked) {
                    if let (Some(first), Some(last)) = (laid.at(first), laid.at(last)) {
                        marks.push((
                            first.of,
                            Mark {
                                from: first.from,
                                to: last.to,
                                asked: self.asked,
                            },
                        ));
                    }
                }
                Some(marks)
            }
        }
    }

    fn matches(&self, spans: &Spans, laid: &Laid) -> Vec<Match> {
        match spans {
            Spans::Slot(slot) => self
                .positions(slot, laid)
                .into_iter()
                .map(|at| Match {
                    from: at,
                    to: at,
                    marked: vec![(at, at)],
                })
                .collect(),
            Spans::Row(row) => {
                let Some(((first_offset, first), others)) = row.split_first() else {
                    return Vec::new();
                };
                let mut begins: Vec<u32> = self
                    .positions(first, laid)
                    .into_iter()
                    .filter_map(|at| at.checked_sub(*first_offset))
                    .collect();
                for (offset, slot) in others {
                    let positions = self.positions(slot, laid);
                    begins.retain(|begin| positions.binary_search(&(begin + offset)).is_ok());
                }
                let last = row.iter().map(|(offset, _)| *offset).max().unwrap_or(0);
                begins
                    .into_iter()
                    .map(|begin| {
                        let (from, to) = (begin + first_offset, begin + last);
                        Match {
                            from: begin,
                            to,
                            marked: vec![(from, to)],
                        }
                    })
                    .collect()
            }
            Spans::Any(branches) => branches.iter().flat_map(|branch| self.matches(branch, laid)).collect(),
            Spans::Near { apart, sides } => {
                let left = self.matches(&sides[0], laid);
                let right = self.matches(&sides[1], laid);
                let mut found = Vec::new();
                for one in &left {
                    for other in &right {
                        if are_near((one.from, one.to), (other.from, other.to), *apart) {
                            let mut marked = one.marked.clone();
                            marked.extend_from_slice(&other.marked);
                            found.push(Match {
                                from: one.from.min(other.from),
                                to: one.to.max(other.to),
                                marked,
                            });
                        }
                    }
                }
                found
            }
        }
    }

    fn positions(&self, slot: &Slot, laid: &Laid) -> Vec<u32> {
        let exact = slot.field == self.fields.exact;
        laid.words
            .iter()
            .filter(|word| {
                if exact {
                    slot.has(&word.exact)
                } else {
                    !word.elided && word.stems.any(|stem| slot.has(stem))
                }
            })
            .map(|word| word.position)
            .collect()
    }
}

fn has_words(clause: &Clause) -> bool {
    clause.as_filter().is_none()
}

fn title_only(spans: &Spans, fields: &Fields) -> bool {
    match spans {
        Spans::Slot(slot) => slot.field == fields.title,
        Spans::Row(row) => row.first().is_some_and(|(_, slot)| slot.field == fields.title),
        Spans::Any(_) | Spans::Near { .. } => false,
    }
}

/// The text from `begin` to `end` in stretches, marks joined where they meet.
fn marked(text: &str, marks: &[Mark], begin: usize, end: usize) -> Vec<SnippetPart> {
    let mut stretches = Vec::new();
    let mut at = begin;
    let push = |from: usize, to: usize, hit: bool, stretches: &mut Vec<SnippetPart>| {
        if from < to {
            stretches.push(SnippetPart {
                text: text[from..to].to_owned(),
                hit,
            });
        }
    };
    let mut inside = marks
        .iter()
        .filter(|mark| mark.from >= begin && mark.to <= end)
        .peekable();
    while let Some(mark) = inside.next() {
        if mark.to <= at {
            continue;
        }
        let from = mark.from.max(at);
        let mut to = mark.to;
        while let Some(next) = inside.peek() {
            if next.from >= to {
                break;
            }
            to = to.max(next.to);
            inside.next();
        }
        push(at, from, false, &mut stretches);
        push(from, to, true, &mut stretches);
        at = to;
    }
    push(at, end, false, &mut stretches);
    stretches
}

/// The stretch of a text that shows most of what was asked, and as early as may be.
fn snippet(text: &str, marks: &[Mark]) -> Vec<SnippetPart> {
    let (begin, end) = window(text, marks);
    let mut stretches = marked(text, marks, begin, end);
    if begin > 0 {
        stretches.insert(
            0,
            SnippetPart {
                text: "… ".to_owned(),
                hit: false,
            },
        );
    }
    if end < text.len() {
        stretches.push(SnippetPart {
            text: " …".to_owned(),
            hit: false,
        });
    }
    stretches
}

fn window(text: &str, marks: &[Mark]) -> (usize, usize) {
    if text.len() <= SNIPPET + LEAD {
        return (0, text.len());
    }
    let looked_at = &marks[..marks.len().min(MARKS_LOOKED_AT)];
    let mut best = (0, 0, 0);
    for (number, first) in looked_at.iter().enumerate() {
        let limit = first.from.saturating_sub(LEAD) + SNIPPET;
        let within = looked_at[number..]
            .iter()
            .take_while(|mark| mark.to <= limit || mark == &first);
        let mut asked: Vec<usize> = within.map(|mark| mark.asked).collect();
        let all = asked.len();
        asked.sort_unstable();
        asked.dedup();
        if (asked.len(), all) > (best.0, best.1) {
            best = (asked.len(), all, number);
        }
    }
    let Some(first) = looked_at.get(best.2) else {
        return (0, between_words(text, SNIPPET, true));
    };
    let begin = if first.from <= LEAD {
        0
    } else {
        between_words(text, first.from - LEAD, true).min(first.from)
    };
    let wanted = (begin + SNIPPET).max(first.to);
    if wanted >= text.len() {
        return (begin, text.len());
    }
    let end = between_words(text, wanted, false).max(first.to);
    (begin, end)
}

/// A place between words at `at` or near it: after it when `forward`, else before it.
fn between_words(text: &str, at: usize, forward: bool) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // Texts without spaces are cut between characters.
    const FAR: usize = 40;
    if forward {
        match text[at..].char_indices().take(FAR).find(|(_, c)| c.is_whitespace()) {
            Some((after, c)) => at + after + c.len_utf8(),
            None => at,
        }
    } else {
        match text[..at]
            .char_indices()
            .rev()
            .take(FAR)
            .find(|(_, c)| c.is_whitespace())
        {
            Some((before, _)) => before,
            None => at,
        }
    }
}
