//! Stand-ins for missing figures that make an unknown person a good one.

use rust_decimal::Decimal;

use super::ways::{Directions, Root};
use crate::features::Riskier;
use crate::policy::findings;
use crate::policy::manifest::{MissingAction, ParamValue};
use crate::policy::reach::Reach;
use crate::policy::typed::{NodeId, SlotId, Typed, What, Word};
use crate::policy::value::{Operator, Value};

impl Reach<'_> {
    /// Stand-ins of `[missing]` and of the script, `x.or(y)`, on the side that is not riskier.
    pub(super) fn stand_ins(&self, directions: &Directions<'_>) {
        for (index, slot) in self.typed.slots.iter().enumerate() {
            let (Some(MissingAction::Default { value, .. }), Some(riskier)) =
                (&slot.missing, slot.riskier)
            else {
                continue;
            };
            let slot_id = SlotId::new(index);
            let read = |id: NodeId| matches!(&self.typed.node(id).what, What::Read(read, _) if *read == slot_id);
            if self.is_safe(value, riskier, read)
                && !self.is_accepted(&findings::SAFE_DEFAULT, &slot.name)
            {
                let rules = &self.subject.manifest.missing;
                let pattern = rules.iter().find(|rule| rule.matches(&slot.name));
                let name = pattern.map_or(&*slot.name, |rule| &rule.pattern);
                let (path, place) = self
                    .subject
                    .manifest
                    .places
                    .find(&format!("missing.{name}"));
                let message = format!("a missing {} is taken as one without risk", slot.name);
                let hint = format!("{}: let it refer", directions.says(&Root::Slot(slot_id)));
                self.report_line(
                    &findings::SAFE_DEFAULT,
                    path,
                    (place.line, place.column),
                    message,
                    Some(&hint),
                );
            }
        }
        for (index, node) in self.typed.nodes.iter().enumerate() {
            let What::Word(Word::Or, of) = &node.what else {
                continue;
            };
            if let [of, instead] = of[..] {
                self.stand_in(directions, NodeId::new(index), of, instead);
            }
        }
    }

    /// `of.or(instead)`
    fn stand_in(&self, directions: &Directions<'_>, or: NodeId, of: NodeId, instead: NodeId) {
        let finding = &findings::SAFE_DEFAULT;
        let (Some((riskier, root)), Some(value)) = (directions.risk(of), self.written(instead))
        else {
            return;
        };
        let (same, figure) = (self.typed.node(or).same, directions.name(root));
        let answered = |id: NodeId| self.typed.node(id).same == same;
        if !self.typed.node(of).ty.missing
            || !self.is_safe(&value, riskier, answered)
            || self.is_accepted(finding, &figure)
        {
            return;
        }
        let message = format!(
            "a missing {} is taken as one without risk",
            told(self.typed, of)
        );
        let hint = format!(
            "{}: leave .or(…) out, and what is missing refers",
            directions.says(root)
        );
        let span = &self.typed.node(or).span;
        self.report(finding, span, message, Some(&hint));
    }

    /// What a stand-in always is.
    fn written(&self, id: NodeId) -> Option<ParamValue> {
        match &self.typed.node(id).what {
            What::Flag(flag) => Some(ParamValue::Flag(*flag)),
            _ => self.lines.constant(id).map(ParamValue::Number),
        }
    }

    /// Whether a stand-in lies where no comparison finds any risk. `is_figure` tells the nodes that it stands in.
    fn is_safe(
        &self,
        value: &ParamValue,
        riskier: Riskier,
        is_figure: impl Fn(NodeId) -> bool,
    ) -> bool {
        match value {
            ParamValue::Flag(flag) => *flag == (riskier == Riskier::Lower),
            ParamValue::Number(number) => self.is_safe_number(*number, riskier, is_figure),
            ParamValue::List(_) => false,
        }
    }

    fn is_safe_number(
        &self,
        number: Decimal,
        riskier: Riskier,
        is_figure: impl Fn(NodeId) -> bool,
    ) -> bool {
        let risky = match riskier {
            Riskier::Higher => [Operator::Greater, Operator::GreaterOrEqual],
            Riskier::Lower => [Operator::Less, Operator::LessOrEqual],
        };
        let mut compared = false;
        for node in &self.typed.nodes {
            let What::Apply(operator, one, other) = &node.what else {
                continue;
            };
            let Some((subject, operator, bound)) = self.lines.isolated(*operator, *one, *other)
            else {
                continue;
            };
            if !is_figure(subject) || !risky.contains(&operator) {
                continue;
            }
            compared = true;
            let fires = Value::apply(operator, &Value::Number(number), &Value::Number(bound));
            if matches!(fires, Ok(Value::Flag(true))) {
                return false;
            }
        }
        compared || (riskier == Riskier::Higher && number <= Decimal::ZERO)
    }
}

/// What a figure is called: by its name where it is read, by what it is otherwise.
fn told(typed: &Typed, id: NodeId) -> &str {
    match &typed.node(id).what {
        What::Read(slot, _) => &typed.slot(*slot).name,
        What::Answered(of, ..) => told(typed, *of),
        _ => "figure",
    }
}
