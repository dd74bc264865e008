//! What a person does who has a keyboard and no mouse.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::json;

use super::{locator::Locator, window::Window};

/// So many presses of Tab pass no screen's last stop.
const FAR: usize = 600;

impl Window {
    /// Types words with the page's focus where it is, key by key.
    #[track_caller]
    pub fn types(&self, words: &str) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in words.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        if let Err(error) = self.driver(self.client.perform_actions(keys)) {
            panic!("could not type “{words}”: {error}");
        }
    }

    /// Whether the page's focus is on such an element.
    pub fn stands_on(&self, locator: &Locator) -> bool {
        let found = include_str!("find.js");
        let script = format!("return (() => {{ {found} }})().includes(document.activeElement)");
        self.script(&script, vec![locator.as_json()]) == json!(true)
    }

    /// Presses Tab until the focus is on such an element.
    #[track_caller]
    pub fn tab_to(&self, locator: &Locator) {
        self.walk_to("Tab", locator);
    }

    /// The same backwards.
    #[track_caller]
    pub fn tab_back_to(&self, locator: &Locator) {
        self.walk_to("Shift+Tab", locator);
    }

    #[track_caller]
    fn walk_to(&self, chord: &str, locator: &Locator) {
        // What is on its way there can be reached once it has come.
        self.sees(locator);
        for _ in 0..FAR {
            self.press(chord);
            if self.stands_on(locator) {
                return;
            }
        }
        self.fail(&format!("{FAR} presses of {chord} do not lead to {locator}"));
    }
}
