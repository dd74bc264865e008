//! Lexemes into a tree, by the grammar of the crate's README. What does not fit is named as a slip and left out.

use super::fields;
use super::lexer::{Kind, Lexeme, Piece, lexemes, pieces};
use super::tree::{Field, FieldValue, Node, Quoted, Shape, Slip, Word};
use crate::layout::{WIDEST_NEAR, is_elided};
use crate::stop_words::{is_question, is_stop_word};
use crate::words::is_apostrophe;

/// Brackets deeper than this are read as if they were not there.
const DEEPEST: usize = 50;
/// Words beyond this many are not read: a pasted page is not a query.
const MOST_WORDS: usize = 500;
/// How far apart NEAR may be without a number.
const NEAR: u32 = 10;

/// A query as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub node: Node,
    pub slips: Vec<Slip>,
}

/// Reads a query. Every text is one.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut lexemes = lexemes(text);
    let mut slips = Vec::new();
    if lexemes.len() > MOST_WORDS {
        lexemes.truncate(MOST_WORDS);
        slips.push(Slip::TooLong(MOST_WORDS));
    }
    if let Some(node) = question(text, &lexemes) {
        return Parsed { node, slips };
    }
    let mut parser = Parser {
        text,
        lexemes,
        at: 0,
        slips,
    };
    let mut parts = Vec::new();
    loop {
        parts.extend(parser.either(0));
        match parser.next() {
            None => break,
            Some(Lexeme { kind: Kind::Close, .. }) => parser.slips.push(Slip::LoneBracket(')')),
            Some(_) => {}
        }
    }
    let node = all(parts);
    Parsed {
        node,
        slips: parser.slips,
    }
}

