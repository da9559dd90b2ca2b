//! Problems with their place in the source, as the compiler shows them.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use caudal_facts::Diagnostic;

use super::WIDTH;
use super::text::clean;

/// Writes the problems, a blank line between two, each with an excerpt of the file that it is in
/// where `source` gives that file.
pub(crate) fn write_all(
    out: &mut dyn Write,
    found: &[Diagnostic],
    source: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(WIDTH);
    for (index, problem) in found.iter().enumerate() {
        let text = if problem.line > 0 {
            source(&problem.file)
        } else {
            None
        };
        let report = report(problem, text.as_deref());
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", renderer.render(&[report]))?;
    }
    Ok(())
}

fn report<'p>(problem: &'p Diagnostic, source: Option<&'p str>) -> Group<'p> {
    let title = Level::ERROR.primary_title(clean(&problem.message));
    let marked = source.and_then(|source| Some((source, span(source, problem)?)));
    let mut group = match marked {
        Some((source, span)) => title.element(
            Snippet::source(source)
                .path(problem.file.as_str())
                .annotation(AnnotationKind::Primary.span(span)),
        ),
        None => title.element(origin(problem)),
    };
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(clean(hint)));
    }
    group
}

fn origin(problem: &Diagnostic) -> Origin<'_> {
    let mut origin = Origin::path(problem.file.as_str());
    if problem.line > 0 {
        origin = origin.line(problem.line);
    }
    if problem.column > 0 {
        origin = origin.char_column(problem.column);
    }
    origin
}

/// The bytes to underline: the word that begins at the problem's place, else one character; without
/// a column, the line.
fn span(source: &str, problem: &Diagnostic) -> Option<Range<usize>> {
    let line = source
        .split_inclusive('\n')
        .nth(problem.line.checked_sub(1)?)?;
    let line_start = line.as_ptr().addr() - source.as_ptr().addr();
    let text = line.trim_end();
    if problem.column == 0 {
        let indent = text.len() - text.trim_start().len();
        return Some(line_start + indent..line_start + text.len());
    }
    let (start, first) = text
        .char_indices()
        .nth(problem.column - 1)
        .unwrap_or((text.len(), ' '));
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let length = match text.get(start..) {
        Some(rest) if first == '"' => rest[1..].find('"').map_or(1, |end| end + 2),
        Some(rest) if in_word(first) => rest.find(|c| !in_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    };
    Some(line_start + start..line_start + (start + length).min(line.len()))
}
