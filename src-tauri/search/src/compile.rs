//! A query's tree, read against one index: terms, rows of terms and filters.
//!
//! The one compiled form that counts, ranks, facets, lists and marks. Not here: running it (`answer`), telling it (`reading`).

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::facets::Facet;
use crate::filter::{Filter, query_of};
use crate::fold::folded;
use crate::glossary::{Glossary, Group};
use crate::language::Language;
use crate::many_terms::ManyTermsQuery;
use crate::query::{Field, FieldValue, Node, Quoted, Shape, Word};
use crate::schema::{Fields, day_number};
use crate::slots::{Slot, exact_slot, folded_slot, fuzzy_slot, pattern_slot};
use crate::span_query::{SpanQuery, Spans, idf};
use crate::view::View;
use crate::words::{spans, stem_term};

/// A part of a compiled query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clause {
    Everything,
    Nothing,
    /// Words in place. With a number, they weigh as if that many entries had them: a rare name of a common thing is no rarity.
    Words(Spans, Option<u64>),
    Filter(Filter),
    All(Vec<Clause>),
    Any(Vec<Clause>),
    Not(Box<Clause>),
}

/// A query compiled for one view of an index.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub clause: Clause,
    /// Words of the glossary that were followed: the typed words, and what they were taken for as well.
    pub followed: Vec<(String, Vec<String>)>,
    /// Words that the index does not have in any form.
    pub unknown: Vec<Word>,
}

/// Beyond this many terms a slot is answered by one set of entries, all of the same score.
pub(crate) const MOST_SCORED_TERMS: usize = 24;

/// The most words of one term in the glossary.
const LONGEST_TERM: usize = 6;

/// Compiles a tree for a view.
pub(crate) fn compile(
    node: &Node,
    view: &View,
    fields: &Fields,
    glossary: Option<&Glossary>,
) -> tantivy::Result<Compiled> {
    let mut compiler = Compiler {
        view,
        fields,
        glossary,
        followed: Vec::new(),
        unknown: Vec::new(),
    };
    let clause = compiler.clause(node)?;
    Ok(Compiled {
        clause,
        followed: compiler.followed,
        unknown: compiler.unknown,
    })
}

struct Compiler<'a> {
    view: &'a View,
    fields: &'a Fields,
    glossary: Option<&'a Glossary>,
    followed: Vec<(String, Vec<String>)>,
    unknown: Vec<Word>,
}

