//! Dates as a reader of the language writes them, with the precision of the source.

use chrono::{Datelike, NaiveDate};
use entente_domain::Edtf;

use super::Language;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
/// Spring, summer, autumn, winter: EDTF's 21 to 24.
const SEASONS: [[&str; 4]; 2] = [
    ["spring", "summer", "autumn", "winter"],
    ["printemps", "été", "automne", "hiver"],
];

/// A day: `16 July 2023`, `16 juillet 2023`.
pub fn day_in_words(day: NaiveDate, language: Language) -> String {
    let month = day.month0() as usize;
    match language {
        Language::English => format!("{}\u{a0}{} {}", day.day(), ENGLISH[month], day.year()),
        Language::French if day.day() == 1 => format!("1er\u{a0}{} {}", FRENCH[month], day.year()),
        Language::French => format!("{}\u{a0}{} {}", day.day(), FRENCH[month], day.year()),
    }
}

/// A date of any precision: `July 2023`, `about 2023`, `2021–2026`, `from 2024`.
pub fn date_in_words(date: &Edtf, language: Language) -> String {
    let text = date.to_string();
    let Some((from, to)) = text.split_once('/') else {
        return one(&text, language);
    };
    let is_open = |end: &str| end.is_empty() || end == "..";
    match (is_open(from), is_open(to), language) {
        (true, true, Language::English) => "date unknown".into(),
        (true, true, Language::French) => "date inconnue".into(),
        (true, false, Language::English) => format!("until {}", one(to, language)),
        (true, false, Language::French) => bound("jusqu’", a, to),
        (false, true, Language::English) => format!("from {}", one(from, language)),
        (false, true, Language::French) => bound("à partir ", de, from),
        (false, false, _) => interval(from, to, language),
    }
}

/// What both ends share is said once: `28–31 May 2018`, `18 April – 3 May 2016`.
fn interval(from: &str, to: &str, language: Language) -> String {
    let last = one(to, language);
    let (whole_days, years) = (from.len() == 10 && to.len() == 10, from.len() == 4 && to.len() == 4);
    if whole_days && from[..7] == to[..7] {
        let day = one(from, language);
        return match day.split('\u{a0}').next() {
            Some(day) => format!("{day}–{last}"),
            None => last,
        };
    }
    let mut first = one(from, language);
    if from.len() == to.len() && !years && from[..4] == to[..4] {
        first.truncate(first.len().saturating_sub(" 2018".len()));
    }
    // A dash joins bare years; anything with spaces in it wants room around the dash.
    if years {
        format!("{first}–{last}")
    } else {
        format!("{first} – {last}")
    }
}

/// French sets an article before a day: `vers le 16 juillet 2023`, but `vers juillet 2023`.
fn french_le(date: &str) -> &'static str {
    if is_day(date) { "le " } else { "" }
}

/// One end of an open interval in French: `à partir du 16 juillet 2023`, `jusqu’à 2023 environ`. Nothing stands between
/// the preposition and the date: that the date is approximate is said after it.
fn bound(words: &str, joined: fn(&str, &str) -> String, date: &str) -> String {
    let Marks {
        bare,
        approximate,
        uncertain,
    } = Marks::of(date);
    let plain = plain(bare, Language::French).unwrap_or_else(|| bare.to_owned());
    let about = if approximate { " environ" } else { "" };
    let doubt = if uncertain { " (incertain)" } else { "" };
    format!("{words}{}{about}{doubt}", joined(bare, &plain))
}

/// `du 16 juillet 2023`, `d’avril 2023`, `des années 2020`, `de 2023`.
fn de(bare: &str, words: &str) -> String {
    match words.chars().next() {
        _ if is_day(bare) => format!("du {words}"),
        _ if is_decade(bare) => format!("des {words}"),
        Some('a' | 'o' | 'é' | 'h') => format!("d’{words}"),
        _ => format!("de {words}"),
    }
}

/// `au 16 juillet 2023`, `aux années 2020`, `à juillet 2023`.
fn a(bare: &str, words: &str) -> String {
    if is_day(bare) {
        format!("au {words}")
    } else if is_decade(bare) {
        format!("aux {words}")
    } else {
        format!("à {words}")
    }
}

fn is_day(bare: &str) -> bool {
    bare.len() == "2023-07-16".len() && !bare.ends_with(['X', 'x'])
}

fn is_decade(bare: &str) -> bool {
    bare.len() == "202X".len() && bare.ends_with(['X', 'x'])
}

/// A date and how far it can be trusted.
struct Marks<'a> {
    bare: &'a str,
    approximate: bool,
    uncertain: bool,
}

