//! The built program in a real window under Xvfb.
//!
//! Skipped, with a line that says so, unless `ENTENTE_DESKTOP` names the program. A test that fails leaves a picture
//! and what the program printed in `target/desktop-screenshots`.

mod accessibility;
mod briefs;
mod comparing;
mod exports;
mod first_hour;
mod french;
mod gallery;
mod keyboard;
mod library_room;
mod opening;
mod printing;
mod relations;
mod tab_walk;
mod written_otherwise;