/// A question in a sentence: plain words only, and it reads like one.
fn question(text: &str, lexemes: &[Lexeme]) -> Option<Node> {
    let mut words = Vec::new();
    for lexeme in lexemes {
        match &lexeme.kind {
            Kind::Chunk(chunk) if !chunk.starts_with('=') && !chunk.contains(['*', '~']) => {
                words.push((chunk.as_str(), lexeme.from));
            }
            _ => return None,
        }
    }
    let plain: Vec<&str> = words
        .iter()
        .flat_map(|(chunk, _)| crate::words::spans(chunk).map(|(from, to)| &chunk[from..to]))
        .collect();
    let asked = text.trim_end().ends_with(['?', '؟']);
    if !is_question(&plain, asked) {
        return None;
    }
    let telling = words
        .iter()
        .filter_map(|(chunk, from)| word_or_compound(chunk, *from, Shape::AnyForm))
        .filter(|node| !matches!(node, Node::Word(word) if is_stop_word(&crate::fold::folded(&word.text))));
    Some(Node::Question(telling.collect()))
}

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme>,
    at: usize,
    slips: Vec<Slip>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.kind)
    }

    fn next(&mut self) -> Option<Lexeme> {
        let lexeme = self.lexemes.get(self.at).cloned();
        self.at += 1;
        lexeme
    }

    fn lone(&mut self, lexeme: &Lexeme) {
        let typed = self.text[lexeme.from..lexeme.to].to_owned();
        self.slips.push(Slip::LoneOperator(typed));
    }

    /// Branches of OR.
    fn either(&mut self, depth: usize) -> Option<Node> {
        let mut branches = Vec::new();
        let mut dangling: Option<Lexeme> = None;
        loop {
            match self.all(depth) {
                Some(branch) => {
                    branches.push(branch);
                    dangling = None;
                }
                None => {
                    if let Some(operator) = dangling.take() {
                        self.lone(&operator);
                    }
                }
            }
            if self.peek() != Some(&Kind::Or) {
                break;
            }
            let operator = self.next()?;
            if branches.is_empty() {
                self.lone(&operator);
            } else {
                dangling = Some(operator);
            }
        }
        if let Some(operator) = dangling {
            self.lone(&operator);
        }
        match branches.len() {
            0 => None,
            1 => branches.pop(),
            _ => Some(Node::Any(branches)),
        }
    }

    /// Parts side by side.
    fn all(&mut self, depth: usize) -> Option<Node> {
        let mut parts = Vec::new();
        let mut dangling: Option<Lexeme> = None;
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) => {
                    let operator = self.next()?;
                    if parts.is_empty() || dangling.is_some() {
                        self.lone(&operator);
                    } else {
                        dangling = Some(operator);
                    }
                }
                Some(_) => {
                    if let Some(part) = self.part(depth) {
                        parts.push(part);
                        dangling = None;
                    }
                }
            }
        }
        if let Some(operator) = dangling {
            self.lone(&operator);
        }
        if parts.is_empty() { None } else { Some(all(parts)) }
    }

    /// A part and what negates it.
    fn part(&mut self, depth: usize) -> Option<Node> {
        let mut negated = false;
        let mut last = None;
        while let Some(Kind::Not | Kind::Minus) = self.peek() {
            negated = !negated;
            last = self.next();
        }
        match self.peek() {
            None | Some(Kind::Or | Kind::And | Kind::Close) => {
                if let Some(operator) = last {
                    self.lone(&operator);
                }
                None
            }
            Some(Kind::Near(_)) => {
                let operator = self.next()?;
                self.lone(&operator);
                None
            }
            Some(_) => {
                let node = self.near(depth)?;
                Some(if negated { Node::Not(Box::new(node)) } else { node })
            }
        }
    }

    /// Atoms joined by NEAR.
    fn near(&mut self, depth: usize) -> Option<Node> {
        let mut left = self.atom(depth);
        while let Some(&Kind::Near(apart)) = self.peek() {
            let operator = self.next()?;
            let apart = apart.unwrap_or(NEAR);
            if apart > WIDEST_NEAR {
                self.slips.push(Slip::NearTooWide(WIDEST_NEAR));
            }
            let has_right = !matches!(
                self.peek(),
                None | Some(Kind::Or | Kind::And | Kind::Not | Kind::Minus | Kind::Close | Kind::Near(_))
            );
            if left.is_none() || !has_right {
                self.lone(&operator);
                continue;
            }
            let Some(right) = self.atom(depth) else { continue };
            let first = left.take()?;
            left = Some(if can_be_near(&first) && can_be_near(&right) {
                Node::Near {
                    apart: apart.min(WIDEST_NEAR),
                    sides: vec![first, right],
                }
            } else {
                self.slips.push(Slip::NearOfOther);
                all(vec![first, right])
            });
        }
        left
    }

    fn atom(&mut self, depth: usize) -> Option<Node> {
        let lexeme = self.next()?;
        match lexeme.kind {
            Kind::Open => {
                if depth == DEEPEST {
                    self.slips.push(Slip::TooDeep);
                }
                if depth >= DEEPEST {
                    return None;
                }
                let inner = self.either(depth + 1);
                if self.peek() == Some(&Kind::Close) {
                    self.at += 1;
                } else {
                    self.slips.push(Slip::LoneBracket('('));
                }
                inner
            }
            Kind::Quoted { text, exact, closed } => {
                let opening = self.text[lexeme.from..].find(&text).unwrap_or(0);
                self.quoted(&text, lexeme.from + opening, exact, closed)
            }
            Kind::FieldName(name) => self.field(&name),
            Kind::Chunk(chunk) => self.chunk(&chunk, lexeme.from),
            Kind::FieldValue(value) => self.chunk(&value, lexeme.from),
            Kind::Close | Kind::Minus | Kind::Or | Kind::And | Kind::Not | Kind::Near(_) => None,
        }
    }

    fn quoted(&mut self, text: &str, from: usize, exact: bool, closed: bool) -> Option<Node> {
        if !closed {
            self.slips.push(Slip::OpenQuote);
        }
        let shape = if exact { Shape::Exact } else { Shape::Folded };
        let mut words: Vec<Word> = pieces(text, from).into_iter().map(|piece| word(piece, shape)).collect();
        match words.len() {
            0 => {
                self.slips.push(Slip::EmptyQuote);
                None
            }
            1 => words.pop().map(Node::Word),
            _ => Some(Node::Quoted(Quoted { words, compound: false })),
        }
    }

    fn chunk(&mut self, chunk: &str, from: usize) -> Option<Node> {
        let chunk_from = from;
        let (chunk, from, shape) = if let Some(rest) = chunk.strip_prefix('=') {
            (rest, from + 1, Shape::Exact)
        } else if let Some((root, slips)) = fuzzy(chunk) {
            (root, from, Shape::Fuzzy(slips))
        } else {
            (chunk, from, Shape::AnyForm)
        };
        let node = word_or_compound(chunk, from, shape);
        if node.is_none() {
            let typed = self.text[chunk_from..from + chunk.len()].to_owned();
            self.slips.push(if typed.contains('*') {
                Slip::BarePattern(typed)
            } else {
                Slip::NoWord(typed)
            });
        }
        node
    }

    /// A field: its values are what follows the colon, a quote, or a bracket with values joined by OR.
    fn field(&mut self, name: &str) -> Option<Node> {
        let known = fields::named(name);
        if known == Some(fields::Name::Title) {
            return self.title();
        }
        let mut values: Vec<String> = Vec::new();
        let begin = self.at;
        match self.peek().cloned() {
            Some(Kind::FieldValue(value)) => {
                self.at += 1;
                values.extend(value.split([',', ';']).filter(|one| !one.is_empty()).map(str::to_owned));
            }
            Some(Kind::Quoted { text, .. }) => {
                self.at += 1;
                values.push(text);
            }
            Some(Kind::Open) => {
                self.at += 1;
                loop {
                    match self.peek().cloned() {
                        Some(Kind::Chunk(value) | Kind::Quoted { text: value, .. }) => values.push(value),
                        Some(Kind::Or) => {}
                        Some(Kind::Close) => {
                            self.at += 1;
                            break;
                        }
                        _ => break,
                    }
                    self.at += 1;
                }
            }
            _ => {}
        }
        let Some(known) = known else {
            // Read the value again, as words.
            self.at = begin;
            let value = match self.peek() {
                Some(Kind::FieldValue(value)) => value.clone(),
                _ => values.join(" "),
            };
            self.slips.push(Slip::UnknownField {
                name: name.to_owned(),
                nearest: fields::nearest_name(name),
                value,
            });
            return None;
        };
        values.retain(|value| !value.trim().is_empty());
        if values.is_empty() {
            self.slips.push(Slip::NoValue(name.to_owned()));
            return None;
        }
        match fields::asked(known, &values) {
            Ok(value) => Some(Node::Field(Field { value })),
            Err(slip) => {
                self.slips.push(slip);
                None
            }
        }
    }

    fn title(&mut self) -> Option<Node> {
        let before = self.slips.len();
        let node = match self.peek() {
            Some(Kind::Open | Kind::FieldValue(_) | Kind::Quoted { .. }) => self.atom(0),
            _ => None,
        };
        let mut words = Vec::new();
        if let Some(node) = node {
            collect_words(node, &mut words);
        }
        if words.is_empty() {
            self.slips.truncate(before);
            self.slips.push(Slip::NoValue("title".to_owned()));
            return None;
        }
        Some(Node::Field(Field {
            value: FieldValue::Title(words),
        }))
    }
}