impl<'a> Marks<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            bare: text.trim_end_matches(['~', '?', '%']),
            approximate: text.ends_with(['~', '%']),
            uncertain: text.ends_with(['?', '%']),
        }
    }
}

/// A date that is no interval.
fn one(text: &str, language: Language) -> String {
    let Marks {
        bare,
        approximate,
        uncertain,
    } = Marks::of(text);
    let plain = plain(bare, language).unwrap_or_else(|| bare.to_owned());
    let about = match (approximate, language) {
        (false, _) => plain,
        (true, Language::English) => format!("about {plain}"),
        (true, Language::French) => format!("vers {}{plain}", french_le(bare)),
    };
    match (uncertain, language) {
        (false, _) => about,
        (true, Language::English) => format!("{about} (uncertain)"),
        (true, Language::French) => format!("{about} (incertain)"),
    }
}

fn plain(bare: &str, language: Language) -> Option<String> {
    let mut parts = bare.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if let Some(decade) = year.strip_suffix(['X', 'x']) {
        return Some(match language {
            Language::English => format!("{decade}0s"),
            Language::French => format!("années {decade}0"),
        });
    }
    let Some(month) = month.filter(|month| !month.starts_with(['X', 'x'])) else {
        return Some(year.to_owned());
    };
    let month: usize = month.parse().ok()?;
    if (21..=24).contains(&month) {
        return Some(format!("{} {year}", SEASONS[language as usize][month - 21]));
    }
    let names = match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
    };
    let name = names.get(month.checked_sub(1)?)?;
    match day.filter(|day| !day.starts_with(['X', 'x'])) {
        Some(day) => {
            let day = NaiveDate::from_ymd_opt(year.parse().ok()?, u32::try_from(month).ok()?, day.parse().ok()?)?;
            Some(day_in_words(day, language))
        }
        None => Some(format!("{name} {year}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, language: Language) -> String {
        date_in_words(&text.parse().unwrap(), language).replace('\u{a0}', " ")
    }

    #[test]
    fn a_date_is_never_more_precise_than_its_source() {
        assert_eq!(written("2023", Language::English), "2023");
        assert_eq!(written("2023-07", Language::English), "July 2023");
        assert_eq!(written("2023-07-16", Language::English), "16 July 2023");
        assert_eq!(written("2023~", Language::English), "about 2023");
        assert_eq!(written("2021/2026", Language::English), "2021–2026");
        assert_eq!(written("2024/..", Language::English), "from 2024");
    }

    #[test]
    fn french_writes_the_first_of_a_month_as_an_ordinal() {
        assert_eq!(written("2024-07-01", Language::French), "1er juillet 2024");
        assert_eq!(written("2024-08", Language::French), "août 2024");
        assert_eq!(
            written("2024-01-02/2024-03", Language::French),
            "2 janvier 2024 – mars 2024"
        );
    }

    #[test]
    fn french_joins_a_preposition_to_the_date_after_it() {
        for (text, words) in [
            ("2024-07-01/..", "à partir du 1er juillet 2024"),
            ("2024-04/..", "à partir d’avril 2024"),
            ("2024/..", "à partir de 2024"),
            ("../2024-07-16", "jusqu’au 16 juillet 2024"),
            ("../2024", "jusqu’à 2024"),
            ("../2024-07-16~", "jusqu’au 16 juillet 2024 environ"),
            ("../202X", "jusqu’aux années 2020"),
            ("2024-07-16~/..", "à partir du 16 juillet 2024 environ"),
            ("2024~/..", "à partir de 2024 environ"),
            ("2024-07?/..", "à partir de juillet 2024 (incertain)"),
            ("2024%/..", "à partir de 2024 environ (incertain)"),
            ("2024-24/..", "à partir d’hiver 2024"),
            ("202X/..", "à partir des années 2020"),
            ("2024-07-16~", "vers le 16 juillet 2024"),
            ("2024~", "vers 2024"),
            ("2024-07-01/2024-07-16", "1er–16 juillet 2024"),
        ] {
            assert_eq!(written(text, Language::French), words);
        }
    }

    #[test]
    fn what_both_ends_of_an_interval_share_is_said_once() {
        assert_eq!(written("2018-05-28/2018-05-31", Language::English), "28–31 May 2018");
        assert_eq!(
            written("2016-04-18/2016-05-03", Language::English),
            "18 April – 3 May 2016"
        );
        assert_eq!(
            written("2015-12-28/2016-01-03", Language::French),
            "28 décembre 2015 – 3 janvier 2016"
        );
        assert_eq!(written("2024-01/2024-06", Language::English), "January – June 2024");
    }
}
