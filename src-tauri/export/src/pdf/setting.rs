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
        // Told while it is held: else a page that was counted later could be told of first.
        if !(self.follow)(Step::Pages { set, of }) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        Some(!self.is_stopped())
    }
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::*;

    #[test]
    fn pages_set_beside_each_other_are_told_of_one_after_the_other() {
        let pages = 60;
        let told = Mutex::new(Vec::new());
        let follow = |step: Step| {
            if let Step::Pages { set, .. } = step {
                // Whoever is told is slow now and then.
                thread::sleep(Duration::from_millis(set as u64 % 3));
                told.lock().expect("nobody panicked").push(set);
            }
            true
        };
        let setting = Setting::new(pages, &follow);
        thread::scope(|scope| {
            for first in 0..4 {
                let setting = &setting;
                scope.spawn(move || {
                    for page in (first..pages).step_by(4) {
                        assert_eq!(setting.page(&format!("page/{page}")), Some(true), "it is wanted");
                    }
                });
            }
        });
        let told = told.into_inner().expect("nobody panicked");
        assert_eq!(told, (1..=pages).collect::<Vec<_>>(), "no page is taken back");
    }
}
