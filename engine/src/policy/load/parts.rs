//! Reading a policy's tables, scorecards, dated series and scripts.

use std::collections::BTreeMap;

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{DatedValue, Diagnostic};
use rhai::AST;

use super::folders::{self, Folders};
use super::{Files, SCRIPT};
use crate::policy::dated::{self, Dated};
use crate::policy::document::{Layer, Problems};
use crate::policy::findings;
use crate::policy::law::{Law, LawReader};
use crate::policy::manifest::Manifest;
use crate::policy::scorecard::Scorecard;
use crate::policy::script::{self, Form, Place};
use crate::policy::sheet::Sheet;
use crate::policy::table::Table;

/// Reads files and keeps their digests.
pub(super) struct Reader<'f> {
    pub(super) root: &'f str,
    pub(super) files: &'f dyn Files,
    pub(super) digests: BTreeMap<String, Sha256Digest>,
    pub(super) problems: Problems,
}

impl Reader<'_> {
    pub(super) fn shown(&self, path: &str) -> String {
        if self.root.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.root)
        }
    }

    /// A file with its names.
    pub(super) fn layer(&mut self, path: &str) -> Option<Layer> {
        let text = self.read(path)?;
        Some(Layer {
            path: path.to_owned(),
            shown: self.shown(path),
            text,
        })
    }

    pub(super) fn read(&mut self, path: &str) -> Option<String> {
        match self.files.read(path) {
            Ok(text) => {
                self.problems.know(&self.shown(path), &text);
                self.digests
                    .insert(path.to_owned(), Sha256Digest::of(text.as_bytes()));
                Some(text)
            }
            Err(reason) => {
                let shown = self.shown(path);
                let problem = Diagnostic::at(shown, (0, 0), reason);
                self.problems.push(&findings::UNREADABLE_FILE, problem);
                None
            }
        }
    }
}

pub(super) fn tables(
    reader: &mut Reader<'_>,
    folders: &Folders,
    manifest: &Manifest,
) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for (name, declaration) in &manifest.tables {
        let path = folders.path(reader.files, &declaration.file);
        if let Some(text) = reader.read(&path) {
            let mut shown = declaration.clone();
            shown.file = reader.shown(&path);
            let table = Table::read(name, &shown, &manifest.words, &text, &reader.problems);
            if let Some(mut table) = table {
                table.file = path;
                tables.insert(name.clone(), table);
            }
        }
    }
    tables
}

pub(super) fn scorecards(
    reader: &mut Reader<'_>,
    folders: &Folders,
    manifest: &Manifest,
) -> BTreeMap<String, Scorecard> {
    let mut scorecards = BTreeMap::new();
    for (name, declaration) in &manifest.scorecards {
        let path = folders.path(reader.files, &declaration.file);
        if let Some(text) = reader.read(&path) {
            let mut shown = declaration.clone();
            shown.file = reader.shown(&path);
            if let Some(mut card) = Scorecard::read(name, &shown, &text, &reader.problems) {
                card.file = path;
                scorecards.insert(name.clone(), card);
            }
        }
    }
    scorecards
}

/// The law of the policy's country.
pub(super) fn law(reader: &mut Reader<'_>, manifest: &Manifest) -> Law {
    let Some(country) = manifest.country else {
        return Law::default();
    };
    let files = match reader.files.law(country) {
        Ok(files) => files,
        Err(reason) => {
            let problem = Diagnostic::at(reader.shown("policy.toml"), (0, 0), reason);
            reader.problems.push(&findings::UNREADABLE_FILE, problem);
            return Law::default();
        }
    };
    let mut law = Law::default();
    for path in files {
        let Some(pack) = reader.layer(&path) else {
            continue;
        };
        // Everything that a pack may name is read first: problems are shared with the reader.
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named: BTreeMap<String, Layer> = LawReader::names(&pack.text)
            .into_iter()
            .filter_map(|file| {
                let layer = reader.layer(&folders::join(folder, &file))?;
                Some((file, layer))
            })
            .collect();
        law = LawReader {
            country,
            problems: &reader.problems,
            files: named,
            law,
        }
        .read(pack);
    }
    law
}

