//! Evaluating a policy without its script: the typed form as a plan of short operations over cells.
//!
//! A plan is made once, when a policy is loaded. It reads, computes and decides in the order of the script, by the same
//! functions: words, operators, tables and what deciding words do are defined elsewhere, and only the walk over them is
//! here. What a plan cannot express is evaluated by the script, the whole policy; what it meets in a run and cannot tell
//! (a value of another kind than declared, a fault of the policy) is run again by the script, which says what is wrong.

mod cells;
mod columns;
mod compile;
mod held;
mod machine;
mod plan;
mod sight;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::load::Parts;
use super::loan::Powers;
use super::run::{Ended, Evaluator, Known, Manner, Results, Step, Subject};
use super::typed::Span;
pub(crate) use cells::{Cells, Kept};
pub(crate) use columns::sweep;
pub use columns::{Swept, SweptCase};
pub(crate) use compile::Maker;
use machine::Machine;
use plan::Plan;
pub(crate) use sight::Planned;

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

    /// What a run of the plan has computed.
    pub(crate) fn cells<'c>(&'c self, kept: &'c Kept) -> Option<Cells<'c>> {
        let plan = self.plan.as_ref().ok()?;
        Some(Cells {
            plan,
            cells: &kept.0,
        })
    }
}

/// Runs a policy by its plan; `None` where there is none or it cannot tell.
pub(crate) fn run(parts: &Arc<Parts>, subject: &Subject, manner: Manner) -> Option<Step> {
    let plan = parts.native.plan.as_ref().ok()?;
    let quoted_months = AtomicU64::default();
    let powers = Powers::default();
    let known = Known {
        parts,
        subject,
        manner,
        quoted_months: &quoted_months,
        powers: Some(&powers),
    };
    let mut machine = Machine::new(plan, known);
    let reached = machine.run().ok()?;
    let (mut state, cells) = machine.end();
    if let Some(Ended::Gather(sources)) = state
        .ended
        .take_if(|ended| matches!(ended, Ended::Gather(_)))
    {
        return Some(Step::Gather(sources));
    }
    let computed = Cells {
        plan,
        cells: &cells.0,
    };
    plan.late(&parts.rules, &mut state.log, computed, reached);
    let results = Results::Planned { cells, reached };
    let ruling = known.rule(state, results, Evaluator::Native);
    Some(Step::Ruled(Box::new(ruling)))
}
