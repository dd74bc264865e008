//! A query in plain words, in English and French, and what was ignored of it.

use crate::ask::{AskFilters, ReadingLanguage};
use crate::compile::Compiled;
use crate::facets::{Facet, plain};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::query::{AmountRange, DayRange, FieldValue, Node, Quoted, Shape, Slip, Word};

/// Names a reading gives of what was followed; the rest are counted.
const NAMES_TOLD: usize = 5;

/// How a query and its filters were read.
pub(crate) fn read(
    node: &Node,
    compiled: &Compiled,
    filters: &AskFilters,
    language: ReadingLanguage,
    glossary: &Glossary,
) -> String {
    let reader = Reader {
        compiled,
        language,
        glossary,
    };
    let mut parts = Vec::new();
    if !matches!(node, Node::Everything) {
        parts.push(reader.node(node, false));
    }
    reader.filters(filters, &mut parts);
    for (typed, names) in &compiled.followed {
        if typed.contains(' ') {
            parts.push(format!("{} {}", quoted(typed, language), reader.also(names)));
        }
    }
    if parts.is_empty() {
        parts.push(reader.say("everything", "tout").to_owned());
    }
    parts.join(reader.apart())
}

struct Reader<'a> {
    compiled: &'a Compiled,
    language: ReadingLanguage,
    glossary: &'a Glossary,
}

