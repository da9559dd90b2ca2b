//! Problems with their place in the source, as the compiler shows them.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use caudal_facts::{self as facts, Diagnostic};

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
    let level = match problem.level {
        facts::Level::Error => Level::ERROR,
        facts::Level::Warning => Level::WARNING,
        facts::Level::Note => Level::NOTE,
    };
    let mut title = level.primary_title(clean(&problem.message));
    if let Some(id) = problem.id {
        title = title.id(id);
    }
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

/// The bytes to underline; without a column, the line.
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
    let length = problem.clone().over_word(source).length;
    let offset = |column: usize| {
        let mut offsets = text.char_indices().map(|(offset, _)| offset);
        offsets.nth(column).unwrap_or(text.len())
    };
    let (start, end) = (
        offset(problem.column - 1),
        offset(problem.column - 1 + length),
    );
    Some(line_start + start..line_start + end.max((start + 1).min(line.len())))
}
