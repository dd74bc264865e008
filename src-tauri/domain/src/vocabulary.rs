//! Closed word lists, and the strands that run through every kind of record.

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{word}” is not a {list}: use one of {known}")]
pub struct UnknownWord {
    /// The word as it was given.
    pub word: String,
    /// What the list is of, such as `strand`.
    pub list: &'static str,
    /// The words of the list, comma-separated.
    pub known: String,
}

/// Declares a closed word list: an enum with its text form, its order and its parser.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident, $list:literal {
            $( $(#[$word_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, specta::Type, schemars::JsonSchema,
        )]
        pub enum $name {
            $( $(#[$word_meta])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in files and answers.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> Result<Self, $crate::UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord {
                        word: word.to_owned(),
                        list: $list,
                        known: [$($word),+].join(", "),
                    }),
                }
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// The strand of a partnership that a record belongs to.
    Strand, "strand" {
        /// Migration, asylum, borders, return and readmission.
        Migration = "migration",
        /// Energy and climate.
        Energy = "energy",
        /// Trade and customs.
        Trade = "trade",
        /// Economy, budgets and investment.
        Economy = "economy",
        /// Security, defence, justice.
        Security = "security",
        /// People: education, research, visas, mobility.
        People = "people",
        /// Humanitarian aid and refugees.
        Humanitarian = "humanitarian",
    }
}
