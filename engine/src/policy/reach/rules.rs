//! Rules that never or always fire, contradict each other, or rest on a hole in a table.

use std::collections::{BTreeMap, BTreeSet};

mod told;

use super::solver::Solver;
use super::{Everywhere, Reach};
use crate::policy::findings::{self, Finding};
use crate::policy::script::{Place, Verb};
use crate::policy::typed::{NodeId, SlotOf, Span, StepOf, What, Word};
use crate::policy::value::Operator;
use told::{Told, base};

/// How many rules of a policy are held against each other.
const PAIRED_MAX: usize = 100;

impl Reach<'_> {
    pub(super) fn rules(&self) {
        let outside = self.outside_ranges();
        let mut solver = self.solver();
        let told = self.tell(&mut solver);
        self.never_and_always(&told, &outside);
        self.contradictions(&told);
        self.exceptions(&told);
        self.branches(&mut solver);
        self.gaps(&told);
    }

    fn never_and_always(&self, told: &[Told<'_>], outside: &[Span]) {
        let (mut never, mut always) = (Everywhere::default(), Everywhere::default());
        for rule in told {
            never.note(rule.spot(), rule.cases.and(&rule.truth.yes).is_none());
            let refuses = matches!(rule.verb, Verb::Decline | Verb::Refer | Verb::Withhold);
            let open = rule.cases.and(&rule.truth.no);
            let everybody = refuses && open.is_none() && !rule.cases.is_none();
            always.note(rule.spot(), everybody);
        }
        self.untold(told);
        let find = |spot: (Option<&str>, Place)| told.iter().find(|rule| rule.spot() == spot);
        let is_outside = |rule: &Told<'_>| {
            let span = self.span_of(rule);
            rule.row.is_none() && outside.iter().any(|part| within(part, span))
        };
        let never: Vec<_> = never.places().collect();
        for rule in never.iter().filter_map(|spot| find(*spot)) {
            if is_outside(rule) {
                continue;
            }
            let message = format!("{}({:?}) can never fire", rule.verb.name(), rule.code);
            let hint = if rule.truth.yes.is_none() {
                "no value of what it reads makes its condition true"
            } else {
                "whoever it would concern never comes this far: an earlier stage ends the run or this one is skipped"
            };
            self.report_rule(&findings::NEVER_FIRES, rule, message, hint);
        }
        for rule in always.places().filter_map(find) {
            if never.contains(&rule.spot()) || is_outside(rule) {
                continue;
            }
            let message = format!(
                "{}({:?}) fires for everybody whose data is known",
                rule.verb.name(),
                rule.code
            );
            let hint = "no value of what it reads makes its condition false";
            self.report_rule(&findings::ALWAYS_FIRES, rule, message, hint);
        }
    }

    /// Rules of which it cannot be told whether they can fire.
    fn untold(&self, told: &[Told<'_>]) {
        let mut spots = BTreeSet::new();
        for rule in told.iter().filter(|rule| !rule.is_told()) {
            if !spots.insert(rule.spot()) {
                continue;
            }
            let message = format!(
                "{}({:?}) could not be analysed: its condition comes to too many cases",
                rule.verb.name(),
                rule.code
            );
            let hint = "whether it can fire at all is not looked at";
            self.report_rule(&findings::NOT_ANALYSED, rule, message, hint);
        }
    }

    /// The stretch of a script that decides whether a rule fires.
    fn span_of<'t>(&'t self, rule: &Told<'t>) -> &'t Span {
        match &rule.step.of {
            StepOf::Act {
                when: Some(when), ..
            } => &self.typed.node(*when).span,
            _ => &rule.step.span,
        }
    }

    fn report_rule(&self, finding: &'static Finding, rule: &Told<'_>, message: String, hint: &str) {
        match rule.row {
            Some((file, line)) => {
                self.report_line(finding, file, (line, 0), message, Some(hint));
            }
            None => self.report(finding, self.span_of(rule), message, Some(hint)),
        }
    }

    /// Two rules of a stage that leave nobody between them.
    fn contradictions(&self, told: &[Told<'_>]) {
        let refuses = |rule: &&Told<'_>| {
            matches!(rule.verb, Verb::Decline | Verb::Refer) && rule.step.round.is_none()
        };
        let rules: Vec<&Told<'_>> = told.iter().filter(refuses).take(PAIRED_MAX).collect();
        let open = |rule: &Told<'_>| rule.cases.and(&rule.truth.no);
        for (index, second) in rules.iter().enumerate() {
            for first in rules.iter().take(index) {
                if first.step.stage != second.step.stage
                    || open(first).is_none()
                    || open(second).is_none()
                {
                    continue;
                }
                if open(first).and(&second.truth.no).is_none() {
                    let message = format!(
                        "{:?} and {:?} leave nobody: one of them always fires",
                        first.code, second.code
                    );
                    let (file, place) = first.spot();
                    let of = file.map_or_else(String::new, |file| format!(" of {file}"));
                    let hint = format!("the other stands in line {}{of}", place.line);
                    let finding = &findings::CONTRADICTING_RULES;
                    match second.row {
                        Some(_) => self.report_rule(finding, second, message, &hint),
                        None => self.report(finding, &second.step.span, message, Some(&hint)),
                    }
                }
            }
        }
    }

    /// Exceptions for what never happens, or never happens to whom they are made for.
    fn exceptions(&self, told: &[Told<'_>]) {
        let answered: BTreeSet<&str> = self
            .typed
            .nodes
            .iter()
            .filter_map(|node| match &node.what {
                What::Answered(_, _, code) => Some(base(code)),
                _ => None,
            })
            .collect();
        for exception in told
            .iter()
            .filter(|told| matches!(told.verb, Verb::Waive | Verb::Soften))
        {
            let code = base(&exception.code);
            if answered.contains(code) || exception.truth.yes.is_none() {
                continue;
            }
            let of_code = |rule: &&Told<'_>| {
                let whole = exception.code == code;
                matches!(rule.verb, Verb::Decline | Verb::Refer)
                    && base(&rule.code) == code
                    && (whole || rule.code == exception.code)
            };
            let rules: Vec<&Told<'_>> = told.iter().filter(of_code).collect();
            let verb = exception.verb.name();
            let (message, hint) = if rules.is_empty() {
                (
                    format!("{verb}({:?}): no rule gives that reason", exception.code),
                    "name the reason of the rule that is excepted",
                )
            } else if rules
                .iter()
                .all(|rule| rule.truth.yes.and(&exception.truth.yes).is_none())
            {
                (
                    format!("{verb}({:?}) never meets its rule", exception.code),
                    "whoever the rule fires for is not among those that are excepted",
                )
            } else {
                continue;
            };
            let (finding, span) = (&findings::EXCEPTION_NEVER_APPLIES, &exception.step.span);
            self.report(finding, span, message, Some(hint));
        }
    }

    /// Choices of which one side is never taken.
    fn branches(&self, solver: &mut Solver<'_>) {
        let mut dead: [Everywhere<(Place, Place)>; 2] = Default::default();
        let mut spans: BTreeMap<(Place, Place), &Span> = BTreeMap::new();
        let script = self.typed.steps.first().map(|step| &step.span.file);
        for node in &self.typed.nodes {
            let condition = match &node.what {
                What::If(condition, ..) => *condition,
                What::Word(Word::Choose, of) if of.len() == 3 => of[0],
                _ => continue,
            };
            // A function that policies share may choose more than one of them needs.
            if Some(&node.span.file) != script {
                continue;
            }
            let truth = solver.truth(condition);
            let place = (node.span.place, node.span.last);
            spans.insert(place, &self.typed.node(condition).span);
            dead[0].note(place, truth.yes.is_none());
            dead[1].note(place, truth.no.is_none());
        }
        for (side, dead) in ["first", "second"].into_iter().zip(dead) {
            for place in dead.places() {
                let message = format!("the {side} side of this choice is never taken");
                let hint = "its condition has the same answer for everybody";
                let span = spans[&place];
                self.report(&findings::DEAD_BRANCH, span, message, Some(hint));
            }
        }
    }

    /// Declines that need a table without a row.
    fn gaps(&self, told: &[Told<'_>]) {
        let mut solver = self.solver();
        solver.without_gaps = true;
        for rule in told.iter().filter(|told| told.verb == Verb::Decline) {
            let StepOf::Act {
                when: Some(when), ..
            } = &rule.step.of
            else {
                continue;
            };
            if !rule.truth.yes.is_none() && solver.truth(*when).yes.is_none() {
                let message = format!(
                    "decline({:?}) fires only where a table has no row",
                    rule.code
                );
                let hint = "our gap would be the applicant's decline: let it refer";
                let span = &self.typed.node(*when).span;
                self.report(&findings::DECLINE_BY_GAP, span, message, Some(hint));
            }
        }
        for node in &self.typed.nodes {
            let What::Answered(of, Verb::Decline, code) = &node.what else {
                continue;
            };
            let of_table = matches!(&self.typed.node(*of).what, What::Property(owner, _)
                if matches!(self.typed.node(*owner).what, What::Table(..)));
            if of_table {
                let message = format!("or_decline({code:?}) declines where a table has no row");
                let hint =
                    "our gap would be the applicant's decline: leave it out, and a gap refers";
                self.report(&findings::DECLINE_BY_GAP, &node.span, message, Some(hint));
            }
        }
    }

    /// Comparisons of a declared range with what lies outside it.
    fn outside_ranges(&self) -> Vec<Span> {
        let mut outside = Vec::new();
        for node in &self.typed.nodes {
            let What::Apply(operator, one, other) = &node.what else {
                continue;
            };
            if !operator.compares() {
                continue;
            }
            let Some((subject, operator, bound)) = self.lines.isolated(*operator, *one, *other)
            else {
                continue;
            };
            if let Some(range) = self.beyond(subject, operator, bound) {
                let message = format!(
                    "\"{} {bound}\" has one answer for all of {range}",
                    operator.symbol()
                );
                let hint = "most often a digit too many or too few";
                self.report(&findings::OUTSIDE_RANGE, &node.span, message, Some(hint));
                outside.push(node.span.clone());
            }
        }
        outside
    }

    /// The range of a feature or input, where a comparison with it cannot turn out both ways.
    fn beyond(
        &self,
        subject: NodeId,
        operator: Operator,
        bound: rust_decimal::Decimal,
    ) -> Option<String> {
        let What::Read(slot, _) = &self.typed.node(subject).what else {
            return None;
        };
        let slot = self.typed.slot(*slot);
        if matches!(slot.of, SlotOf::Param(_)) {
            return None;
        }
        let below = slot.low.is_some_and(|low| match operator {
            Operator::Less | Operator::GreaterOrEqual => bound <= low,
            _ => bound < low,
        });
        let above = slot.high.is_some_and(|high| match operator {
            Operator::Greater | Operator::LessOrEqual => bound >= high,
            _ => bound > high,
        });
        if !below && !above {
            return None;
        }
        let end = |number: Option<rust_decimal::Decimal>| {
            number.map_or_else(String::new, |number| number.normalize().to_string())
        };
        {
            let (low, high) = (end(slot.low), end(slot.high));
            Some(format!("{} in {low}..{high}", slot.name))
        }
    }
}

/// Whether one stretch of a script lies within another.
fn within(part: &Span, whole: &Span) -> bool {
    part.file == whole.file && whole.place <= part.place && part.last <= whole.last
}
