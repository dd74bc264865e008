//! How a test names a part of the window: by what a user can perceive first, by test id only where there is no such name.

use std::fmt;

use serde_json::{Value, json};

/// Answers in the page what a locator names; its argument is [`Locator::as_json`].
pub(super) const FIND: &str = concat!(include_str!("name.js"), include_str!("find.js"));

/// Names an element, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    by: By,
    within: Option<Box<Locator>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum By {
    Role { role: String, name: String },
    TestId(String),
    Css(String),
    Text(String),
}

/// By ARIA role and accessible name. An exact name wins over one that only contains the words; case does not matter;
/// an empty name takes any.
pub fn role(role: &str, name: &str) -> Locator {
    By::Role {
        role: role.to_owned(),
        name: name.to_owned(),
    }
    .into()
}

/// By the attribute `data-testid`.
pub fn test_id(id: &str) -> Locator {
    By::TestId(id.to_owned()).into()
}

/// By CSS selector.
pub fn css(selector: &str) -> Locator {
    By::Css(selector.to_owned()).into()
}

/// The innermost elements whose text contains these words; case and line breaks do not matter.
pub fn text(words: &str) -> Locator {
    By::Text(words.to_owned()).into()
}

impl From<By> for Locator {
    fn from(by: By) -> Self {
        Self { by, within: None }
    }
}

impl Locator {
    /// The same, looked for only inside `outer`.
    pub fn within(self, outer: Locator) -> Self {
        let within = match self.within {
            None => outer,
            Some(inner) => inner.within(outer),
        };
        Self {
            by: self.by,
            within: Some(Box::new(within)),
        }
    }

    /// What `find.js` reads.
    pub(super) fn as_json(&self) -> Value {
        let mut value = match &self.by {
            By::Role { role, name } => json!({"by": "role", "role": role, "name": name}),
            By::TestId(id) => json!({"by": "testId", "id": id}),
            By::Css(selector) => json!({"by": "css", "selector": selector}),
            By::Text(words) => json!({"by": "text", "words": words}),
        };
        value["within"] = self.within.as_ref().map_or(Value::Null, |outer| outer.as_json());
        value
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.by {
            By::Role { role, name } if name.is_empty() => write!(f, "a {role}")?,
            By::Role { role, name } => write!(f, "the {role} “{name}”")?,
            By::TestId(id) => write!(f, "the element with test id {id}")?,
            By::Css(selector) => write!(f, "an element {selector}")?,
            By::Text(words) => write!(f, "the words “{words}”")?,
        }
        match &self.within {
            Some(outer) => write!(f, " in {outer}"),
            None => Ok(()),
        }
    }
}
