//! Stretches of a script as they are shown and compared: without comments, blanks folded.

use std::iter::Peekable;
use std::str::Chars;

use crate::policy::script::Place;

/// The statement that begins at a place, without its semicolon.
pub(super) fn statement(source: &str, place: Place) -> String {
    let lines = source
        .split_inclusive('\n')
        .take(place.line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let rest = source.get(start..).unwrap_or_default();
    let column = place.column.saturating_sub(1);
    let offset = rest.char_indices().nth(column).map_or(0, |(at, _)| at);
    let code = until(&rest[offset..], |letter, depth| letter == ';' && depth == 0);
    code.trim_end_matches(';').trim_end().to_owned()
}

/// A function with its body.
pub(super) fn function(source: &str, name: &str) -> Option<String> {
    let heads = source.match_indices("fn ");
    let mut starts = heads.filter(|(at, word)| {
        let rest = source[at + word.len()..].trim_start();
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with('('))
    });
    let (start, _) = starts.next()?;
    Some(until(&source[start..], |letter, depth| {
        letter == '}' && depth == 1
    }))
}

/// Whether two stretches say the same: blanks outside of texts say nothing.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    squeezed(one) == squeezed(other)
}

fn squeezed(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '"' {
            quoted(&mut letters, &mut kept);
        } else if !letter.is_whitespace() {
            kept.push(letter);
        }
    }
    kept
}

/// The code up to and with the letter that ends it; `ends` is asked with how deep in brackets it is.
fn until(text: &str, ends: impl Fn(char, usize) -> bool) -> String {
    let mut code = String::new();
    let mut depth = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted(&mut letters, &mut code),
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|inner| *inner == '\n');
                code.push(' ');
            }
            other => {
                code.push(other);
                if ends(other, depth) {
                    break;
                }
                match other {
                    '(' | '[' | '{' => depth += 1,
                    ')' | ']' | '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a text over, its first quote being read already.
fn quoted(letters: &mut Peekable<Chars<'_>>, into: &mut String) {
    into.push('"');
    let mut escaped = false;
    for inner in letters.by_ref() {
        into.push(inner);
        if inner == '"' && !escaped {
            return;
        }
        escaped = inner == '\\' && !escaped;
    }
}
