//! What typst may see: a template, the document's data, our typefaces. Nothing of the machine.

use std::sync::OnceLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    layout::Abs,
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook, FontInstance, FontVariant, FontVariations},
    utils::LazyHash,
};

use super::setting::Setting;

/// The typefaces built in: Latin, Greek and Cyrillic in four styles, Arabic in two, and one for what these lack.
const FACES: [&[u8]; 7] = [
    include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../fonts/NotoSans-Italic.ttf"),
    include_bytes!("../../fonts/NotoSans-BoldItalic.ttf"),
    include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../../fonts/DejaVuSans.ttf"),
];

/// Where the upright regular faces stand among them, in the order in which a letter is looked for.
const UPRIGHT: [usize; 3] = [0, 4, 6];

/// What does not change from one document to the next.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Those in which words are measured.
    upright: Vec<FontInstance>,
}

fn shop() -> &'static Shop {
    static SHOP: OnceLock<Shop> = OnceLock::new();
    SHOP.get_or_init(|| {
        let fonts: Vec<Font> = FACES
            .into_iter()
            .flat_map(|face| Font::iter(Bytes::new(face)))
            .collect();
        let measuring = |face: usize| {
            fonts[face]
                .clone()
                .instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default())
        };
        let mut library = Library::default();
        super::marks::teach(&mut library);
        super::still::teach(&mut library);
        Shop {
            upright: UPRIGHT.map(measuring).to_vec(),
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    })
}

/// The text with a replacement character for each that no typeface has: a document that must be readable to all may
/// hold none that cannot be drawn.
pub(crate) fn drawable(text: &str) -> String {
    let known = |letter: char| {
        letter.is_ascii()
            || is_invisible(letter)
            || shop()
                .fonts
                .iter()
                .any(|font| font.info().coverage.contains(u32::from(letter)))
    };
    text.chars()
        .map(|letter| if known(letter) { letter } else { '\u{fffd}' })
        .collect()
}

/// How wide words are at a size, in points, set upright. Letters are measured one by one, so that joined ones come out
/// a little wide.
pub(crate) fn width_of(words: &str, size: f64) -> f64 {
    let advance = |letter: char| {
        shop().upright.iter().find_map(|font| {
            let glyph = font.ttf().glyph_index(letter)?;
            font.x_advance(glyph.0).map(|advance| advance.get())
        })
    };
    let letters = words.chars().filter(|letter| !is_invisible(*letter));
    // What no typeface has is drawn as a replacement character, about as wide as it is high.
    letters.map(|letter| advance(letter).unwrap_or(1.0)).sum::<f64>() * size
}

/// Marks of direction, joiners and the like, which have no shape of their own.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// One document on the desk.
pub(super) struct Desk<'f> {
    template: Source,
    files: Vec<(FileId, Bytes)>,
    pub setting: Setting<'f>,
}

impl<'f> Desk<'f> {
    pub fn new(template: &str, files: Vec<(String, Vec<u8>)>, setting: Setting<'f>) -> Self {
        let files = files
            .into_iter()
            .map(|(name, bytes)| (named(&name), Bytes::new(bytes)))
            .collect();
        Self {
            template: Source::new(named("template.typ"), template.to_owned()),
            files,
            setting,
        }
    }
}

fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our own file names are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &shop().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &shop().book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(missing(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(wanted) = self.setting.page(id.get().vpath().get_without_slash()) {
            // Typst has no other way to be stopped than a file that is not there.
            return if wanted { Ok(Bytes::new([])) } else { Err(missing(id)) };
        }
        self.files
            .iter()
            .find(|(own, _)| *own == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        shop().fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
