//! One TOML file of a pack: its text, its lines, and values read out of it with every slip named.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, ValueDeserializer},
};

use super::{
    problem::Found,
    shape::{Shapes, Slip},
};

/// The largest broken file of which every break is looked for, in bytes: noise has one a line, and each takes memory.
/// Of a larger one the first is told.
const MOST_RECOVERED: usize = 1024 * 1024;

/// A file of a pack with the starts of its lines.
pub(super) struct PackFile<'t> {
    pub(super) path: String,
    pub(super) text: &'t str,
    line_starts: Vec<usize>,
}

impl<'t> PackFile<'t> {
    pub(super) fn new(path: String, text: &'t str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(starts.map(|(at, _)| at + 1)).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// The line of a place in the text, from 1.
    pub(super) fn line(&self, at: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// The line on which a record writes `word` in quotes; the record's first line where it does not.
    pub(super) fn line_of(&self, word: &str, within: &Range<usize>) -> u32 {
        let record = self.text.get(within.clone()).unwrap_or_default();
        let quoted = [format!("\"{word}\""), format!("'{word}'")];
        let at = quoted.iter().filter_map(|quoted| record.find(quoted)).min();
        self.line(within.start + at.unwrap_or(0))
    }

    /// The line on which a record writes a field; the record's first line where it does not.
    pub(super) fn line_of_field(&self, field: &str, within: &Range<usize>) -> u32 {
        let record = self.text.get(within.clone()).unwrap_or_default();
        let mut at = within.start;
        for line in record.split_inclusive('\n') {
            let rest = line.trim_start().strip_prefix(field);
            if rest.is_some_and(|rest| rest.trim_start().starts_with('=')) {
                return self.line(at);
            }
            at += line.len();
        }
        self.line(within.start)
    }

    /// The file as a table, and whether its TOML is sound; every break is among the problems. Of a broken file the
    /// table is what could be recovered.
    pub(super) fn table(&self, found: &mut Found) -> (Spanned<DeTable<'t>>, bool) {
        let first = match DeTable::parse(self.text) {
            Ok(table) => return (table, true),
            Err(first) => first,
        };
        let (table, errors) = if self.text.len() <= MOST_RECOVERED {
            DeTable::parse_recoverable(self.text)
        } else {
            (Spanned::new(0..0, DeTable::new()), vec![first])
        };
        for error in &errors {
            let line = error.span().map(|span| self.line(span.start));
            let problem = format!("this is not TOML: {}", error.message().replace('\n', ", "));
            let hint = "texts stand in straight quotes, each field on a line of its own".to_owned();
            found.add(&self.path, line, problem, Some(hint));
        }
        (table, false)
    }

    /// Adds a problem at a place in the text.
    pub(super) fn problem(&self, found: &mut Found, at: usize, problem: String, hint: String) {
        found.add(&self.path, Some(self.line(at)), problem, Some(hint));
    }

    /// A table as a `T`; where it is none, every slip in it is added, after `who`, and nothing given.
    pub(super) fn one<T: DeserializeOwned + JsonSchema + 'static>(
        &self,
        value: Spanned<DeValue<'t>>,
        who: &str,
        shapes: &mut Shapes,
        found: &mut Found,
    ) -> Option<T> {
        let copy = value.clone();
        let error = match T::deserialize(ValueDeserializer::from(value)) {
            Ok(one) => return Some(one),
            Err(error) => error,
        };
        let mut slips = match copy.get_ref() {
            DeValue::Table(table) => shapes.of::<T>().slips(table, copy.span()),
            _ => Vec::new(),
        };
        if slips.is_empty() {
            slips.push(Slip {
                at: error.span().map_or(copy.span().start, |span| span.start),
                problem: error.message().replace('\n', ", "),
                hint: None,
            });
        }
        for slip in slips {
            let problem = if who.is_empty() {
                slip.problem
            } else {
                format!("{who}: {}", slip.problem)
            };
            found.add(&self.path, Some(self.line(slip.at)), problem, slip.hint);
        }
        None
    }

    /// The elements of an array of tables, each with its stretch of the text: from its first byte to the next one's.
    pub(super) fn elements(&self, array: DeArray<'t>) -> Vec<(Spanned<DeValue<'t>>, Range<usize>)> {
        let elements: Vec<_> = array.into_iter().collect();
        let starts: Vec<usize> = elements.iter().map(|element| element.span().start).collect();
        let ends = starts.iter().copied().skip(1).chain([self.text.len()]);
        let spans: Vec<Range<usize>> = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| *start..end.max(*start))
            .collect();
        elements.into_iter().zip(spans).collect()
    }
}
