//! The source text of a call's arguments, as the script writes them.

use std::ops::Range;

use super::form::Place;

/// The arguments of the call whose name begins at `place`, trimmed, blanks and comments folded.
pub(super) fn arguments(source: &str, place: Place) -> Vec<String> {
    let spans = spans(source, place).into_iter();
    let texts = spans.map(|span| folded(source.get(span).unwrap_or_default()));
    texts.filter(|text| !text.is_empty()).collect()
}

/// Where the arguments of the call whose name begins at `place` stand in the source, blanks included.
pub(crate) fn spans(source: &str, place: Place) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let Some(call) = offset(source, place) else {
        return spans;
    };
    let open = source.get(call..).and_then(|call| call.find('('));
    let Some(mut start) = open.map(|open| call + open + 1) else {
        return spans;
    };
    let mut depth = 0_usize;
    let mut letters = source[start..].char_indices().peekable();
    let from = start;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => skip_text(&mut letters.by_ref().map(|(_, letter)| letter)),
            '/' if letters.peek().is_some_and(|(_, next)| *next == '/') => {
                letters.by_ref().find(|(_, inner)| *inner == '\n');
            }
            ')' | ']' | '}' if depth == 0 => {
                spans.push(start..from + at);
                return spans;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                spans.push(start..from + at);
                start = from + at + 1;
            }
            _ => {}
        }
    }
    spans
}

/// Where a comment over lines begins that is never closed. Such comments nest.
pub(crate) fn unclosed_comment(source: &str) -> Option<Place> {
    let mut open: Vec<usize> = Vec::new();
    let mut letters = source.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match (letter, next) {
            ('/', Some('*')) => {
                letters.next();
                open.push(at);
            }
            ('*', Some('/')) if !open.is_empty() => {
                letters.next();
                open.pop();
            }
            _ if !open.is_empty() => {}
            ('/', Some('/')) => {
                letters.by_ref().find(|(_, inner)| *inner == '\n');
            }
            ('"', _) => skip_text(&mut letters.by_ref().map(|(_, letter)| letter)),
            _ => {}
        }
    }
    let before = source.get(..*open.first()?)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Place {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..)?.chars().count() + 1,
    })
}

/// Goes on to the end of a text that has begun.
fn skip_text(letters: &mut impl Iterator<Item = char>) {
    let mut escaped = false;
    for inner in letters {
        if inner == '"' && !escaped {
            return;
        }
        escaped = inner == '\\' && !escaped;
    }
}

/// On one line, without comments.
fn folded(raw: &str) -> String {
    let mut text = String::new();
    let (mut quoted, mut escaped) = (false, false);
    let mut letters = raw.chars().peekable();
    while let Some(letter) = letters.next() {
        if !quoted && letter == '/' && letters.peek() == Some(&'/') {
            letters.by_ref().find(|inner| *inner == '\n');
            text.push(' ');
            continue;
        }
        if letter == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && letter == '\\' && !escaped;
        text.push(letter);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many bytes of the source stand before a place.
pub(crate) fn offset(source: &str, place: Place) -> Option<usize> {
    let line = source
        .split_inclusive('\n')
        .take(place.line.checked_sub(1)?);
    let start: usize = line.map(str::len).sum();
    let column = place.column.checked_sub(1)?;
    let (offset, _) = source.get(start..)?.char_indices().nth(column)?;
    Some(start + offset)
}
