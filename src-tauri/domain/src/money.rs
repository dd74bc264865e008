//! Money in whole minor units.

use std::{fmt, str::FromStr};

use crate::text_form::text_form;

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency code is three ASCII letters")
    }

    /// Digits after the decimal point, as ISO 4217 has them.
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl FromStr for Currency {
    type Err = BadCurrency;

    fn from_str(text: &str) -> Result<Self, BadCurrency> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(BadCurrency(text.to_owned())),
        }
    }
}

/// Text that is not a currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a currency: use its ISO 4217 code, such as EUR")]
pub struct BadCurrency(pub String);

text_form!(Currency, "Currency", "ISO 4217 code, such as EUR.", "^[A-Z]{3}$");

/// An amount in whole minor units of its currency. As text: `105000000 EUR`, `12.50 EUR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// So many minor units (cents, millimes) of a currency.
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// In minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// Its currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The sum; `None` when the currencies differ or it does not fit: never a silent guess.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency).then_some(())?;
        Some(Self {
            minor: self.minor.checked_add(other.minor)?,
            ..self
        })
    }

    /// The difference; `None` when the currencies differ or it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        (self.currency == other.currency).then_some(())?;
        Some(Self {
            minor: self.minor.checked_sub(other.minor)?,
            ..self
        })
    }

    /// The amount alone as decimal text, without trailing zero decimals: `105000000`, `12.50`.
    pub fn decimal(self) -> String {
        let scale = 10_u64.pow(self.currency.decimals());
        let (whole, part) = (self.minor.unsigned_abs() / scale, self.minor.unsigned_abs() % scale);
        let sign = if self.minor < 0 { "-" } else { "" };
        if part == 0 {
            format!("{sign}{whole}")
        } else {
            format!(
                "{sign}{whole}.{part:0width$}",
                width = self.currency.decimals() as usize
            )
        }
    }

    /// Reads decimal text in a currency: `105000000`, `12.5`.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Self, BadMoney> {
        let bad = || BadMoney(format!("{text} {currency}"));
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let decimals = currency.decimals() as usize;
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || part.len() > decimals || !all_digits(whole) || !all_digits(part) || digits.ends_with('.')
        {
            return Err(bad());
        }
        let minor = format!("{sign}{whole}{part:0<decimals$}").parse().map_err(|_| bad())?;
        Ok(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {}", self.decimal(), self.currency)
    }
}

impl FromStr for Money {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        let (amount, currency) = text.split_once(' ').ok_or_else(|| BadMoney(text.to_owned()))?;
        let currency = currency.parse().map_err(|_| BadMoney(text.to_owned()))?;
        Self::from_decimal(amount, currency)
    }
}

/// Text that is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not an amount: write digits, a decimal point if needed, a space and the currency, as in 105000000 EUR"
)]
pub struct BadMoney(pub String);

text_form!(
    Money,
    "Money",
    "Digits, a decimal point if needed, a space and an ISO 4217 currency: 105000000 EUR, 12.50 EUR.",
    r"^-?[0-9]+(\.[0-9]+)? [A-Z]{3}$"
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dinar_has_a_thousand_millimes() {
        let dinars: Money = "12.5 TND".parse().unwrap();
        assert_eq!(dinars.minor(), 12_500, "Tunisia's dinar has three decimals");
        assert_eq!(dinars.to_string(), "12.500 TND");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "EUR",
            "12",
            "12 eur",
            "1,000 EUR",
            "1. EUR",
            "0.001 EUR",
            "99999999999999999999 EUR",
        ] {
            assert!(text.parse::<Money>().is_err(), "{text:?} must be refused");
        }
    }

    #[test]
    fn currencies_are_never_added() {
        let (euro, dollar): (Money, Money) = ("1 EUR".parse().unwrap(), "1 USD".parse().unwrap());
        assert_eq!(euro.checked_add(dollar), None);
    }

    proptest! {
        #[test]
        fn an_amount_survives_its_text_form(minor: i64, code in "(EUR|USD|TND|JPY)") {
            let money = Money::from_minor(minor, code.parse().unwrap());
            prop_assert_eq!(money.to_string().parse::<Money>().unwrap(), money);
        }
    }
}
