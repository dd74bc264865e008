//! Numbers and money as a reader of the language writes them, exactly: nothing is rounded.

use entente_domain::{Currency, Money};

use super::Language;

/// A whole number with its thousands set apart: `13,000`, `13 000`.
pub fn number_in_words(number: i64, language: Language) -> String {
    decimal_in_words(&number.to_string(), language)
}

/// Decimal text (`-1234.5`) as the language writes it; text that is no number comes back as it was.
pub fn decimal_in_words(text: &str, language: Language) -> String {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let (thousands, point) = match language {
        Language::English => (',', '.'),
        // The narrow no-break space is what French typography asks for.
        Language::French => ('\u{202f}', ','),
    };
    let mut written = String::new();
    if negative {
        written.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        // Four digits stay together, as in 1500, in neither language's tables; they are set apart for even columns.
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(thousands);
        }
        written.push(digit);
    }
    if !part.is_empty() {
        written.push(point);
        written.push_str(part);
    }
    written
}

/// An amount, in millions or billions where that says it exactly: `€7.4 billion`, `7,4 milliards d’euros`, `€1,234,567`.
pub fn money_in_words(money: Money, language: Language) -> String {
    let (number, scale) = scaled(money);
    let many = number
        .trim_start_matches('-')
        .split('.')
        .next()
        .is_some_and(|whole| whole.len() > 1 || whole >= "2");
    let number = decimal_in_words(&number, language);
    match language {
        Language::English => {
            let scale = match scale {
                Scale::One => "",
                Scale::Million => "\u{a0}million",
                Scale::Billion => "\u{a0}billion",
            };
            match (symbol(money.currency()), number.strip_prefix('−')) {
                (Some(symbol), Some(number)) => format!("−{symbol}{number}{scale}"),
                (Some(symbol), None) => format!("{symbol}{number}{scale}"),
                (None, _) => format!("{}\u{a0}{number}{scale}", money.currency()),
            }
        }
        Language::French => {
            let scale = match (scale, many) {
                (Scale::One, _) => "",
                (Scale::Million, false) => "\u{a0}million",
                (Scale::Million, true) => "\u{a0}millions",
                (Scale::Billion, false) => "\u{a0}milliard",
                (Scale::Billion, true) => "\u{a0}milliards",
            };
            match symbol(money.currency()) {
                _ if !scale.is_empty() => format!("{number}{scale} {}", of_currency(money.currency())),
                Some(symbol) => format!("{number}\u{a0}{symbol}"),
                None => format!("{number}\u{a0}{}", money.currency()),
            }
        }
    }
}

/// A currency behind `millions` or `milliards`, as French says it.
fn of_currency(currency: Currency) -> String {
    match currency.as_str() {
        "EUR" => "d’euros".to_owned(),
        "USD" => "de dollars US".to_owned(),
        "GBP" => "de livres sterling".to_owned(),
        code if code.starts_with(['A', 'E', 'I', 'O', 'U']) => format!("d’{code}"),
        code => format!("de {code}"),
    }
}

/// A unit that indicators are often given in; `None` for one that only the record names.
pub fn unit_in_words(unit: &str, language: Language) -> Option<&'static str> {
    Some(match (unit, language) {
        ("per cent", Language::English) => "per cent",
        ("per cent", Language::French) => "%",
        ("persons", Language::English) => "persons",
        ("persons", Language::French) => "personnes",
        ("crossings", Language::English) => "crossings",
        ("crossings", Language::French) => "franchissements",
        _ => return None,
    })
}

fn symbol(currency: Currency) -> Option<&'static str> {
    match currency.as_str() {
        "EUR" => Some("€"),
        "USD" => Some("US$"),
        "GBP" => Some("£"),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Scale {
    One,
    Million,
    Billion,
}

/// Decimal text and its scale, so that at most three decimals say the amount exactly.
fn scaled(money: Money) -> (String, Scale) {
    let one = 10_i64.pow(money.currency().decimals());
    let minor = money.minor();
    for (scale, size) in [(Scale::Billion, 1_000_000_000_i64), (Scale::Million, 1_000_000)] {
        let Some(unit) = one.checked_mul(size) else { continue };
        let thousandth = unit / 1000;
        if minor.unsigned_abs() >= unit.unsigned_abs() && minor % thousandth == 0 {
            let thousandths = minor / thousandth;
            let sign = if thousandths < 0 { "-" } else { "" };
            let (whole, part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
            let part = format!("{part:03}");
            let part = part.trim_end_matches('0');
            let point = if part.is_empty() { "" } else { "." };
            return (format!("{sign}{whole}{point}{part}"), scale);
        }
    }
    (money.decimal(), Scale::One)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, language: Language) -> String {
        money_in_words(text.parse().unwrap(), language).replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn money_is_written_short_only_where_that_is_exact() {
        assert_eq!(written("7400000000 EUR", Language::English), "€7.4 billion");
        assert_eq!(written("105000000 EUR", Language::English), "€105 million");
        assert_eq!(written("24700000 EUR", Language::English), "€24.7 million");
        assert_eq!(written("1234567 EUR", Language::English), "€1,234,567", "never rounded");
        assert_eq!(written("12.50 EUR", Language::English), "€12.50");
        assert_eq!(written("5000000 TND", Language::English), "TND 5 million");
    }

    #[test]
    fn french_counts_milliards_and_puts_the_currency_last() {
        assert_eq!(written("7400000000 EUR", Language::French), "7,4 milliards d’euros");
        assert_eq!(
            written("1500000 EUR", Language::French),
            "1,5 million d’euros",
            "the plural begins at two"
        );
        assert_eq!(written("1234567 EUR", Language::French), "1 234 567 €");
        assert_eq!(
            written("11000000000 USD", Language::French),
            "11 milliards de dollars US"
        );
        assert_eq!(written("5000000 EGP", Language::French), "5 millions d’EGP");
    }

    #[test]
    fn a_minus_is_a_minus_sign() {
        assert_eq!(decimal_in_words("-0.4", Language::French), "−0,4");
        assert_eq!(decimal_in_words("13000", Language::English), "13,000");
        assert_eq!(
            decimal_in_words("n/a", Language::English),
            "n/a",
            "what is no number is left alone"
        );
    }
}
