//! A plan over many cases at once: a column for each cell, a mask for each condition.
//!
//! Columns compute what the plan's operations do, with the same functions where numbers are not whole, and weigh the rules
//! that fired as a run of one case does. They go as far as they can tell: a case that comes to an offer, an exception or an
//! answer to missing data, or of which an operation cannot be done by columns, is run on its own by whoever asked.

mod builder;
mod column;
mod computes;
mod decides;
mod kernel;
mod lacks;
mod load;
mod mask;
mod reasons;
mod sweep;
mod swept;

use std::borrow::Borrow;
use std::sync::Arc;

use super::plan::{Op, Plan};
use crate::policy::load::Parts;
use crate::policy::run::Subject;
use crate::policy::typed::Word;
pub use swept::{Swept, SweptCase};

/// How many cases are looked at together: few enough that their columns stay near the processor.
const TOGETHER: usize = 512;

/// Runs a policy over cases, as far as columns can tell.
pub(crate) fn sweep<S: Borrow<Subject>>(parts: &Arc<Parts>, subjects: &[S]) -> Swept {
    let mut swept = Swept::new(parts, TOGETHER);
    let plan = parts.native.plan.as_ref().ok();
    let until = plan.map_or(0, reach);
    for subjects in subjects.chunks(TOGETHER) {
        let subjects: Vec<&Subject> = subjects.iter().map(Borrow::borrow).collect();
        match plan {
            Some(plan) if until > 0 => {
                sweep::Sweep::new((plan, until), parts, &subjects, &mut swept).run();
            }
            _ => swept.leave(subjects.len()),
        }
    }
    swept
}

/// How many operations of a plan columns do: all, or up to the last stage that begins before one that they cannot do.
/// What ends there has been told; nothing that comes later would be.
fn reach(plan: &Plan) -> usize {
    let Some(first) = plan.ops.iter().position(|op| !is_done(op)) else {
        return plan.ops.len();
    };
    let mut before = plan.ops.iter().take(first);
    let stage = before.rposition(|op| matches!(op, Op::Stage { .. }));
    stage.map_or(0, |stage| stage + 1)
}

/// Whether columns can do an operation: all but what makes offers.
const fn is_done(op: &Op) -> bool {
    match op {
        Op::Word { word, .. } => !matches!(word, Word::Quote),
        Op::Capped { .. } | Op::Offer { .. } => false,
        _ => true,
    }
}
