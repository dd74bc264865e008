//! `word/document.xml`: the text itself, block by block.

use std::collections::BTreeMap;

use super::page::section;
use crate::{
    document::{Block, Cited, Document, Emphasis, Figure, NoteRef, SourceEntry, Span, Statement, right_to_left},
    words::{Language, Phrase},
    xml::Xml,
};

const NAMESPACES: &[(&str, &str)] = &[
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The outside addresses of a part, by relationship id.
#[derive(Default)]
pub(super) struct Links {
    ids: BTreeMap<String, String>,
    /// Address and id, in order of first use.
    pub in_order: Vec<(String, String)>,
}

impl Links {
    fn id(&mut self, address: &str) -> String {
        if let Some(id) = self.ids.get(address) {
            return id.clone();
        }
        let id = format!("link{}", self.in_order.len() + 1);
        self.ids.insert(address.to_owned(), id.clone());
        self.in_order.push((address.to_owned(), id.clone()));
        id
    }
}

/// A part that is being written.
pub(super) struct Body<'a> {
    pub(super) document: &'a Document,
    pub(super) xml: Xml,
    pub links: Links,
    /// Notes that have been set: the next reference to one points to it.
    set: Vec<bool>,
    bookmark: u32,
    pub(super) tables: u32,
    /// Columns of the section that is open.
    columns: &'static str,
    pub figures: Vec<&'a Figure>,
}

impl<'a> Body<'a> {
    pub(super) fn part(document: &'a Document, root: &'static str) -> Self {
        Self {
            document,
            xml: Xml::part(root, NAMESPACES),
            links: Links::default(),
            set: vec![false; document.notes.len()],
            bookmark: 0,
            tables: 0,
            columns: "1",
            figures: Vec::new(),
        }
    }

    /// The main text.
    pub fn main(document: &'a Document) -> (Vec<u8>, Links, Vec<&'a Figure>) {
        let mut body = Self::part(document, "w:document");
        body.xml.open("w:body", &[]);
        body.title_block();
        for block in &document.blocks {
            body.block(block);
        }
        let columns = body.columns;
        section(&mut body.xml, columns);
        (body.xml.finish(), body.links, body.figures)
    }

