//! being assembled
#![allow(dead_code)]
mod endings;
mod entry;
mod error;
mod facets;
mod filter;
mod fold;
mod glossary;
mod index;
mod language;
mod layout;
mod schema;
mod stop_words;
mod view;
mod words;
mod writer;
pub use error::{Error, Result};
pub use language::Language;
pub use entry::{Entry, EntryAmount, EntryDate, Key};
pub use facets::{Facet, Facets};
pub use glossary::{Glossary, Group, Term};
pub use index::Index;
pub use writer::Writer;
