//! stub
use crate::{Error, Written, document::Document};
/// stub
pub fn docx(_document: &Document) -> Result<Written, Error> {
    Err(Error::NoManifest)
}
