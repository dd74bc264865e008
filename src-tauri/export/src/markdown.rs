//! A document as Markdown with footnotes (CommonMark, pipe tables, `[^1]`).
//!
//! A drawing cannot stand in a Markdown file without a second file, so its words stand in its place.

use std::fmt::Write;

use crate::{
    Written,
    document::{Block, Cell, Cited, Document, Emphasis, Note, SourceEntry, Span, Statement, Table},
    words::{self, Language, Phrase},
};

/// Writes a document as Markdown.
pub fn markdown(document: &Document) -> Written {
    let mut out = String::new();
    if let Some(marking) = &document.marking {
        let _ = writeln!(out, "**{}**\n", escaped(marking));
    }
    let _ = writeln!(
        out,
        "# {}\n\n*{}*\n",
        escaped(&document.title),
        escaped(&document.kicker)
    );
    let colon = words::colon(document.language);
    for (label, value) in &document.particulars {
        let _ = writeln!(out, "- {}{colon}{}", escaped(label), escaped(value));
    }
    let (mut tables, mut figures) = (0, 0);
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading { level, text, .. } => {
                let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*level) + 1), escaped(text));
            }
            Block::Contents { title } => contents(&mut out, document, title),
            Block::Paragraph(statements) => {
                let sentences: Vec<_> = statements.iter().map(|one| statement(one, "  \n")).collect();
                let _ = writeln!(out, "{}", sentences.join(" "));
            }
            Block::Remark(text) => {
                let _ = writeln!(out, "*{}*", escaped(text));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(out, "- {}", statement(item, "  \n  "));
                }
            }
            Block::Chronicle(entries) => {
                for entry in entries {
                    let _ = writeln!(
                        out,
                        "- {}{colon}{}",
                        escaped(&entry.when),
                        statement(&entry.what, "  \n  ")
                    );
                }
            }
            Block::Table(one) => {
                tables += 1;
                table(&mut out, one, tables, document.language);
            }
            Block::Figure(figure) => {
                figures += 1;
                let word = Phrase::FigureWord.say(document.language);
                let _ = writeln!(
                    out,
                    "**{word} {figures}.** {}\n\n{}",
                    statement(&figure.caption, " "),
                    escaped(&figure.alt)
                );
            }
            Block::Sources(entries) => {
                for entry in entries {
                    let _ = writeln!(out, "- {}", source(entry, document.language));
                }
            }
        }
    }
    if !document.notes.is_empty() {
        out.push('\n');
    }
    for note in &document.notes {
        let _ = writeln!(out, "[^{}]: {}", note.number, footnote(note, document.language));
    }
    Written {
        bytes: out.into_bytes(),
        facts: document.facts(),
        footnotes: document.notes.len(),
    }
}

fn contents(out: &mut String, document: &Document, title: &str) {
    let _ = writeln!(out, "## {}\n", escaped(title));
    for block in &document.blocks {
        if let Block::Heading { level: 1, text, anchor } = block {
            let _ = writeln!(out, "- [{}](#{anchor})", escaped(text));
        }
    }
}

fn statement(one: &Statement, line_break: &str) -> String {
    let mut text = spans(one.spans(), line_break);
    for note in one.notes() {
        let _ = write!(text, "[^{}]", note.number());
    }
    text
}

fn spans(spans: &[Span], line_break: &str) -> String {
    let mut out = String::new();
    for span in spans {
        // Marks of emphasis must touch the words: breaks and blanks at the ends stay outside them.
        let words = span.text.trim_matches(['\n', ' ']);
        let start = span.text.len() - span.text.trim_start_matches(['\n', ' ']).len();
        let (before, after) = (&span.text[..start], &span.text[start + words.len()..]);
        out.push_str(&before.replace('\n', line_break));
        if !words.is_empty() {
            let mark = match span.emphasis {
                Emphasis::None => "",
                Emphasis::Strong => "**",
                Emphasis::Light => "*",
            };
            let lines: Vec<_> = words
                .split('\n')
                .map(|line| format!("{mark}{}{mark}", escaped(line)))
                .collect();
            let joined = lines.join(line_break);
            match &span.link {
                Some(link) => {
                    let _ = write!(out, "[{joined}](<{}>)", address(link));
                }
                None => out.push_str(&joined),
            }
        }
        out.push_str(&after.replace('\n', line_break));
    }
    out
}

fn table(out: &mut String, one: &Table, number: usize, language: Language) {
    let _ = writeln!(
        out,
        "**{} {number}.** {}\n",
        Phrase::Table.say(language),
        escaped(&one.caption)
    );
    let heads: Vec<_> = one
        .columns
        .iter()
        .map(|column| in_cell(&escaped(&column.head)))
        .collect();
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let rules: Vec<_> = one
        .columns
        .iter()
        .map(|column| if column.figures { "---:" } else { "---" })
        .collect();
    let _ = writeln!(out, "| {} |", rules.join(" | "));
    for row in &one.rows {
        let cells: Vec<_> = row
            .cells()
            .iter()
            .map(|cell| match cell {
                Cell::Stated(statements) => {
                    let lines: Vec<_> = statements.iter().map(|one| statement(one, "<br>")).collect();
                    lines.join("<br>")
                }
                Cell::Words(words) => spans(words, "<br>"),
            })
            .map(|cell| in_cell(&cell))
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// A pipe would end the cell.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn source(entry: &SourceEntry, language: Language) -> String {
    let mut text = place(&entry.cited);
    if let Some(identifier) = &entry.identifier {
        let _ = write!(text, ", {}", escaped(identifier));
    }
    let notes: Vec<_> = entry.notes.iter().map(ToString::to_string).collect();
    let word = if notes.len() == 1 {
        Phrase::NoteWord
    } else {
        Phrase::NotesWord
    }
    .say(language);
    let _ = write!(text, " ({word} {})", notes.join(", "));
    text
}

fn footnote(note: &Note, language: Language) -> String {
    let places: Vec<_> = note.cited.iter().map(place).collect();
    let places = places.join(words::semicolon(language));
    match &note.reckoning {
        Some(reckoning) => format!("{} {places}.", escaped(reckoning)),
        None => format!("{places}."),
    }
}

fn place(cited: &Cited) -> String {
    let title = escaped(&cited.title);
    let mut text = match &cited.link {
        Some(link) => format!("[{title}](<{}>)", address(link)),
        None => format!("*{title}*"),
    };
    let _ = write!(text, ", {}, {}", escaped(&cited.publisher), escaped(&cited.date));
    if let Some(locator) = &cited.locator {
        let _ = write!(text, ", {}", escaped(locator));
    }
    text
}

/// An address inside angle brackets: these and line breaks would end it.
fn address(link: &str) -> String {
    link.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "")
}

/// Text whose characters mean themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let special = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '^' => true,
            // Only at the start of a line do these begin a list, a heading or a quotation.
            '#' | '+' | '-' => at == 0,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
    }
    out
}
