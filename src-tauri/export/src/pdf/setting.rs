//! How many pages of a document are set, told while typst is at work: it asks for a file by the number of each page.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use crate::saving::{Follow, Step};

/// The setting of one document, followed.
pub(super) struct Setting<'f> {
    pub follow: Follow<'f>,
    /// Which pages were begun: typst sets them beside each other, and some more than once.
    begun: Mutex<Vec<bool>>,
    stopped: AtomicBool,
}

impl<'f> Setting<'f> {
    pub fn new(pages: usize, follow: Follow<'f>) -> Self {
        Self {
            follow,
            begun: Mutex::new(vec![false; pages]),
            stopped: AtomicBool::new(false),
        }
    }

    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Whether a file is asked for to tell of a page, and then whether that page is wanted.
    pub fn page(&self, path: &str) -> Option<bool> {
        let number: usize = path.strip_prefix("page/")?.parse().ok()?;
        if self.is_stopped() {
            return Some(false);
        }
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        *begun.get_mut(number)? = true;
        let (set, of) = (begun.iter().filter(|page| **page).count(), begun.len());
        drop(begun);
        if !(self.follow)(Step::Pages { set, of }) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        Some(!self.is_stopped())
    }
}