impl Reader<'_> {
    fn say<'s>(&self, english: &'s str, french: &'s str) -> &'s str {
        match self.language {
            ReadingLanguage::En => english,
            ReadingLanguage::Fr => french,
        }
    }

    fn apart(&self) -> &'static str {
        self.say("; ", "\u{202f}; ")
    }

    fn node(&self, node: &Node, inside: bool) -> String {
        let list = |parts: &[Node], between: &str| {
            parts
                .iter()
                .map(|part| self.node(part, true))
                .collect::<Vec<_>>()
                .join(between)
        };
        match node {
            Node::Everything => self.say("everything", "tout").to_owned(),
            Node::Word(word) => self.word(word),
            Node::Quoted(phrase) => self.phrase(phrase),
            Node::Near { apart, sides } => {
                let sides = list(sides, self.say(" near ", " près de "));
                let words = match apart {
                    0 | 1 => self.say("word", "mot"),
                    _ => self.say("words", "mots"),
                };
                match self.language {
                    ReadingLanguage::En => format!("{sides} (at most {apart} {words} between)"),
                    ReadingLanguage::Fr => format!("{sides} (au plus {apart} {words} entre les deux)"),
                }
            }
            Node::Field(field) => self.field(&field.value),
            Node::All(parts) if inside => format!("({})", list(parts, self.say(" and ", " et "))),
            Node::All(parts) => list(parts, self.apart()),
            Node::Any(parts) => {
                let either = list(parts, self.say(" or ", " ou "));
                if inside { format!("({either})") } else { either }
            }
            Node::Not(part) => format!("{} {}", self.say("without", "sans"), self.node(part, true)),
            Node::Question(parts) => format!(
                "{} {}",
                self.say(
                    "a question: any of these, the entries with most of them first:",
                    "une question : l’un de ces mots, d’abord les textes qui en ont le plus :"
                ),
                list(parts, ", "),
            ),
        }
    }

    fn word(&self, word: &Word) -> String {
        let text = &word.text;
        match word.shape {
            Shape::AnyForm => {
                let mut told = match self.language {
                    ReadingLanguage::En => format!("{text}, any form"),
                    ReadingLanguage::Fr => format!("{text}, sous toute forme"),
                };
                if let Some((_, names)) = self.compiled.followed.iter().find(|(typed, _)| typed == text) {
                    told = format!("{told} ({})", self.also(names));
                }
                told
            }
            Shape::Folded => format!("{} {}", self.say("exactly", "exactement"), quoted(text, self.language)),
            Shape::Exact => format!(
                "{} {}",
                quoted(text, self.language),
                self.say("to the letter", "à la lettre")
            ),
            Shape::Pattern => match text.strip_suffix('*') {
                Some(root) if !root.contains(['*', '?']) => {
                    format!("{} {root}", self.say("words beginning with", "mots commençant par"))
                }
                _ => format!("{} {text}", self.say("words of the form", "mots de la forme")),
            },
            Shape::Fuzzy(slips) => {
                let slips = if slips == 0 {
                    crate::near_words::slips_for(&crate::fold::folded(text))
                } else {
                    slips
                };
                let letters = if slips == 1 {
                    self.say("slip", "faute")
                } else {
                    self.say("slips", "fautes")
                };
                match self.language {
                    ReadingLanguage::En => format!("words like {text} ({slips} {letters} at most)"),
                    ReadingLanguage::Fr => format!("mots proches de {text} ({slips} {letters} au plus)"),
                }
            }
        }
    }

    fn phrase(&self, phrase: &Quoted) -> String {
        let words: Vec<&str> = phrase.words.iter().map(|word| word.text.as_str()).collect();
        let text = words.join(" ");
        if phrase.compound {
            let told = format!(
                "{} {}",
                quoted(&text, self.language),
                self.say("side by side", "côte à côte")
            );
            let others: Vec<String> = self
                .compiled
                .followed
                .iter()
                .filter(|(typed, _)| words.contains(&typed.as_str()))
                .map(|(typed, names)| format!("{typed} {}", self.also(names)))
                .collect();
            return if others.is_empty() {
                told
            } else {
                format!("{told} ({})", others.join(", "))
            };
        }
        if phrase.words.iter().any(|word| word.shape == Shape::Exact) {
            return format!(
                "{} {}",
                quoted(&text, self.language),
                self.say("to the letter", "à la lettre")
            );
        }
        format!("{} {}", self.say("exactly", "exactement"), quoted(&text, self.language))
    }

    fn also(&self, names: &[String]) -> String {
        let told = names[..names.len().min(NAMES_TOLD)].join(", ");
        let rest = names.len().saturating_sub(NAMES_TOLD);
        let also = self.say("also", "aussi");
        match (rest, self.language) {
            (0, _) => format!("{also} {told}"),
            (rest, ReadingLanguage::En) => format!("{also} {told} and {rest} more"),
            (1, ReadingLanguage::Fr) => format!("{also} {told} et 1 autre"),
            (rest, ReadingLanguage::Fr) => format!("{also} {told} et {rest} autres"),
        }
    }

    fn field(&self, value: &FieldValue) -> String {
        match value {
            FieldValue::Facet(facet, values) => self.facet(*facet, values),
            FieldValue::Dated(range) => self.dated(range),
            FieldValue::Amount(range) => self.amount(range),
            FieldValue::Source(ids) => format!("source {}", self.either(ids)),
            FieldValue::Document(ids) => format!("document {}", self.either(ids)),
            FieldValue::Title(words) => {
                let words: Vec<String> = words.iter().map(|word| self.node(word, true)).collect();
                format!("{} {}", self.say("in the title:", "dans le titre :"), words.join(", "))
            }
        }
    }

    fn either(&self, values: &[String]) -> String {
        values.join(self.say(" or ", " ou "))
    }

    fn facet(&self, facet: Facet, values: &[String]) -> String {
        let name = match facet {
            Facet::Partner => self.say("partner", "partenaire"),
            Facet::Strand => self.say("strand", "volet"),
            Facet::Kind => self.say("kind", "nature"),
            Facet::By => self.say("by", "par"),
            Facet::State => self.say("state", "état"),
            Facet::Year => self.say("year", "année"),
            Facet::Language => self.say("language", "langue"),
        };
        let values: Vec<String> = values
            .iter()
            .map(|value| {
                if facet == Facet::Partner {
                    self.partner(value)
                } else {
                    self.word_of(facet, value).to_owned()
                }
            })
            .collect();
        format!("{name} {}", self.either(&values))
    }

    /// A word of a closed list; English says them as they are written.
    fn word_of<'v>(&self, facet: Facet, value: &'v str) -> &'v str {
        match self.language {
            ReadingLanguage::En => value,
            ReadingLanguage::Fr => in_french(facet, &plain(value)).unwrap_or(value),
        }
    }

    fn partner(&self, value: &str) -> String {
        let language = match self.language {
            ReadingLanguage::En => Language::En,
            ReadingLanguage::Fr => Language::Fr,
        };
        let code = self.glossary.partner(value).unwrap_or(value);
        self.glossary.partner_name(code, language).unwrap_or(code).to_owned()
    }

    fn dated(&self, range: &DayRange) -> String {
        if let Some(years) = range.years() {
            return match years {
                (Some(from), Some(to)) if from == to => format!("{} {from}", self.say("in", "en")),
                (Some(from), Some(to)) => format!("{} {from} {} {to}", self.say("from", "de"), self.say("to", "à")),
                (Some(from), None) => format!("{} {}", self.say("after", "après"), from - 1),
                (None, Some(to)) => format!("{} {}", self.say("before", "avant"), to + 1),
                (None, None) => self.say("any date", "toute date").to_owned(),
            };
        }
        match (range.from, range.to) {
            (Some(from), Some(to)) if from == to => format!("{} {from}", self.say("on", "le")),
            (Some(from), Some(to)) => format!("{} {from} {} {to}", self.say("from", "du"), self.say("to", "au")),
            (Some(from), None) => format!("{} {from}", self.say("from", "à partir du")),
            (None, Some(to)) => format!("{} {to}", self.say("up to", "jusqu’au")),
            (None, None) => self.say("any date", "toute date").to_owned(),
        }
    }

    fn amount(&self, range: &AmountRange) -> String {
        let currency = range
            .currency
            .as_ref()
            .map(|code| format!(" {code}"))
            .unwrap_or_default();
        let name = self.say("amount", "montant");
        match (range.least, range.most) {
            (Some(least), Some(most)) if least == most => format!("{name} {}{currency}", money(least, self.language)),
            (Some(least), Some(most)) => {
                format!(
                    "{name} {} {} {} {}{currency}",
                    self.say("from", "de"),
                    money(least, self.language),
                    self.say("to", "à"),
                    money(most, self.language)
                )
            }
            // Over an amount is asked as from a cent more.
            (Some(least), None) if least % 100 == 1 => format!(
                "{name} {} {}{currency}",
                self.say("over", "de plus de"),
                money(least - 1, self.language)
            ),
            (Some(least), None) => format!(
                "{name} {} {}{currency}",
                self.say("of at least", "d’au moins"),
                money(least, self.language)
            ),
            (None, Some(most)) if most % 100 == 99 => format!(
                "{name} {} {}{currency}",
                self.say("under", "de moins de"),
                money(most + 1, self.language)
            ),
            (None, Some(most)) => format!(
                "{name} {} {}{currency}",
                self.say("of at most", "d’au plus"),
                money(most, self.language)
            ),
            (None, None) => name.to_owned(),
        }
    }

    fn filters(&self, filters: &AskFilters, into: &mut Vec<String>) {
        for (facet, values) in [
            (Facet::Partner, &filters.partners),
            (Facet::Strand, &filters.strands),
            (Facet::Kind, &filters.kinds),
            (Facet::By, &filters.by),
            (Facet::State, &filters.states),
            (Facet::Language, &filters.languages),
            (Facet::Year, &filters.years.iter().map(ToString::to_string).collect()),
        ] {
            if !values.is_empty() {
                into.push(self.facet(facet, values));
            }
        }
        if !filters.documents.is_empty() {
            into.push(format!("document {}", self.either(&filters.documents)));
        }
        if !filters.sources.is_empty() {
            into.push(format!("source {}", self.either(&filters.sources)));
        }
        if filters.from.is_some() || filters.to.is_some() {
            into.push(self.dated(&DayRange {
                from: filters.from,
                to: filters.to,
            }));
        }
    }
}

