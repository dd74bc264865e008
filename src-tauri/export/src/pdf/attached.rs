//! Finding the list of facts among the attachments of a PDF.

use hayro_syntax::{
    Pdf,
    object::{Dict, Object, Stream, String as PdfString},
};

use super::ATTACHMENT;
use crate::{Error, manifest::Manifest};

/// The list of facts in a PDF of ours.
///
/// # Errors
/// When there is none, or it is damaged.
pub(crate) fn manifest_in(bytes: &[u8]) -> Result<Manifest, Error> {
    let file = Pdf::new(bytes.to_vec()).map_err(|_| Error::NoManifest)?;
    let attached = file.objects().into_iter().find_map(|object| {
        let Object::Dict(specification) = object else {
            return None;
        };
        let name = specification.get::<PdfString<'_>>("F")?;
        if name.as_bytes() != ATTACHMENT.as_bytes() {
            return None;
        }
        let embedded: Stream<'_> = specification.get::<Dict<'_>>("EF")?.get("F")?;
        Some(embedded.decoded().ok()?.into_owned())
    });
    Ok(serde_json::from_slice(&attached.ok_or(Error::NoManifest)?)?)
}
