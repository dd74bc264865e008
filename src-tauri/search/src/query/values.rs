//! Values of fields: days and ranges of days, amounts.

use chrono::{Datelike, Months, NaiveDate};

/// A range of days, both ends included; `None` is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DayRange {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// A range of cents, both ends included, in any currency unless one is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountRange {
    pub least: Option<i64>,
    pub most: Option<i64>,
    pub currency: Option<String>,
}

/// The first and last day of `2023`, `2023-07`, `2023-07-16`, `16.7.2023` or `16/07/2023`.
pub(crate) fn period(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.trim().trim_end_matches('~');
    let numbers = |separator| -> Option<Vec<u32>> {
        text.split(separator)
            .map(|part| {
                if part.is_empty() || part.len() > 4 {
                    None
                } else {
                    part.parse().ok()
                }
            })
            .collect()
    };
    let day = |year: u32, month: u32, day: u32| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    for separator in ['-', '.', '/'] {
        let Some(parts) = numbers(separator) else { continue };
        match parts[..] {
            [year] if (1000..=9999).contains(&year) => return Some((day(year, 1, 1)?, day(year, 12, 31)?)),
            [year, month] if year >= 1000 => {
                let first = day(year, month, 1)?;
                return Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?));
            }
            [month, year] if year >= 1000 => {
                let first = day(year, month, 1)?;
                return Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?));
            }
            [year, month, date] if year >= 1000 => return day(year, month, date).map(|only| (only, only)),
            [date, month, year] if year >= 1000 => return day(year, month, date).map(|only| (only, only)),
            _ => {}
        }
    }
    None
}

/// A period, a range `a..b` (either end may be missing), or `>`, `>=`, `<`, `<=` and a period.
pub(crate) fn day_range(text: &str) -> Option<DayRange> {
    if let Some((from, to)) = ends(text) {
        let from = if from.is_empty() { None } else { Some(period(from)?.0) };
        let to = if to.is_empty() { None } else { Some(period(to)?.1) };
        return (from.is_some() || to.is_some()).then_some(DayRange { from, to });
    }
    let (sign, rest) = comparison(text);
    let (first, last) = period(rest)?;
    Some(match sign {
        Sign::None => DayRange {
            from: Some(first),
            to: Some(last),
        },
        Sign::More => after((first, last)),
        Sign::AtLeast => DayRange {
            from: Some(first),
            to: None,
        },
        Sign::Less => before((first, last)),
        Sign::AtMost => DayRange {
            from: None,
            to: Some(last),
        },
    })
}

/// Every day before a period.
pub(crate) fn before((first, _): (NaiveDate, NaiveDate)) -> DayRange {
    DayRange {
        from: None,
        to: Some(first.pred_opt().unwrap_or(first)),
    }
}

/// Every day after a period.
pub(crate) fn after((_, last): (NaiveDate, NaiveDate)) -> DayRange {
    DayRange {
        from: Some(last.succ_opt().unwrap_or(last)),
        to: None,
    }
}

impl DayRange {
    /// Whether the range is whole years, for the reading.
    pub(crate) fn years(&self) -> Option<(Option<i32>, Option<i32>)> {
        let from = match self.from {
            Some(day) if day.ordinal() != 1 => return None,
            other => other.map(|day| day.year()),
        };
        let to = match self.to {
            Some(day) if (day.month(), day.day()) != (12, 31) => return None,
            other => other.map(|day| day.year()),
        };
        Some((from, to))
    }
}

/// An amount or a range of them: `>100m`, `5m..20m`, `>=1.5bnEUR`, `€7.4bn`.
pub(crate) fn amount_range(text: &str) -> Option<AmountRange> {
    if let Some((from, to)) = ends(text) {
        let least = if from.is_empty() { None } else { Some(amount(from)?) };
        let most = if to.is_empty() { None } else { Some(amount(to)?) };
        let currency = [&least, &most]
            .into_iter()
            .flatten()
            .find_map(|(_, currency)| currency.clone());
        return (least.is_some() || most.is_some()).then(|| AmountRange {
            least: least.map(|(cents, _)| cents),
            most: most.map(|(cents, _)| cents),
            currency,
        });
    }
    let (sign, rest) = comparison(text);
    let (cents, currency) = amount(rest)?;
    let (least, most) = match sign {
        Sign::None => (Some(cents), Some(cents)),
        Sign::More => (Some(cents.checked_add(1)?), None),
        Sign::AtLeast => (Some(cents), None),
        Sign::Less => (None, Some(cents.checked_sub(1)?)),
        Sign::AtMost => (None, Some(cents)),
    };
    Some(AmountRange { least, most, currency })
}

/// The ends of `a..b`, also with an ellipsis.
fn ends(text: &str) -> Option<(&str, &str)> {
    text.split_once("..").or_else(|| text.split_once('…'))
}

