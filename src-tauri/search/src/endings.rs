//! What the Snowball stemmers leave on or take too much of, language by language.
//!
//! Each rule was written for forms that came apart in the field's own words: `réadmissions`, `anlaşması`, `readmisiju`,
//! `اتفاقيات`. All are on lower-case or folded text; none looks at meaning.

use crate::language::Language;

/// The word as its stemmer should see it: one spelling of -ise, no French plural, one Italian plural.
pub(crate) fn before_stemming(word: &str, language: Language) -> Option<String> {
    match language {
        Language::En => american(word),
        // Snowball takes réadmissions for a verb form and cuts it to réadm.
        Language::Fr => word
            .strip_suffix(['s', 'x'])
            .filter(|root| root.chars().count() >= 4)
            .map(str::to_owned),
        // frontiere would lose -iere, frontiera only its vowel.
        Language::It => word.strip_suffix("iere").map(|root| format!("{root}iera")),
        _ => None,
    }
}

/// British and American spellings of a verb in -ise are one: `organisation` is stemmed as `organization`.
fn american(word: &str) -> Option<String> {
    const ENDINGS: [&str; 9] = [
        "ise",
        "ised",
        "ises",
        "ising",
        "iser",
        "isers",
        "isation",
        "isations",
        "isational",
    ];
    ENDINGS.iter().find_map(|ending| {
        let root = word.strip_suffix(ending).filter(|root| root.len() >= 4)?;
        Some(format!("{root}iz{}", &ending[2..]))
    })
}

/// Takes off a folded stem what the stemmer of its language leaves on.
pub(crate) fn after_stemming(stem: &mut String, language: Language) {
    match language {
        Language::Tr => turkish(stem),
        // readmisij(e) and readmisi(ja) are one.
        Language::Sr if stem.len() > 4 && stem.ends_with("ij") => {
            stem.pop();
        }
        _ => {}
    }
}

/// Whether a French stem has lost what the word is: `don` for `données`.
pub(crate) fn is_cut_too_short(stem: &str, word: &str, language: Language) -> bool {
    let (stem, word) = (stem.chars().count(), word.chars().count());
    language == Language::Fr && stem < 4 && word >= stem + 3
}

/// Plural, possessive and case endings, on letters without their marks, so that `anlasmasi` meets `anlaşması`.
fn turkish(stem: &mut String) {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    loop {
        let letters = stem.chars().count();
        let mut from_end = stem.chars().rev();
        let (last, before) = (from_end.next(), from_end.next());
        if letters >= 7 && (stem.ends_with("lar") || stem.ends_with("ler")) {
            stem.truncate(stem.len() - 3);
        } else if (letters >= 4 && last.is_some_and(vowel))
            || (letters >= 5 && last == Some('s') && before.is_some_and(vowel))
            || (letters >= 6 && last == Some('n') && before.is_some_and(vowel))
        {
            stem.pop();
        } else {
            break;
        }
    }
    // ortaklığı keeps the soft g of ortaklık.
    if stem.len() > 4 && stem.ends_with('g') {
        stem.pop();
        stem.push('k');
    }
}

/// The stem of a folded Arabic word: the article and its prepositions, then endings of number, gender and possession
/// (the light stemmer of Larkey, Ballesteros and Connell, which serves retrieval better than finding roots).
pub(crate) fn arabic(folded: &str) -> String {
    let letters = |text: &str| text.chars().count();
    let mut word = folded;
    if let Some(rest) = word.strip_prefix('و').filter(|rest| letters(rest) >= 3)
        && (rest.starts_with("ال") || letters(rest) >= 4)
    {
        word = rest;
    }
    for prefix in ["ال", "بال", "كال", "فال", "لل"] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|rest| letters(rest) >= 3) {
            word = rest;
            break;
        }
    }
    // Twice, for the endings that stand before another: اتفاقيات is اتفاق with يه and ات.
    for _ in 0..2 {
        for suffix in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"] {
            if let Some(rest) = word.strip_suffix(suffix).filter(|rest| letters(rest) >= 3) {
                word = rest;
                break;
            }
        }
    }
    word.to_owned()
}
