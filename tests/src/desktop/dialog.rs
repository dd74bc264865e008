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
            ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Keysym, MapState,
            Window as XWindow,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

const RETURN: Keysym = 0xff0d;
const SHIFT: Keysym = 0xffe1;
const CONTROL: Keysym = 0xffe3;

/// The display as an X client sees it.
pub(super) struct Dialogs {
    x: RustConnection,
    root: XWindow,
}

type Outcome<T> = Result<T, String>;

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Dialogs {
    /// Connects to the display of this name.
    pub(super) fn on(display: &str) -> Outcome<Self> {
        let (x, screen) = x11rb::connect(Some(display)).map_err(told)?;
        let root = x.setup().roots[screen].root;
        Ok(Self { x, root })
    }

    /// Gives the keyboard to the program's window.
    pub(super) fn focus_program(&self) -> Outcome<()> {
        match self.shown()?.first() {
            Some((window, _)) => self.focus(*window),
            None => Err("the program shows no window".to_owned()),
        }
    }

    /// Waits for a dialog above the program's window, types `path` into it and confirms.
    pub(super) fn answer_with(&self, path: &Path, patience: Duration) -> Outcome<()> {
        let started = Instant::now();
        let dialog = loop {
            // The dialog is the window that came last.
            if let [_, .., (dialog, _)] = self.shown()?.as_slice() {
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
        let closed = || Ok::<_, String>(!self.shown()?.iter().any(|(window, _)| *window == dialog));
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

    /// The windows that are shown and large enough to be one, lowest first, with their width.
    fn shown(&self) -> Outcome<Vec<(XWindow, u16)>> {
        let tree = self.x.query_tree(self.root).map_err(told)?.reply().map_err(told)?;
        let mut shown = Vec::new();
        for window in tree.children {
            // A window may vanish between the list and the question.
            let Ok(attributes) = self.x.get_window_attributes(window).map_err(told)?.reply() else {
                continue;
            };
            let Ok(geometry) = self.x.get_geometry(window).map_err(told)?.reply() else {
                continue;
            };
            if attributes.map_state == MapState::VIEWABLE && !attributes.override_redirect && geometry.width > 200 {
                shown.push((window, geometry.width));
            }
        }
        Ok(shown)
    }

    fn focus(&self, window: XWindow) -> Outcome<()> {
        self.x
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
            self.x
                .xtest_fake_input(event, code, 0, self.root, 0, 0, 0)
                .map_err(told)?
                .check()
                .map_err(told)?;
        }
        Ok(())
    }

    /// The key that makes this symbol, and whether it needs Shift.
    fn key(&self, keysym: Keysym) -> Outcome<(Keycode, bool)> {
        let (first, last) = (self.x.setup().min_keycode, self.x.setup().max_keycode);
        let map = self
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
