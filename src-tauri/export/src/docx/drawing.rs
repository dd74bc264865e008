//! Drawings: an SVG for Word, a picture for programs that cannot draw it, and their words for all.

use super::body::Body;
use crate::{document::Figure, words::Phrase, xml::Xml};

/// English metric units in a point.
const EMU: u32 = 12_700;

impl<'a> Body<'a> {
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        self.figures.push(figure);
        let number = u32::try_from(self.figures.len()).expect("a brief has few figures");
        let (width, height) = ((figure.width * EMU).to_string(), (figure.height * EMU).to_string());
        let (id, name) = (number.to_string(), format!("Figure {number}"));
        self.open_paragraph("Figure");
        self.xml.open("w:r", &[]);
        self.xml.within("w:drawing", &[], |xml| {
            xml.within(
                "wp:inline",
                &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")],
                |xml| {
                    xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
                    xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &figure.alt)]);
                    xml.within("wp:cNvGraphicFramePr", &[], |xml| {
                        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
                    });
                    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                    xml.within("a:graphic", &[], |xml| {
                        xml.within("a:graphicData", &[("uri", picture)], |xml| {
                            xml.within("pic:pic", &[], |xml| {
                                picture_of(xml, &id, &name, &figure.alt, &width, &height)
                            });
                        });
                    });
                },
            );
        });
        self.xml.close();
        self.xml.close();
        self.open_paragraph("FigureCaption");
        self.numbered(Phrase::FigureWord, "Figure", number);
        self.statement(&figure.caption);
        self.xml.close();
    }
}

fn picture_of(xml: &mut Xml, id: &str, name: &str, alt: &str, width: &str, height: &str) {
    xml.within("pic:nvPicPr", &[], |xml| {
        xml.empty("pic:cNvPr", &[("id", id), ("name", name), ("descr", alt)]);
        xml.empty("pic:cNvPicPr", &[]);
    });
    xml.within("pic:blipFill", &[], |xml| {
        let image = format!("image{id}");
        xml.within("a:blip", &[("r:embed", &image)], |xml| {
            // Word draws the SVG; programs that do not know it draw the picture.
            xml.within("a:extLst", &[], |xml| {
                xml.within("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")], |xml| {
                    let svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
                    xml.empty(
                        "asvg:svgBlip",
                        &[("xmlns:asvg", svg), ("r:embed", &format!("drawing{id}"))],
                    );
                });
            });
        });
        xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
    });
    xml.within("pic:spPr", &[], |xml| {
        xml.within("a:xfrm", &[], |xml| {
            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
            xml.empty("a:ext", &[("cx", width), ("cy", height)]);
        });
        xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
    });
}
