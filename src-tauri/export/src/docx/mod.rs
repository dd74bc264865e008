//! A document as a Word file (OOXML): real styles, real footnotes, repeated table heads, alternative texts.
//!
//! Belongs here: the parts of the package and how they hang together. Not here: what they say. The same document gives
//! the same bytes: parts have one order and one time.

mod body;
mod drawing;
mod footnotes;
mod page;
mod styles;
mod table;

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use self::body::{Body, Links};
use crate::{
    Error, Written,
    document::Document,
    figures::picture,
    manifest::{DOCX_PART, NAMESPACE},
    words::{Phrase, fill},
    xml::Xml,
};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Writes a document as a Word file.
///
/// # Errors
/// When the package cannot be put together.
pub fn docx(document: &Document) -> Result<Written, Error> {
    let (main, links, figures) = Body::main(document);
    let (footnotes, note_links) = Body::notes(document);
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types()),
        ("_rels/.rels".into(), package_relations()),
        ("docProps/core.xml".into(), core_properties(document)),
        ("docProps/app.xml".into(), app_properties()),
        ("word/document.xml".into(), main),
        (
            "word/_rels/document.xml.rels".into(),
            document_relations(&links, figures.len()),
        ),
        ("word/footnotes.xml".into(), footnotes),
        ("word/_rels/footnotes.xml.rels".into(), note_relations(&note_links)),
        (
            "word/styles.xml".into(),
            styles::styles(document.language, document.compact),
        ),
        ("word/numbering.xml".into(), numbering()),
        ("word/settings.xml".into(), settings(document)),
        ("word/headerFirst.xml".into(), header(document, false)),
        ("word/headerDefault.xml".into(), header(document, true)),
        ("word/footer.xml".into(), footer(document)),
    ];
    for (turn, figure) in figures.iter().enumerate() {
        let number = turn + 1;
        parts.push((format!("word/media/image{number}.png"), picture(&figure.svg)));
        parts.push((
            format!("word/media/drawing{number}.svg"),
            figure.svg.clone().into_bytes(),
        ));
    }
    parts.push((DOCX_PART.into(), manifest(document)));
    parts.push(("customXml/itemProps1.xml".into(), manifest_properties()));
    parts.push(("customXml/_rels/item1.xml.rels".into(), manifest_relations()));
    Ok(Written {
        bytes: package(&parts)?,
        facts: document.facts(),
        footnotes: document.notes.len(),
    })
}

fn package(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // One time for every part: the file must not tell when it was saved, so that the same brief has the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::part("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    for (extension, kind) in [
        ("png", "image/png"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("svg", "image/svg+xml"),
        ("xml", "application/xml"),
    ] {
        xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
    }
    let custom = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    for (part, kind) in [
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/footnotes.xml", format!("{WORD}.footnotes+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/numbering.xml", format!("{WORD}.numbering+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/headerFirst.xml", format!("{WORD}.header+xml")),
        ("/word/headerDefault.xml", format!("{WORD}.header+xml")),
        ("/word/footer.xml", format!("{WORD}.footer+xml")),
        ("/docProps/core.xml", core.to_owned()),
        ("/docProps/app.xml", app.to_owned()),
        ("/customXml/itemProps1.xml", custom.to_owned()),
    ] {
        xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    xml.finish()
}

fn relations(relations: &[(&str, String, &str)], links: &[(String, String)]) -> Vec<u8> {
    let mut xml = Xml::part("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (id, kind, target) in relations {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    for (address, id) in links {
        let kind = format!("{R}/hyperlink");
        xml.empty(
            "Relationship",
            &[
                ("Id", id.as_str()),
                ("Type", &kind),
                ("Target", address),
                ("TargetMode", "External"),
            ],
        );
    }
    xml.finish()
}

fn package_relations() -> Vec<u8> {
    relations(
        &[
            ("document", format!("{R}/officeDocument"), "word/document.xml"),
            (
                "core",
                format!("{PACKAGE}/relationships/metadata/core-properties"),
                "docProps/core.xml",
            ),
            ("app", format!("{R}/extended-properties"), "docProps/app.xml"),
        ],
        &[],
    )
}

fn document_relations(links: &Links, figures: usize) -> Vec<u8> {
    let names: Vec<_> = (1..=figures)
        .flat_map(|n| {
            [
                (format!("image{n}"), format!("media/image{n}.png")),
                (format!("drawing{n}"), format!("media/drawing{n}.svg")),
            ]
        })
        .collect();
    let mut all = vec![
        ("styles", format!("{R}/styles"), "styles.xml"),
        ("numbering", format!("{R}/numbering"), "numbering.xml"),
        ("settings", format!("{R}/settings"), "settings.xml"),
        ("footnotes", format!("{R}/footnotes"), "footnotes.xml"),
        ("headerFirst", format!("{R}/header"), "headerFirst.xml"),
        ("headerDefault", format!("{R}/header"), "headerDefault.xml"),
        ("footer", format!("{R}/footer"), "footer.xml"),
        ("facts", format!("{R}/customXml"), "../customXml/item1.xml"),
    ];
    all.extend(
        names
            .iter()
            .map(|(id, target)| (id.as_str(), format!("{R}/image"), target.as_str())),
    );
    relations(&all, &links.in_order)
}

fn note_relations(links: &Links) -> Vec<u8> {
    relations(&[], &links.in_order)
}

fn core_properties(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &document.title);
    xml.leaf("dc:subject", &[], &document.kicker);
    xml.leaf("dc:creator", &[], document.author.as_deref().unwrap_or("Entente"));
    xml.leaf("dc:language", &[], document.language.with_region());
    let day = format!("{}T00:00:00Z", document.day);
    xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &day);
    xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &day);
    xml.finish()
}

