//! Tables: fixed widths, a head that repeats, and the right style in every cell.

use super::body::Body;
use crate::{
    document::{Cell, Table},
    words::Phrase,
};

/// The text width of an A4 page with 20 mm margins, in twentieths of a point.
const TEXT_WIDTH: u32 = 9638;
/// Rows of a table that fits on a page with its caption.
const SHORT_TABLE: usize = 8;

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        self.xml.open("w:p", &[]);
        self.xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "Caption")]);
            // A caption is kept with a short table only: LibreOffice breaks long ones at odd places when it is.
            if table.rows.len() <= SHORT_TABLE {
                xml.empty("w:keepNext", &[]);
            }
        });
        self.numbered(Phrase::Table, "Table", self.tables);
        self.run(&table.caption, None, None);
        self.xml.close();
        let widths: Vec<u32> = table
            .columns
            .iter()
            .map(|column| TEXT_WIDTH * column.share / 100)
            .collect();
        self.xml.open("w:tbl", &[]);
        self.xml.within("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", "Table")]);
            xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", "0420"),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "0"),
                    ("w:noVBand", "1"),
                ],
            );
            xml.empty("w:tblCaption", &[("w:val", &table.caption)]);
        });
        self.xml.within("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        self.xml.open("w:tr", &[]);
        self.xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        for (column, width) in table.columns.iter().zip(&widths) {
            self.open_cell(*width);
            self.simple(
                if column.figures { "TableHeadFigure" } else { "TableHead" },
                &column.head,
            );
            self.xml.close();
        }
        self.xml.close();
        for row in &table.rows {
            // Rows may break across pages: LibreOffice leaves pages empty when unbreakable rows carry footnotes.
            self.xml.open("w:tr", &[]);
            for ((cell, column), width) in row.cells().iter().zip(&table.columns).zip(&widths) {
                self.open_cell(*width);
                self.cell(cell, if column.figures { "TableFigure" } else { "TableText" });
                self.xml.close();
            }
            self.xml.close();
        }
        self.xml.close();
        // A paragraph keeps a table from melting into one that follows.
        self.xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.empty(
                    "w:spacing",
                    &[("w:after", "0"), ("w:line", "120"), ("w:lineRule", "exact")],
                );
            });
        });
    }

    fn open_cell(&mut self, width: u32) {
        self.xml.open("w:tc", &[]);
        self.xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])
        });
    }

    fn cell(&mut self, cell: &Cell, style: &'static str) {
        match cell {
            Cell::Stated(statements) => {
                for one in statements {
                    self.open_paragraph(style);
                    self.statement(one);
                    self.xml.close();
                }
            }
            Cell::Words(words) => {
                self.open_paragraph(style);
                self.spans(words);
                self.xml.close();
            }
        }
    }
}
