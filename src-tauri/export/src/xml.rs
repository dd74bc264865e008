//! Writing XML into memory: elements that open and close, text that is always well-formed.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// An XML part that is being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A part with its declaration and root element.
    pub fn part(root: &'static str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self {
            writer: Writer::new(Vec::new()),
            open: Vec::new(),
        };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.open(root, attributes);
        xml
    }

    /// A piece of a part: no declaration, no root.
    pub fn piece() -> Self {
        Self {
            writer: Writer::new(Vec::new()),
            open: Vec::new(),
        }
    }

    fn put(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("memory takes what is written to it");
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(
            BytesStart::new(name).with_attributes(attributes.iter().copied()),
        ));
        self.open.push(name);
    }

    pub fn close(&mut self) {
        let name = self.open.pop().expect("every element that is closed was opened");
        self.put(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(
            BytesStart::new(name).with_attributes(attributes.iter().copied()),
        ));
    }

    /// Text; characters that XML does not know are left out.
    pub fn text(&mut self, text: &str) {
        let known = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        if text.chars().all(|c| known(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')) {
            self.put(Event::Text(BytesText::new(text)));
        } else {
            let clean: String = text
                .chars()
                .filter(|c| known(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
                .collect();
            self.put(Event::Text(BytesText::new(&clean)));
        }
    }

    /// An element that holds text alone.
    pub fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    pub fn within(&mut self, name: &'static str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inside(self);
        self.close();
    }

    /// Closes what is open and gives the part.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }
}
