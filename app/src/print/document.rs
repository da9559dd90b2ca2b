//! Documents that are handed to people: one text, written for a terminal and as a page.

use std::io::{self, Write};

use caudal_engine::policy::Language;

use super::html::Page;
use super::text::item_within;
use super::{heading, wrapped};

/// Columns of a document's lines: as wide as a letter.
const WIDTH: usize = 80;

/// A document under construction.
pub(crate) struct Document {
    title: String,
    blocks: Vec<Block>,
}

enum Block {
    Heading(String),
    Paragraph(String),
    Items(Vec<String>),
    Numbered(Vec<Vec<String>>),
    Rows(Vec<(String, String)>),
    Note(String),
}

impl Document {
    /// A document that begins with its title.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// A section's head.
    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// A list; nothing if it is empty.
    pub(crate) fn items(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::Items(items));
        }
    }

    /// A numbered list; the lines after an item's first stand under it.
    pub(crate) fn numbered(&mut self, items: Vec<Vec<String>>) {
        self.blocks.push(Block::Numbered(items));
    }

    /// Labels with their values; nothing if there are none.
    pub(crate) fn rows(&mut self, rows: Vec<(String, String)>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Rows(rows));
        }
    }

    /// What is there to be looked up, not to be read first.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(text.into()));
    }

    /// Writes it as text.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for line in wrapped(&self.title, WIDTH) {
            heading(out, &line)?;
        }
        for block in &self.blocks {
            writeln!(out)?;
            match block {
                Block::Heading(text) => heading(out, text)?,
                Block::Paragraph(text) | Block::Note(text) => item_within(out, 0, "", text, WIDTH)?,
                Block::Items(items) => {
                    for text in items {
                        item_within(out, 2, "- ", text, WIDTH)?;
                    }
                }
                Block::Numbered(items) => {
                    for (index, lines) in items.iter().enumerate() {
                        let label = format!("{:>2}. ", index + 1);
                        for (at, line) in lines.iter().enumerate() {
                            let label = if at == 0 { label.as_str() } else { "    " };
                            item_within(out, 0, label, line, WIDTH)?;
                        }
                    }
                }
                Block::Rows(rows) => {
                    let widths = rows.iter().map(|(label, _)| label.chars().count());
                    let width = widths.max().unwrap_or(0);
                    for (label, value) in rows {
                        item_within(out, 2, &format!("{label:width$}  "), value, WIDTH)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The document as a page.
    pub(crate) fn page(&self) -> String {
        let mut page = Page::new(&self.title, Language::Spanish);
        for block in &self.blocks {
            match block {
                Block::Heading(text) => page.heading(text),
                Block::Paragraph(text) => page.paragraph(text),
                Block::Note(text) => page.note(text),
                Block::Items(items) => page.list(items),
                Block::Numbered(items) => page.numbered(items),
                Block::Rows(rows) => {
                    page.begin_table(&[]);
                    for (label, value) in rows {
                        page.row(&[("", label), ("", value)]);
                    }
                    page.end_table();
                }
            }
        }
        page.finish()
    }
}
