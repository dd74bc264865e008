//! What a person does who has a keyboard and no mouse.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};

use super::{
    locator::{FIND, Locator},
    window::{Window, key_code},
};

const WALK: &str = concat!(include_str!("name.js"), include_str!("walk.js"));

/// So many presses of Tab pass no screen's last stop.
const FAR: usize = 600;
/// So many are pressed before one looks where they led.
const STEP: usize = 12;

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

    /// Presses a key or a chord so many times.
    #[track_caller]
    pub fn press_often(&self, chord: &str, times: usize) {
        let chord: Vec<char> = chord.split('+').map(key_code).collect();
        let mut keys = KeyActions::new("keyboard".to_owned());
        for _ in 0..times {
            for value in chord.iter().copied() {
                keys = keys.then(KeyAction::Down { value });
            }
            for value in chord.iter().rev().copied() {
                keys = keys.then(KeyAction::Up { value });
            }
        }
        if let Err(error) = self.driver(self.client.perform_actions(keys)) {
            panic!("could not press {times} keys: {error}");
        }
    }

    /// Presses `chord`, Tab or Shift+Tab, until it comes round to where it was. Answers what is wrong on the way: what it
    /// does not lead to, what has no name, and where one does not see that the focus is there.
    #[track_caller]
    pub fn walk(&self, chord: &str) -> Vec<String> {
        let walk = |what: &str| self.script(WALK, vec![json!(what)]);
        walk("start");
        let mut distinct = Value::Null;
        loop {
            self.press_often(chord, 25);
            let far = walk("far");
            let round = far["passed"] != far["distinct"];
            if round || far["distinct"] == distinct {
                // A field comes into sight a moment after it has the focus; quick keys do not wait for that.
                while walk("doubt") == json!(true) && self.soon(|_| walk("sure") == json!(true)) {}
                return serde_json::from_value(walk("tell")).expect("what is wrong is a list of sentences");
            }
            distinct = far["distinct"].clone();
        }
    }

    /// Whether the page's focus is on such an element.
    pub fn stands_on(&self, locator: &Locator) -> bool {
        let script = format!("return (() => {{ {FIND} }})().includes(document.activeElement)");
        self.script(&script, vec![locator.as_json()]) == json!(true)
    }

    /// Presses Tab until the focus is on such an element.
    #[track_caller]
    pub fn tab_to(&self, locator: &Locator) {
        self.walk_to(["Tab", "Shift+Tab"], locator);
    }

    /// The same backwards.
    #[track_caller]
    pub fn tab_back_to(&self, locator: &Locator) {
        self.walk_to(["Shift+Tab", "Tab"], locator);
    }

    /// Goes in quick steps, and back by as many as it went too far.
    #[track_caller]
    fn walk_to(&self, [there, back]: [&str; 2], locator: &Locator) {
        const WATCH: &str = "
            if (!window.passed) document.addEventListener('focusin', (event) => window.passed.push(event.target));
            window.passed = [];";
        let beyond = format!(
            "const found = (() => {{ {FIND} }})();
             const at = window.passed.findIndex((one) => found.includes(one));
             return at < 0 ? null : window.passed.length - 1 - at;"
        );
        // What is on its way there can be reached once it has come.
        self.sees(locator);
        for _ in 0..FAR / STEP {
            self.script(WATCH, vec![]);
            self.press_often(there, STEP);
            if let Some(steps) = self.script(&beyond, vec![locator.as_json()]).as_u64() {
                self.press_often(back, steps.try_into().expect("no more than were gone"));
                if self.stands_on(locator) {
                    return;
                }
            }
        }
        self.fail(&format!("{FAR} presses of {there} do not lead to {locator}"));
    }
}
