//! Footnotes whose numbers are known before anything is laid out.
//!
//! Left to itself, typst counts them: it lays out a whole document, counts, and lays it all out again with the numbers.
//! Ours are counted already and stand in their labels, so that one layout will do.

use typst::{
    diag::SourceResult,
    engine::Engine,
    foundations::{Content, Label, NativeElement, Packed, StyleChain, Target, Value},
    introspection::{Location, MetadataElem},
    layout::{Em, HElem},
    model::{Destination, FootnoteBody, FootnoteElem, FootnoteEntry},
    pdf::PdfMarkerTag,
    text::{SuperElem, TextElem},
};

/// How the template calls the first mark of a note, before its number.
const LABEL: &str = "note-";
/// Between the number and the note, as in typst.
const GAP: Em = Em::new(0.05);

/// Teaches a library to take the numbers of footnotes from their labels.
pub(super) fn teach(library: &mut typst::Library) {
    library.rules.replace(Target::Paged, mark);
    library.rules.replace(Target::Paged, entry);
}

fn mark(elem: &Packed<FootnoteElem>, engine: &mut Engine, styles: StyleChain) -> SourceResult<Content> {
    let (label, again) = match elem.body {
        FootnoteBody::Reference(label) => (Some(label), true),
        FootnoteBody::Content(_) => (elem.label(), false),
    };
    let link = match (label.and_then(number), elem.location()) {
        (Some(number), own) => {
            let to = match own {
                Some(own) if !again => own.variant(1),
                _ => place(number),
            };
            let digits = number.to_string();
            let alt = FootnoteElem::alt_text(styles, &digits);
            TextElem::packed(digits).linked(Destination::Location(to), Some(alt))
        }
        _ => elem.realize(engine, styles)?,
    };
    Ok(HElem::hole().clone() + PdfMarkerTag::Label(raised(link, elem)))
}

fn entry(elem: &Packed<FootnoteEntry>, engine: &mut Engine, styles: StyleChain) -> SourceResult<Content> {
    let known = elem.note.label().and_then(number);
    let (prefix, body) = match (known, elem.note.location(), elem.note.body_content()) {
        (Some(number), Some(back), Some(body)) => {
            let digits = number.to_string();
            let alt = digits.clone().into();
            let link = TextElem::packed(digits).linked(Destination::Location(back), Some(alt));
            // Marks of the same note further on lead here.
            let here = MetadataElem::new(Value::None).pack().located(place(number));
            (here + raised(link, elem), body.clone())
        }
        _ => elem.realize(engine, styles)?,
    };
    Ok(Content::sequence([
        HElem::new(elem.indent.get(styles).into()).pack(),
        PdfMarkerTag::Label(prefix),
        HElem::new(GAP.into()).with_weak(true).pack(),
        body,
    ]))
}

fn raised<T: NativeElement>(link: Content, elem: &Packed<T>) -> Content {
    SuperElem::new(link).pack().spanned(elem.span())
}

fn number(label: Label) -> Option<u32> {
    label.resolve().as_str().strip_prefix(LABEL)?.parse().ok()
}

/// Where a note stands. Places that typst gives out itself are hashes, which are never so small.
fn place(number: u32) -> Location {
    Location::new(u128::from(number))
}
