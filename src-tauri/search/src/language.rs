//! The seven languages of the library: their names, their detection, their stems.
//!
//! Not here: folding of letters, which is the same in every language (`fold`).

use frostem::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The language a passage is written in, as far as search distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
    /// Arabic.
    Ar,
    /// Turkish.
    Tr,
    /// Serbian, in either script.
    Sr,
    /// Italian.
    It,
    /// German.
    De,
    /// Any other: words are folded and not stemmed.
    Other,
}

impl Language {
    /// Every language search distinguishes.
    pub const ALL: [Self; 8] = [
        Self::En,
        Self::Fr,
        Self::Ar,
        Self::Tr,
        Self::Sr,
        Self::It,
        Self::De,
        Self::Other,
    ];

    /// The languages that are stemmed.
    pub const STEMMED: [Self; 7] = [Self::En, Self::Fr, Self::Ar, Self::Tr, Self::Sr, Self::It, Self::De];

    /// The language of a tag such as `fr`, `fr-BE` or `fra`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "eng" => Self::En,
            "fr" | "fra" | "fre" => Self::Fr,
            "ar" | "ara" => Self::Ar,
            "tr" | "tur" => Self::Tr,
            "sr" | "srp" | "sh" | "hr" | "bs" | "cnr" => Self::Sr,
            "it" | "ita" => Self::It,
            "de" | "deu" | "ger" => Self::De,
            _ => Self::Other,
        }
    }

    /// Its two-letter tag; `und` for any other.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::Tr => "tr",
            Self::Sr => "sr",
            Self::It => "it",
            Self::De => "de",
            Self::Other => "und",
        }
    }

    /// One letter that stands before the stems of this language in the index.
    pub(crate) fn mark(self) -> char {
        match self {
            Self::En => 'e',
            Self::Fr => 'f',
            Self::Ar => 'a',
            Self::Tr => 't',
            Self::Sr => 's',
            Self::It => 'i',
            Self::De => 'd',
            Self::Other => '-',
        }
    }

    /// The language of a text that does not say.
    ///
    /// Short or mixed texts are taken as English, the language most of the library is in.
    pub fn detect(text: &str) -> Self {
        let sample = match text.char_indices().nth(600) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let letters = |range: std::ops::RangeInclusive<char>| sample.chars().filter(|c| range.contains(c)).count();
        let half = sample.chars().filter(|c| c.is_alphabetic()).count() / 2;
        if letters('\u{600}'..='\u{6ff}') > half {
            return Self::Ar;
        }
        if letters('\u{400}'..='\u{4ff}') > half {
            return Self::Sr;
        }
        use whatlang::Lang;
        let known = vec![Lang::Eng, Lang::Fra, Lang::Tur, Lang::Hrv, Lang::Ita, Lang::Deu];
        let detector = whatlang::Detector::with_allowlist(known);
        match detector.detect(sample) {
            Some(info) if info.confidence() > 0.3 || sample.len() > 60 => match info.lang() {
                Lang::Fra => Self::Fr,
                Lang::Tur => Self::Tr,
                Lang::Hrv => Self::Sr,
                Lang::Ita => Self::It,
                Lang::Deu => Self::De,
                _ => Self::En,
            },
            _ => Self::En,
        }
    }

    /// The Snowball stemmer of this language. Arabic has its own (`endings::arabic`).
    pub(crate) fn stemmer(self) -> Option<Stemmer> {
        let algorithm = match self {
            Self::En => Algorithm::English,
            Self::Fr => Algorithm::French,
            Self::Tr => Algorithm::Turkish,
            Self::Sr => Algorithm::Serbian,
            Self::It => Algorithm::Italian,
            Self::De => Algorithm::German,
            Self::Ar | Self::Other => return None,
        };
        Some(Stemmer::new(algorithm))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_its_language() {
        let sentences = [
            (
                "The parties shall readmit their own nationals without further formalities.",
                Language::En,
            ),
            (
                "Les parties réadmettent leurs propres ressortissants sans autre formalité.",
                Language::Fr,
            ),
            ("تعيد الأطراف قبول رعاياها دون إجراءات أخرى.", Language::Ar),
            (
                "Taraflar kendi vatandaşlarını başka bir işleme gerek olmaksızın geri kabul eder.",
                Language::Tr,
            ),
            (
                "Strane ugovornice prihvataju sopstvene državljane bez daljih formalnosti.",
                Language::Sr,
            ),
            (
                "Стране уговорнице прихватају сопствене држављане без даљих формалности.",
                Language::Sr,
            ),
            (
                "Le parti riammettono i propri cittadini senza ulteriori formalità.",
                Language::It,
            ),
            (
                "Die Vertragsparteien nehmen ihre eigenen Staatsangehörigen ohne weitere Formalitäten zurück.",
                Language::De,
            ),
        ];
        for (sentence, language) in sentences {
            assert_eq!(Language::detect(sentence), language, "{sentence}");
        }
    }

    #[test]
    fn a_text_too_short_to_tell_is_taken_as_english() {
        assert_eq!(Language::detect(""), Language::En);
        assert_eq!(Language::detect("2023/1114"), Language::En);
    }
}