impl Compiler<'_> {
    fn clause(&mut self, node: &Node) -> tantivy::Result<Clause> {
        Ok(match node {
            Node::Everything => Clause::Everything,
            Node::Word(word) => words(self.word(word)?),
            Node::Quoted(quoted) => words(self.quoted(quoted)?),
            Node::Near { .. } => words(self.spans(node)?),
            Node::Field(field) => self.field(field)?,
            Node::All(parts) => self.all(parts)?,
            Node::Any(parts) => any(parts
                .iter()
                .map(|part| self.clause(part))
                .collect::<tantivy::Result<_>>()?),
            Node::Question(parts) => any(self.runs(parts)?),
            Node::Not(part) => Clause::Not(Box::new(self.clause(part)?)),
        })
    }

    fn all(&mut self, parts: &[Node]) -> tantivy::Result<Clause> {
        Ok(every(self.runs(parts)?))
    }

    /// The clauses of parts side by side; runs of plain words that together are a term of the glossary follow it.
    fn runs(&mut self, parts: &[Node]) -> tantivy::Result<Vec<Clause>> {
        let mut clauses = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            // Words of the parts from here on, and how many parts each run of them takes.
            let mut plain: Vec<&str> = Vec::new();
            let mut ends: Vec<usize> = Vec::new();
            for part in &parts[at..] {
                let of_part = plain_words(part);
                if of_part.is_empty() || plain.len() + of_part.len() > LONGEST_TERM {
                    break;
                }
                plain.extend(of_part);
                ends.push(plain.len());
            }
            let term = (1..ends.len()).rev().find_map(|last| {
                let groups = self.groups(&plain[..ends[last]]);
                (!groups.is_empty()).then_some((last + 1, groups))
            });
            let Some((length, groups)) = term else {
                clauses.push(self.clause(&parts[at])?);
                at += 1;
                continue;
            };
            let each = parts[at..at + length]
                .iter()
                .map(|part| self.clause(part))
                .collect::<tantivy::Result<Vec<_>>>()?;
            let mut branches = vec![every(each)];
            let typed = plain[..ends[length - 1]].join(" ");
            branches.extend(names_of_one(self.follow(&typed, &groups)?));
            clauses.push(any(branches));
            at += length;
        }
        Ok(clauses)
    }

    fn groups(&self, words: &[&str]) -> Vec<Group> {
        let Some(glossary) = self.glossary else {
            return Vec::new();
        };
        glossary
            .named(words)
            .into_iter()
            .map(|at| glossary.groups()[at].clone())
            .collect()
    }

    /// What the groups of a typed term stand for besides it, as far as the index has it.
    fn follow(&mut self, typed: &str, groups: &[Group]) -> tantivy::Result<Vec<Spans>> {
        let mut found: Vec<Spans> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let folded_typed = folded(typed);
        for term in groups.iter().flat_map(|group| &group.terms) {
            if folded(&term.text) == folded_typed || names.contains(&term.text) {
                continue;
            }
            if !term.short && !self.view.languages.contains(&term.language) {
                continue;
            }
            let spans = if term.short {
                self.row_of(&term.text, |compiler, word| {
                    exact_slot(&compiler.view.searcher, compiler.fields.exact, word)
                })?
            } else {
                self.row_of(&term.text, |compiler, word| compiler.stems(word, &[term.language]))?
            };
            if !spans.is_empty() {
                found.push(spans);
                names.push(term.text.clone());
            }
        }
        if !names.is_empty() && !self.followed.iter().any(|(known, _)| known == typed) {
            self.followed.push((typed.to_owned(), names));
        }
        Ok(found)
    }

    /// The words of a glossary term as a slot or a row.
    fn row_of(&self, text: &str, slot: impl Fn(&Self, &str) -> tantivy::Result<Slot>) -> tantivy::Result<Spans> {
        let mut row = Vec::new();
        for (offset, (from, to)) in (0..).zip(spans(text)) {
            if !crate::layout::is_elided(text, from, to) {
                row.push((offset, slot(self, &text[from..to])?));
            }
        }
        Ok(if row.len() == 1 {
            Spans::Slot(row.swap_remove(0).1)
        } else {
            Spans::Row(row)
        })
    }

    /// The stems of a word in these languages, as far as the index has them.
    fn stems(&self, word: &str, languages: &[Language]) -> tantivy::Result<Slot> {
        self.stems_in(self.fields.words, word, languages)
    }

    fn stems_in(&self, field: tantivy::schema::Field, word: &str, languages: &[Language]) -> tantivy::Result<Slot> {
        let plain = folded(word);
        let candidates = languages.iter().flat_map(|language| {
            let accented = stem_term(word, *language);
            let unaccented = (!word.is_ascii()).then(|| stem_term(&plain, *language));
            std::iter::once(accented).chain(unaccented)
        });
        Slot::of(&self.view.searcher, field, candidates)
    }

    /// A word's own slot, without the glossary.
    fn slot(&self, word: &Word) -> tantivy::Result<Slot> {
        let (searcher, exact) = (&self.view.searcher, self.fields.exact);
        match word.shape {
            Shape::AnyForm => self.stems(&word.text, &self.view.languages),
            Shape::Folded => folded_slot(searcher, exact, &word.text),
            Shape::Exact => exact_slot(searcher, exact, &word.text),
            Shape::Pattern => pattern_slot(searcher, exact, &word.text),
            Shape::Fuzzy(slips) => fuzzy_slot(searcher, exact, &word.text, slips),
        }
    }

    fn word(&mut self, word: &Word) -> tantivy::Result<Spans> {
        let slot = self.slot(word)?;
        if word.shape != Shape::AnyForm {
            if slot.is_empty() {
                self.unknown.push(word.clone());
            }
            return Ok(Spans::Slot(slot));
        }
        let groups = self.groups(&[&word.text]);
        let found = self.follow(&word.text, &groups)?;
        if slot.is_empty() && found.is_empty() {
            self.unknown.push(word.clone());
        }
        Ok(joined(slot, found))
    }

    fn quoted(&mut self, quoted: &Quoted) -> tantivy::Result<Spans> {
        let mut row = Vec::new();
        for (offset, word) in (0..).zip(&quoted.words) {
            let mut slot = self.slot(word)?;
            if quoted.compound && word.shape == Shape::AnyForm {
                // EU-Turkey finds EU-Türkiye: names of one word stand in for one another.
                let groups = self.groups(&[&word.text]);
                for spans in self.follow(&word.text, &groups)? {
                    if let Spans::Slot(other) = spans
                        && other.field == slot.field
                    {
                        slot = slot.with(&other);
                    }
                }
            }
            if slot.is_empty() {
                self.unknown.push(word.clone());
            }
            row.push((offset, slot));
        }
        let direct = Spans::Row(row);
        if !quoted.compound || quoted.words.iter().any(|word| word.shape != Shape::AnyForm) {
            return Ok(direct);
        }
        let typed: Vec<&str> = quoted.words.iter().map(|word| word.text.as_str()).collect();
        let groups = self.groups(&typed);
        let mut branches = self.follow(&typed.join(" "), &groups)?;
        if branches.is_empty() {
            return Ok(direct);
        }
        branches.insert(0, direct);
        Ok(Spans::Any(branches))
    }

    fn spans(&mut self, node: &Node) -> tantivy::Result<Spans> {
        Ok(match node {
            Node::Word(word) => self.word(word)?,
            Node::Quoted(quoted) => self.quoted(quoted)?,
            Node::Near { apart, sides } => {
                let [left, right] = &sides[..] else {
                    return Ok(Spans::Any(Vec::new()));
                };
                Spans::Near {
                    apart: *apart,
                    sides: Box::new([self.spans(left)?, self.spans(right)?]),
                }
            }
            Node::Any(parts) => Spans::Any(
                parts
                    .iter()
                    .map(|part| self.spans(part))
                    .collect::<tantivy::Result<_>>()?,
            ),
            Node::Everything | Node::Field(_) | Node::All(_) | Node::Not(_) | Node::Question(_) => {
                Spans::Any(Vec::new())
            }
        })
    }

    fn field(&mut self, field: &Field) -> tantivy::Result<Clause> {
        Ok(match &field.value {
            FieldValue::Facet(Facet::Partner, values) => Clause::Filter(Filter::Has(
                Facet::Partner,
                values.iter().map(|value| partner_code(self.glossary, value)).collect(),
            )),
            FieldValue::Facet(facet, values) => Clause::Filter(Filter::Has(*facet, values.clone())),
            FieldValue::Dated(range) => Clause::Filter(Filter::Dated {
                from: range.from.map(day_number),
                to: range.to.map(day_number),
            }),
            FieldValue::Amount(range) => Clause::Filter(Filter::Amount {
                least: range.least,
                most: range.most,
                currency: range.currency.clone(),
            }),
            FieldValue::Source(ids) => Clause::Filter(Filter::Source(ids.clone())),
            FieldValue::Document(ids) => Clause::Filter(Filter::Group(ids.clone())),
            FieldValue::Title(nodes) => {
                let mut parts = Vec::new();
                for node in nodes {
                    match node {
                        Node::Word(word) => parts.push(words(Spans::Slot(self.title_slot(word)?))),
                        Node::Quoted(quoted) => {
                            let row = (0..)
                                .zip(&quoted.words)
                                .map(|(offset, word)| Ok((offset, self.title_slot(word)?)))
                                .collect::<tantivy::Result<Vec<_>>>()?;
                            parts.push(words(Spans::Row(row)));
                        }
                        _ => {}
                    }
                }
                Clause::All(parts)
            }
        })
    }

    fn title_slot(&self, word: &Word) -> tantivy::Result<Slot> {
        self.stems_in(self.fields.title, &word.text, &self.view.languages)
    }
}

