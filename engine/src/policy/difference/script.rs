//! Changes of the script: stages, rules, named results and functions.

use std::collections::BTreeSet;

use caudal_facts::Diagnostic;

use super::align::{Pair, align};
use super::code::{function, is_same, statement};
use super::words::{self, Spoken};
use super::{Change, How, Part, Version};
use crate::decision::Bilingual;
use crate::policy::document::Problems;
use crate::policy::script::{Act, Place, Statement, StatementKind, Verb};

/// The script's file.
const FILE: &str = "policy.rhai";

/// Something that a script says, and what of it can change.
struct Item {
    part: Part,
    name: String,
    /// In the order they are told.
    fields: Vec<(&'static str, Bilingual)>,
    /// All of it, as written.
    code: String,
    place: Place,
}

pub(super) fn changes(
    before: Version<'_>,
    after: Version<'_>,
    _problems: &Problems,
) -> Result<Vec<Change>, Diagnostic> {
    let (first, second) = (items(before)?, items(after)?);
    let mut changes = matched(&first, &second);
    let stages = |items: &[Item]| {
        let stages = items.iter().filter(|item| item.part == Part::Stage);
        stages.map(|item| item.name.clone()).collect::<Vec<_>>()
    };
    let (mut was, mut is) = (stages(&first), stages(&second));
    was.retain(|name| is.contains(name));
    is.retain(|name| was.contains(name));
    for pair in align(&was, &is) {
        if let Pair::Second(at) = pair {
            let from = was.iter().position(|name| *name == is[at]).unwrap_or(at);
            changes.push(words::change(Spoken {
                part: Part::Stage,
                how: How::Moved,
                name: is[at].clone(),
                field: "order",
                before: Some(words::ordinal(from + 1)),
                after: Some(words::ordinal(at + 1)),
                direction: None,
                file: FILE,
                place: Place::default(),
            }));
        }
    }
    for change in &mut changes {
        let version = match change.how {
            How::Removed => before,
            _ => after,
        };
        change.file = version.path(FILE);
    }
    Ok(changes)
}

/// Lays what has one name beside each other: first what is wholly the same, the rest in order.
fn matched(first: &[Item], second: &[Item]) -> Vec<Change> {
    let alike = |one: &Item, other: &Item| one.part == other.part && one.name == other.name;
    let mut of = vec![None; second.len()];
    let mut taken = vec![false; first.len()];
    for wholly in [true, false] {
        for (at, item) in second.iter().enumerate() {
            if of[at].is_some() {
                continue;
            }
            let found = first.iter().enumerate().position(|(index, was)| {
                !taken[index] && alike(was, item) && (!wholly || changed(was, item).is_none())
            });
            if let Some(index) = found {
                taken[index] = true;
                of[at] = Some(index);
            }
        }
    }
    let mut changes = Vec::new();
    for (item, of) in second.iter().zip(of) {
        match of {
            None => changes.push(whole(item, How::Added)),
            Some(index) => {
                let was = &first[index];
                if let Some(fields) = changed(was, item) {
                    changes.extend(fields.into_iter().map(|field| part(was, item, field)));
                }
            }
        }
    }
    let gone = first.iter().zip(taken).filter(|(_, taken)| !taken);
    changes.extend(gone.map(|(item, _)| whole(item, How::Removed)));
    changes
}

/// The fields in which two items differ; `None` if they say the same.
fn changed(was: &Item, is: &Item) -> Option<Vec<Option<&'static str>>> {
    let field = |item: &Item, name: &str| {
        let found = item.fields.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| text.es.clone()).unwrap_or_default()
    };
    let mut names: Vec<&'static str> = is.fields.iter().map(|(name, _)| *name).collect();
    names.extend(was.fields.iter().map(|(name, _)| *name));
    let mut seen = BTreeSet::new();
    let differing: Vec<_> = names
        .into_iter()
        .filter(|name| seen.insert(*name))
        .filter(|name| !is_same(&field(was, name), &field(is, name)))
        .map(Some)
        .collect();
    if !differing.is_empty() {
        return Some(differing);
    }
    (!is_same(&was.code, &is.code)).then(|| vec![None])
}

