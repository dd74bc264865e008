//! A library as its users meet it: written, read, merged, undone, broken and mended. Real files throughout.

mod a_library;
mod any_history;
mod backups_and_checks;
mod filters;
mod opening;
mod packs;
mod packs_taken_back;
mod two_clocks;
mod two_processes;
mod undoing;
