//! What decides: stages, rules, offers, answers to missing data, and the results that they leave.

use std::ops::Range;

use super::{Compiler, Open, place};
use crate::policy::native::plan::{ActPlan, Op, Property, ResultPlan};
use crate::policy::script::object::QUOTE_PROPERTIES;
use crate::policy::typed::{NodeId, Of, Span, Step, StepOf};

/// How many figures of a quote the named results show.
const FIGURES_SHOWN: usize = 5;

impl Compiler<'_> {
    pub(super) fn step(&mut self, number: usize, step: &Step) -> Result<(), Open> {
        match &step.of {
            StepOf::Let(..) => {}
            StepOf::Stage(stage) => {
                let stage = &self.maker.typed.stages[*stage];
                let when = stage.when.map(|when| self.at(when)).transpose()?;
                let named = self.maker.typed.order.results.iter();
                let results = named.filter(|named| named.steps <= number).count();
                self.op(Op::Stage { when, results });
                for source in &stage.ask {
                    *self.asked.entry(*source).or_default() += 1;
                }
            }
            StepOf::Act { when, details, .. } => {
                let when = when.map(|when| self.at(when)).transpose()?;
                let mut act = self.act(&step.span)?;
                for (name, of) in details {
                    act.details.push((name.to_string(), self.at(*of)?));
                }
                let act = self.keep_act(act);
                let fired = self.fired.get(&number).copied();
                self.op(Op::Act { act, when, fired });
            }
            StepOf::Rules(name, of) => {
                let table = place(self.maker.tables, name);
                let table =
                    table.ok_or_else(|| (step.span.clone(), "a table is not there".into()))?;
                let of = self.all(of)?;
                let act = self.act(&step.span)?;
                let act = self.keep_act(act);
                self.op(Op::Rules { act, table, of });
            }
            StepOf::Offer(quote) => {
                let quote = self.at(*quote)?;
                let mut act = self.act(&step.span)?;
                for code in self.plan.codes.clone() {
                    self.other(&code, &step.span, &mut act)?;
                }
                let act = self.keep_act(act);
                self.op(Op::Offer { act, quote });
            }
        }
        Ok(())
    }

    /// An answer to missing data.
    pub(super) fn answer(&mut self, id: NodeId) -> Result<u32, Open> {
        let typed = self.maker.typed;
        let (place, reached) = typed
            .order
            .answers
            .get(&id)
            .copied()
            .ok_or_else(|| self.open(id, "an answer stands nowhere"))?;
        let rule = self.maker.rules.answer_at(place);
        let rule = rule.ok_or_else(|| self.open(id, "an answer is no rule"))?;
        self.names.read(&typed.order.reads, reached.reads);
        let span = typed.node(id).span.clone();
        let only = Range {
            start: rule,
            end: rule.saturating_add(1),
        };
        let act = self.act_of(only, &span)?;
        Ok(self.keep_act(act))
    }

    /// The plan of the statement that stands there.
    fn act(&mut self, span: &Span) -> Result<ActPlan, Open> {
        self.act_of(self.maker.rules.at(span.place), span)
    }

    fn act_of(&mut self, rules: Range<u32>, span: &Span) -> Result<ActPlan, Open> {
        let maker = self.maker;
        let Some(first) = rules.clone().next() else {
            return Err((span.clone(), "a statement is no rule".into()));
        };
        let mut act = ActPlan {
            rule: first,
            ..ActPlan::default()
        };
        let rule = maker.rules.get(first);
        if !self.is_row(first, span) {
            for (index, name) in (0..).zip(&rule.operands) {
                if let Some(shown) = self.shown(name, span)? {
                    act.operands.push((index, shown));
                }
            }
        }
        if let Some(of) = &rule.of {
            act.of = self.shown(of, span)?;
        }
        for number in rules {
            let rule = maker.rules.get(number);
            let mut shown = Vec::new();
            for (index, name) in (0..).zip(&rule.placeholders) {
                if let Some(value) = self.shown(name, span)? {
                    shown.push((index, value));
                }
            }
            act.placeholders.push(shown);
            if let Some(card) = rule
                .explain
                .as_ref()
                .and_then(|card| maker.scorecards.get(card))
            {
                let ranges = card.characteristics.iter().flat_map(|part| &part.ranges);
                let codes: Vec<&str> = ranges.map(|range| range.reason.as_str()).collect();
                for code in codes {
                    self.other(code, span, &mut act)?;
                }
            }
        }
        Ok(act)
    }

    /// Rows of a table read their own columns.
    fn is_row(&self, number: u32, span: &Span) -> bool {
        self.maker.rules.get(number).place != span.place
            && self.maker.rules.at(span.place).contains(&number)
    }

    /// What another reason shows there.
    fn other(&mut self, code: &str, span: &Span, act: &mut ActPlan) -> Result<(), Open> {
        if act.others.iter().any(|(known, _)| known == code) {
            return Ok(());
        }
        let mut shown = Vec::new();
        let placeholders = self.maker.placeholders;
        for name in placeholders.get(code).into_iter().flatten() {
            if let Some(value) = self.shown(name, span)? {
                shown.push((name.clone(), value));
            }
        }
        if !shown.is_empty() {
            act.others.push((code.to_owned(), shown));
        }
        Ok(())
    }

    fn keep_act(&mut self, act: ActPlan) -> u32 {
        self.plan.events += act.placeholders.len();
        self.plan.acts.push(act);
        u32::try_from(self.plan.acts.len() - 1).unwrap_or(u32::MAX)
    }

    /// The named results, and the placeholders that they answer last.
    pub(super) fn results(&mut self) -> Result<(), Open> {
        let typed = self.maker.typed;
        for named in &typed.order.results {
            let of = self.at(named.node)?;
            let ty = &typed.node(named.node).ty;
            let properties: Vec<String> = match &ty.of {
                Of::Row(table) => {
                    let table = self.maker.tables.get(&**table);
                    let results = table.map_or(&[][..], |table| &table.results);
                    results.iter().map(|(name, _)| name.to_string()).collect()
                }
                Of::Score(_) => vec!["points".to_owned()],
                Of::Quote => QUOTE_PROPERTIES[..FIGURES_SHOWN]
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
                _ => Vec::new(),
            };
            let name = u32::try_from(self.plan.result_names.len()).unwrap_or(u32::MAX);
            self.plan.result_names.push(named.name.to_string());
            let full = properties
                .iter()
                .map(|part| format!("{}.{part}", named.name));
            self.plan.result_names.extend(full);
            let properties: Vec<Property> = properties
                .iter()
                .map(|name| self.property(ty, name))
                .collect();
            self.plan.results.push(ResultPlan {
                of,
                name,
                properties,
            });
        }
        self.late();
        Ok(())
    }

    fn late(&mut self) {
        let rules = self.maker.rules;
        for number in 0..u32::try_from(rules.count()).unwrap_or(u32::MAX) {
            let names = self.plan.result_names.iter();
            let placeholders = (0..).zip(&rules.get(number).placeholders);
            let late: Vec<(u32, u32)> = placeholders
                .filter_map(|(index, name)| {
                    let result = names.clone().position(|result| result == name)?;
                    Some((index, u32::try_from(result).ok()?))
                })
                .collect();
            if !late.is_empty() {
                self.plan.late.push((number, late));
            }
        }
    }
}
