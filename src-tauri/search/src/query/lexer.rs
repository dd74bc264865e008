//! A query's text cut into signs, words, quotes and field names. Nothing is refused here.

use crate::words::spans;

/// A piece of a query and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lexeme {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Open,
    Close,
    /// `-` or `!` right before something.
    Minus,
    Or,
    And,
    Not,
    /// With the number of words, where given.
    Near(Option<u32>),
    /// A name before a colon that has something right after it.
    FieldName(String),
    /// What stands after a field's colon, unquoted.
    FieldValue(String),
    /// Letters and whatever is written together with them.
    Chunk(String),
    Quoted {
        text: String,
        exact: bool,
        closed: bool,
    },
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂')
}

/// Cuts a query into lexemes.
pub(crate) fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer {
        text,
        at: 0,
        found: Vec::new(),
    };
    lexer.run();
    lexer.found
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Lexeme>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn push(&mut self, kind: Kind, from: usize) {
        self.found.push(Lexeme {
            kind,
            from,
            to: self.at,
        });
    }

    fn run(&mut self) {
        while let Some(c) = self.peek() {
            let from = self.at;
            if c.is_whitespace() || matches!(c, ',' | ';') {
                self.at += c.len_utf8();
            } else if c == '(' || c == ')' {
                self.at += 1;
                self.push(if c == '(' { Kind::Open } else { Kind::Close }, from);
            } else if is_quote(c) {
                self.quoted(from, false);
            } else if matches!(c, '-' | '−' | '!') && self.binds_after(c.len_utf8()) {
                self.at += c.len_utf8();
                self.push(Kind::Minus, from);
            } else if c == '=' && self.text[self.at + 1..].chars().next().is_some_and(is_quote) {
                self.at += 1;
                self.quoted(from, true);
            } else {
                self.chunk(from);
            }
        }
    }

    /// Whether a sign is followed at once by something it can belong to.
    fn binds_after(&self, length: usize) -> bool {
        let next = self.text[self.at + length..].chars().next();
        next.is_some_and(|c| c == '(' || c == '=' || c == '*' || is_quote(c) || c.is_alphanumeric())
    }

    fn quoted(&mut self, from: usize, exact: bool) {
        let quote = self.peek().map_or(0, char::len_utf8);
        self.at += quote;
        let rest = &self.text[self.at..];
        let end = rest.find(is_quote);
        let text = rest[..end.unwrap_or(rest.len())].to_owned();
        self.at += text.len();
        if end.is_some() {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        let closed = end.is_some();
        self.push(Kind::Quoted { text, exact, closed }, from);
    }

    /// Reads up to white space, a bracket or a quote, and tells operators and fields from words.
    fn chunk(&mut self, from: usize) {
        let mut colon = None;
        let mut before = None;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || c == '(' || c == ')' || is_quote(c) {
                break;
            }
            if matches!(c, ',' | ';') {
                let after = self.text[self.at + 1..].chars().next();
                let in_number = before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric);
                let in_values = colon.is_some() && after.is_some_and(char::is_alphanumeric);
                if !in_number && !in_values {
                    break;
                }
            }
            if c == ':' && colon.is_none() {
                let name = &self.text[from..self.at];
                let after = self.text[self.at + 1..].chars().next();
                let has_value = after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ',' | ';' | ':' | '/'));
                if !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_') && has_value {
                    colon = Some(self.at);
                    if after.is_some_and(|c| c == '(' || is_quote(c)) {
                        self.at += 1;
                        break;
                    }
                }
            }
            before = Some(c);
            self.at += c.len_utf8();
        }
        if let Some(colon) = colon {
            let end = self.at;
            let name = self.text[from..colon].to_owned();
            self.found.push(Lexeme {
                kind: Kind::FieldName(name),
                from,
                to: colon + 1,
            });
            if end > colon + 1 {
                self.push(Kind::FieldValue(self.text[colon + 1..end].to_owned()), colon + 1);
            }
            return;
        }
        let chunk = &self.text[from..self.at];
        let kind = match chunk {
            "OR" | "||" | "|" => Kind::Or,
            "AND" | "&&" | "&" => Kind::And,
            "NOT" => Kind::Not,
            "NEAR" => Kind::Near(None),
            _ => match chunk.strip_prefix("NEAR/").map(str::parse) {
                Some(Ok(apart)) => Kind::Near(Some(apart)),
                _ => Kind::Chunk(chunk.to_owned()),
            },
        };
        self.push(kind, from);
    }
}

