//! `stage(name, #{ ask, when, stop_on })`: its options are part of the form.

use caudal_facts::Report;
use rhai::{Expr, Position};

use super::{StatementKind, Walker};
use crate::policy::script::form::StopOn;
use crate::policy::{findings, names};

impl Walker<'_> {
    pub(super) fn stage(&self, call: &rhai::FnCallExpr, at: Position) -> Option<StatementKind> {
        let name = self.literal(call.args.first(), at, "stage")?;
        let (mut ask, mut when, mut stop_on) = (Vec::new(), None, StopOn::default());
        if let Some(options) = call.args.get(1) {
            let Expr::Map(parts, _) = options else {
                let message = "a stage's options are written #{ ask: […] }";
                self.report(&findings::UNKNOWN_OPTION, at, message, "");
                return None;
            };
            for (key, value) in &parts.0 {
                match key.as_str() {
                    "ask" => ask = self.sources(value),
                    "when" => when = Some(self.expression(value)),
                    "stop_on" => stop_on = self.stop_on(value),
                    other => {
                        let hint = names::hint(other, &["ask", "when", "stop_on"]);
                        self.report(
                            &findings::UNKNOWN_OPTION,
                            key.pos,
                            format!("unknown option {other:?} of a stage"),
                            &hint,
                        );
                    }
                }
            }
        }
        Some(StatementKind::Stage {
            name,
            ask,
            when,
            stop_on,
        })
    }

    fn stop_on(&self, value: &Expr) -> StopOn {
        let known = match value {
            Expr::StringConstant(text, _) => StopOn::parse(text),
            _ => None,
        };
        known.unwrap_or_else(|| {
            let hint = "known are \"decline\", \"refer\" and \"never\"";
            let at = value.position();
            self.report(&findings::UNKNOWN_OPTION, at, "unknown stop_on", hint);
            StopOn::default()
        })
    }

    fn sources(&self, value: &Expr) -> Vec<String> {
        let Expr::Array(items, _) = value else {
            let message = "ask wants a list: [\"cmf\"]";
            self.report(&findings::UNKNOWN_OPTION, value.position(), message, "");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let name = self.literal(Some(item), item.position(), "ask")?;
                if Report::parse(&name).is_none() {
                    let hint = names::report_hint(&name);
                    let message = format!("unknown source {name:?}");
                    self.report(&findings::UNKNOWN_SOURCE, item.position(), message, &hint);
                }
                Some(name)
            })
            .collect()
    }
}
