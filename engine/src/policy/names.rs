//! Names that policies may use, and the nearest one to a misspelt name.

use strsim::damerau_levenshtein;

/// Words that rhai reserves or that the sandbox turns off: they cannot name a parameter, column,
/// type or `let`.
const RESERVED: [&str; 52] = [
    "true",
    "false",
    "let",
    "const",
    "if",
    "else",
    "switch",
    "do",
    "while",
    "until",
    "loop",
    "for",
    "in",
    "continue",
    "break",
    "return",
    "throw",
    "try",
    "catch",
    "import",
    "export",
    "as",
    "global",
    "private",
    "fn",
    "this",
    "is_shared",
    "is_def_var",
    "is_def_fn",
    "Fn",
    "call",
    "curry",
    "print",
    "debug",
    "type_of",
    "eval",
    "var",
    "static",
    "is",
    "goto",
    "exit",
    "match",
    "case",
    "default",
    "void",
    "null",
    "nil",
    "new",
    "use",
    "with",
    "module",
    "go",
];

/// Whether rhai reserves the word.
pub(crate) fn is_reserved(name: &str) -> bool {
    const MORE: [&str; 11] = [
        "package",
        "super",
        "spawn",
        "thread",
        "sync",
        "async",
        "await",
        "yield",
        "public",
        "protected",
        "shared",
    ];
    RESERVED.contains(&name) || MORE.contains(&name)
}

/// Whether a name is letters, digits and underscores, beginning with a letter.
pub(crate) fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The known name nearest to this one, if one is near enough to be meant.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (damerau_levenshtein(name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().max(name.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// What to say about an unknown name: the nearest known one, or all of them.
pub(crate) fn hint(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean {near:?}?"),
        None if known.is_empty() => "none are declared".to_owned(),
        None => format!("known are {}", known.join(", ")),
    }
}
