//! The page: its size, margins, columns, and which headers and footers it has.

use crate::xml::Xml;

/// The page, with so many columns. A section takes its headers from the one before unless it names them.
pub(super) fn section(xml: &mut Xml, columns: &str) {
    xml.within("w:sectPr", &[], |xml| {
        let first = columns == "1";
        if first {
            for (kind, id) in [("first", "headerFirst"), ("default", "headerDefault")] {
                xml.empty("w:headerReference", &[("w:type", kind), ("r:id", id)]);
            }
            for kind in ["first", "default"] {
                xml.empty("w:footerReference", &[("w:type", kind), ("r:id", "footer")]);
            }
        } else {
            xml.empty("w:type", &[("w:val", "continuous")]);
        }
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1361"),
                ("w:right", "1134"),
                ("w:bottom", "1247"),
                ("w:left", "1134"),
                ("w:header", "624"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:cols", &[("w:num", columns), ("w:space", "400")]);
        if first {
            xml.empty("w:titlePg", &[]);
        }
    });
}
