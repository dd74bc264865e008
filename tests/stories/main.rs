//! Stories without a window: what a diplomat, a policy officer and a desk officer do with the program, from the command
//! line to the answer, on the data it ships with.
//!
//! Belongs here: what a user sees. Not here: how a crate does it, which its own tests say.
#![allow(clippy::unwrap_used, reason = "a story may stop at the first surprise")]

mod answers_as_json;
mod bad_input;
mod briefs;
mod broken_libraries;
mod comparing;
mod contested_facts;
mod corrections;
mod desk;
mod documents;
mod every_filter;
mod first_use;
mod money;
mod one_engine;
mod packs;
mod public_formats;
mod searching;
mod stopped_exports;
mod timelines;
mod two_clocks;
mod undertakings;
