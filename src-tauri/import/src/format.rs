//! What a file is, by its first bytes and its name.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::Error;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text: [`crate::text::read_text`].
    Text,
    /// JSON Lines of passages: [`crate::passages::read_json_lines`].
    JsonLines,
}

/// How much of a file is looked at.
const HEAD: u64 = 4096;

/// What a file is.
///
/// # Errors
///
/// [`Error::FormatNotRead`] names a format that is known and not read; [`Error::CannotRead`] a file that cannot be opened,
/// or that is a folder, a pipe or a device.
pub fn recognise(path: &Path) -> Result<Format, Error> {
    let head = head(path).map_err(|reason| Error::CannotRead {
        path: path.to_owned(),
        reason,
    })?;
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let not_read = |format| {
        Err(Error::FormatNotRead {
            path: path.to_owned(),
            format,
        })
    };
    if let Some(format) = by_first_bytes(&head) {
        return not_read(format);
    }
    match extension.as_str() {
        "jsonl" | "ndjson" => Ok(Format::JsonLines),
        "pdf" => not_read("a PDF by its name"),
        "docx" | "docm" => not_read("a Word file by its name"),
        "doc" => not_read("an old Word file"),
        "html" | "htm" | "xhtml" => not_read("a web page"),
        "xml" | "fmx" | "akn" => not_read("an XML file"),
        "json" => not_read("a JSON file that is not JSON Lines"),
        "csv" | "xlsx" | "xls" | "ods" => not_read("a table"),
        _ => Ok(Format::Text),
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    // Opening a pipe may wait for ever; a folder opens and then cannot be read.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// The format whose mark stands at the start, where it is none that is read as text.
fn by_first_bytes(head: &[u8]) -> Option<&'static str> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let lower = text[..text.len().min(64)].to_ascii_lowercase();
    let format = match head {
        // The mark may stand after some noise.
        _ if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-") => "a PDF",
        [b'P', b'K', 3 | 5, 4 | 6, ..] if contains(head, b"word/") => "a Word file",
        [b'P', b'K', 3 | 5, 4 | 6, ..] => "a ZIP archive or an office file",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old office file",
        [0x1F, 0x8B, ..] => "a gzip archive",
        [b'{', b'\\', b'r', b't', b'f', ..] => "a Rich Text file",
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => "a picture",
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => "an SQLite database",
        _ if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") => "a web page",
        _ if lower.starts_with(b"<?xml") => "an XML file",
        _ => return None,
    };
    Some(format)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