fn quoted(text: &str, language: ReadingLanguage) -> String {
    match language {
        ReadingLanguage::En => format!("“{text}”"),
        ReadingLanguage::Fr => format!("« {text} »"),
    }
}

/// The closed lists' words in French: those that a query can name. Papers and the window have lists of their own, which
/// say the same.
fn in_french(facet: Facet, value: &str) -> Option<&'static str> {
    Some(match (facet, value) {
        (Facet::Strand, "migration") => "migration",
        (Facet::Strand, "energy") => "énergie",
        (Facet::Strand, "trade") => "commerce",
        (Facet::Strand, "economy") => "économie",
        (Facet::Strand, "security") => "sécurité",
        (Facet::Strand, "people") => "liens humains",
        (Facet::Strand, "humanitarian") => "humanitaire",
        (Facet::Kind, "partner") => "partenaire",
        (Facet::Kind, "source") => "source",
        (Facet::Kind, "instrument") => "instrument",
        (Facet::Kind, "commitment") => "engagement",
        (Facet::Kind, "funding") => "ligne de financement",
        (Facet::Kind, "event") => "événement",
        (Facet::Kind, "indicator") => "indicateur",
        (Facet::Kind, "document") => "document",
        (Facet::Kind, "passage") => "passage",
        (Facet::Kind, "note") => "note",
        (Facet::Kind, "tag") => "étiquette",
        (Facet::Kind, "saved-search") => "recherche enregistrée",
        (Facet::By, "eu") => "l’UE",
        (Facet::By, "partner") => "le partenaire",
        (Facet::By, "both") => "les deux parties",
        (Facet::By, "member-state") => "un État membre",
        (Facet::State, "open") => "ouvert",
        (Facet::State, "under-way") => "en cours",
        (Facet::State, "done") => "réalisé",
        (Facet::State, "lapsed") => "caduc",
        (Facet::State, "unknown") => "sans élément de preuve",
        (Facet::State, "overdue") => "en retard",
        (Facet::State, "negotiating") => "en négociation",
        (Facet::State, "signed") => "signé ou adopté",
        (Facet::State, "provisionally-applied") => "appliqué à titre provisoire",
        (Facet::State, "in-force") => "en vigueur",
        (Facet::State, "suspended") => "suspendu",
        (Facet::State, "expired") => "expiré ou remplacé",
        (Facet::Language, "en") => "anglais",
        (Facet::Language, "fr") => "français",
        (Facet::Language, "ar") => "arabe",
        (Facet::Language, "tr") => "turc",
        (Facet::Language, "sr") => "serbe",
        (Facet::Language, "it") => "italien",
        (Facet::Language, "de") => "allemand",
        _ => return None,
    })
}

