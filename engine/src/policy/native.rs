//! Evaluating a policy without its script: the typed form as a plan of short operations over cells.
//!
//! A plan is made once, when a policy is loaded. It reads, computes and decides in the order of the script, by the same
//! functions: words, operators, tables and what deciding words do are defined elsewhere, and only the walk over them is
//! here. What a plan cannot express is evaluated by the script, the whole policy; what it meets in a run and cannot tell
//! (a value of another kind than declared, a fault of the policy) is run again by the script, which says what is wrong.

mod columns;
mod compile;
mod held;
mod machine;
mod plan;
mod sight;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::load::Parts;
use super::run::{Ended, Evaluator, Known, Manner, Step, Subject};
use super::typed::Span;
pub(crate) use columns::sweep;
pub use columns::{Swept, SweptCase};
pub(crate) use compile::Maker;
use machine::Machine;
use plan::Plan;

/// A policy's plan, or why it has none.
#[derive(Debug)]
pub(crate) struct Native {
    plan: Result<Plan, Vec<(Span, Arc<str>)>>,
}

impl Native {
    /// The plan of a policy.
    pub(crate) fn of(maker: &Maker<'_>) -> Self {
        Self { plan: maker.plan() }
    }

    /// Why there is no plan, and where in the script.
    pub(crate) fn why_not(&self) -> &[(Span, Arc<str>)] {
        self.plan.as_ref().err().map_or(&[], Vec::as_slice)
    }

    /// The names of the results that the plan numbers.
    pub(crate) fn result_names(&self) -> &[String] {
        self.plan.as_ref().map_or(&[], |plan| &plan.result_names)
    }
}

/// Runs a policy by its plan; `None` where there is none or it cannot tell.
pub(crate) fn run(parts: &Arc<Parts>, subject: &Subject, manner: Manner) -> Option<Step> {
    let plan = parts.native.plan.as_ref().ok()?;
    let quoted_months = AtomicU64::default();
    let known = Known {
        parts,
        subject,
        manner,
        quoted_months: &quoted_months,
    };
    let mut machine = Machine::new(plan, known);
    let reached = machine.run().ok()?;
    let results = machine.results(reached);
    let mut state = machine.into_state();
    if let Some(Ended::Gather(sources)) = state
        .ended
        .take_if(|ended| matches!(ended, Ended::Gather(_)))
    {
        return Some(Step::Gather(sources));
    }
    plan.late(&mut state.log, &results);
    let results = super::run::Results::Planned(results);
    let ruling = known.rule(state, results, Evaluator::Native);
    Some(Step::Ruled(Box::new(ruling)))
}
