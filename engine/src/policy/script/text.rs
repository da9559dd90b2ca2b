//! The source text of a call's arguments, as the script writes them.

use super::form::Place;

/// The arguments of the call whose name begins at `place`, trimmed, blanks and comments folded.
pub(super) fn arguments(source: &str, place: Place) -> Vec<String> {
    let Some(call) = after(source, place) else {
        return Vec::new();
    };
    let Some(open) = call.find('(') else {
        return Vec::new();
    };
    let mut arguments = Vec::new();
    let mut current = String::new();
    let mut depth = 0_usize;
    let mut letters = call[open + 1..].chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                current.push(letter);
                let mut escaped = false;
                for inner in letters.by_ref() {
                    current.push(inner);
                    if inner == '"' && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
            }
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|inner| *inner == '\n');
                current.push(' ');
            }
            ')' | ']' | '}' if depth == 0 => {
                push(&mut arguments, &current);
                return arguments;
            }
            '(' | '[' | '{' => {
                depth += 1;
                current.push(letter);
            }
            ')' | ']' | '}' => {
                depth -= 1;
                current.push(letter);
            }
            ',' if depth == 0 => {
                push(&mut arguments, &current);
                current.clear();
            }
            other => current.push(other),
        }
    }
    arguments
}

fn push(arguments: &mut Vec<String>, text: &str) {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !folded.is_empty() {
        arguments.push(folded);
    }
}

/// The source from a place on.
fn after(source: &str, place: Place) -> Option<&str> {
    let line = source
        .split_inclusive('\n')
        .take(place.line.checked_sub(1)?);
    let start: usize = line.map(str::len).sum();
    let rest = source.get(start..)?;
    let column = place.column.checked_sub(1)?;
    let (offset, _) = rest.char_indices().nth(column)?;
    rest.get(offset..)
}
