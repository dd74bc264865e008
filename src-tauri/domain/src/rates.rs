//! Amounts in another currency, at the yearly rate of their date.
//!
//! Belongs here: a table of yearly rates against the euro, and the one sum that turns an amount over. Not here: when
//! to convert (the amount always stays in its own currency beside), reading rates from a file.
//!
//! A conversion is exact until its last step, where it is rounded half to even to the minor unit of the currency
//! asked for. Between two currencies other than the euro it goes through the euro without rounding there.

use std::collections::BTreeMap;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Currency, Edtf, Money, RecordId};

/// The average rate of a currency in a year, as its source publishes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The year.
    pub year: i32,
    /// The currency.
    pub currency: Currency,
    /// How many units of it one euro was worth: a decimal number as text, such as `1.0813`.
    pub per_euro: String,
    /// The source's id.
    pub source: RecordId,
}

/// Why rates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRate {
    /// Not a positive decimal number of at most fifteen digits.
    #[error("“{per_euro}” is not a rate ({currency} in {year}): write a positive decimal number such as 1.0813")]
    NotANumber {
        /// The year.
        year: i32,
        /// The currency.
        currency: Currency,
        /// The text.
        per_euro: String,
    },
    /// Two rates for one currency and year.
    #[error("the table gives two rates for {currency} in {year}: keep one")]
    Twice {
        /// The year.
        year: i32,
        /// The currency.
        currency: Currency,
    },
    /// A rate of the euro to itself.
    #[error("the table gives a rate of the euro to itself in {0}: take it out")]
    Euro(i32),
}

/// Why an amount stays in its own currency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NotConverted {
    /// The table has no rate.
    #[error("no rate of {currency} for {year} is on record, so the amount stays in its own currency")]
    NoRate {
        /// The currency.
        currency: Currency,
        /// The year.
        year: i32,
    },
    /// The date lies in no single year.
    #[error("{date} lies in no single year, so no yearly rate fits and the amount stays in its own currency")]
    NoYear {
        /// The date.
        date: Edtf,
    },
    /// The outcome is too large to keep.
    #[error("{amount} is too large to convert, so the amount stays in its own currency")]
    TooLarge {
        /// The amount.
        amount: Money,
    },
}

/// An amount in another currency, and what made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The amount as it was.
    pub from: Money,
    /// The amount in the currency asked for.
    pub amount: Money,
    /// The year whose rates were used.
    pub year: i32,
    /// The rates used: none where the currency is the same, one to or from the euro, two between other currencies.
    pub rates: Vec<Rate>,
}

/// Yearly rates against the euro.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateTable {
    rates: BTreeMap<(Currency, i32), (Decimal, Rate)>,
}

impl RateTable {
    /// Takes up rates.
    ///
    /// # Errors
    ///
    /// The first rate that is no number, or of the euro, or there twice.
    pub fn new(rates: impl IntoIterator<Item = Rate>) -> Result<Self, BadRate> {
        let mut table = BTreeMap::new();
        for rate in rates {
            let Rate { year, currency, .. } = rate;
            if currency == Currency::EUR {
                return Err(BadRate::Euro(year));
            }
            let value = Decimal::read(&rate.per_euro).ok_or_else(|| {
                let per_euro = rate.per_euro.clone();
                BadRate::NotANumber {
                    year,
                    currency,
                    per_euro,
                }
            })?;
            if table.insert((currency, year), (value, rate)).is_some() {
                return Err(BadRate::Twice { year, currency });
            }
        }
        Ok(Self { rates: table })
    }

    /// The rate of a currency in a year.
    pub fn rate(&self, currency: Currency, year: i32) -> Option<&Rate> {
        self.rates.get(&(currency, year)).map(|(_, rate)| rate)
    }

    /// Every rate, by currency and year.
    pub fn rates(&self) -> impl Iterator<Item = &Rate> {
        self.rates.values().map(|(_, rate)| rate)
    }

    /// An amount in another currency, at the rate of the year that its date lies in.
    ///
    /// # Errors
    ///
    /// No rate, a date that lies in no single year, or an outcome too large to keep: then the amount stays as it is.
    pub fn convert(&self, from: Money, date: &Edtf, to: Currency) -> Result<Conversion, NotConverted> {
        let span = date.span();
        let year = match (span.earliest, span.latest) {
            (Some(first), Some(last)) if first.year() == last.year() => first.year(),
            _ => return Err(NotConverted::NoYear { date: date.clone() }),
        };
        if from.currency() == to {
            return Ok(Conversion {
                from,
                amount: from,
                year,
                rates: Vec::new(),
            });
        }
        let mut rates = Vec::new();
        let mut per_euro = |currency| {
            if currency == Currency::EUR {
                return Ok(Decimal::ONE);
            }
            let known = self.rates.get(&(currency, year));
            let (value, rate) = known.ok_or(NotConverted::NoRate { currency, year })?;
            rates.push(rate.clone());
            Ok(*value)
        };
        let (divisor, factor) = (per_euro(from.currency())?, per_euro(to)?);
        let amount = turn_over(from, divisor, factor, to).ok_or(NotConverted::TooLarge { amount: from })?;
        Ok(Conversion {
            from,
            amount,
            year,
            rates,
        })
    }
}

/// `from` divided by one rate and multiplied by another.
fn turn_over(from: Money, divisor: Decimal, factor: Decimal, to: Currency) -> Option<Money> {
    // Powers of ten: of the minor units, and of the digits after the rates' points.
    let up = to.decimals() + divisor.decimals;
    let down = from.currency().decimals() + factor.decimals;
    let ten = |power: u32| 10_i128.checked_pow(power);
    let above = i128::from(from.minor())
        .checked_mul(factor.digits)?
        .checked_mul(ten(up.saturating_sub(down))?)?;
    let below = divisor.digits.checked_mul(ten(down.saturating_sub(up))?)?;
    let minor = i64::try_from(half_to_even(above, below)).ok()?;
    Some(Money::from_minor(minor, to))
}