/// A word within a chunk or quotes, with `*` and `?` kept where they stand in a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub text: String,
    pub pattern: bool,
    pub from: usize,
    pub to: usize,
}

/// The words of a chunk. A star counts beside a letter, a question mark between two.
pub(crate) fn pieces(text: &str, offset: usize) -> Vec<Piece> {
    if !text.contains(['*', '?']) {
        return spans(text)
            .map(|(from, to)| Piece {
                text: text[from..to].to_owned(),
                pattern: false,
                from: offset + from,
                to: offset + to,
            })
            .collect();
    }
    // Signs of a pattern join the words they touch.
    let words: Vec<(usize, usize)> = spans(text).collect();
    let mut joined: Vec<Piece> = Vec::new();
    for (from, to) in words {
        let stars_before = text[..from].len() - text[..from].trim_end_matches('*').len();
        let begin = from - stars_before;
        let after = &text[to..];
        let stars_after = after.len() - after.trim_start_matches('*').len();
        let marks = &after[stars_after..];
        let question = marks.len() - marks.trim_start_matches('?').len();
        let question = if marks[question..].chars().next().is_some_and(char::is_alphanumeric) {
            question
        } else {
            0
        };
        let end = to + stars_after + question;
        let pattern = begin < from || end > to;
        match joined.last_mut() {
            // The stars or question marks before this word already ended the last piece.
            Some(last) if last.to >= offset + from || (last.pattern && last.to > offset + begin) => {
                last.text = text[last.from - offset..end].to_owned();
                last.to = offset + end;
                last.pattern = true;
            }
            _ => joined.push(Piece {
                text: text[begin..end].to_owned(),
                pattern,
                from: offset + begin,
                to: offset + end,
            }),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, bool)> {
        pieces(text, 0)
            .into_iter()
            .map(|piece| (piece.text, piece.pattern))
            .collect()
    }

    #[test]
    fn signs_of_a_pattern_stay_with_their_word() {
        assert_eq!(texts("readmi*"), [("readmi*".to_owned(), true)]);
        assert_eq!(texts("re*sion"), [("re*sion".to_owned(), true)]);
        assert_eq!(texts("organi?ation"), [("organi?ation".to_owned(), true)]);
        assert_eq!(
            texts("EU-Turk*"),
            [("EU".to_owned(), false), ("Turk*".to_owned(), true)]
        );
        assert_eq!(texts("readmission?"), [("readmission".to_owned(), false)]);
        assert_eq!(texts("***"), []);
        assert_eq!(texts("*sion"), [("*sion".to_owned(), true)]);
    }

    #[test]
    fn curly_quotes_and_guillemets_are_quotes() {
        for text in ["\"a b\"", "“a b”", "„a b“", "«a b»"] {
            let found = lexemes(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(matches!(&found[0].kind, Kind::Quoted { text, closed: true, .. } if text == "a b"));
        }
    }

    #[test]
    fn a_colon_makes_a_field_only_with_a_value_beside_it() {
        let kinds = |text: &str| lexemes(text).into_iter().map(|lexeme| lexeme.kind).collect::<Vec<_>>();
        assert_eq!(
            kinds("partner:TN"),
            [Kind::FieldName("partner".into()), Kind::FieldValue("TN".into())]
        );
        assert_eq!(kinds("Article 5: readmission").len(), 3);
        assert_eq!(
            kinds("https://example.org"),
            [Kind::Chunk("https://example.org".into())]
        );
        assert_eq!(kinds("partner:TN,EG x")[1], Kind::FieldValue("TN,EG".into()));
        assert_eq!(kinds("10:30"), [Kind::Chunk("10:30".into())]);
    }
}
