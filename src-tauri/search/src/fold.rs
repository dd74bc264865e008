//! Letters that count as one: case, accents, ligatures, Arabic spellings, the two Serbian scripts, the Turkish i.
//!
//! Folding is the same in every language, so that a query need not know in which language it was answered.
//! Not here: stems, which are of one language (`words`).

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Whether `c` is invisible inside a word and never ends one: soft hyphen, joiners, direction marks, tatweel.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether `c` is part of a word. Raised figures are not: they are the marks of footnotes.
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    if matches!(c, '²' | '³' | '¹' | '⁰'..='₉' | 'ª' | 'º') {
        return false;
    }
    c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c)
}

/// Appends `c` folded: nothing, one letter or several.
pub(crate) fn push_folded(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
        return;
    }
    if is_invisible(c) {
        return;
    }
    if let Some(folded) = folded_by_table(c) {
        into.push_str(folded);
        return;
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) {
            return;
        }
        for lower in part.to_lowercase() {
            match folded_by_table(lower) {
                Some(folded) => into.push_str(folded),
                None if is_combining_mark(lower) => {}
                None => into.push(lower),
            }
        }
    });
}

/// The word folded. Empty when nothing of it counts, as with a lone hamza.
pub(crate) fn folded(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        push_folded(c, &mut text);
    }
    text
}

/// Letters whose folding is not their Unicode decomposition.
fn folded_by_table(c: char) -> Option<&'static str> {
    Some(match c {
        // Latin letters without a decomposition.
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' => "dj",
        'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' | 'İ' => "i",
        'ə' | 'Ə' => "e",
        // Arabic: seats of hamza, alef, ya, ta marbuta and their Persian shapes; figures.
        'ء' => "",
        'آ' | 'أ' | 'إ' | 'ٱ' => "ا",
        'ؤ' => "و",
        'ئ' | 'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        // Serbian Cyrillic as its Latin script folds; the rest of Cyrillic by the same sounds.
        'а' | 'А' => "a",
        'б' | 'Б' => "b",
        'в' | 'В' => "v",
        'г' | 'Г' | 'ґ' | 'Ґ' => "g",
        'д' | 'Д' => "d",
        'ђ' | 'Ђ' => "dj",
        'е' | 'Е' | 'ё' | 'Ё' | 'э' | 'Э' | 'є' | 'Є' => "e",
        'ж' | 'Ж' | 'з' | 'З' => "z",
        'и' | 'И' | 'й' | 'Й' | 'і' | 'І' | 'ї' | 'Ї' | 'ы' | 'Ы' => "i",
        'ј' | 'Ј' => "j",
        'к' | 'К' => "k",
        'л' | 'Л' => "l",
        'љ' | 'Љ' => "lj",
        'м' | 'М' => "m",
        'н' | 'Н' => "n",
        'њ' | 'Њ' => "nj",
        'о' | 'О' => "o",
        'п' | 'П' => "p",
        'р' | 'Р' => "r",
        'с' | 'С' | 'ш' | 'Ш' => "s",
        'т' | 'Т' => "t",
        'ћ' | 'Ћ' | 'ц' | 'Ц' | 'ч' | 'Ч' => "c",
        'у' | 'У' | 'ў' | 'Ў' => "u",
        'ф' | 'Ф' => "f",
        'х' | 'Х' => "h",
        'џ' | 'Џ' => "dz",
        'щ' | 'Щ' => "sc",
        'ю' | 'Ю' => "ju",
        'я' | 'Я' => "ja",
        'ъ' | 'Ъ' | 'ь' | 'Ь' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        let pairs = [
            ("Réadmission", "readmission"),
            ("e\u{301}tat", "état"),
            ("ﬁnancial", "financial"),
            ("readmis\u{ad}sion", "readmission"),
            ("TÜRKİYE", "turkiye"),
            ("Irak", "ırak"),
            ("İstanbul", "istanbul"),
            ("STRASSE", "straße"),
            ("Србија", "Srbija"),
            ("враћање", "vraćanje"),
            ("Ђинђић", "Đinđić"),
            ("џеп", "džep"),
            ("إِعَادَة", "اعاده"),
            ("الهجــرة", "الهجره"),
            ("مؤتمر", "موتمر"),
            ("مستشفى", "مستشفي"),
            ("شراء", "شرا"),
            ("١٩٩٥", "1995"),
            ("ＥＵ", "eu"),
        ];
        for (one, other) in pairs {
            assert_eq!(folded(one), folded(other), "{one} and {other} are one word");
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for word in ["Süddeutsche", "Türkiye'nin", "Љубљана", "القُبُول", "œuvre", "ẞ"] {
            assert_eq!(folded(&folded(word)), folded(word), "{word}");
        }
    }
}
