//! What would have to change for an approval.

use std::io::{self, Write};

use caudal_engine::policy::{Language, Policy, Value};
use caudal_engine::{Counterfactual, ValueChange};

use super::heading;
use super::text::item;

/// Writes what would have to change, smallest first.
pub(crate) fn write(
    out: &mut dyn Write,
    policy: &Policy,
    found: &[Counterfactual],
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
    if found.is_empty() {
        let nothing = pick(
            "No se encontró un cambio que la persona pueda hacer y que lleve a una aprobación.",
            "No change was found that the person can make and that leads to an approval.",
        );
        return item(out, 2, "", nothing);
    }
    let and = pick(", y ", ", and ");
    for changes in found {
        let changes = changes.iter().map(|change| line(policy, change, language));
        item(out, 2, "- ", &changes.collect::<Vec<_>>().join(and))?;
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
