//! The styles of a brief in Word: what a ministry changes when it has its own.

use crate::{words::Language, xml::Xml};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const INK: &str = "1D2733";
const FAINT: &str = "5A6672";
const ACCENT: &str = "174A86";
const WASH: &str = "F2F5F8";
const RULE: &str = "C9D0D8";

/// A style: `kind` is `paragraph`, `character` or `table`.
struct Style {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    based_on: Option<&'static str>,
    next: Option<&'static str>,
    /// Shown among the styles a user picks from.
    offered: bool,
}

impl Style {
    const fn paragraph(id: &'static str, name: &'static str) -> Self {
        Self {
            id,
            name,
            kind: "paragraph",
            based_on: Some("Normal"),
            next: None,
            offered: false,
        }
    }

    const fn character(id: &'static str, name: &'static str) -> Self {
        Self {
            id,
            name,
            kind: "character",
            based_on: None,
            next: None,
            offered: false,
        }
    }

    const fn offered(self) -> Self {
        Self { offered: true, ..self }
    }

    const fn then(self, next: &'static str) -> Self {
        Self {
            next: Some(next),
            ..self
        }
    }
}

/// `word/styles.xml`.
pub(super) fn styles(language: Language, compact: bool) -> Vec<u8> {
    let mut xml = Xml::part("w:styles", &[("xmlns:w", W)]);
    defaults(&mut xml, language, compact);
    paragraphs(&mut xml, compact);
    characters(&mut xml);
    tables(&mut xml);
    xml.finish()
}

fn defaults(xml: &mut Xml, language: Language, compact: bool) {
    xml.within("w:docDefaults", &[], |xml| {
        xml.within("w:rPrDefault", &[], |xml| {
            xml.within("w:rPr", &[], |xml| {
                let face = "Calibri";
                xml.empty(
                    "w:rFonts",
                    &[
                        ("w:ascii", face),
                        ("w:hAnsi", face),
                        ("w:eastAsia", face),
                        ("w:cs", "Arial"),
                    ],
                );
                xml.empty("w:color", &[("w:val", INK)]);
                size(xml, if compact { "20" } else { "21" });
                let lang = language.with_region();
                xml.empty("w:lang", &[("w:val", lang), ("w:eastAsia", lang), ("w:bidi", "ar-SA")]);
            });
        });
        xml.within("w:pPrDefault", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                let (after, line) = if compact { ("60", "252") } else { ("120", "271") };
                xml.empty(
                    "w:spacing",
                    &[("w:after", after), ("w:line", line), ("w:lineRule", "auto")],
                );
            });
        });
    });
}

/// Space before, after, and line height in 240ths, of a paragraph.
fn spacing(xml: &mut Xml, before: &str, after: &str, line: &str) {
    xml.empty(
        "w:spacing",
        &[
            ("w:before", before),
            ("w:after", after),
            ("w:line", line),
            ("w:lineRule", "auto"),
        ],
    );
}

fn size(xml: &mut Xml, half_points: &str) {
    xml.empty("w:sz", &[("w:val", half_points)]);
    xml.empty("w:szCs", &[("w:val", half_points)]);
}

fn color(xml: &mut Xml, rgb: &str) {
    xml.empty("w:color", &[("w:val", rgb)]);
}

fn style(xml: &mut Xml, style: &Style, paragraph: impl FnOnce(&mut Xml), run: impl FnOnce(&mut Xml)) {
    let mut attributes = vec![("w:type", style.kind), ("w:styleId", style.id)];
    if style.id == "Normal" {
        attributes.insert(1, ("w:default", "1"));
    }
    xml.within("w:style", &attributes, |xml| {
        xml.empty("w:name", &[("w:val", style.name)]);
        if let Some(base) = style.based_on.filter(|base| *base != style.id) {
            xml.empty("w:basedOn", &[("w:val", base)]);
        }
        if let Some(next) = style.next {
            xml.empty("w:next", &[("w:val", next)]);
        }
        xml.empty("w:uiPriority", &[("w:val", if style.offered { "9" } else { "35" })]);
        if style.offered {
            xml.empty("w:qFormat", &[]);
        }
        if style.kind == "paragraph" {
            xml.within("w:pPr", &[], paragraph);
        }
        xml.within("w:rPr", &[], run);
    });
}