/// Cents as a number with its thousands parted.
fn money(cents: i64, language: ReadingLanguage) -> String {
    let digits = (cents / 100).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digit.is_ascii_digit() {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    if cents % 100 != 0 {
        let point = match language {
            ReadingLanguage::En => '.',
            ReadingLanguage::Fr => ',',
        };
        text.push_str(&format!("{point}{:02}", (cents % 100).abs()));
    }
    text
}

/// Alternatives: `2023, 2023-07 or 2023-07-16`.
fn one_of(forms: &[&str], or: &str) -> String {
    match forms {
        [rest @ .., last] if !rest.is_empty() => format!("{} {or} {last}", rest.join(", ")),
        _ => forms.concat(),
    }
}

/// What was ignored, as sentences.
pub(crate) fn slips(slips: &[Slip], language: ReadingLanguage) -> Vec<String> {
    slips.iter().map(|slip| slip_told(slip, language)).collect()
}

fn slip_told(slip: &Slip, language: ReadingLanguage) -> String {
    let q = |text: &str| quoted(text, language);
    let english = language == ReadingLanguage::En;
    match slip {
        Slip::NoWord(text) if english => format!("{} has no letter or figure to search for", q(text)),
        Slip::NoWord(text) => format!("{} n’a ni lettre ni chiffre à chercher", q(text)),
        Slip::LoneOperator(text) if english => format!("{text} has nothing to join here"),
        Slip::LoneOperator(text) => format!("{text} n’a rien à joindre ici"),
        Slip::LoneBracket(bracket) if english => format!("the bracket {bracket} has no partner"),
        Slip::LoneBracket(bracket) => format!("la parenthèse {bracket} est seule"),
        Slip::OpenQuote if english => "the quote was not closed; it was read to the end".to_owned(),
        Slip::OpenQuote => "le guillemet n’est pas fermé ; lu jusqu’à la fin".to_owned(),
        Slip::EmptyQuote if english => "the quotes have no word between them".to_owned(),
        Slip::EmptyQuote => "les guillemets n’entourent aucun mot".to_owned(),
        Slip::UnknownField { name, nearest, value } => {
            let near = match (nearest, english) {
                (Some(near), true) => format!(" (the nearest is {near}:)"),
                (Some(near), false) => format!(" (le plus proche est {near}:)"),
                (None, _) => String::new(),
            };
            let value = value.trim();
            if english {
                let rest = if value.is_empty() {
                    String::new()
                } else {
                    format!("; {} was searched as words", q(value))
                };
                format!("{name}: is not a field{near}{rest}")
            } else {
                let rest = if value.is_empty() {
                    String::new()
                } else {
                    format!(" ; {} est cherché comme mots", q(value))
                };
                format!("{name}: n’est pas un champ{near}{rest}")
            }
        }
        Slip::NoValue(name) if english => format!("{name}: has no value beside it"),
        Slip::NoValue(name) => format!("{name}: n’a pas de valeur"),
        Slip::BadValue { field, value, wanted } if english => {
            format!("{field}:{value} cannot be read; write it as {}", one_of(wanted, "or"))
        }
        Slip::BadValue { field, value, wanted } => {
            format!("{field}:{value} n’est pas lisible ; écrire {}", one_of(wanted, "ou"))
        }
        Slip::NearOfOther if english => "NEAR joins words and phrases only; it was read as AND".to_owned(),
        Slip::NearOfOther => "NEAR ne joint que des mots et des expressions ; lu comme AND".to_owned(),
        Slip::NearTooWide(most) if english => format!("NEAR reaches at most {most} words"),
        Slip::NearTooWide(most) => format!("NEAR va au plus jusqu’à {most} mots"),
        Slip::TooDeep if english => "brackets nested too deep were left out".to_owned(),
        Slip::TooDeep => "des parenthèses trop imbriquées sont laissées de côté".to_owned(),
        Slip::TooLong(most) if english => format!("only the first {most} words were read"),
        Slip::TooLong(most) => format!("seuls les {most} premiers mots sont lus"),
        Slip::BarePattern(text) if english => format!("{} has no letter beside its star", q(text)),
        Slip::BarePattern(text) => format!("{} n’a pas de lettre près de l’étoile", q(text)),
    }
}
