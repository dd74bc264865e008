//! The words of a PDF, as its own tables read them.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, font::Glyph, hayro_cmap::BfString, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath};

/// Every letter in the order it is drawn. Blanks at which a line may end are left out: where it does, there is none.
pub fn of(file: &Pdf) -> String {
    let mut letters = Letters::default();
    let cache = InterpreterCache::new();
    for page in file.pages().iter() {
        let mut context = Context::new(
            Affine::IDENTITY,
            kurbo::Rect::new(0.0, 0.0, 2000.0, 2000.0),
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut letters);
    }
    letters.0
}

/// Whether a line may end there.
pub fn is_break(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

#[derive(Default)]
struct Letters(String);

impl<'a> Device<'a> for Letters {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, _: Affine, _: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) if !is_break(letter) => self.0.push(letter),
            Some(BfString::String(letters)) => self.0.extend(letters.chars().filter(|one| !is_break(*one))),
            _ => {}
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