fn paragraphs(xml: &mut Xml, compact: bool) {
    let nothing = |_: &mut Xml| {};
    style(xml, &Style::paragraph("Normal", "Normal").offered(), nothing, nothing);
    style(
        xml,
        &Style::paragraph("Title", "Title").offered().then("Normal"),
        |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, "0", "160", "240");
        },
        |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
            size(xml, "48");
        },
    );
    style(
        xml,
        &Style::paragraph("Subtitle", "Subtitle").offered().then("Title"),
        |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, "0", "40", "240");
        },
        |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
            xml.empty("w:caps", &[]);
            color(xml, ACCENT);
            xml.empty("w:spacing", &[("w:val", "20")]);
            size(xml, "19");
        },
    );
    for (level, (id, name, before, after, half_points)) in [
        ("Heading1", "heading 1", "480", "120", "30"),
        ("Heading2", "heading 2", "320", "80", "24"),
        ("Heading3", "heading 3", "240", "60", "22"),
    ]
    .into_iter()
    .enumerate()
    {
        style(
            xml,
            &Style::paragraph(id, name).offered().then("Normal"),
            |xml| {
                xml.empty("w:keepNext", &[]);
                xml.empty("w:keepLines", &[]);
                if level == 0 {
                    xml.within("w:pBdr", &[], |xml| {
                        let bar = [
                            ("w:val", "single"),
                            ("w:sz", "12"),
                            ("w:space", "6"),
                            ("w:color", ACCENT),
                        ];
                        xml.empty("w:top", &bar);
                    });
                }
                let (before, after) = if compact { ("200", "60") } else { (before, after) };
                spacing(xml, before, after, "240");
                xml.empty("w:outlineLvl", &[("w:val", ["0", "1", "2"][level])]);
            },
            |xml| {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
                color(xml, if level == 0 { INK } else { ACCENT });
                size(xml, half_points);
            },
        );
    }
    style(
        xml,
        &Style::paragraph("TOCHeading", "TOC Heading"),
        |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, "280", "60", "240");
        },
        |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
            color(xml, ACCENT);
            size(xml, "22");
        },
    );
    for (id, name, indent) in [("TOC1", "toc 1", "0"), ("TOC2", "toc 2", "280")] {
        style(
            xml,
            &Style::paragraph(id, name),
            |xml| {
                spacing(xml, "0", "30", "240");
                xml.empty("w:ind", &[("w:left", indent)]);
            },
            nothing,
        );
    }
    style(
        xml,
        &Style::paragraph("Particulars", "Particulars"),
        |xml| {
            xml.within("w:pBdr", &[], |xml| {
                xml.empty(
                    "w:left",
                    &[
                        ("w:val", "single"),
                        ("w:sz", "24"),
                        ("w:space", "8"),
                        ("w:color", ACCENT),
                    ],
                );
            });
            xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", WASH)]);
            xml.within("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "left"), ("w:pos", "2000")])
            });
            spacing(xml, "0", "0", "288");
            xml.empty("w:ind", &[("w:left", "2000"), ("w:hanging", "1800")]);
        },
        |xml| size(xml, "20"),
    );
    style(
        xml,
        &Style::paragraph("Remark", "Remark"),
        |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, "0", "120", "259");
        },
        |xml| {
            color(xml, FAINT);
            size(xml, "19");
        },
    );
    style(
        xml,
        &Style::paragraph("ListBullet", "List Bullet"),
        |xml| {
            xml.within("w:numPr", &[], |xml| xml.empty("w:numId", &[("w:val", "1")]));
            spacing(xml, "0", "60", "259");
        },
        nothing,
    );
    style(
        xml,
        &Style::paragraph("Chronicle", "Chronicle"),
        |xml| {
            xml.empty("w:keepLines", &[]);
            xml.within("w:pBdr", &[], |xml| {
                let rule = [("w:val", "single"), ("w:sz", "4"), ("w:space", "3"), ("w:color", RULE)];
                xml.empty("w:top", &rule);
                xml.empty("w:between", &rule);
            });
            xml.within("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "left"), ("w:pos", "2000")])
            });
            spacing(xml, "0", "0", "252");
            xml.empty("w:ind", &[("w:left", "2000"), ("w:hanging", "2000")]);
        },
        |xml| size(xml, "19"),
    );
    style(
        xml,
        &Style::paragraph("Caption", "caption").offered(),
        |xml| {
            spacing(
                xml,
                if compact { "60" } else { "240" },
                if compact { "40" } else { "80" },
                "240",
            );
        },
        |xml| {
            color(xml, FAINT);
            size(xml, "19");
        },
    );
    style(
        xml,
        &Style::paragraph("FigureCaption", "Figure Caption"),
        |xml| spacing(xml, "60", "240", "240"),
        |xml| {
            color(xml, FAINT);
            size(xml, "19");
        },
    );
    style(
        xml,
        &Style::paragraph("Figure", "Figure"),
        |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, "160", "0", "240");
        },
        nothing,
    );
    style(
        xml,
        &Style::paragraph("TableText", "Table Text"),
        |xml| spacing(xml, "0", "0", "245"),
        |xml| size(xml, "18"),
    );
    style(
        xml,
        &Style {
            based_on: Some("TableText"),
            ..Style::paragraph("TableFigure", "Table Figure")
        },
        |xml| xml.empty("w:jc", &[("w:val", "right")]),
        nothing,
    );
    style(
        xml,
        &Style {
            based_on: Some("TableText"),
            ..Style::paragraph("TableHead", "Table Head")
        },
        |xml| xml.empty("w:keepNext", &[]),
        |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        },
    );
    style(
        xml,
        &Style {
            based_on: Some("TableHead"),
            ..Style::paragraph("TableHeadFigure", "Table Head Figure")
        },
        |xml| xml.empty("w:jc", &[("w:val", "right")]),
        nothing,
    );
    style(
        xml,
        &Style::paragraph("SourceEntry", "Source Entry"),
        |xml| {
            spacing(xml, "0", "70", "245");
            xml.empty("w:ind", &[("w:left", "280"), ("w:hanging", "280")]);
        },
        |xml| size(xml, "16"),
    );
    style(
        xml,
        &Style::paragraph("FootnoteText", "footnote text"),
        |xml| {
            spacing(xml, "0", if compact { "0" } else { "20" }, "240");
            xml.empty("w:ind", &[("w:left", "200"), ("w:hanging", "200")]);
        },
        |xml| size(xml, if compact { "14" } else { "15" }),
    );
    style(
        xml,
        &Style::paragraph("Header", "header"),
        |xml| {
            xml.within("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", "9638")])
            });
            spacing(xml, "0", "0", "240");
        },
        |xml| {
            color(xml, FAINT);
            size(xml, "17");
        },
    );
    style(
        xml,
        &Style::paragraph("Footer", "footer"),
        |xml| {
            xml.within("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", "9638")])
            });
            spacing(xml, "0", "0", "240");
        },
        |xml| {
            color(xml, FAINT);
            size(xml, "17");
        },
    );
    style(
        xml,
        &Style::paragraph("Marking", "Marking"),
        |xml| {
            spacing(xml, "0", "60", "240");
            xml.empty("w:jc", &[("w:val", "center")]);
        },
        |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
            color(xml, INK);
            xml.empty("w:spacing", &[("w:val", "20")]);
            size(xml, "19");
        },
    );
}

