//! What the whole-program tests share.
//!
//! Belongs here: the driven window and where things lie in the checkout. Not here: tests; they lie beside this
//! package's manifest, one file or folder a subject.

pub mod desktop;

use std::path::{Path, PathBuf};

/// The top of the checkout.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the checkout")
        .to_path_buf()
}
