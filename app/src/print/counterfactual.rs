//! What would have to change for an approval.

use std::io::{self, Write};

use caudal_engine::policy::{Language, Policy, Value};
use caudal_engine::{Counterfactuals, ValueChange};

use super::heading;
use super::text::item;

/// Writes what would have to change, smallest first.
pub(crate) fn write(
    out: &mut dyn Write,
    policy: &Policy,
    tried: &Counterfactuals,
    language: Language,
) -> io::Result<()> {
    let pick = |es, en| match language {
        Language::Spanish => es,
        Language::English => en,
    };
    writeln!(out)?;
    heading(
        out,
        pick(
            "Con qué se aprobaría (probado con la política; lo demás igual)",
            "What would be approved (tried with the policy; all else equal)",
        ),
    )?;
    if tried.found.is_empty() {
        let nothing = pick(
            "No se encontró un cambio que la persona pueda hacer y que lleve a una aprobación.",
            "No change was found that the person can make and that leads to an approval.",
        );
        item(out, 2, "", nothing)?;
    }
    let and = pick(", y ", ", and ");
    for changes in &tried.found {
        let changes = changes.iter().map(|change| line(policy, change, language));
        item(out, 2, "- ", &changes.collect::<Vec<_>>().join(and))?;
    }
    if let Some((paired, all)) = tried.cut {
        let (es, en) = if tried.found.is_empty() {
            ("otro par podría bastar", "another pair may be enough")
        } else {
            ("otro par podría ser menor", "another pair may be smaller")
        };
        let cut = match language {
            Language::Spanish => format!(
                "De a dos se probaron {paired} de los {all} datos que la persona puede cambiar: {es}."
            ),
            Language::English => format!(
                "Two by two, {paired} of the {all} figures that the person can change were tried: {en}."
            ),
        };
        item(out, 2, "", &cut)?;
    }
    Ok(())
}

fn line(policy: &Policy, change: &ValueChange, language: Language) -> String {
    let shown = |number| policy.show(&change.name, &Value::Number(number), language);
    format!(
        "{}: {} → {}",
        change.name,
        shown(change.from),
        shown(change.to)
    )
}
