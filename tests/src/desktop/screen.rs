//! What a display shows, as an X client sees it: its windows and their pixels.

use std::hash::{DefaultHasher, Hasher};

use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt, GetGeometryReply, ImageFormat, MapState, Window},
    rust_connection::RustConnection,
};

pub(super) type Outcome<T> = Result<T, String>;

/// An error in words.
pub(super) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A connection to a display.
pub(super) struct Screen {
    pub(super) x: RustConnection,
    pub(super) root: Window,
}

/// The pixels of a window: rows from the top, red, green and blue of each.
#[derive(PartialEq, Eq)]
pub(super) struct Picture {
    width: u16,
    height: u16,
    pixels: Vec<u8>,
}

impl Screen {
    /// Connects to the display of this name.
    pub(super) fn of(display: &str) -> Outcome<Self> {
        let (x, screen) = x11rb::connect(Some(display)).map_err(told)?;
        let root = x.setup().roots[screen].root;
        Ok(Self { x, root })
    }

    /// The windows that are shown and large enough to be one, lowest first: the program's own, then its dialogs.
    pub(super) fn windows(&self) -> Outcome<Vec<(Window, GetGeometryReply)>> {
        let tree = self.x.query_tree(self.root).map_err(told)?.reply().map_err(told)?;
        let mut shown = Vec::new();
        for window in tree.children {
            // A window may vanish between the list and the question.
            let Ok(attributes) = self.x.get_window_attributes(window).map_err(told)?.reply() else {
                continue;
            };
            let Ok(geometry) = self.x.get_geometry(window).map_err(told)?.reply() else {
                continue;
            };
            if attributes.map_state == MapState::VIEWABLE && !attributes.override_redirect && geometry.width > 200 {
                shown.push((window, geometry));
            }
        }
        Ok(shown)
    }

    /// What the program's window shows, with what stands over it; what lies beyond the edge of the screen is left out.
    pub(super) fn picture(&self) -> Outcome<Picture> {
        let windows = self.windows()?;
        let (_, place) = windows.first().ok_or("the program shows no window")?;
        let whole = self.x.get_geometry(self.root).map_err(told)?.reply().map_err(told)?;
        let (left, top) = (place.x.max(0), place.y.max(0));
        let width = place.width.min(whole.width.saturating_sub(left.cast_unsigned()));
        let height = place.height.min(whole.height.saturating_sub(top.cast_unsigned()));
        let image = self
            .x
            .get_image(ImageFormat::Z_PIXMAP, self.root, left, top, width, height, u32::MAX)
            .map_err(told)?
            .reply()
            .map_err(told)?;
        // A pixel of a screen 24 bits deep: blue, green, red, and a byte without meaning.
        let (pixels, _) = image.data.as_chunks::<4>();
        Ok(Picture {
            width,
            height,
            pixels: pixels
                .iter()
                .flat_map(|[blue, green, red, _]| [*red, *green, *blue])
                .collect(),
        })
    }

    /// A number that is the same for the same rows of pixels, each `width` wide from the left.
    pub(super) fn fingerprint(&self, rows: impl Iterator<Item = u16>, width: u16) -> Outcome<u64> {
        // All rows are asked for before the first is waited for.
        let asked = rows
            .map(|y| {
                self.x
                    .get_image(ImageFormat::Z_PIXMAP, self.root, 0, y.cast_signed(), width, 1, u32::MAX)
            })
            .collect::<Result<Vec<_>, _>>()
            .map_err(told)?;
        let mut sum = DefaultHasher::new();
        for row in asked {
            sum.write(&row.reply().map_err(told)?.data);
        }
        Ok(sum.finish())
    }
}

impl Picture {
    /// As a PNG file.
    pub(super) fn png(&self) -> Outcome<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width.into(), self.height.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().map_err(told)?;
        writer.write_image_data(&self.pixels).map_err(told)?;
        writer.finish().map_err(told)?;
        Ok(file)
    }
}
