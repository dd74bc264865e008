//! Words in a cell, laid out once.
//!
//! Typst lays out a cell to learn its height and then again, to that height. What stands in it is the same both times,
//! but not told so: a height is passed down, and a paragraph laid out with another height is laid out anew.

use typst::{
    diag::SourceResult,
    engine::Engine,
    foundations::{NativeElement, Packed, StyleChain, Target},
    introspection::Locator,
    layout::{Abs, Axes, BlockElem, Frame, MoveElem, Region, Size},
};

/// Makes a `move` of a library one that moves nothing and hides the height around it from what it holds.
pub(super) fn teach(library: &mut typst::Library) {
    library.rules.replace::<MoveElem>(Target::Paged, |elem, _, _| {
        Ok(BlockElem::single_layouter(elem.clone(), lay).pack())
    });
}

fn lay(
    elem: &Packed<MoveElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let endless = Region::new(Size::new(region.size.x, Abs::inf()), Axes::new(region.expand.x, false));
    typst_layout::layout_frame(engine, &elem.body, locator, styles, endless)
}
