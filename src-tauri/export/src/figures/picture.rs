//! A drawing as a picture, for programs that cannot draw SVG.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};

/// The drawing as PNG, three pixels a point: sharp on paper at 216 dots an inch.
///
/// Letters come from the typefaces built in, never from the machine, so that the same drawing gives the same bytes.
pub(crate) fn picture(svg: &str) -> Vec<u8> {
    const SCALE: f32 = 3.0;
    static OPTIONS: OnceLock<usvg::Options<'static>> = OnceLock::new();
    let options = OPTIONS.get_or_init(|| {
        let mut faces = usvg::fontdb::Database::new();
        faces.load_font_data(include_bytes!("../../fonts/NotoSans-Regular.ttf").to_vec());
        faces.load_font_data(include_bytes!("../../fonts/NotoSans-Bold.ttf").to_vec());
        faces.load_font_data(include_bytes!("../../fonts/NotoSansArabic-Regular.ttf").to_vec());
        faces.load_font_data(include_bytes!("../../fonts/DejaVuSans.ttf").to_vec());
        usvg::Options {
            fontdb: Arc::new(faces),
            font_family: "Noto Sans".to_owned(),
            ..usvg::Options::default()
        }
    });
    let tree = usvg::Tree::from_str(svg, options).expect("drawings of ours are well-formed SVG");
    let size = tree
        .size()
        .to_int_size()
        .scale_by(SCALE)
        .expect("a drawing is not empty");
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a drawing is not empty");
    pixels.fill(tiny_skia::Color::WHITE);
    // The size in pixels is of the drawing's points, whatever unit the SVG names.
    let scale = size.width() as f32 / tree.size().width();
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().expect("a picture in memory can be encoded")
}
