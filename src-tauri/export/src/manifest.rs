//! The list of facts a brief used, carried inside its file, so that it can be checked again later.
//!
//! Belongs here: the list, its fingerprints, and reading it back out of each format. Not here: comparing it with a
//! library, which only the library can do.

use std::io::{Cursor, Read};

use entente_domain::{Record, RecordId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Error, pdf};

/// The facts a brief used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The shape of this list; 1 until it changes.
    pub version: u32,
    /// The pack's id and version.
    pub pack: String,
    /// The partner's code.
    pub partner: String,
    /// The codes of the partners set beside it, in a comparison.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Whether it was cut to a page.
    #[serde(default)]
    pub one_page: bool,
    /// The parts it was narrowed to; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The day the brief speaks of.
    pub as_of: String,
    /// Strands it was narrowed to; empty for all.
    pub strands: Vec<String>,
    /// The period it was narrowed to, first and last day.
    pub period: (Option<String>, Option<String>),
    /// Each record it used, by id.
    pub facts: Vec<UsedFact>,
}

/// A record a brief used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedFact {
    /// The record.
    pub id: RecordId,
    /// What the record was when it was used: see [`fingerprint`].
    pub fingerprint: String,
    /// The footnotes that statements about it carry.
    pub notes: Vec<u32>,
}

/// A short name for exactly what a record says: 128 bits of the SHA-256 of its JSON, in hexadecimal.
///
/// Any field that differs gives another one.
pub fn fingerprint(record: &Record) -> String {
    let json = serde_json::to_vec(record).expect("records are plain data");
    let digest = Sha256::digest(&json);
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Where the list stands in a Word file before another program has saved it; afterwards any `customXml/item*.xml`.
pub(crate) const DOCX_PART: &str = "customXml/item1.xml";

/// The namespace of the list in XML.
pub(crate) const NAMESPACE: &str = "urn:entente:brief:facts:1";

/// The id of the data block in HTML.
pub(crate) const HTML_ID: &str = "entente-facts";

impl Manifest {
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a manifest is plain data")
    }
}

/// Reads the list of facts out of a brief: Word, PDF or HTML; Word also after another program saved it.
///
/// # Errors
/// When the file carries none, or carries one that is damaged.
pub fn recheck(bytes: &[u8]) -> Result<Manifest, Error> {
    if bytes.starts_with(b"PK") {
        return from_docx(bytes);
    }
    if bytes.starts_with(b"%PDF") {
        return pdf::manifest_in(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    let opening = format!("<script type=\"application/json\" id=\"{HTML_ID}\">");
    let (_, after) = text.split_once(&opening).ok_or(Error::NoManifest)?;
    let (json, _) = after.split_once("</script>").ok_or(Error::NoManifest)?;
    Ok(serde_json::from_str(json)?)
}

fn from_docx(bytes: &[u8]) -> Result<Manifest, Error> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::NoManifest)?;
    let parts: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(|name| name.starts_with("customXml/"))
        .collect();
    for part in parts {
        let mut xml = String::new();
        let file = archive.by_name(&part)?;
        // A list of facts is small; a part that claims to be huge is not ours.
        if file.take(64 << 20).read_to_string(&mut xml).is_err() || !xml.contains(NAMESPACE) {
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut json = String::new();
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Text(text)) => json.push_str(text.as_ref()),
                Ok(quick_xml::events::Event::GeneralRef(entity)) => json.push(match entity.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    _ => '\'',
                }),
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(_) => return Err(Error::NoManifest),
            }
        }
        return Ok(serde_json::from_str(json.trim())?);
    }
    Err(Error::NoManifest)
}
