//! `stage(name, #{ ask, when, stop_on })`: its options are part of the form.

use rhai::{Expr, Position};

use super::{StatementKind, Walker};
use crate::policy::names;

impl Walker<'_> {
    pub(super) fn stage(&self, call: &rhai::FnCallExpr, at: Position) -> Option<StatementKind> {
        let name = self.literal(call.args.first(), at, "stage")?;
        let (mut ask, mut when) = (Vec::new(), None);
        if let Some(options) = call.args.get(1) {
            let Expr::Map(parts, _) = options else {
                self.report(at, "a stage's options are written #{ ask: […] }", "");
                return None;
            };
            for (key, value) in &parts.0 {
                match key.as_str() {
                    "ask" => ask = self.sources(value),
                    "when" => when = Some(self.expression(value)),
                    "stop_on" => self.stop_on(value),
                    other => {
                        let hint = names::hint(other, &["ask", "when", "stop_on"]);
                        self.report(
                            key.pos,
                            format!("unknown option {other:?} of a stage"),
                            &hint,
                        );
                    }
                }
            }
        }
        Some(StatementKind::Stage { name, ask, when })
    }

    fn stop_on(&self, value: &Expr) {
        let known = matches!(value, Expr::StringConstant(text, _)
            if matches!(text.as_str(), "decline" | "refer" | "never"));
        if !known {
            let hint = "known are \"decline\", \"refer\" and \"never\"";
            self.report(value.position(), "unknown stop_on", hint);
        }
    }

    fn sources(&self, value: &Expr) -> Vec<String> {
        let Expr::Array(items, _) = value else {
            self.report(value.position(), "ask wants a list: [\"cmf\"]", "");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let name = self.literal(Some(item), item.position(), "ask")?;
                if caudal_facts::Source::parse(&name).is_none() {
                    let known = caudal_facts::Source::ALL.map(caudal_facts::Source::name);
                    let hint = names::hint(&name, &known);
                    self.report(item.position(), format!("unknown source {name:?}"), &hint);
                }
                Some(name)
            })
            .collect()
    }
}
