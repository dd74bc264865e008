//! PDF through typst: tagged for assistive technology (PDF/UA-1) and made to last (PDF/A-3a).
//!
//! Belongs here: handing a document to typst with our own typefaces, and reading the list of facts back. Not here:
//! how it looks (`brief.typ`, `poster.typ`). Nothing is read from the machine: no typeface, no file, no clock.

mod attached;
mod marks;
mod setting;
mod still;
mod view;
mod world;

use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub(crate) use attached::manifest_in;
pub(crate) use world::{drawable, width_of};

use self::{setting::Setting, world::Desk};
use crate::{
    Error, Written,
    document::Document,
    saving::{Follow, Step, stopped, tell, to_the_end},
};

const TEMPLATE: &str = include_str!("brief.typ");
/// The name of the list of facts among a file's attachments.
pub(crate) const ATTACHMENT: &str = "entente-facts.json";

/// Writes a document as PDF. The same document gives the same bytes.
///
/// # Errors
/// When the document cannot be typeset.
pub fn pdf(document: &Document) -> Result<Written, Error> {
    let mut files = vec![
        ("document.json".to_owned(), drawable(&view::json(document)).into_bytes()),
        (ATTACHMENT.to_owned(), document.manifest.to_json().into_bytes()),
    ];
    files.extend(view::drawings(document));
    Ok(Written {
        // The name in the file must not change from one writing to the next.
        bytes: typeset(TEMPLATE, files, document.manifest.to_json(), (0, &to_the_end))?,
        facts: document.facts(),
        footnotes: document.notes.len(),
    })
}

/// Typesets a template with its files. `ident` is what the file is known by: the same of the same content. A template that
/// asks for the file `page/N` as it sets page N, from 0, is followed over so many pages.
pub(crate) fn typeset(
    template: &str,
    files: Vec<(String, Vec<u8>)>,
    ident: String,
    (pages, follow): (usize, Follow<'_>),
) -> Result<Vec<u8>, Error> {
    let desk = Desk::new(template, files, Setting::new(pages, follow));
    let bytes = bound(&desk, ident);
    // What was typeset is remembered, so that a preview and the save after it are one work; older documents are let go.
    typst::comemo::evict(1);
    if desk.setting.is_stopped() {
        return Err(stopped());
    }
    bytes
}

fn bound(desk: &Desk<'_>, ident: String) -> Result<Vec<u8>, Error> {
    let typeset: PagedDocument = typst::compile(desk).output.map_err(|errors| failure(&errors))?;
    tell(desk.setting.follow, Step::File)?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Entente".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
            .map_err(|hint| Error::Typeset(hint.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&typeset, &options).map_err(|errors| failure(&errors))?;
    tell(desk.setting.follow, Step::File)?;
    Ok(bytes)
}

fn failure(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
    Error::Typeset(messages.join("; "))
}
