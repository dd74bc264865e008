//! The document model that every writer reads: headings, statements, tables, figures, footnotes.
//!
//! Belongs here: what a brief is made of, and the rule that nothing is stated without a source. The rule is in the
//! types: a [`Statement`] takes a [`NoteRef`], and only [`Notes`] makes one, from citations it could resolve.
//! Not here: what a brief says (`brief`), and how a format writes it (`docx`, `html`, `markdown`, `pdf`).

mod notes;
mod text;

use entente_domain::RecordId;

pub(crate) use notes::cited;
pub use notes::{Cited, Note, NoteRef, Notes};
pub use text::{Emphasis, Span, Statement, right_to_left};

use crate::{manifest::Manifest, words::Language};

/// A whole document, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The small line above the title, such as “Country brief”.
    pub kicker: String,
    /// The title.
    pub title: String,
    /// The lines of the title block: a label and what it says.
    pub particulars: Vec<(String, String)>,
    /// A marking that the author typed, shown at the head of each page.
    pub marking: Option<String>,
    /// Who signs it, as the author typed it.
    pub author: Option<String>,
    /// Its language.
    pub language: Language,
    /// Whether it is to fit a page: writers set it closer.
    pub compact: bool,
    /// The day it speaks of, ISO 8601: the date in the file's properties.
    pub day: String,
    /// What it is made of.
    pub blocks: Vec<Block>,
    /// Its footnotes, in reading order: the note numbered `n` is at `n - 1`.
    pub notes: Vec<Note>,
    /// The records it used.
    pub manifest: Manifest,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its words.
        text: String,
        /// Its anchor, unique in the document.
        anchor: String,
    },
    /// The place of the table of contents.
    Contents {
        /// Its title.
        title: String,
    },
    /// A paragraph of statements.
    Paragraph(Vec<Statement>),
    /// Our own words that state nothing about the partnership: how to read what follows.
    Remark(String),
    /// A list, a statement an item.
    List(Vec<Statement>),
    /// What happened, a date and a statement an entry.
    Chronicle(Vec<Entry>),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// The sources, written out.
    Sources(Vec<SourceEntry>),
}

/// An entry of a chronicle.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When.
    pub when: String,
    /// What.
    pub what: Statement,
}

/// A table with a caption and a head that repeats on each page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its caption, numbered by the writers.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its share of the width, in hundredths; the columns of a table make 100.
    pub share: u32,
    /// Whether it holds figures, set to the end of the cell.
    pub figures: bool,
}

/// A row: of one record or of figures, each stated with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    cells: Vec<Cell>,
}

impl Row {
    /// A row of one record: `lead` states what it is of; words before and after rest on its note.
    pub fn of(before: Vec<Cell>, lead: Statement, after: Vec<Cell>) -> Self {
        let mut cells = before;
        cells.push(Cell::stated(lead));
        cells.extend(after);
        Self { cells }
    }

    /// A row whose first cell is a label and whose further cells are figures with notes of their own.
    pub fn of_figures(label: impl Into<String>, figures: Vec<Figured>) -> Self {
        let mut cells = vec![Cell::Words(vec![Span::plain(label)])];
        cells.extend(figures.into_iter().map(|one| match one {
            Figured::Figures(statements) => Cell::Stated(statements),
            Figured::NoData(word) => Cell::Words(vec![Span::plain(word)]),
        }));
        Self { cells }
    }

    /// A row whose first cell is a label; the others state with notes of their own, or say that nothing is recorded.
    pub fn labelled(label: Span, rest: Vec<Cell>) -> Self {
        let mut cells = vec![Cell::Words(vec![label])];
        cells.extend(rest);
        Self { cells }
    }

    /// Its cells, first to last.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
}

/// A cell of a row of figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Figured {
    /// Figures, each with its source.
    Figures(Vec<Statement>),
    /// The word that stands where there is none.
    NoData(String),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Statements with their sources, one under the other.
    Stated(Vec<Statement>),
    /// Words that rest on the row's own statement, or a label.
    Words(Vec<Span>),
}

impl Cell {
    /// A cell of plain words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(vec![Span::plain(text)])
    }

    /// A cell of one statement.
    pub fn stated(statement: Statement) -> Self {
        Self::Stated(vec![statement])
    }
}

/// A drawing of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its caption, numbered by the writers. It states what is drawn and where that is written.
    pub caption: Statement,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The drawing: SVG without outside references.
    pub svg: String,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

/// One source, written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEntry {
    /// Its id.
    pub id: RecordId,
    /// What is written of it.
    pub cited: Cited,
    /// Its reference: CELEX, Official Journal, document number.
    pub identifier: Option<String>,
    /// The notes that cite it, in order.
    pub notes: Vec<u32>,
}

impl Block {
    /// Every statement in it, in reading order.
    pub fn statements(&self) -> Vec<&Statement> {
        match self {
            Self::Paragraph(statements) | Self::List(statements) => statements.iter().collect(),
            Self::Table(table) => table
                .rows
                .iter()
                .flat_map(Row::cells)
                .flat_map(|cell| match cell {
                    Cell::Stated(statements) => statements.as_slice(),
                    Cell::Words(_) => &[],
                })
                .collect(),
            Self::Chronicle(entries) => entries.iter().map(|entry| &entry.what).collect(),
            Self::Figure(figure) => vec![&figure.caption],
            Self::Heading { .. } | Self::Contents { .. } | Self::Remark(_) | Self::Sources(_) => Vec::new(),
        }
    }

    fn statements_mut(&mut self) -> Vec<&mut Statement> {
        match self {
            Self::Paragraph(statements) | Self::List(statements) => statements.iter_mut().collect(),
            Self::Table(table) => table
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .flat_map(|cell| match cell {
                    Cell::Stated(statements) => statements.as_mut_slice(),
                    Cell::Words(_) => &mut [],
                })
                .collect(),
            Self::Chronicle(entries) => entries.iter_mut().map(|entry| &mut entry.what).collect(),
            Self::Figure(figure) => vec![&mut figure.caption],
            Self::Heading { .. } | Self::Contents { .. } | Self::Remark(_) | Self::Sources(_) => Vec::new(),
        }
    }
}

/// Numbers notes in reading order and drops those that nothing refers to any more.
pub(crate) fn number_in_reading_order(blocks: &mut [Block], notes: Notes) -> Vec<Note> {
    let mut made = notes.into_made();
    let mut ordered: Vec<Note> = Vec::new();
    for statement in blocks.iter_mut().flat_map(Block::statements_mut) {
        for note in statement.notes_mut() {
            let slot = &mut made[note.index()];
            if slot.number == 0 {
                slot.number = u32::try_from(ordered.len() + 1).expect("a brief has fewer notes than 2³²");
                ordered.push(slot.clone());
            }
            note.set_number(slot.number);
        }
    }
    ordered
}

impl Document {
    /// Records that the document's statements rest on.
    pub fn facts(&self) -> usize {
        self.manifest.facts.len()
    }

    /// The note of a number.
    pub fn note(&self, number: u32) -> &Note {
        &self.notes[number as usize - 1]
    }
}
