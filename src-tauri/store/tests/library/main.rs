//! A library as its users meet it: written, read, merged, undone, broken and mended. Real files throughout.

mod a_library;
mod packs;
mod packs_taken_back;
mod two_clocks;
mod undoing;
