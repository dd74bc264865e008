//! Plain text into paragraphs.
//!
//! A paragraph ends at an empty line. Where a text is not wrapped at some width, each of its lines is a paragraph, unless
//! it ends with two spaces (Markdown's line break). Paragraphs are numbered from 1 as they stand, headings included.

use std::{fs::File, io::Read, path::Path};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use entente_domain::{Document, DocumentFormat, Passage};
use sha2::{Digest, Sha256};

use crate::{
    Error, TextProblem, Warning, document_id,
    document_id::hex,
    format::{Format, recognise},
};

/// The largest file, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The longest passage, in bytes; a longer paragraph is split at a space and says so in its locators.
const LONGEST_PASSAGE: usize = 16 * 1024;
/// The longest first line that is taken for a title, in characters.
const LONGEST_TITLE: usize = 150;
/// The widest line of a wrapped text, in characters.
const WRAPPED_WIDTH: usize = 120;

/// A text that was read: the document and its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDocument {
    /// The document. Partners, instrument and date are the reader's to fill in.
    pub document: Document,
    /// Its paragraphs.
    pub passages: Vec<Passage>,
}

/// Reads a plain text file in UTF-8, UTF-16 with its mark, or one of the older encodings of Europe and the Arab world,
/// guessed from the letters; a guess is among the document's warnings.
///
/// # Errors
///
/// The file cannot be read, is too large, is no text, or is of a format that is not read.
pub fn read_text(path: &Path) -> Result<TextDocument, Error> {
    let cannot_read = |reason| Error::CannotRead {
        path: path.to_owned(),
        reason,
    };
    let not_text = |problem| Error::NotText {
        path: path.to_owned(),
        problem,
    };
    if recognise(path)? != Format::Text {
        return Err(not_text(TextProblem::JsonLines));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(cannot_read)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(cannot_read)?;
    if bytes.len() as u64 > MOST_BYTES {
        let size = path.metadata().map_err(cannot_read)?.len();
        return Err(Error::TooLarge {
            path: path.to_owned(),
            bytes: size,
            most: MOST_BYTES,
        });
    }
    let (text, warning) = decode(&bytes).map_err(not_text)?;
    let passages = paragraphs(&text);
    if passages.is_empty() {
        return Err(not_text(TextProblem::Empty));
    }
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let first = passages[0].text.lines().next().unwrap_or_default();
    let title = if first.chars().count() <= LONGEST_TITLE {
        first.to_owned()
    } else {
        name.clone()
    };
    let pages = text.matches('\u{C}').count();
    let document = Document {
        id: document_id(&name),
        title,
        format: DocumentFormat::Text,
        language: None,
        date: None,
        partners: Vec::new(),
        instrument: None,
        sha256: Some(hex(&Sha256::digest(&bytes))),
        pages: (pages > 0).then(|| u32::try_from(pages).unwrap_or(u32::MAX)),
        passages: u32::try_from(passages.len()).unwrap_or(u32::MAX),
        warnings: warning.iter().map(ToString::to_string).collect(),
        cites: Vec::new(),
    };
    Ok(TextDocument { document, passages })
}

/// The bytes as text, and what had to be guessed.
fn decode(bytes: &[u8]) -> Result<(String, Option<Warning>), TextProblem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let broken = lossy && (encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE);
        let encoding = encoding.name().to_owned();
        return Ok((text.into_owned(), broken.then_some(Warning::BrokenLetters { encoding })));
    }
    if bytes.contains(&0) {
        return Err(TextProblem::ZeroBytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    if lossy {
        return Err(TextProblem::Encoding(encoding.name()));
    }
    let encoding = encoding.name().to_owned();
    Ok((text.into_owned(), Some(Warning::GuessedLetters { encoding })))
}

/// The paragraphs of a text as passages.
fn paragraphs(text: &str) -> Vec<Passage> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<(String, u32)> = Vec::new();
    let mut page = 1_u32;
    let mut open = false;
    for line in text.split('\n') {
        // A form feed starts a page, and with it a paragraph.
        for (turn, piece) in line.split('\u{C}').enumerate() {
            if turn > 0 {
                page = page.saturating_add(1);
                open = false;
            }
            let piece = piece.trim_end_matches('\r');
            let words = piece.trim();
            if words.is_empty() {
                // The rest of a line behind a page's end is no empty line of its own.
                open = false;
                continue;
            }
            match blocks.last_mut() {
                Some((block, _)) if open => {
                    block.push(if wrapped { ' ' } else { '\n' });
                    block.push_str(words);
                }
                _ => blocks.push((words.to_owned(), page)),
            }
            open = wrapped || piece.ends_with("  ");
        }
    }
    let has_pages = page > 1;
    let mut heading = None;
    let mut passages = Vec::new();
    for (number, (block, page)) in (1_u32..).zip(blocks) {
        let title = markdown_heading(&block);
        let pieces = pieces(title.unwrap_or(&block));
        let parts = pieces.len();
        for (part, piece) in (1_usize..).zip(pieces) {
            passages.push(Passage {
                ordinal: u32::try_from(passages.len() + 1).unwrap_or(u32::MAX),
                locator: Some(if parts == 1 {
                    format!("paragraph {number}")
                } else {
                    format!("paragraph {number}, part {part}")
                }),
                heading: heading.clone(),
                page: has_pages.then_some(page),
                language: None,
                text: piece.to_owned(),
            });
        }
        if let Some(title) = title {
            heading = Some(title.to_owned());
        }
    }
    passages
}

/// Whether the lines break at some width: hardly any is wider than a screen.
fn is_wrapped(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (mut all, mut wide) = (0_usize, 0_usize);
    for line in lines {
        all += 1;
        wide += usize::from(line.chars().count() > WRAPPED_WIDTH);
    }
    wide * 50 <= all
}

/// The words of a Markdown heading that is all of a paragraph.
fn markdown_heading(block: &str) -> Option<&str> {
    let rest = block.trim_start_matches('#');
    let level = block.len() - rest.len();
    let title = rest.strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !title.is_empty() && !title.contains('\n')).then_some(title)
}

/// The paragraph, in pieces of bearable length.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while text.len() > LONGEST_PASSAGE {
        let limit = text.floor_char_boundary(LONGEST_PASSAGE);
        let at = text[..limit]
            .rfind(char::is_whitespace)
            .filter(|at| *at > 0)
            .unwrap_or(limit);
        pieces.push(text[..at].trim());
        text = text[at..].trim_start();
    }
    if !text.is_empty() {
        pieces.push(text);
    }
    pieces
}
