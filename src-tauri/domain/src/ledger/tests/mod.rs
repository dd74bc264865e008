//! The ledger's rules: told as stories, held over random links, and seen in the shipped pack.

mod by_definition;
mod lines;
mod properties;
mod shipped;
mod stories;