    pub(super) fn say(&self, phrase: Phrase) -> &'static str {
        phrase.say(self.document.language)
    }

    fn title_block(&mut self) {
        self.simple("Subtitle", &self.document.kicker);
        self.simple("Title", &self.document.title);
        for (label, value) in &self.document.particulars {
            self.open_paragraph("Particulars");
            self.run(label, Some("Label"), None);
            self.xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
            self.run(value, None, None);
            self.xml.close();
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, text, anchor } => {
                self.open_paragraph(["Heading1", "Heading2", "Heading3"][usize::from(level.saturating_sub(1)).min(2)]);
                let name = bookmark_name(anchor);
                self.bookmarked(&name, |body| body.run(text, None, None));
                self.xml.close();
            }
            Block::Contents { title } => self.contents(title),
            Block::Paragraph(statements) => {
                self.open_paragraph("Normal");
                for (turn, one) in statements.iter().enumerate() {
                    if turn > 0 {
                        self.run(" ", None, None);
                    }
                    self.statement(one);
                }
                self.xml.close();
            }
            Block::Remark(text) => self.simple("Remark", text),
            Block::List(items) => {
                for item in items {
                    self.open_paragraph("ListBullet");
                    self.statement(item);
                    self.xml.close();
                }
            }
            Block::Chronicle(entries) => {
                for entry in entries {
                    self.open_paragraph("Chronicle");
                    self.run(&entry.when, Some("Label"), None);
                    self.xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
                    self.statement(&entry.what);
                    self.xml.close();
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Sources(entries) => {
                // The heading stands across the page, the list in two columns: a section each.
                self.xml.within("w:p", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        xml.empty(
                            "w:spacing",
                            &[("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")],
                        );
                        section(xml, "1");
                    });
                });
                for entry in entries {
                    self.source(entry);
                }
                self.columns = "2";
            }
        }
    }

    /// A table of contents as a field, filled with what it will say when it is brought up to date. It gives no page
    /// numbers: only Word can know them, and a field that must be brought up to date makes Word ask alarming questions.
    fn contents(&mut self, title: &str) {
        self.simple("TOCHeading", title);
        let headings: Vec<_> = self
            .document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level: 1, text, anchor } => Some((text, bookmark_name(anchor))),
                _ => None,
            })
            .collect();
        let last = headings.len().saturating_sub(1);
        for (turn, (text, anchor)) in headings.into_iter().enumerate() {
            self.open_paragraph("TOC1");
            if turn == 0 {
                self.field_start(" TOC \\o \"1-1\" \\n \\h \\z \\u ");
            }
            self.xml
                .open("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")]);
            self.run(text, Some("Hyperlink"), None);
            self.xml.close();
            if turn == last {
                self.field_end();
            }
            self.xml.close();
        }
    }

    pub(super) fn field_start(&mut self, instruction: &str) {
        self.xml
            .within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", "begin")]));
        self.xml.within("w:r", &[], |xml| {
            xml.leaf("w:instrText", &[("xml:space", "preserve")], instruction)
        });
        self.xml.within("w:r", &[], |xml| {
            xml.empty("w:fldChar", &[("w:fldCharType", "separate")])
        });
    }

    fn field_end(&mut self) {
        self.xml
            .within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", "end")]));
    }

    pub(super) fn statement(&mut self, one: &Statement) {
        self.spans(one.spans());
        for (turn, note) in one.notes().iter().enumerate() {
            if turn > 0 {
                // Two marks side by side would read as one number.
                self.run("\u{202f}", Some("FootnoteReference"), None);
            }
            self.mark(*note);
        }
    }

    /// A footnote where it is met first; afterwards a field that repeats its number.
    fn mark(&mut self, note: NoteRef) {
        let number = note.number();
        let name = format!("_note{number}");
        if std::mem::replace(&mut self.set[number as usize - 1], true) {
            self.field_start(&format!(" NOTEREF {name} \\f \\h "));
            self.run(&number.to_string(), Some("FootnoteReference"), None);
            self.field_end();
            return;
        }
        self.bookmarked(&name, |body| {
            body.xml.within("w:r", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    xml.empty("w:rStyle", &[("w:val", "FootnoteReference")])
                });
                xml.empty("w:footnoteReference", &[("w:id", &number.to_string())]);
            });
        });
    }

    fn bookmarked(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.bookmark += 1;
        let id = self.bookmark.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        inside(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    pub(super) fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            let style = match span.emphasis {
                Emphasis::None => None,
                Emphasis::Strong => Some("Strong"),
                Emphasis::Light => Some("Light"),
            };
            match &span.link {
                Some(link) => self.linked(link, &span.text, "Hyperlink", span.language.as_deref()),
                None => self.run(&span.text, style, span.language.as_deref()),
            }
        }
    }

    fn linked(&mut self, address: &str, text: &str, style: &'static str, language: Option<&str>) {
        let id = self.links.id(address);
        self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        self.run(text, Some(style), language);
        self.xml.close();
    }

    /// Words of one style and language; line breaks in them stay line breaks.
    pub(super) fn run(&mut self, text: &str, style: Option<&'static str>, language: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let language = language.filter(|language| *language != self.document.language.code());
        let rtl = language.is_some_and(right_to_left);
        self.xml.open("w:r", &[]);
        if style.is_some() || language.is_some() {
            self.xml.open("w:rPr", &[]);
            if let Some(style) = style {
                self.xml.empty("w:rStyle", &[("w:val", style)]);
            }
            if rtl {
                self.xml.empty("w:rtl", &[]);
            }
            if let Some(language) = language {
                let attribute = if rtl { "w:bidi" } else { "w:val" };
                self.xml.empty("w:lang", &[(attribute, with_region(language))]);
            }
            self.xml.close();
        }
        for (turn, line) in text.split('\n').enumerate() {
            if turn > 0 {
                self.xml.empty("w:br", &[]);
            }
            if !line.is_empty() {
                self.xml.leaf("w:t", &[("xml:space", "preserve")], line);
            }
        }
        self.xml.close();
    }

    pub(super) fn open_paragraph(&mut self, style: &'static str) {
        self.xml.open("w:p", &[]);
        if style != "Normal" {
            self.xml
                .within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", style)]));
        }
    }

    pub(super) fn simple(&mut self, style: &'static str, text: &str) {
        self.open_paragraph(style);
        self.run(text, None, None);
        self.xml.close();
    }

    /// “Table 3.” with the number as a field, so that Word can number again and build a list of tables.
    pub(super) fn numbered(&mut self, word: Phrase, sequence: &str, number: u32) {
        let word = self.say(word);
        self.run(&format!("{word}\u{a0}"), Some("Strong"), None);
        self.xml
            .open("w:fldSimple", &[("w:instr", &format!(" SEQ {sequence} \\* ARABIC "))]);
        self.run(&number.to_string(), Some("Strong"), None);
        self.xml.close();
        self.run(". ", Some("Strong"), None);
    }

    fn source(&mut self, entry: &SourceEntry) {
        self.open_paragraph("SourceEntry");
        self.place(&entry.cited);
        if let Some(identifier) = &entry.identifier {
            self.run(&format!(", {identifier}"), None, None);
        }
        let word = if entry.notes.len() == 1 {
            Phrase::NoteWord
        } else {
            Phrase::NotesWord
        };
        let notes: Vec<_> = entry.notes.iter().map(ToString::to_string).collect();
        self.run(
            &format!(" ({} {})", self.say(word), notes.join(", ")),
            Some("Light"),
            None,
        );
        if let Some(link) = &entry.cited.link {
            self.run(&format!(" {link}"), Some("Light"), None);
        }
        self.xml.close();
    }

    /// Title (with its link), publisher, date, locator.
    pub(super) fn place(&mut self, cited: &Cited) {
        let language = Some(cited.language.as_str()).filter(|language| !language.is_empty());
        match &cited.link {
            Some(link) => self.linked(link, &cited.title, "SourceLink", language),
            None => self.run(&cited.title, Some("SourceTitle"), language),
        }
        let mut rest = format!(", {}, {}", cited.publisher, cited.date);
        if let Some(locator) = &cited.locator {
            rest = format!("{rest}, {locator}");
        }
        self.run(&rest, None, None);
    }
}

/// A name Word takes: at most 40 characters, no hyphens; the underscore hides it from the list of bookmarks.
fn bookmark_name(anchor: &str) -> String {
    let name: String = anchor
        .chars()
        .map(|c| if c == '-' { '_' } else { c })
        .take(36)
        .collect();
    format!("_s_{name}")
}

/// The language tag Word's proofing knows for a language.
fn with_region(language: &str) -> &str {
    match language {
        "ar" => "ar-SA",
        "de" => "de-DE",
        "en" => Language::English.with_region(),
        "fr" => Language::French.with_region(),
        "it" => "it-IT",
        "sr" => "sr-Latn-RS",
        "tr" => "tr-TR",
        other => other,
    }
}
