//! The built window, driven as a user would drive it.
//!
//! Each [`Window`] has a display, a driver and a library folder of its own, so tests do not see each other and the
//! desk's own screen, settings and library stay untouched. Needs Xvfb, WebKitWebDriver and tauri-driver, which
//! `cargo xtask test` installs; Linux only.

mod dialog;
mod display;
mod keyboard;
mod launch;
mod locator;
mod process;
mod screen;
mod window;

pub use launch::{Launched, launch};
pub use locator::{Locator, css, role, test_id, text};
pub use window::{Settings, Window};
