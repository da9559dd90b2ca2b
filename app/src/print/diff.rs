//! What changed between two policies, for a person and for a committee.

use std::io::{self, Write};

use caudal_engine::decision::Bilingual;
use caudal_engine::policy::{Change, How, Language, Part, Policy};

use super::html::Page;
use super::text::item;
use super::{WIDTH, heading, packed, style};

/// The words around changes in one language.
struct Words {
    title: &'static str,
    same: &'static str,
    layout: &'static str,
    what: &'static str,
    before: &'static str,
    after: &'static str,
    read_by: &'static str,
    approved: &'static str,
    nobody: &'static str,
}

const ES: Words = Words {
    title: "Qué cambia",
    same: "Nada de lo que decide ha cambiado.",
    layout: "Los archivos difieren solo en comentarios, espacios u orden.",
    what: "Qué",
    before: "Antes",
    after: "Ahora",
    read_by: "Lo usan",
    approved: "Aprobada por",
    nobody: "nadie todavía",
};

const EN: Words = Words {
    title: "What changes",
    same: "Nothing that decides has changed.",
    layout: "The files differ only in comments, blanks or order.",
    what: "What",
    before: "Before",
    after: "Now",
    read_by: "Read by",
    approved: "Approved by",
    nobody: "nobody yet",
};

/// Writes the changes, by part.
pub(crate) fn write(
    out: &mut dyn Write,
    before: &Policy,
    after: &Policy,
    changes: &[Change],
    language: Language,
) -> io::Result<()> {
    let words = words(language);
    writeln!(out, "{} → {}", identity(before), identity(after))?;
    if changes.is_empty() {
        writeln!(out, "{}", words.same)?;
        if before.files() != after.files() {
            writeln!(out, "{}", words.layout)?;
        }
        return Ok(());
    }
    let mut part = None;
    for change in changes {
        if part != Some(change.part) {
            part = Some(change.part);
            writeln!(out)?;
            heading(out, title(change.part, language))?;
        }
        item(out, 2, sign(change.how), pick(&change.text, language))?;
        let quiet = style::QUIET;
        for line in packed(&notes(change, words), " · ", WIDTH - 4) {
            writeln!(out, "    {quiet}{line}{quiet:#}")?;
        }
    }
    Ok(())
}

/// The changes as a page.
pub(crate) fn page(
    before: &Policy,
    after: &Policy,
    changes: &[Change],
    language: Language,
) -> String {
    let words = words(language);
    let title_of = format!(
        "{}: {} → {}",
        words.title,
        identity(before),
        identity(after)
    );
    let mut page = Page::new(&title_of, language);
    for (label, policy) in [(words.before, before), (words.after, after)] {
        let manifest = policy.manifest();
        let approved = match manifest.approved.as_slice() {
            [] => words.nobody.to_owned(),
            names => names.join(", "),
        };
        page.note(&format!(
            "{label}: {}, SHA-256 {}. {}: {approved}.",
            identity(policy),
            policy.hash(),
            words.approved
        ));
    }
    if changes.is_empty() {
        page.paragraph(words.same);
    }
    let mut part = None;
    for change in changes {
        if part != Some(change.part) {
            if part.is_some() {
                page.end_table();
            }
            part = Some(change.part);
            page.heading(title(change.part, language));
            page.begin_table(&[words.what, words.before, words.after, words.read_by]);
        }
        let shown = |text: &Option<Bilingual>| {
            let text = text.as_ref().map(|text| pick(text, language).to_owned());
            text.unwrap_or_else(|| "—".to_owned())
        };
        page.row(&[
            (
                "",
                &format!("{}{}", sign(change.how), pick(&change.subject, language)),
            ),
            ("was", &shown(&change.before)),
            ("is", &shown(&change.after)),
            ("quiet", &change.read_by.join(", ")),
        ]);
    }
    if part.is_some() {
        page.end_table();
    }
    page.finish()
}

const fn words(language: Language) -> &'static Words {
    match language {
        Language::Spanish => &ES,
        Language::English => &EN,
    }
}

fn pick(text: &Bilingual, language: Language) -> &str {
    match language {
        Language::Spanish => &text.es,
        Language::English => &text.en,
    }
}

const fn title(part: Part, language: Language) -> &'static str {
    let (es, en) = part.title();
    match language {
        Language::Spanish => es,
        Language::English => en,
    }
}

const fn sign(how: How) -> &'static str {
    match how {
        How::Added => "+ ",
        How::Removed => "- ",
        How::Changed => "~ ",
        How::Moved => "↕ ",
    }
}

fn identity(policy: &Policy) -> String {
    let manifest = policy.manifest();
    format!("{} {}", manifest.id, manifest.version)
}

/// Where it stands, and which rules rest on it.
fn notes(change: &Change, words: &Words) -> Vec<String> {
    let mut notes = vec![match change.line {
        0 => change.file.clone(),
        line => format!("{}:{line}", change.file),
    }];
    if !change.read_by.is_empty() {
        notes.push(format!("{}: {}", words.read_by, change.read_by.join(", ")));
    }
    notes
}
