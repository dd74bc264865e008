//! A document as one HTML file: semantic, its style inside, no outside references, footnotes with ways back.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::{
    Written,
    document::{Block, Cell, Cited, Document, Emphasis, Note, SourceEntry, Span, Statement, Table, right_to_left},
    manifest::HTML_ID,
    words::{self, Language, Phrase},
};

const STYLE: &str = include_str!("html.css");

/// Writes a document as one HTML file.
pub fn html(document: &Document) -> Written {
    let mut page = Page {
        document,
        out: String::new(),
        referred: vec![0; document.notes.len()],
        tables: 0,
        figures: 0,
    };
    page.write();
    Written {
        bytes: page.out.into_bytes(),
        facts: document.facts(),
        footnotes: document.notes.len(),
    }
}

struct Page<'a> {
    document: &'a Document,
    out: String,
    /// How often each note has been referred to so far: the way back leads to the first place.
    referred: Vec<u32>,
    tables: u32,
    figures: u32,
}

impl Page<'_> {
    fn say(&self, phrase: Phrase) -> &'static str {
        phrase.say(self.document.language)
    }

    fn write(&mut self) {
        let document = self.document;
        let title = escape(document.title.as_str());
        let _ = write!(
            self.out,
            "<!doctype html>\n<html lang=\"{}\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"generator\" content=\"Entente\">\n<meta name=\"date\" content=\"{}\">\n",
            document.language.code(),
            document.day
        );
        if let Some(author) = &document.author {
            let _ = writeln!(
                self.out,
                "<meta name=\"author\" content=\"{}\">",
                escape(author.as_str())
            );
        }
        let _ = write!(
            self.out,
            "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        );
        self.out.push_str("<header>\n");
        if let Some(marking) = &document.marking {
            let _ = writeln!(self.out, "<p class=\"marking\">{}</p>", escape(marking.as_str()));
        }
        let kicker = escape(document.kicker.as_str());
        let _ = write!(
            self.out,
            "<p class=\"kicker\">{kicker}</p>\n<h1>{title}</h1>\n<dl class=\"particulars\">\n"
        );
        for (label, value) in &document.particulars {
            let _ = writeln!(
                self.out,
                "<div><dt>{}</dt><dd>{}</dd></div>",
                escape(label.as_str()),
                escape(value.as_str())
            );
        }
        self.out.push_str("</dl>\n</header>\n");
        // The table of contents is a landmark of its own, so it stands before `main`.
        for block in &document.blocks {
            if let Block::Contents { title } = block {
                self.contents(title);
            }
        }
        self.out.push_str("<main>\n");
        for block in &document.blocks {
            self.block(block);
        }
        self.notes();
        self.out.push_str("</main>\n");
        // `<` inside the data would let it end the block early.
        let manifest = document.manifest.to_json().replace('<', "\\u003c");
        let _ = writeln!(
            self.out,
            "<script type=\"application/json\" id=\"{HTML_ID}\">{manifest}</script>"
        );
        self.out.push_str("</body>\n</html>\n");
    }

    fn contents(&mut self, title: &str) {
        let _ = write!(
            self.out,
            "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ol>\n",
            escape(title)
        );
        for block in &self.document.blocks {
            if let Block::Heading { level: 1, text, anchor } = block {
                let _ = writeln!(self.out, "<li><a href=\"#{anchor}\">{}</a></li>", escape(text.as_str()));
            }
        }
        self.out.push_str("</ol>\n</nav>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, anchor } => {
                let level = level + 1;
                let _ = writeln!(
                    self.out,
                    "<h{level} id=\"{anchor}\">{}</h{level}>",
                    escape(text.as_str())
                );
            }
            Block::Contents { .. } => {}
            Block::Paragraph(statements) => {
                self.out.push_str("<p>");
                for (turn, one) in statements.iter().enumerate() {
                    if turn > 0 {
                        self.out.push(' ');
                    }
                    self.statement(one);
                }
                self.out.push_str("</p>\n");
            }
            Block::Remark(text) => {
                let _ = writeln!(self.out, "<p class=\"remark\">{}</p>", escape(text.as_str()));
            }
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                for item in items {
                    self.out.push_str("<li>");
                    self.statement(item);
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ul>\n");
            }
            Block::Chronicle(entries) => {
                self.out.push_str("<dl class=\"chronicle\">\n");
                for entry in entries {
                    let _ = write!(self.out, "<div><dt>{}</dt><dd>", escape(entry.when.as_str()));
                    self.statement(&entry.what);
                    self.out.push_str("</dd></div>\n");
                }
                self.out.push_str("</dl>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                self.figures += 1;
                let alt = escape(figure.alt.as_str()).into_owned();
                let svg = figure
                    .svg
                    .replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{alt}\" "), 1);
                let _ = write!(
                    self.out,
                    "<figure>\n{svg}\n<figcaption><b>{} {}.</b> ",
                    self.say(Phrase::FigureWord),
                    self.figures
                );
                self.statement(&figure.caption);
                self.out.push_str("</figcaption>\n</figure>\n");
            }
            Block::Sources(entries) => {
                self.out.push_str("<ul class=\"sources\">\n");
                for entry in entries {
                    self.source(entry);
                }
                self.out.push_str("</ul>\n");
            }
        }
    }

    fn statement(&mut self, one: &Statement) {
        self.spans(one.spans());
        for note in one.notes() {
            let number = note.number();
            let times = &mut self.referred[number as usize - 1];
            *times += 1;
            let id = if *times == 1 {
                format!("ref-{number}")
            } else {
                format!("ref-{number}-{times}")
            };
            let label = self.say(Phrase::NoteWord);
            let _ = write!(
                self.out,
                "<sup><a id=\"{id}\" href=\"#note-{number}\" aria-label=\"{label} {number}\">{number}</a></sup>"
            );
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            let (open, close) = match span.emphasis {
                Emphasis::None => ("", ""),
                Emphasis::Strong => ("<strong>", "</strong>"),
                Emphasis::Light => ("<span class=\"light\">", "</span>"),
            };
            self.out.push_str(open);
            let text = escape(span.text.as_str()).replace('\n', "<br>");
            let text = match &span.language {
                Some(language) => format!("<span lang=\"{language}\"{}>{text}</span>", direction(language)),
                None => text,
            };
            match &span.link {
                Some(link) => {
                    let _ = write!(self.out, "<a href=\"{}\">{text}</a>", escape(link.as_str()));
                }
                None => self.out.push_str(&text),
            }
            self.out.push_str(close);
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let id = format!("table-{}", self.tables);
        // Wide tables scroll in a region of their own, which the keyboard can reach.
        let _ = write!(
            self.out,
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table>\n<caption id=\"{id}\"><b>{} {}.</b> {}</caption>\n<colgroup>",
            self.say(Phrase::Table),
            self.tables,
            escape(table.caption.as_str())
        );
        for column in &table.columns {
            let _ = write!(self.out, "<col style=\"width:{}%\">", column.share);
        }
        self.out.push_str("</colgroup>\n<thead>\n<tr>");
        for column in &table.columns {
            let class = if column.figures { " class=\"figure\"" } else { "" };
            let _ = write!(
                self.out,
                "<th scope=\"col\"{class}>{}</th>",
                escape(column.head.as_str())
            );
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (cell, column) in row.cells().iter().zip(&table.columns) {
                self.out.push_str(if column.figures {
                    "<td class=\"figure\">"
                } else {
                    "<td>"
                });
                match cell {
                    Cell::Stated(statements) => {
                        for (turn, one) in statements.iter().enumerate() {
                            if turn > 0 {
                                self.out.push_str("<br>");
                            }
                            self.statement(one);
                        }
                    }
                    Cell::Words(words) => self.spans(words),
                }
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn source(&mut self, entry: &SourceEntry) {
        let _ = write!(self.out, "<li>{}", place(&entry.cited, self.document.language));
        if let Some(identifier) = &entry.identifier {
            let _ = write!(self.out, ", {}", escape(identifier.as_str()));
        }
        if let Some(link) = &entry.cited.link {
            let _ = write!(self.out, " <span class=\"address\">{}</span>", escape(link.as_str()));
        }
        let word = if entry.notes.len() == 1 {
            Phrase::NoteWord
        } else {
            Phrase::NotesWord
        };
        let notes: Vec<_> = entry
            .notes
            .iter()
            .map(|n| format!("<a href=\"#note-{n}\">{n}</a>"))
            .collect();
        let _ = writeln!(
            self.out,
            " <span class=\"light\">({} {})</span></li>",
            self.say(word),
            notes.join(", ")
        );
    }

    fn notes(&mut self) {
        if self.document.notes.is_empty() {
            return;
        }
        let title = self.say(Phrase::Notes);
        let _ = write!(
            self.out,
            "<section aria-labelledby=\"notes\" class=\"notes\">\n<h2 id=\"notes\">{title}</h2>\n<ol>\n"
        );
        for note in &self.document.notes {
            let back = self.say(Phrase::BackToText);
            let _ = writeln!(
                self.out,
                "<li id=\"note-{n}\">{text} <a href=\"#ref-{n}\" aria-label=\"{back}, {n}\">↩</a></li>",
                n = note.number,
                text = footnote(note, self.document.language)
            );
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn footnote(note: &Note, language: Language) -> String {
    let places: Vec<_> = note.cited.iter().map(|one| place(one, language)).collect();
    let places = places.join(words::semicolon(language));
    match &note.reckoning {
        Some(reckoning) => format!("{} {places}.", escape(reckoning.as_str())),
        None => format!("{places}."),
    }
}

fn place(cited: &Cited, language: Language) -> String {
    let foreign = cited.language != language.code() && !cited.language.is_empty();
    let lang = if foreign {
        format!(" lang=\"{}\"{}", cited.language, direction(&cited.language))
    } else {
        String::new()
    };
    let title = format!("<cite{lang}>{}</cite>", escape(cited.title.as_str()));
    let mut text = match &cited.link {
        Some(link) => format!("<a href=\"{}\">{title}</a>", escape(link.as_str())),
        None => title,
    };
    let _ = write!(
        text,
        ", {}, {}",
        escape(cited.publisher.as_str()),
        escape(cited.date.as_str())
    );
    if let Some(locator) = &cited.locator {
        let _ = write!(text, ", {}", escape(locator.as_str()));
    }
    text
}

fn direction(language: &str) -> &'static str {
    if right_to_left(language) { " dir=\"rtl\"" } else { "" }
}