fn app_properties() -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::part("Properties", &[("xmlns", namespace)]);
    xml.leaf("Application", &[], "Entente");
    xml.finish()
}

fn numbering() -> Vec<u8> {
    let mut xml = Xml::part("w:numbering", &[("xmlns:w", W)]);
    xml.within("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
        xml.empty("w:multiLevelType", &[("w:val", "singleLevel")]);
        xml.within("w:lvl", &[("w:ilvl", "0")], |xml| {
            xml.empty("w:start", &[("w:val", "1")]);
            xml.empty("w:numFmt", &[("w:val", "bullet")]);
            xml.empty("w:lvlText", &[("w:val", "•")]);
            xml.empty("w:lvlJc", &[("w:val", "left")]);
            xml.within("w:pPr", &[], |xml| {
                xml.empty("w:ind", &[("w:left", "340"), ("w:hanging", "227")])
            });
        });
    });
    xml.within("w:num", &[("w:numId", "1")], |xml| {
        xml.empty("w:abstractNumId", &[("w:val", "0")])
    });
    xml.finish()
}

fn settings(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part("w:settings", &[("xmlns:w", W)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.empty("w:defaultTabStop", &[("w:val", "709")]);
    xml.within("w:footnotePr", &[], |xml| {
        xml.empty("w:footnote", &[("w:id", "-1")]);
        xml.empty("w:footnote", &[("w:id", "0")]);
    });
    xml.within("w:compat", &[], |xml| {
        xml.empty(
            "w:compatSetting",
            &[
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ],
        );
    });
    xml.empty(
        "w:themeFontLang",
        &[("w:val", document.language.with_region()), ("w:bidi", "ar-SA")],
    );
    xml.empty(
        "w:decimalSymbol",
        &[("w:val", if document.language.code() == "fr" { "," } else { "." })],
    );
    xml.empty("w:listSeparator", &[("w:val", ";")]);
    xml.finish()
}

/// The marking, and after the first page the title and the day.
fn header(document: &Document, with_title: bool) -> Vec<u8> {
    let mut xml = Xml::part("w:hdr", &[("xmlns:w", W), ("xmlns:r", R)]);
    if let Some(marking) = &document.marking {
        paragraph(&mut xml, "Marking", |xml| run(xml, marking));
    }
    if with_title || document.marking.is_none() {
        paragraph(&mut xml, "Header", |xml| {
            if with_title {
                run(xml, &document.title);
                xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
                if let Some((label, day)) = document.particulars.first() {
                    run(xml, &format!("{label} {day}"));
                }
            }
        });
    }
    xml.finish()
}

/// “Page 2 of 9”, with the numbers as fields.
fn footer(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part("w:ftr", &[("xmlns:w", W), ("xmlns:r", R)]);
    let phrase = Phrase::PageOf.say(document.language);
    let marked = fill(phrase, &[("page", "\u{1}"), ("pages", "\u{2}")]);
    paragraph(&mut xml, "Footer", |xml| {
        run(xml, &document.kicker);
        xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
        for piece in marked.split_inclusive(['\u{1}', '\u{2}']) {
            let words = piece.trim_end_matches(['\u{1}', '\u{2}']);
            run(xml, words);
            let field = match piece.chars().last() {
                Some('\u{1}') => " PAGE ",
                Some('\u{2}') => " NUMPAGES ",
                _ => continue,
            };
            xml.within("w:fldSimple", &[("w:instr", field)], |xml| run(xml, "1"));
        }
    });
    xml.finish()
}

fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", style)]));
        inside(xml);
    });
}

fn run(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.within("w:r", &[], |xml| xml.leaf("w:t", &[("xml:space", "preserve")], text));
    }
}

fn manifest(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part("facts", &[("xmlns", NAMESPACE)]);
    xml.text(&document.manifest.to_json());
    xml.finish()
}

const MANIFEST_ID: &str = "{5B3C0E1A-7F0B-4C55-9E0D-8C1F2A6D4E10}";

fn manifest_properties() -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let mut xml = Xml::part(
        "ds:datastoreItem",
        &[("ds:itemID", MANIFEST_ID), ("xmlns:ds", namespace)],
    );
    xml.within("ds:schemaRefs", &[], |xml| {
        xml.empty("ds:schemaRef", &[("ds:uri", NAMESPACE)])
    });
    xml.finish()
}

fn manifest_relations() -> Vec<u8> {
    relations(&[("properties", format!("{R}/customXmlProps"), "itemProps1.xml")], &[])
}
