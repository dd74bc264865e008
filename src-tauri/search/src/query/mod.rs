//! The query language: its tree, its reader, its values. The grammar is in the crate's README.
//!
//! Not here: what a tree finds in an index (`compile`), and how it is told in plain words (`reading`).

pub(crate) mod fields;
mod lexer;
mod parser;
mod tree;
mod values;

pub(crate) use parser::{Parsed, parse};
pub(crate) use tree::{Field, FieldValue, Slip};
pub(crate) use tree::{Node, Quoted, Shape, Word};
pub(crate) use values::{AmountRange, DayRange};
