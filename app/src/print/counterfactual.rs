//! What would have to change for an approval.

use std::io::{self, Write};

use caudal_engine::policy::{Language, Policy, Value};
use caudal_engine::{Counterfactuals, Reached, ValueChange};

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
    let further = tried
        .found
        .iter()
        .any(|found| found.reaches != Reached::Approval);
    writeln!(out)?;
    heading(
        out,
        if further {
            pick(
                "Con qué seguiría la evaluación (probado con la política; lo demás igual)",
                "What would be looked at further (tried with the policy; all else equal)",
            )
        } else {
            pick(
                "Con qué se aprobaría (probado con la política; lo demás igual)",
                "What would be approved (tried with the policy; all else equal)",
            )
        },
    )?;
    if tried.found.is_empty() {
        let nothing = pick(
            "No se encontró un cambio que la persona pueda hacer y que lleve a una aprobación.",
            "No change was found that the person can make and that leads to an approval.",
        );
        item(out, 2, "", nothing)?;
    }
    let and = pick(", y ", ", and ");
    for found in &tried.found {
        let changes = found.changes.iter();
        let changes: Vec<_> = changes
            .map(|change| line(policy, change, language))
            .collect();
        let mut told = changes.join(and);
        if let Reached::Asking(sources) = &found.reaches {
            let names: Vec<&str> = sources.iter().map(|source| source.name()).collect();
            let asks = pick("se consultaría", "would ask");
            told = format!("{told} ({asks} {})", names.join(", "));
        }
        item(out, 2, "- ", &told)?;
    }
    if further {
        let open = pick(
            "Qué se decidiría después no se sabe: depende de lo que respondan.",
            "What would be decided then is not known: it depends on what they answer.",
        );
        item(out, 2, "", open)?;
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