fn characters(xml: &mut Xml) {
    let nothing = |_: &mut Xml| {};
    style(xml, &Style::character("Strong", "Strong").offered(), nothing, |xml| {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    });
    style(xml, &Style::character("Label", "Label"), nothing, |xml| {
        color(xml, FAINT)
    });
    style(xml, &Style::character("Light", "Light"), nothing, |xml| {
        color(xml, FAINT);
        size(xml, "16");
    });
    style(xml, &Style::character("SourceTitle", "Source Title"), nothing, |xml| {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    });
    style(xml, &Style::character("SourceLink", "Source Link"), nothing, |xml| {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
        color(xml, ACCENT);
    });
    style(xml, &Style::character("Hyperlink", "Hyperlink"), nothing, |xml| {
        color(xml, ACCENT);
        xml.empty("w:u", &[("w:val", "single"), ("w:color", RULE)]);
    });
    style(
        xml,
        &Style::character("FootnoteReference", "footnote reference"),
        nothing,
        |xml| {
            xml.empty("w:vertAlign", &[("w:val", "superscript")]);
        },
    );
}

fn tables(xml: &mut Xml) {
    xml.within(
        "w:style",
        &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")],
        |xml| {
            xml.empty("w:name", &[("w:val", "Normal Table")]);
            xml.empty("w:uiPriority", &[("w:val", "99")]);
            xml.empty("w:semiHidden", &[]);
            xml.empty("w:unhideWhenUsed", &[]);
            xml.within("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
                margins(xml, "0", "108");
            });
        },
    );
    xml.within(
        "w:style",
        &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "Table")],
        |xml| {
            xml.empty("w:name", &[("w:val", "Table")]);
            xml.empty("w:basedOn", &[("w:val", "TableNormal")]);
            xml.empty("w:uiPriority", &[("w:val", "39")]);
            xml.empty("w:qFormat", &[]);
            xml.within("w:tblPr", &[], |xml| {
                xml.empty("w:tblStyleRowBandSize", &[("w:val", "1")]);
                xml.within("w:tblBorders", &[], |xml| {
                    xml.empty(
                        "w:bottom",
                        &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", RULE)],
                    );
                    xml.empty(
                        "w:insideH",
                        &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", RULE)],
                    );
                });
                margins(xml, "50", "90");
            });
            xml.within("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
                xml.within("w:tblPr", &[], |_| {});
                xml.within("w:tcPr", &[], |xml| {
                    xml.within("w:tcBorders", &[], |xml| {
                        xml.empty(
                            "w:bottom",
                            &[("w:val", "single"), ("w:sz", "10"), ("w:space", "0"), ("w:color", INK)],
                        );
                    });
                    xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", WASH)]);
                    xml.empty("w:vAlign", &[("w:val", "bottom")]);
                });
            });
        },
    );
}

fn margins(xml: &mut Xml, vertical: &str, horizontal: &str) {
    xml.within("w:tblCellMar", &[], |xml| {
        xml.empty("w:top", &[("w:w", vertical), ("w:type", "dxa")]);
        xml.empty("w:left", &[("w:w", horizontal), ("w:type", "dxa")]);
        xml.empty("w:bottom", &[("w:w", vertical), ("w:type", "dxa")]);
        xml.empty("w:right", &[("w:w", horizontal), ("w:type", "dxa")]);
    });
}
