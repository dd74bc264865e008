//! The system's own dialogs, which WebDriver cannot see: found as windows of the display, answered with the keyboard.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection,
    protocol::{
        xproto::{
            ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Keysym, Window as XWindow,
        },
        xtest::ConnectionExt as _,
    },
};

use super::screen::{Outcome, Screen, told};

const RETURN: Keysym = 0xff0d;
const SHIFT: Keysym = 0xffe1;
const CONTROL: Keysym = 0xffe3;

/// The dialogs on a screen.
pub(super) struct Dialogs<'a>(pub(super) &'a Screen);

impl Dialogs<'_> {
    /// Gives the keyboard to the program's window.
    pub(super) fn focus_program(&self) -> Outcome<()> {
        match self.0.windows()?.first() {
            Some((window, _)) => self.focus(*window),
            None => Err("the program shows no window".to_owned()),
        }
    }

    /// Waits for a dialog above the program's window, types `path` into it and confirms.
    pub(super) fn answer_with(&self, path: &Path, patience: Duration) -> Outcome<()> {
        let started = Instant::now();
        let dialog = loop {
            // The dialog is the window that came last.
            if let [_, .., (dialog, _)] = self.0.windows()?.as_slice() {
                break *dialog;
            }
            if started.elapsed() > patience {
                return Err(format!("none appeared within {} s", patience.as_secs()));
            }
            thread::sleep(Duration::from_millis(50));
        };
        // Shown is not yet listening: the file list is still being read.
        thread::sleep(Duration::from_millis(400));
        self.focus(dialog)?;
        thread::sleep(Duration::from_millis(200));
        let typed = path.to_str().ok_or("the path is not text")?;
        let closed = || Ok::<_, String>(!self.0.windows()?.iter().any(|(window, _)| *window == dialog));
        // On a busy machine the first keys can be lost: then all is typed over once more.
        while !closed()? {
            if started.elapsed() > patience {
                return Err("it did not close".to_owned());
            }
            self.chord(&[CONTROL, Keysym::from(b'a')])?;
            for (place, one) in typed.chars().enumerate() {
                self.character(one)?;
                if place == 0 {
                    // An open dialog shows its field once a path begins, and late; what is typed meanwhile is lost.
                    thread::sleep(Duration::from_millis(800));
                }
            }
            thread::sleep(Duration::from_millis(200));
            self.chord(&[RETURN])?;
            let returned = Instant::now();
            while !closed()? && returned.elapsed() < Duration::from_secs(4) {
                thread::sleep(Duration::from_millis(50));
            }
        }
        self.focus_program()
    }

    fn focus(&self, window: XWindow) -> Outcome<()> {
        self.0
            .x
            .set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)
            .map_err(told)?
            .check()
            .map_err(told)
    }

    fn character(&self, character: char) -> Outcome<()> {
        // Keysyms of Latin-1 are its code points.
        let keysym = Keysym::from(u32::from(character));
        let (_, shifted) = self.key(keysym)?;
        if shifted {
            self.chord(&[SHIFT, keysym])
        } else {
            self.chord(&[keysym])
        }
    }

    fn chord(&self, keysyms: &[Keysym]) -> Outcome<()> {
        let codes = keysyms
            .iter()
            .map(|one| Ok(self.key(*one)?.0))
            .collect::<Outcome<Vec<Keycode>>>()?;
        let presses = codes.iter().map(|code| (KEY_PRESS_EVENT, *code));
        let releases = codes.iter().rev().map(|code| (KEY_RELEASE_EVENT, *code));
        for (event, code) in presses.chain(releases) {
            self.0
                .x
                .xtest_fake_input(event, code, 0, self.0.root, 0, 0, 0)
                .map_err(told)?
                .check()
                .map_err(told)?;
        }
        Ok(())
    }

    /// The key that makes this symbol, and whether it needs Shift.
    fn key(&self, keysym: Keysym) -> Outcome<(Keycode, bool)> {
        let (first, last) = (self.0.x.setup().min_keycode, self.0.x.setup().max_keycode);
        let map = self
            .0
            .x
            .get_keyboard_mapping(first, last - first + 1)
            .map_err(told)?
            .reply()
            .map_err(told)?;
        let per_code = usize::from(map.keysyms_per_keycode);
        for level in 0..per_code.min(2) {
            let codes = (first..=last).zip(map.keysyms.chunks(per_code));
            if let Some((code, _)) = codes.into_iter().find(|(_, symbols)| symbols[level] == keysym) {
                return Ok((code, level == 1));
            }
        }
        Err(format!("no key types symbol {keysym:#x}"))
    }
}
