//! Names that policies may use, and the nearest one to a misspelt name.

pub(crate) use caudal_facts::names::{hint, nearest};
use caudal_facts::{Party, Report};

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

/// What to write for an unknown report: the nearest of the person that the name means, or all of theirs.
pub(crate) fn report_hint(name: &str) -> String {
    let (party, _) = Party::split(name);
    let theirs = Report::all().filter(|report| report.party == party);
    let known: Vec<&str> = theirs.map(Report::name).collect();
    hint(name, &known)
}

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
