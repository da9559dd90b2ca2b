//! What the applicant is better off with: more of a value, or less of it, going by what it is used for.

use super::ways::{Directions, Way};
use crate::policy::script::{Place, Verb};
use crate::policy::typed::{NodeId, StepOf, Typed, What, Word};

/// What of a value is better for the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Want {
    /// `Up` where more of it is; `Both` where it depends.
    pub(super) way: Way,
    /// The statement that says so.
    pub(super) place: Place,
}

/// What of every node is better, by its number; `None` where nothing says so. What uses a node stands
/// behind it, so one pass from the end tells all.
pub(super) fn wants(typed: &Typed, directions: &Directions<'_>) -> Vec<Option<Want>> {
    let mut wants: Vec<Option<Want>> = vec![None; typed.nodes.len()];
    for step in &typed.steps {
        let place = step.span.place;
        match &step.of {
            StepOf::Act {
                verb,
                when: Some(when),
                ..
            } => {
                let way = match verb {
                    Verb::Decline | Verb::Refer | Verb::Withhold => Way::Down,
                    Verb::Waive | Verb::Soften => Way::Up,
                    _ => continue,
                };
                add(&mut wants, *when, Want { way, place });
            }
            StepOf::Offer(quote) => {
                let What::Word(Word::Quote, of) = &typed.node(*quote).what else {
                    continue;
                };
                for (node, way) in of.iter().zip([Way::Up, Way::Down]) {
                    add(&mut wants, *node, Want { way, place });
                }
            }
            _ => {}
        }
    }
    for index in (0..wants.len()).rev() {
        let Some(want) = wants[index] else {
            continue;
        };
        for (operand, over) in directions.moves(NodeId::new(index)) {
            let way = want.way.over(*over);
            add(&mut wants, *operand, Want { way, ..want });
        }
    }
    wants
}

fn add(wants: &mut [Option<Want>], node: NodeId, new: Want) {
    let Some(known) = wants.get_mut(node.index()) else {
        return;
    };
    match known {
        Some(known) if known.way != new.way => known.way = Way::Both,
        Some(_) => {}
        None => *known = Some(new),
    }
}
