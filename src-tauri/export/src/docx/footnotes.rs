//! `word/footnotes.xml`: the notes, each with where it is written.

use super::body::{Body, Links};
use crate::{document::Document, words::semicolon};

impl<'a> Body<'a> {
    /// The footnotes.
    pub fn notes(document: &'a Document) -> (Vec<u8>, Links) {
        let mut body = Self::part(document, "w:footnotes");
        for (id, kind, mark) in [
            ("-1", "separator", "w:separator"),
            ("0", "continuationSeparator", "w:continuationSeparator"),
        ] {
            body.xml.within("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.within("w:p", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        xml.empty(
                            "w:spacing",
                            &[("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")],
                        );
                    });
                    xml.within("w:r", &[], |xml| xml.empty(mark, &[]));
                });
            });
        }
        for note in &document.notes {
            let id = note.number.to_string();
            body.xml.open("w:footnote", &[("w:id", &id)]);
            body.open_paragraph("FootnoteText");
            body.xml.within("w:r", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    xml.empty("w:rStyle", &[("w:val", "FootnoteReference")])
                });
                xml.empty("w:footnoteRef", &[]);
            });
            body.run(" ", None, None);
            if let Some(reckoning) = &note.reckoning {
                body.run(&format!("{reckoning} "), None, None);
            }
            for (turn, cited) in note.cited.iter().enumerate() {
                if turn > 0 {
                    body.run(semicolon(body.document.language), None, None);
                }
                body.place(cited);
            }
            body.run(".", None, None);
            body.xml.close();
            body.xml.close();
        }
        (body.xml.finish(), body.links)
    }
}