/// The words of a part that may belong to a name of several words: a plain word, or words joined by a sign.
fn plain_words(part: &Node) -> Vec<&str> {
    match part {
        Node::Word(word) if word.shape == Shape::AnyForm => vec![&word.text],
        Node::Quoted(quoted) if quoted.compound && quoted.words.iter().all(|word| word.shape == Shape::AnyForm) => {
            quoted.words.iter().map(|word| word.text.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// The code of a partner, from its code or a name of it; the text itself where nothing knows it.
pub(crate) fn partner_code(glossary: Option<&Glossary>, value: &str) -> String {
    glossary
        .and_then(|glossary| glossary.partner(value))
        .map_or_else(|| value.to_owned(), str::to_owned)
}

/// A slot and what stands in for it; slots of the same field become one.
fn joined(mut slot: Slot, others: Vec<Spans>) -> Spans {
    let mut branches = Vec::new();
    for spans in others {
        match spans {
            Spans::Slot(other) if other.field == slot.field => slot = slot.with(&other),
            other => branches.push(other),
        }
    }
    if branches.is_empty() {
        return Spans::Slot(slot);
    }
    if !slot.is_empty() {
        branches.insert(0, Spans::Slot(slot));
    }
    Spans::Any(branches)
}

fn words(spans: Spans) -> Clause {
    if spans.is_empty() {
        return Clause::Nothing;
    }
    match spans {
        Spans::Any(branches) => any(names_of_one(branches)),
        other => Clause::Words(other, None),
    }
}

/// Names of one thing: each weighs as the thing does.
fn names_of_one(names: Vec<Spans>) -> Vec<Clause> {
    let entries = names.iter().map(Spans::entries).fold(0, u64::saturating_add);
    names
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(|name| Clause::Words(name, Some(entries)))
        .collect()
}

/// Parts that must all hold; nothing, when one cannot.
fn every(parts: Vec<Clause>) -> Clause {
    if parts.contains(&Clause::Nothing) {
        Clause::Nothing
    } else {
        Clause::All(parts)
    }
}

/// Branches of which one must hold, flattened; those that cannot are left out.
fn any(branches: Vec<Clause>) -> Clause {
    let mut flat = Vec::new();
    for branch in branches {
        match branch {
            Clause::Nothing => {}
            Clause::Any(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    match flat.len() {
        0 => Clause::Nothing,
        1 => flat.swap_remove(0),
        _ => Clause::Any(flat),
    }
}

impl Clause {
    /// Both must hold.
    pub(crate) fn and(self, other: Clause) -> Clause {
        match (self, other) {
            (Self::Everything, clause) | (clause, Self::Everything) => clause,
            (Self::All(mut parts), other) => {
                parts.push(other);
                Self::All(parts)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// At most how many entries match, as far as words tell.
    pub(crate) fn entries(&self) -> u64 {
        match self {
            Self::Words(spans, _) => spans.entries(),
            Self::All(parts) => parts.iter().map(Self::entries).min().unwrap_or(u64::MAX),
            Self::Any(parts) => parts.iter().map(Self::entries).fold(0, u64::saturating_add),
            Self::Nothing => 0,
            Self::Everything | Self::Filter(_) | Self::Not(_) => u64::MAX,
        }
    }

    /// Shows every slot of single words that ranks by its terms.
    pub(crate) fn each_slot(&self, show: &mut impl FnMut(&Slot)) {
        match self {
            Self::Words(Spans::Slot(slot), _) if slot.terms.len() <= MOST_SCORED_TERMS => show(slot),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_slot(show)),
            Self::Everything | Self::Nothing | Self::Words(..) | Self::Filter(_) | Self::Not(_) => {}
        }
    }

    /// The slot this clause asks for, and the one score of all its entries, where it has too many terms to tell them apart.
    pub(crate) fn alike(&self, view: &View) -> Option<(&Slot, f32)> {
        match self {
            Self::Words(Spans::Slot(slot), entries) => Some((slot, score_alike(slot, *entries, view)?)),
            _ => None,
        }
    }

    /// The filter this clause is, if it asks for no words.
    pub(crate) fn as_filter(&self) -> Option<Filter> {
        let each = |parts: &[Clause]| parts.iter().map(Self::as_filter).collect::<Option<Vec<_>>>();
        match self {
            Self::Filter(filter) => Some(filter.clone()),
            Self::All(parts) => each(parts).map(Filter::All),
            Self::Any(parts) => each(parts).map(Filter::Any),
            Self::Not(part) => part.as_filter().map(|filter| Filter::Not(Box::new(filter))),
            Self::Everything => Some(Filter::All(Vec::new())),
            Self::Nothing => Some(Filter::Any(Vec::new())),
            Self::Words(..) => None,
        }
    }

    /// The clause parted into what must be asked of postings and what can be asked of columns.
    pub(crate) fn parted(&self) -> (Option<Clause>, Option<Filter>) {
        if let Some(filter) = self.as_filter() {
            let open = matches!(&filter, Filter::All(parts) if parts.is_empty());
            return (None, (!open).then_some(filter));
        }
        let Self::All(parts) = self else {
            return (Some(self.clone()), None);
        };
        let mut filters = Vec::new();
        let mut rest = Vec::new();
        for part in parts {
            match part.parted() {
                (Some(clause), filter) => {
                    rest.push(clause);
                    filters.extend(filter);
                }
                (None, filter) => filters.extend(filter),
            }
        }
        let filter = match filters.len() {
            0 => None,
            1 => filters.pop(),
            _ => Some(Filter::All(filters)),
        };
        let clause = if rest.len() == 1 {
            rest.pop()
        } else {
            Some(Self::All(rest))
        };
        (clause, filter)
    }

    /// The clause as a tantivy query.
    pub(crate) fn query(&self, view: &Arc<View>, fields: &Fields) -> Box<dyn Query> {
        match self {
            Self::Everything => constant(Box::new(AllQuery)),
            Self::Nothing => Box::new(EmptyQuery),
            Self::Words(Spans::Slot(slot), entries) => {
                let mut branches = slot_queries(slot, *entries, view);
                match branches.len() {
                    0 => Box::new(EmptyQuery),
                    // A boost alone would not be pruned.
                    1 if entries.is_none() => branches.swap_remove(0),
                    _ => Box::new(BooleanQuery::union(branches)),
                }
            }
            Self::Words(spans, entries) => Box::new(SpanQuery {
                spans: spans.clone(),
                entries: *entries,
                norms: fields.words,
            }),
            Self::Filter(filter) => constant(Box::new(query_of(filter, view))),
            Self::Any(parts) => {
                let mut branches: Vec<Box<dyn Query>> = Vec::new();
                for part in parts {
                    match part {
                        // Terms of one union are pruned together.
                        Self::Words(Spans::Slot(slot), entries) => branches.extend(slot_queries(slot, *entries, view)),
                        other => branches.push(other.query(view, fields)),
                    }
                }
                Box::new(BooleanQuery::union(branches))
            }
            Self::All(parts) => {
                let mut asked: Vec<(Occur, Box<dyn Query>)> = Vec::new();
                for part in parts {
                    match part {
                        Self::Not(inner) => asked.push((Occur::MustNot, inner.query(view, fields))),
                        Self::Everything => {}
                        other => asked.push((Occur::Must, other.query(view, fields))),
                    }
                }
                if asked.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    asked.push((Occur::Must, constant(Box::new(AllQuery))));
                }
                Box::new(BooleanQuery::new(asked))
            }
            Self::Not(inner) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, constant(Box::new(AllQuery))),
                (Occur::MustNot, inner.query(view, fields)),
            ])),
        }
    }
}

/// What matches without being found by its words adds nothing to a score.
fn constant(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// What every entry of a slot scores that has too many terms to weigh each.
fn score_alike(slot: &Slot, entries: Option<u64>, view: &View) -> Option<f32> {
    (slot.terms.len() > MOST_SCORED_TERMS).then(|| weight_together(slot, entries, view))
}

/// What a slot's terms weigh as one word.
fn weight_together(slot: &Slot, entries: Option<u64>, view: &View) -> f32 {
    idf(
        entries.unwrap_or_else(|| slot.entries()),
        view.searcher.num_docs().max(1),
    )
}

/// A slot's terms as queries to be united. Rare spellings of one word weigh as the word does, not as rarities.
fn slot_queries(slot: &Slot, entries: Option<u64>, view: &View) -> Vec<Box<dyn Query>> {
    if let Some(score) = score_alike(slot, entries, view) {
        return vec![Box::new(ManyTermsQuery::new(slot.clone(), score))];
    }
    let boosts = boosts(slot, entries, view);
    slot.terms
        .iter()
        .zip(boosts)
        .map(|(term, boost)| {
            let query = TermQuery::new(
                Term::from_field_text(slot.field, &term.text),
                IndexRecordOption::WithFreqs,
            );
            if slot.terms.len() == 1 && (boost - 1.0).abs() < 1e-3 {
                Box::new(query) as Box<dyn Query>
            } else {
                Box::new(BoostQuery::new(Box::new(query), boost))
            }
        })
        .collect()
}

/// What each of a slot's terms counts beside what it would alone: all weigh as the word does.
fn boosts(slot: &Slot, entries: Option<u64>, view: &View) -> Vec<f32> {
    let total = view.searcher.num_docs().max(1);
    let together = weight_together(slot, entries, view);
    let alone = |entries| idf(entries, total).max(f32::MIN_POSITIVE);
    slot.terms
        .iter()
        .map(|term| term.worth * together / alone(term.entries))
        .collect()
}