enum Sign {
    None,
    More,
    AtLeast,
    Less,
    AtMost,
}

fn comparison(text: &str) -> (Sign, &str) {
    for (prefix, sign) in [
        (">=", Sign::AtLeast),
        ("≥", Sign::AtLeast),
        ("<=", Sign::AtMost),
        ("≤", Sign::AtMost),
        (">", Sign::More),
        ("<", Sign::Less),
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (sign, rest);
        }
    }
    (Sign::None, text)
}

/// Cents and currency of an amount such as `100m`, `7.4bn`, `€1,5bn`, `105000000EUR`.
fn amount(text: &str) -> Option<(i64, Option<String>)> {
    let mut rest = text.trim().to_lowercase();
    let mut currency = None;
    for (sign, code) in [
        ("€", "EUR"),
        ("$", "USD"),
        ("£", "GBP"),
        ("eur", "EUR"),
        ("usd", "USD"),
        ("gbp", "GBP"),
        ("chf", "CHF"),
        ("try", "TRY"),
        ("tnd", "TND"),
        ("egp", "EGP"),
        ("rsd", "RSD"),
        ("lbp", "LBP"),
        ("lyd", "LYD"),
        ("mru", "MRU"),
    ] {
        let stripped = rest
            .strip_prefix(sign)
            .or_else(|| rest.strip_suffix(sign))
            .map(str::trim)
            .map(str::to_owned);
        if let Some(other) = stripped {
            rest = other;
            currency = Some(code.to_owned());
            break;
        }
    }
    let unit_at = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
    let (number, unit) = rest.split_at(unit_at);
    let zeros = match unit.trim() {
        "" => 0,
        "k" | "thousand" | "mille" => 3,
        "m" | "mn" | "mio" | "million" | "millions" => 6,
        "b" | "bn" | "md" | "mrd" | "billion" | "billions" | "milliard" | "milliards" => 9,
        "tn" | "trillion" => 12,
        _ => return None,
    };
    let number = number.trim().replace(['_', ' ', '\u{a0}', '\u{202f}'], "");
    // A comma before exactly three figures parts thousands; any other is a decimal comma.
    let thousands = number.split(',').skip(1).all(|part| part.len() == 3) && !number.starts_with(',');
    let number = if number.contains(',') && thousands {
        number.replace(',', "")
    } else {
        number.replace(',', ".")
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    if whole.is_empty() && decimals.is_empty() {
        return None;
    }
    if !whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places = zeros + 2;
    let mut digits = String::from(whole);
    for place in 0..places {
        digits.push(decimals.chars().nth(place).unwrap_or('0'));
    }
    Some((digits.parse().ok()?, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_read_in_the_forms_people_type() {
        for (text, first, last) in [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-07-16", "2023-07-16", "2023-07-16"),
            ("16.7.2023", "2023-07-16", "2023-07-16"),
            ("16/07/2023", "2023-07-16", "2023-07-16"),
            ("07/2023", "2023-07-01", "2023-07-31"),
        ] {
            assert_eq!(period(text), Some((day(first), day(last))), "{text}");
        }
        for text in ["", "abc", "2023-13", "2023-02-30", "20233", "1.2.3", "--"] {
            assert_eq!(period(text), None, "{text:?} is no period");
        }
    }

    #[test]
    fn ranges_of_days_may_be_open() {
        assert_eq!(
            day_range("2021..2023").map(|range| range.years()),
            Some(Some((Some(2021), Some(2023))))
        );
        assert_eq!(
            day_range("..2023"),
            Some(DayRange {
                from: None,
                to: Some(day("2023-12-31"))
            })
        );
        assert_eq!(
            day_range(">2023"),
            Some(DayRange {
                from: Some(day("2024-01-01")),
                to: None
            })
        );
        assert_eq!(
            day_range("<2023-07"),
            Some(DayRange {
                from: None,
                to: Some(day("2023-06-30"))
            })
        );
        assert_eq!(day_range(".."), None);
    }

    #[test]
    fn amounts_are_read_to_the_cent() {
        let least = |text: &str| amount_range(text).and_then(|range| range.least);
        assert_eq!(least(">=100m"), Some(10_000_000_000));
        assert_eq!(least(">=1.5bn"), Some(150_000_000_000));
        assert_eq!(least(">=1,5bn"), Some(150_000_000_000));
        assert_eq!(least(">=1,500,000"), Some(150_000_000));
        assert_eq!(least(">100"), Some(10_001));
        assert_eq!(
            amount_range("€5m..€20m"),
            Some(AmountRange {
                least: Some(500_000_000),
                most: Some(2_000_000_000),
                currency: Some("EUR".into())
            })
        );
        for text in ["", ">", "m", "1x", "-", ".", "9999999999999999999bn"] {
            assert_eq!(amount_range(text), None, "{text:?} is no amount");
        }
    }
}