/// The quotient of a number and a positive one, rounded to the nearest whole, a half to the even one.
fn half_to_even(above: i128, below: i128) -> i128 {
    let (floor, rest) = (above.div_euclid(below), above.rem_euclid(below));
    let up = match rest.cmp(&(below - rest)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => floor % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    floor + i128::from(up)
}

/// A positive decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    /// Its digits as a whole number.
    digits: i128,
    /// How many of them stand after the point.
    decimals: u32,
}

impl Decimal {
    const ONE: Self = Self { digits: 1, decimals: 0 };
    /// The most digits of a rate: enough for any, and few enough that no product grows out of an i128 unseen.
    const MOST_DIGITS: usize = 15;

    fn read(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let only_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = whole.len() + part.len() <= Self::MOST_DIGITS;
        let digits: i128 = (fits && only_digits(whole) && only_digits(part))
            .then(|| format!("{whole}{part}"))?
            .parse()
            .ok()?;
        (digits > 0).then_some(Self {
            digits,
            decimals: part.len() as u32,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(year: i32, currency: &str, per_euro: &str) -> Rate {
        let source = "ecb-reference-rates".parse().unwrap();
        Rate {
            year,
            currency: currency.parse().unwrap(),
            per_euro: per_euro.into(),
            source,
        }
    }

    fn table() -> RateTable {
        RateTable::new([
            rate(2023, "USD", "1.0813"),
            rate(2023, "TND", "3.3507"),
            rate(2024, "USD", "1.0824"),
        ])
        .unwrap()
    }

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn date(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn an_amount_is_converted_at_the_rate_of_its_year_and_says_so() {
        let usd = money("1 USD").currency();
        let told = table()
            .convert(money("105000000 EUR"), &date("2023-07-16"), usd)
            .unwrap();
        assert_eq!(told.amount, money("113536500 USD"));
        assert_eq!((told.year, &told.rates[..]), (2023, &[rate(2023, "USD", "1.0813")][..]));
        let back = table()
            .convert(money("113536500 USD"), &date("2023"), Currency::EUR)
            .unwrap();
        assert_eq!(back.amount, money("105000000 EUR"));
    }

    #[test]
    fn between_two_foreign_currencies_the_euro_is_not_rounded() {
        let told = table()
            .convert(money("100 USD"), &date("2023-07"), money("1 TND").currency())
            .unwrap();
        // 100 / 1.0813 × 3.3507 = 309.8769…
        assert_eq!(told.amount, money("309.877 TND"));
        assert_eq!(told.rates.len(), 2, "both rates are told");
    }

    #[test]
    fn without_a_rate_the_amount_stays_and_it_is_said_why() {
        let usd = money("1 USD").currency();
        let refused = |text: &str, on: &str| table().convert(money(text), &date(on), usd).unwrap_err();
        assert_eq!(
            refused("1 EUR", "2026-01-15"),
            NotConverted::NoRate {
                currency: usd,
                year: 2026
            }
        );
        assert_eq!(
            refused("1 EUR", "2023/2024"),
            NotConverted::NoYear {
                date: date("2023/2024")
            }
        );
        assert_eq!(
            refused("1 EUR", "2023/.."),
            NotConverted::NoYear { date: date("2023/..") }
        );
        let vast = "90000000000000000 EUR";
        assert_eq!(refused(vast, "2023"), NotConverted::TooLarge { amount: money(vast) });
    }

    #[test]
    fn a_half_goes_to_the_even_unit() {
        let even = |above| half_to_even(above, 2);
        assert_eq!([1, 3, 5, -1, -3].map(even), [0, 2, 2, 0, -2]);
        assert_eq!(
            [half_to_even(4, 3), half_to_even(5, 3), half_to_even(-5, 3)],
            [1, 2, -2]
        );
    }

    #[test]
    fn a_table_that_cannot_be_trusted_is_refused() {
        for text in [
            "",
            "1,08",
            "-1.08",
            "0",
            "0.000",
            "1.",
            ".5",
            "1e3",
            "1.23456789012345678",
        ] {
            let refused = RateTable::new([rate(2023, "USD", text)]);
            assert!(
                matches!(refused, Err(BadRate::NotANumber { .. })),
                "{text:?} is no rate"
            );
        }
        let twice = RateTable::new([rate(2023, "USD", "1.0813"), rate(2023, "USD", "1.0813")]);
        assert!(matches!(twice, Err(BadRate::Twice { .. })));
        assert_eq!(RateTable::new([rate(2023, "EUR", "1")]), Err(BadRate::Euro(2023)));
    }

    proptest! {
        #[test]
        fn a_conversion_is_off_by_half_a_unit_at_most(
            minor in -1_000_000_000_000_i64..1_000_000_000_000,
            digits in 1_u32..100_000_000,
        ) {
            let per_euro = format!("{}.{:04}", digits / 10_000, digits % 10_000);
            let usd = money("1 USD").currency();
            let table = RateTable::new([rate(2023, "USD", &per_euro)]).unwrap();
            let told = table.convert(Money::from_minor(minor, Currency::EUR), &date("2023"), usd).unwrap();
            let off = i128::from(told.amount.minor()) * 10_000 - i128::from(minor) * i128::from(digits);
            prop_assert!(off.abs() <= 5_000, "{off} ten-thousandths of a cent");
        }
    }
}
