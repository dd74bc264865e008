//! Files into records and documents.
//!
//! Belongs here: reading and writing packs (records as TOML), JSON Lines of passages, plain text. Each reader says
//! what is wrong, where, and what to do; none of them trusts its input. Not here: keeping what was read (`store`),
//! finding it (`search`), and deciding what a pack changes in a library (`library`).

mod document_id;
mod error;
mod format;
mod nearest;
pub mod pack;
pub mod passages;
pub mod text;
mod warning;

pub use document_id::document_id;
pub use error::{Error, LineProblem, TextProblem};
pub use format::{Format, recognise};
pub use pack::{Pack, PackProblem, PackProblems};
pub use warning::Warning;
