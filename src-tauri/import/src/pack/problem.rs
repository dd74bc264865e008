//! What is wrong with a pack, in sentences.

use std::fmt;

use serde::Serialize;
use specta::Type;

/// One thing that is wrong with a pack, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
pub struct PackProblem {
    /// The file, as a path within the pack.
    pub file: String,
    /// The line, from 1, where the problem has one.
    pub line: Option<u32>,
    /// What is wrong.
    pub problem: String,
    /// What was probably meant, or what to do.
    pub hint: Option<String>,
}

impl fmt::Display for PackProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(to, ":{line}")?;
        }
        write!(to, ": {}", self.problem)?;
        if let Some(hint) = &self.hint {
            write!(to, " ({hint})")?;
        }
        Ok(())
    }
}

/// The most problems that are kept. A file of noise has one a line, and nobody reads past the first thousand.
const MOST: usize = 10_000;

/// Everything that is wrong with a pack, in the order of its files. A pack with problems is refused whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, thiserror::Error)]
pub struct PackProblems {
    /// The problems, by file and line.
    pub problems: Vec<PackProblem>,
    /// How many more there were than are listed.
    pub more: u32,
}

impl fmt::Display for PackProblems {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len() + self.more as usize;
        let s = if count == 1 { "" } else { "s" };
        write!(to, "the pack has {count} problem{s} and nothing of it was taken over:")?;
        for problem in &self.problems {
            write!(to, "\n  {problem}")?;
        }
        if self.more > 0 {
            write!(to, "\n  and {} more", self.more)?;
        }
        Ok(())
    }
}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Found {
    problems: Vec<PackProblem>,
    more: u32,
}

impl Found {
    pub(super) fn add(&mut self, file: &str, line: Option<u32>, problem: String, hint: Option<String>) {
        if self.problems.len() < MOST {
            self.problems.push(PackProblem {
                file: file.to_owned(),
                line,
                problem,
                hint,
            });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// `good`, unless something was found.
    pub(super) fn or<T>(self, good: T) -> Result<T, PackProblems> {
        if self.is_empty() {
            Ok(good)
        } else {
            Err(self.into_problems())
        }
    }

    pub(super) fn into_problems(mut self) -> PackProblems {
        self.problems.sort();
        self.problems.dedup();
        PackProblems {
            problems: self.problems,
            more: self.more,
        }
    }
}
