//! The document as data that the template reads.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    document::{Block, Cell, Cited, Document, Emphasis, SourceEntry, Span, Statement, Table},
    words::{Language, Phrase, semicolon},
};

/// The drawings, by file name.
pub(super) fn drawings(document: &Document) -> Vec<(String, Vec<u8>)> {
    let figures = document.blocks.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure.svg.clone().into_bytes()),
        _ => None,
    });
    (1..).zip(figures).map(|(number, svg)| (drawing(number), svg)).collect()
}

fn drawing(number: usize) -> String {
    format!("drawing-{number}.svg")
}

/// Everything the template prints.
pub(super) fn json(document: &Document) -> String {
    let mut view = View {
        language: document.language,
        met: vec![false; document.notes.len()],
        figures: 0,
        tables: 0,
    };
    let mut blocks: Vec<Value> = document.blocks.iter().map(|block| view.block(block)).collect();
    if !document.compact {
        open_pages(&mut blocks);
    }
    let notes: Vec<Value> = document
        .notes
        .iter()
        .map(|note| {
            json!({
                "reckoning": note.reckoning,
                "cited": note.cited.iter().map(|one| place(one, document.language)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let (year, rest) = document.day.split_at(4);
    let say = |phrase: Phrase| phrase.say(document.language);
    json!({
        "title": document.title,
        "kicker": document.kicker,
        "particulars": document.particulars,
        "marking": document.marking,
        "author": document.author,
        "language": document.language.code(),
        "region": region(document.language),
        "regions": Language::ALL.iter().map(|one| (one.code(), region(*one))).collect::<BTreeMap<_, _>>(),
        "compact": document.compact,
        "date": [year, &rest[1..3], &rest[4..6]],
        "blocks": blocks,
        "notes": notes,
        "words": {
            "table": say(Phrase::Table),
            "figure": say(Phrase::FigureWord),
            "page": say(Phrase::PageOf),
            "semicolon": semicolon(document.language),
        },
    })
    .to_string()
}

fn region(language: Language) -> &'static str {
    &language.with_region()[3..]
}

/// Lets a chapter open a page where enough stands before it. Typst lays out what lies between such places side by side,
/// on all cores.
fn open_pages(blocks: &mut [Value]) {
    let mut before = 0;
    for block in blocks {
        if block["is"] == "heading" && block["level"] == 1 && before >= CHAPTER {
            block["opens"] = json!(true);
            before = 0;
        }
        before += block.to_string().len();
    }
}

/// What fills about two pages, as bytes of data.
const CHAPTER: usize = 10_000;
/// Letters on a line of a table as wide as the page; rather fewer than there are.
const LINE: f64 = 80.0;
/// Lines of a row that may outgrow a page, with room for its notes.
const LONG_ROW: f64 = 28.0;
/// Lines of a table that is kept on one page: two rows of it alone would be hard to read, and what cannot be broken
/// typst lays out but once.
const SMALL_TABLE: f64 = 14.0;

fn letters<'a>(spans: impl IntoIterator<Item = &'a Span>) -> usize {
    spans.into_iter().map(|span| span.text.len()).sum()
}

struct View {
    language: Language,
    /// Notes that have been set: later references lead to the first.
    met: Vec<bool>,
    figures: usize,
    tables: usize,
}

impl View {
    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Heading { level, text, anchor } => {
                json!({ "is": "heading", "level": level, "text": text, "anchor": anchor })
            }
            Block::Contents { title } => json!({ "is": "contents", "title": title }),
            Block::Paragraph(statements) => json!({ "is": "paragraph", "of": self.statements(statements) }),
            Block::Remark(text) => json!({ "is": "remark", "text": text }),
            Block::List(items) => json!({ "is": "list", "of": self.statements(items) }),
            Block::Chronicle(entries) => {
                let entries: Vec<Value> = entries
                    .iter()
                    .map(|entry| json!({ "when": entry.when, "what": self.statement(&entry.what) }))
                    .collect();
                json!({ "is": "chronicle", "of": entries })
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                self.figures += 1;
                json!({
                    "is": "figure",
                    "file": drawing(self.figures),
                    "number": self.figures,
                    "alt": figure.alt,
                    "width": figure.width,
                    "caption": self.statement(&figure.caption),
                })
            }
            Block::Sources(entries) => {
                json!({ "is": "sources", "of": entries.iter().map(|entry| self.source(entry)).collect::<Vec<_>>() })
            }
        }
    }

    fn statements(&mut self, statements: &[Statement]) -> Vec<Value> {
        statements.iter().map(|one| self.statement(one)).collect()
    }

    fn statement(&mut self, one: &Statement) -> Value {
        let marks: Vec<Value> = one
            .notes()
            .iter()
            .map(|note| {
                let number = note.number();
                let again = std::mem::replace(&mut self.met[number as usize - 1], true);
                json!({ "number": number, "first": !again })
            })
            .collect();
        json!({ "spans": spans(one.spans()), "marks": marks })
    }

    fn table(&mut self, table: &Table) -> Value {
        let width: f64 = table.columns.iter().map(|column| f64::from(column.share)).sum();
        let mut rows: Vec<Value> = Vec::new();
        let mut height = 0.0;
        for row in &table.rows {
            let mut highest = 0.0_f64;
            let mut cells = Vec::new();
            for (cell, column) in row.cells().iter().zip(&table.columns) {
                let (letters, of) = match cell {
                    Cell::Stated(statements) => (
                        letters(statements.iter().flat_map(Statement::spans)),
                        json!(self.statements(statements)),
                    ),
                    Cell::Words(words) => (letters(words), json!([{ "spans": spans(words), "marks": [] }])),
                };
                let lines = (letters as f64 / (LINE * f64::from(column.share) / width)).ceil();
                highest = highest.max(lines);
                cells.push(of);
            }
            height += highest;
            rows.push(json!({ "long": highest > LONG_ROW, "cells": cells }));
        }
        let columns: Vec<Value> = table
            .columns
            .iter()
            .map(|column| json!({ "head": column.head, "share": column.share, "figures": column.figures }))
            .collect();
        self.tables += 1;
        json!({
            "is": "table",
            "number": self.tables,
            "caption": table.caption,
            "columns": columns,
            "small": height <= SMALL_TABLE,
            "rows": rows,
        })
    }

    fn source(&self, entry: &SourceEntry) -> Value {
        let word = if entry.notes.len() == 1 {
            Phrase::NoteWord
        } else {
            Phrase::NotesWord
        };
        let notes: Vec<_> = entry.notes.iter().map(ToString::to_string).collect();
        json!({
            "place": place(&entry.cited, self.language),
            "identifier": entry.identifier,
            "notes": format!("({} {})", word.say(self.language), notes.join(", ")),
        })
    }
}

fn spans(spans: &[Span]) -> Vec<Value> {
    spans
        .iter()
        .map(|span| {
            let emphasis = match span.emphasis {
                Emphasis::None => "none",
                Emphasis::Strong => "strong",
                Emphasis::Light => "light",
            };
            // Plain words, which are most, go as they are.
            let is_plain = span.emphasis == Emphasis::None
                && span.language.is_none()
                && span.link.is_none()
                && !span.text.contains('\n');
            if is_plain {
                return json!(span.text);
            }
            json!({ "text": span.text, "emphasis": emphasis, "language": span.language, "link": span.link })
        })
        .collect()
}

fn place(cited: &Cited, language: Language) -> Value {
    let foreign = Some(&cited.language).filter(|own| !own.is_empty() && *own != language.code());
    let mut rest = format!(", {}, {}", cited.publisher, cited.date);
    if let Some(locator) = &cited.locator {
        rest = format!("{rest}, {locator}");
    }
    json!({ "title": cited.title, "language": foreign, "link": cited.link, "rest": rest })
}
