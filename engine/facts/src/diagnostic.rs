//! One thing wrong in a file that a person wrote: where, what, and what to do about it.

use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Probably not what was meant; the file is usable.
    Warning,
    /// The file cannot be used.
    Error,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A problem with its place. Readers of hand-written files report all of them, not the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is, under a name that stays; `None` where nobody keeps a list of kinds.
    pub id: Option<&'static str>,
    /// How much it matters.
    pub level: Level,
    /// The file's name as the reader was given it.
    pub file: String,
    /// Line, from 1; 0 when the problem has no line.
    pub line: usize,
    /// Column, from 1; 0 when the problem has no column.
    pub column: usize,
    /// How many characters it is about, from the column on; 0 when that is not known.
    pub length: usize,
    /// A lower-case fragment: what is wrong, with the value and the allowed range.
    pub message: String,
    /// What to do, where there is something to say.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem at a place in a file.
    #[must_use]
    pub fn at(
        file: impl Into<String>,
        (line, column): (usize, usize),
        message: impl Into<String>,
    ) -> Self {
        Self {
            id: None,
            level: Level::Error,
            file: file.into(),
            line,
            column,
            length: 0,
            message: message.into(),
            hint: None,
        }
    }

    /// A problem at a byte offset of a file's text.
    #[must_use]
    pub fn at_offset(
        file: impl Into<String>,
        text: &str,
        offset: usize,
        message: impl Into<String>,
    ) -> Self {
        Self::at(file, line_and_column(text, offset), message)
    }

    /// The same problem with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Diagnostic {
    /// The same problem as one of a kind.
    #[must_use]
    pub const fn of_kind(mut self, id: &'static str, level: Level) -> Self {
        self.id = Some(id);
        self.level = level;
        self
    }

    /// The same problem over so many characters.
    #[must_use]
    pub const fn over(mut self, length: usize) -> Self {
        self.length = length;
        self
    }

    /// The same problem over the word that begins at its place in the file's text: a quoted text, a
    /// name with its dots, else one character. A length that is known already stays.
    #[must_use]
    pub fn over_word(mut self, text: &str) -> Self {
        if self.length > 0 || self.column == 0 {
            return self;
        }
        let line = self
            .line
            .checked_sub(1)
            .and_then(|skip| text.lines().nth(skip));
        let rest: Vec<char> = line
            .unwrap_or_default()
            .chars()
            .skip(self.column - 1)
            .collect();
        self.length = word_length(&rest);
        self
    }
}

/// How many characters the first word has; at least one.
fn word_length(text: &[char]) -> usize {
    let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.');
    match text {
        ['"', rest @ ..] => rest.iter().position(|c| *c == '"').map_or(1, |end| end + 2),
        [first, ..] if in_word(first) => text.iter().take_while(|c| in_word(c)).count(),
        _ => 1,
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// Line and column (both from 1, in characters) of a byte offset.
#[must_use]
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// Diagnostics as one text, a line each.
pub(crate) fn join(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
