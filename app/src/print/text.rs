//! Lines of text.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, presets};

use super::{WIDTH, style};

/// A section's head, on a line of its own.
pub(crate) fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let bold = style::HEADING;
    writeln!(out, "{bold}{text}{bold:#}")
}

/// A paragraph after a label: the first line stands beside the label, the rest under the first.
pub(crate) fn item(out: &mut dyn Write, indent: usize, label: &str, text: &str) -> io::Result<()> {
    item_within(out, indent, label, text, WIDTH)
}

/// The same on a page of another width.
pub(crate) fn item_within(
    out: &mut dyn Write,
    indent: usize,
    label: &str,
    text: &str,
    width: usize,
) -> io::Result<()> {
    let inset = indent + label.chars().count();
    for (index, line) in wrapped(text, width - inset).iter().enumerate() {
        if index == 0 {
            writeln!(out, "{:indent$}{label}{line}", "")?;
        } else {
            writeln!(out, "{:inset$}{line}", "")?;
        }
    }
    Ok(())
}

/// A text's lines at a width, broken between words.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .add_row([clean(text)]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
    }
    table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// Parts on as few lines as they fit on, broken only between two parts.
pub(crate) fn packed(parts: &[String], separator: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let part = clean(part);
        let length = separator.chars().count() + part.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + length <= width => {
                line.push_str(separator);
                line.push_str(&part);
            }
            _ => lines.extend(wrapped(&part, width)),
        }
    }
    lines
}

/// Text as it may be shown: what came from a provider must not steer the terminal.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    if text.contains(steers) {
        Cow::Owned(text.replace(steers, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A number with its noun.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
