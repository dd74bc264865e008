//! Words that mean one thing: names in seven languages, short names, former names.
//!
//! Belongs here: the groups, and finding the group a typed word or run of words names. Not here: how a query follows them
//! (`compile`). The file's format is described at the head of `data/glossary.toml`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::fold::folded;
use crate::language::Language;
use crate::words::{spans, stem_term};
use crate::{Error, Result};

/// The longest term, in words, that a query is searched for.
const LONGEST_TERM: usize = 6;

/// A term of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it is written.
    pub text: String,
    /// The language it is of. `Other` for a short name, which stands in texts of any language as it is spelled.
    pub language: Language,
    /// Whether it is a short name, such as `MFA`.
    pub short: bool,
}

/// Terms that are followed for one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// In the order of the file: the first is what the group is called.
    pub terms: Vec<Term>,
    /// The partner the group names, by ISO code.
    pub partner: Option<String>,
}

/// The groups, and the way from a word to its groups.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    groups: Vec<Group>,
    by_words: HashMap<String, Vec<usize>>,
    partners: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "term")]
    terms: Vec<FileTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTerm {
    partner: Option<String>,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    fr: Vec<String>,
    #[serde(default)]
    ar: Vec<String>,
    #[serde(default)]
    tr: Vec<String>,
    #[serde(default)]
    sr: Vec<String>,
    #[serde(default)]
    it: Vec<String>,
    #[serde(default)]
    de: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
}

impl Glossary {
    /// Reads a glossary file.
    ///
    /// # Errors
    /// When the text is not TOML of the documented form, with the place.
    pub fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|why| Error::Glossary(why.to_string()))?;
        Ok(Self::of(file.terms.into_iter().map(|term| {
            let languages = [
                (Language::En, term.en),
                (Language::Fr, term.fr),
                (Language::Ar, term.ar),
                (Language::Tr, term.tr),
                (Language::Sr, term.sr),
                (Language::It, term.it),
                (Language::De, term.de),
                (Language::Other, term.short),
            ];
            let terms = languages.into_iter().flat_map(|(language, texts)| {
                texts.into_iter().map(move |text| Term {
                    text,
                    language,
                    short: language == Language::Other,
                })
            });
            Group {
                terms: terms.collect(),
                partner: term.partner,
            }
        })))
    }

    /// A glossary of these groups.
    pub fn of(groups: impl IntoIterator<Item = Group>) -> Self {
        let mut glossary = Self::default();
        for group in groups {
            let at = glossary.groups.len();
            for term in &group.terms {
                let words: Vec<&str> = spans(&term.text).map(|(from, to)| &term.text[from..to]).collect();
                if words.is_empty() || words.len() > LONGEST_TERM {
                    continue;
                }
                let mut names = vec![name_of(&words, Language::Other)];
                if !term.short {
                    names.push(name_of(&words, term.language));
                }
                for name in names {
                    let found = glossary.by_words.entry(name).or_default();
                    if !found.contains(&at) {
                        found.push(at);
                    }
                }
            }
            if let Some(code) = &group.partner {
                glossary.partners.entry(code.clone()).or_insert(at);
            }
            glossary.groups.push(group);
        }
        glossary
    }

    /// Its groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The groups that these words, in this order and nothing else, name: as written, or as any language inflects them.
    pub(crate) fn named(&self, words: &[&str]) -> Vec<usize> {
        if words.is_empty() || words.len() > LONGEST_TERM || self.groups.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<usize> = Language::ALL
            .into_iter()
            .filter_map(|language| self.by_words.get(&name_of(words, language)))
            .flatten()
            .copied()
            .filter(|at| self.may_mean(*at, words))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A short name typed in small letters is followed only where it cannot be an ordinary word: `mfa`, and not `who` or `ab`.
    fn may_mean(&self, group: usize, words: &[&str]) -> bool {
        let [word] = words else { return true };
        let typed = folded(word);
        let only_short = self.groups[group]
            .terms
            .iter()
            .filter(|term| folded(&term.text) == typed)
            .all(|term| term.short)
            && self.groups[group].terms.iter().any(|term| folded(&term.text) == typed);
        !only_short
            || self.groups[group]
                .terms
                .iter()
                .any(|term| term.short && term.text == *word)
            || (typed.chars().count() >= 3 && !crate::stop_words::is_stop_word(&typed))
    }

    /// The code of the partner that a text names: its code, or any of its names.
    pub(crate) fn partner(&self, text: &str) -> Option<&str> {
        if let Some((code, _)) = self.partners.iter().find(|(code, _)| code.eq_ignore_ascii_case(text)) {
            return Some(code);
        }
        let words: Vec<&str> = spans(text).map(|(from, to)| &text[from..to]).collect();
        self.named(&words)
            .into_iter()
            .find_map(|at| self.groups[at].partner.as_deref())
    }

    /// What a partner is called in a language, if the glossary says.
    pub(crate) fn partner_name(&self, code: &str, language: Language) -> Option<&str> {
        let group = &self.groups[*self.partners.get(code)?];
        group
            .terms
            .iter()
            .find(|term| term.language == language)
            .map(|term| term.text.as_str())
    }
}

/// Words as the glossary knows them: their terms in one language.
fn name_of(words: &[&str], language: Language) -> String {
    let mut name = String::new();
    for word in words {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&stem_term(word, language));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        Glossary::parse(
            r#"
            [[term]]
            en = ["readmission"]
            fr = ["réadmission"]
            tr = ["geri kabul"]
            [[term]]
            partner = "TR"
            en = ["Türkiye", "Turkey"]
            fr = ["Turquie"]
            [[term]]
            en = ["World Health Organization"]
            short = ["WHO"]
            [[term]]
            en = ["memorandum of understanding"]
            short = ["MoU"]
            "#,
        )
        .unwrap()
    }

    #[test]
    fn a_word_names_its_group_in_any_form_of_its_language() {
        let glossary = glossary();
        for word in ["readmission", "Readmissions", "réadmissions", "readmission"] {
            assert_eq!(glossary.named(&[word]), [0], "{word}");
        }
        assert_eq!(glossary.named(&["geri", "kabulü"]), [0]);
        assert_eq!(glossary.named(&["geri"]), [0; 0], "half a term names nothing");
    }

    #[test]
    fn a_short_name_that_is_an_ordinary_word_is_followed_in_capitals_only() {
        let glossary = glossary();
        assert_eq!(glossary.named(&["WHO"]), [2]);
        assert_eq!(glossary.named(&["who"]), [0; 0]);
        assert_eq!(glossary.named(&["mou"]), [3]);
    }

    #[test]
    fn a_partner_is_found_by_code_and_by_any_name() {
        let glossary = glossary();
        for text in ["tr", "TR", "turkey", "Turquie", "Türkiye"] {
            assert_eq!(glossary.partner(text), Some("TR"), "{text}");
        }
        assert_eq!(glossary.partner("Atlantis"), None);
        assert_eq!(glossary.partner_name("TR", Language::Fr), Some("Turquie"));
    }

    #[test]
    fn a_glossary_with_an_unknown_key_says_so() {
        let refused = Glossary::parse("[[term]]\nenglish = [\"x\"]").unwrap_err().to_string();
        assert!(refused.contains("english"), "{refused}");
    }
}