/// One field that changed, or all of it.
fn part(was: &Item, is: &Item, field: Option<&'static str>) -> Change {
    let shown = |item: &Item| match field {
        Some(name) => {
            let found = item.fields.iter().find(|(known, _)| *known == name);
            found.map(|(_, text)| text.clone())
        }
        None => Some(words::either(&item.code)),
    };
    words::change(Spoken {
        part: is.part,
        how: if field == Some("stage") {
            How::Moved
        } else {
            How::Changed
        },
        name: is.name.clone(),
        field: field.unwrap_or_default(),
        before: shown(was),
        after: shown(is),
        direction: None,
        file: FILE,
        place: is.place,
    })
}

fn whole(item: &Item, how: How) -> Change {
    let code = Some(words::either(&item.code));
    let (before, after) = match how {
        How::Removed => (code, None),
        _ => (None, code),
    };
    words::change(Spoken {
        part: item.part,
        how,
        name: item.name.clone(),
        field: "",
        before,
        after,
        direction: None,
        file: FILE,
        place: item.place,
    })
}

fn items(version: Version<'_>) -> Result<Vec<Item>, Diagnostic> {
    let form = version.policy.form();
    let source = version.text(FILE)?;
    let mut reading = Reading {
        source: &source,
        stage: None,
        items: Vec::new(),
    };
    for statement in &form.statements {
        reading.statement(statement, None);
    }
    let mut items = reading.items;
    let mut sources = vec![source];
    for path in &version.policy.manifest().uses {
        sources.push(version.text(path)?);
    }
    items.extend(form.functions.iter().map(|known| {
        let found = sources.iter().find_map(|text| function(text, &known.name));
        Item {
            part: Part::Function,
            name: format!("{}()", known.name),
            fields: Vec::new(),
            code: found.unwrap_or_default(),
            place: Place::default(),
        }
    }));
    Ok(items)
}

/// A script on its way into items.
struct Reading<'r> {
    source: &'r str,
    stage: Option<String>,
    items: Vec<Item>,
}

impl Reading<'_> {
    fn statement(&mut self, of: &Statement, within: Option<&str>) {
        let code = statement(self.source, of.place);
        let stage = words::either(self.stage.as_deref().unwrap_or("-"));
        let mut fields = vec![("stage", stage)];
        if let Some(head) = within {
            fields.push(("loop", words::either(head)));
        }
        let (part, name, code) = match &of.kind {
            StatementKind::Stage { name, .. } => {
                self.stage = Some(name.clone());
                fields.clear();
                (Part::Stage, name.clone(), code)
            }
            StatementKind::Let { name, .. } => {
                let value = code
                    .split_once('=')
                    .map_or(code.as_str(), |(_, value)| value);
                (Part::Result, name.clone(), value.trim().to_owned())
            }
            StatementKind::Act(act) => {
                fields.extend(parts(act));
                (Part::Rule, rule(act), code)
            }
            StatementKind::Loop { body, .. } => {
                let head = code.split_once('{').map_or(code.as_str(), |(head, _)| head);
                let head = head.trim().to_owned();
                for inner in body {
                    self.statement(inner, Some(&head));
                }
                return;
            }
            StatementKind::Compute(_) => (Part::Result, String::new(), code),
        };
        self.items.push(Item {
            part,
            name,
            fields,
            code,
            place: of.place,
        });
    }
}

/// What a rule is known by.
fn rule(act: &Act) -> String {
    match act.verb {
        Verb::Offer => act.verb.name().to_owned(),
        Verb::Waive | Verb::Soften => format!("{} {}", act.verb.name(), act.name),
        _ => act.name.clone(),
    }
}

fn parts(act: &Act) -> Vec<(&'static str, Bilingual)> {
    vec![
        ("verb", words::effect(act.verb)),
        ("condition", words::either(&act.text)),
    ]
}
