//! A library as its users meet it: written, read, merged, undone, broken and mended. Real files throughout.

mod a_library;
mod packs;
mod two_clocks;