/// The dated series that the policy's own files give: `from;value`.
pub(super) fn series(
    reader: &mut Reader<'_>,
    folders: &Folders,
    manifest: &Manifest,
) -> BTreeMap<String, Vec<DatedValue>> {
    let mut all = BTreeMap::new();
    for (name, declaration) in &manifest.reference {
        let Some(file) = &declaration.file else {
            continue;
        };
        let path = folders.path(reader.files, file);
        let Some(text) = reader.read(&path) else {
            continue;
        };
        let shown = reader.shown(&path);
        let Some(sheet) = Sheet::read(&shown, &text, &reader.problems) else {
            continue;
        };
        if sheet.header != ["from", "value"] {
            let problem = Diagnostic::at(
                &shown,
                (sheet.header_line, 0),
                "expected the header from;value",
            );
            reader.problems.push(&findings::WRONG_COLUMN, problem);
            continue;
        }
        let mut series = Dated::default();
        for row in &sheet.rows {
            series.take(name, &sheet, row, (0, 1), &reader.problems);
        }
        if manifest.is_above_zero(name) {
            for (figure, line) in series.not_above_zero() {
                let problem = sheet.problem(line, 1, &dated::too_low(name, figure));
                reader.problems.push(&findings::WRONG_CELL, problem);
            }
        }
        all.insert(name.clone(), series.into_values());
    }
    all
}

/// A policy's script, and where it stands.
pub(super) struct Script {
    /// Its path, relative to the policy.
    pub(super) path: String,
    pub(super) form: Form,
    pub(super) ast: AST,
}

/// The policy's script with the functions of the scripts it uses.
pub(super) fn scripts(
    reader: &mut Reader<'_>,
    folders: &Folders,
    manifest: &Manifest,
    engine: &rhai::Engine,
) -> Option<Script> {
    let mut shared: Option<AST> = None;
    let mut functions = Vec::new();
    for path in &manifest.uses {
        let path = &folders.path(reader.files, path);
        let text = reader.read(path)?;
        let ast = compile(reader, path, &text, engine)?;
        let mut form = script::form(&reader.shown(path), &text, &ast, &reader.problems);
        if !form.statements.is_empty() {
            let problem = Diagnostic::at(
                reader.shown(path),
                (1, 1),
                "a shared script holds functions only",
            );
            reader.problems.push(&findings::NOT_IN_LANGUAGE, problem);
        }
        functions.append(&mut form.functions);
        shared = Some(shared.map_or_else(|| ast.clone(), |so_far| so_far.merge(&ast)));
    }
    let path = folders.path(reader.files, SCRIPT);
    let text = reader.read(&path)?;
    let ast = compile(reader, &path, &text, engine)?;
    let mut form = script::form(&reader.shown(&path), &text, &ast, &reader.problems);
    form.functions.extend(functions);
    let ast = shared.map_or_else(|| ast.clone(), |shared| shared.merge(&ast));
    Some(Script { path, form, ast })
}

fn compile(reader: &Reader<'_>, path: &str, text: &str, engine: &rhai::Engine) -> Option<AST> {
    // What a comment that never ends takes away is not missed by the language.
    if let Some(place) = script::unclosed_comment(text) {
        let message = "this comment is never closed: nothing after it is read";
        let problem = Diagnostic::at(reader.shown(path), (place.line, place.column), message);
        let problem = problem.hint("write */ where it ends, or // before each of its lines");
        reader.problems.push(&findings::SYNTAX, problem);
        return None;
    }
    match engine.compile(text) {
        Ok(ast) => Some(ast),
        Err(error) => {
            let place = Place::from(error.1);
            let message = error.0.to_string();
            let disabled = script::DISABLED.iter().find(|(symbol, _)| {
                message.contains(&format!("'{symbol}'")) || message.contains(&format!("{symbol:?}"))
            });
            let problem = Diagnostic::at(reader.shown(path), (place.line, place.column), message);
            match disabled {
                Some((symbol, instead)) => {
                    let hint = format!("{symbol:?} is not part of the policy language: {instead}");
                    let problem = problem.hint(hint);
                    reader.problems.push(&findings::NOT_IN_LANGUAGE, problem);
                }
                None => reader.problems.push(&findings::SYNTAX, problem),
            }
            None
        }
    }
}
