//! Packs: a library's records as a folder of text files, to read and to write.
//!
//! A pack is `pack.toml`, one folder a partner with one TOML file a kind of record, exchange rates and a glossary;
//! `data/README.md` documents it. [`read`] takes the files as text, so that a folder, an embedded pack and a test are
//! read alike. A pack is taken whole or refused with every problem that was found: file, line and hint.

mod about;
mod cross;
mod file;
mod folder;
mod front_matter;
mod layout;
mod problem;
mod read;
mod records;
mod schema;
mod shape;
mod write;

pub use about::Pack;
pub use folder::read_folder;
pub use problem::{PackProblem, PackProblems};
pub use read::read;
pub use schema::schema;
pub use write::{CannotWrite, write, write_folder};
