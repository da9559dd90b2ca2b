//! Which atomic conditions were shown to decide: masking MC/DC, three-valued.
//!
//! A condition decides in a run when the whole condition was told, and would have come out otherwise, or could not have
//! been told, had this one been otherwise and all else as it was. It is covered when it decided once while it held and once while it did not.

use std::collections::HashMap;

use super::decisions::{Decision, Tree, decisions};
use crate::policy::Policy;
use crate::policy::run::{At, Seen, Watched};
use crate::policy::script::Place;
use crate::policy::value::Value;

/// How an atomic condition went in the cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionCoverage {
    /// The script, relative to the policy.
    pub file: String,
    /// Where the condition stands.
    pub place: Place,
    /// As the script writes it.
    pub text: String,
    /// How often it held.
    pub yes: usize,
    /// How often it did not.
    pub no: usize,
    /// How often it could not be told.
    pub unknown: usize,
    /// How often the whole condition came out as it did because this one held.
    pub decided_yes: usize,
    /// How often the whole condition came out as it did because this one did not hold.
    pub decided_no: usize,
}

impl ConditionCoverage {
    /// Whether it was shown to decide both ways.
    #[must_use]
    pub const fn is_covered(&self) -> bool {
        self.decided_yes > 0 && self.decided_no > 0
    }
}

/// Every atomic condition of a policy, and how it went in these runs.
pub(super) fn of(policy: &Policy, runs: &[&Watched]) -> Vec<ConditionCoverage> {
    let decisions = decisions(&policy.parts);
    let by_place: HashMap<At, usize> = decisions
        .iter()
        .enumerate()
        .map(|(number, decision)| (decision.at, number))
        .collect();
    let mut found: Vec<Vec<ConditionCoverage>> = decisions.iter().map(untouched).collect();
    for run in runs {
        // An operator's operands are computed just before it: the last of each place are the ones it was given.
        let mut last: HashMap<At, &Seen> = HashMap::new();
        for seen in &run.seen {
            last.insert(seen.at, seen);
            if let Some(number) = by_place.get(&seen.at)
                && !(seen.skipped && decisions[*number].of_rule)
            {
                let decision = &decisions[*number];
                let mut values = vec![Value::missing("condition"); decision.atoms.len()];
                take(&decision.tree, &seen.result, &last, &mut values);
                add(decision, &values, &mut found[*number]);
            }
        }
    }
    let mut all: Vec<ConditionCoverage> = found.into_iter().flatten().collect();
    all.sort_by(|one, other| (&one.file, one.place).cmp(&(&other.file, other.place)));
    all
}

fn untouched(decision: &Decision) -> Vec<ConditionCoverage> {
    let atoms = decision.atoms.iter();
    atoms
        .map(|atom| ConditionCoverage {
            file: decision.file.clone(),
            place: atom.place,
            text: atom.text.clone(),
            yes: 0,
            no: 0,
            unknown: 0,
            decided_yes: 0,
            decided_no: 0,
        })
        .collect()
}

/// The values that the atoms had: `value` is what this part came to.
fn take(tree: &Tree, value: &Value, last: &HashMap<At, &Seen>, atoms: &mut [Value]) {
    let operand = |at: &At, number: usize| {
        let seen = last.get(at)?;
        seen.operands.get(number)
    };
    match tree {
        Tree::Atom(number) => atoms[*number].clone_from(value),
        Tree::Not(at, of) => {
            if let Some(value) = operand(at, 0) {
                take(of, value, last, atoms);
            }
        }
        Tree::Logic(_, at, sides) => {
            for (number, side) in sides.iter().enumerate() {
                if let Some(value) = operand(at, number) {
                    take(side, value, last, atoms);
                }
            }
        }
    }
}

fn add(decision: &Decision, values: &[Value], found: &mut [ConditionCoverage]) {
    let outcome = decision.tree.value(values);
    let mut other = values.to_vec();
    for (number, condition) in found.iter_mut().enumerate() {
        let Value::Flag(held) = values[number] else {
            condition.unknown += 1;
            continue;
        };
        other[number] = Value::Flag(!held);
        let turned = decision.tree.value(&other);
        other[number] = Value::Flag(held);
        let decided = matches!(outcome, Value::Flag(_)) && turned != outcome;
        let (count, deciding) = if held {
            (&mut condition.yes, &mut condition.decided_yes)
        } else {
            (&mut condition.no, &mut condition.decided_no)
        };
        *count += 1;
        *deciding += usize::from(decided);
    }
}