/// Words and phrases of a tree, its operators left out.
fn collect_words(node: Node, into: &mut Vec<Node>) {
    match node {
        Node::Word(_) | Node::Quoted(_) => into.push(node),
        Node::All(parts) | Node::Any(parts) | Node::Near { sides: parts, .. } | Node::Question(parts) => {
            parts.into_iter().for_each(|part| collect_words(part, into));
        }
        Node::Not(_) | Node::Field(_) | Node::Everything => {}
    }
}

fn can_be_near(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Quoted(_) | Node::Near { .. } => true,
        Node::Any(parts) => parts.iter().all(can_be_near),
        _ => false,
    }
}

/// Parts that must all hold, flattened.
fn all(parts: Vec<Node>) -> Node {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Node::All(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    match flat.len() {
        0 => Node::Everything,
        1 => flat.swap_remove(0),
        _ => Node::All(flat),
    }
}

/// The root of `word~`, `word~1`, `word~2`, and how many slips. A year with `~` is a year.
fn fuzzy(chunk: &str) -> Option<(&str, u8)> {
    let (root, slips) = match chunk.strip_suffix('~') {
        Some(root) => (root, 0),
        None => match chunk.rsplit_once('~')? {
            (root, "1") => (root, 1),
            (root, "2") => (root, 2),
            _ => return None,
        },
    };
    root.chars().any(char::is_alphabetic).then_some((root, slips))
}

fn word(piece: Piece, shape: Shape) -> Word {
    Word {
        text: piece.text,
        shape: if piece.pattern { Shape::Pattern } else { shape },
        from: piece.from,
        to: piece.to,
    }
}

/// One typed word: a word, or words side by side where a sign joins them. Articles cut short and endings after an
/// apostrophe are left off, except where the word is exact.
fn word_or_compound(chunk: &str, from: usize, shape: Shape) -> Option<Node> {
    let mut found = pieces(chunk, from);
    if shape != Shape::Exact && found.len() > 1 {
        found.retain(|piece| !is_elided(chunk, piece.from - from, piece.to - from));
        if let [.., before, last] = &found[..] {
            let between = &chunk[before.to - from..last.from - from];
            if is_apostrophe(between) && last.text.chars().count() <= 4 && !last.pattern {
                found.pop();
            }
        }
    }
    let single = found.len() == 1;
    let mut words: Vec<Word> = found
        .into_iter()
        .map(|piece| match shape {
            // Slips are for one word; a compound with `~` is read as written.
            Shape::Fuzzy(_) if !single => word(piece, Shape::AnyForm),
            _ => word(piece, shape),
        })
        .collect();
    match words.len() {
        0 => None,
        1 => words.pop().map(Node::Word),
        _ => Some(Node::Quoted(Quoted { words, compound: true })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree in brackets, for reading in a test.
    fn shown(node: &Node) -> String {
        let list = |parts: &[Node]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
        match node {
            Node::Everything => "*".to_owned(),
            Node::Word(word) => match word.shape {
                Shape::AnyForm => word.text.clone(),
                Shape::Folded => format!("\"{}\"", word.text),
                Shape::Exact => format!("={}", word.text),
                Shape::Pattern => format!("%{}", word.text),
                Shape::Fuzzy(slips) => format!("{}~{slips}", word.text),
            },
            Node::Quoted(quoted) => {
                let words: Vec<String> = quoted
                    .words
                    .iter()
                    .map(|word| shown(&Node::Word(word.clone())))
                    .collect();
                format!("[{}]", words.join(" "))
            }
            Node::Near { apart, sides } => format!("(near/{apart} {})", list(sides)),
            Node::Field(_) => "field".to_owned(),
            Node::All(parts) => format!("(all {})", list(parts)),
            Node::Any(parts) => format!("(any {})", list(parts)),
            Node::Not(part) => format!("(not {})", shown(part)),
            Node::Question(parts) => format!("(question {})", list(parts)),
        }
    }

    #[test]
    fn words_side_by_side_bind_tighter_than_or() {
        for (text, tree) in [
            ("a b OR c", "(any (all a b) c)"),
            ("a (b OR c)", "(all a (any b c))"),
            ("a AND NOT b", "(all a (not b))"),
            ("-a b", "(all (not a) b)"),
            ("-(a OR b)", "(not (any a b))"),
            ("a NEAR/5 b c", "(all (near/5 a b) c)"),
            ("\"a b\" NEAR c", "(near/10 [\"a\" \"b\"] c)"),
            ("=Aid aid~ aid~2 ai*", "(all =Aid aid~0 aid~2 %ai*)"),
            ("EU-Turkey", "[EU Turkey]"),
            ("l’accord Parliament's", "(all accord Parliament)"),
            ("2023/1114", "[2023 1114]"),
            ("Tunisia,Egypt; Libya", "(all Tunisia Egypt Libya)"),
            ("“border manag*”", "[\"border\" %manag*]"),
            ("=\"European Council\"", "[=European =Council]"),
            ("2023~", "2023"),
            ("What did the EU promise Tunisia?", "(question EU promise Tunisia)"),
        ] {
            assert_eq!(shown(&parse(text).node), tree, "{text}");
            assert_eq!(parse(text).slips, [], "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named_and_the_rest_is_read() {
        for (text, tree, slips) in [
            ("", "*", vec![]),
            (". -", "*", vec![Slip::NoWord(".".into()), Slip::NoWord("-".into())]),
            ("OR a", "a", vec![Slip::LoneOperator("OR".into())]),
            ("a OR", "a", vec![Slip::LoneOperator("OR".into())]),
            ("a AND", "a", vec![Slip::LoneOperator("AND".into())]),
            ("NOT", "*", vec![Slip::LoneOperator("NOT".into())]),
            ("NEAR/3 a", "a", vec![Slip::LoneOperator("NEAR/3".into())]),
            ("(a", "a", vec![Slip::LoneBracket('(')]),
            ("a)b", "(all a b)", vec![Slip::LoneBracket(')')]),
            ("\"a b", "[\"a\" \"b\"]", vec![Slip::OpenQuote]),
            ("\"\" a", "a", vec![Slip::EmptyQuote]),
            ("* a", "a", vec![Slip::BarePattern("*".into())]),
            (
                "partnr:TN a",
                "(all TN a)",
                vec![Slip::UnknownField {
                    name: "partnr".into(),
                    nearest: Some("partner"),
                    value: "TN".into(),
                }],
            ),
            (
                "year:soon a",
                "a",
                vec![Slip::BadValue {
                    field: "year",
                    value: "soon".into(),
                    wanted: &["2023", "2023-07", "2021..2024", ">2022"],
                }],
            ),
            ("partner:\"\" a", "a", vec![Slip::NoValue("partner".into())]),
        ] {
            let parsed = parse(text);
            assert_eq!(shown(&parsed.node), tree, "{text}");
            assert_eq!(parsed.slips, slips, "{text}");
        }
    }

    #[test]
    fn deep_brackets_and_long_texts_are_read_as_far_as_it_makes_sense() {
        let deep = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
        assert!(parse(&deep).slips.contains(&Slip::TooLong(MOST_WORDS)));
        let deep = format!("{} a {}", "(".repeat(100), ")".repeat(100));
        assert!(parse(&deep).slips.contains(&Slip::TooDeep));
    }

    proptest! {
        #[test]
        fn every_text_is_a_query(text in "\\PC{0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn every_run_of_signs_is_a_query(text in "[-a(\")=:*~?, |&!A-Z“”éة0-9/]{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn words_know_where_they_were_typed(text in "[a-zé*(\" =:-]{0,40}") {
            fn check(node: &Node, text: &str) {
                match node {
                    Node::Word(word) => assert_eq!(&text[word.from..word.to], word.text, "in {text:?}"),
                    Node::Quoted(quoted) => quoted.words.iter().for_each(|word| assert_eq!(&text[word.from..word.to], word.text)),
                    Node::All(parts) | Node::Any(parts) | Node::Question(parts) | Node::Near { sides: parts, .. } => parts.iter().for_each(|part| check(part, text)),
                    Node::Not(part) => check(part, text),
                    Node::Everything | Node::Field(_) => {}
                }
            }
            check(&parse(&text).node, &text);
        }
    }
}
