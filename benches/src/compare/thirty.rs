//! Thirty rules over forty features, by every engine that evaluates expressions.

use std::collections::BTreeSet;

use caudal_benches::Anything;

use super::contestants::{Caudal, Cel, Rego, Zen};
use super::report::Comparison;
use super::rows::{Row, draw};
use super::timed::{Contestant, timed};

/// An engine that tells which rules fired.
pub(crate) trait Fires: Contestant {
    /// The codes of the rules that fired for a case.
    ///
    /// # Errors
    /// Whatever the engine says.
    fn fired(&mut self, row: usize) -> Result<BTreeSet<String>, Anything>;
}

/// Compares them.
///
/// # Errors
/// When two engines answer differently for a case.
pub(crate) fn compare(count: usize) -> Result<Comparison, Anything> {
    let rows: Vec<Row> = draw(include_str!("../../peers/thirty/values.csv"), count)?;
    let mut contestants: Vec<Box<dyn Fires>> = vec![
        Box::new(Caudal::thirty(&rows)?),
        Box::new(Zen::thirty(&rows, false)?),
        Box::new(Zen::thirty(&rows, true)?),
        Box::new(Cel::new(&rows)?),
        Box::new(Rego::new(&rows)?),
    ];
    let fired = agreed(&mut contestants, rows.len())?;
    let mut contestants: Vec<Box<dyn Contestant>> = contestants
        .into_iter()
        .map(|contestant| -> Box<dyn Contestant> { contestant })
        .collect();
    Ok(Comparison {
        title: "Thirty rules over forty features",
        about: format!(
            "{} cases; a case fires {}.{} rules on average. Inputs are in each engine's own form before the clock starts. Caudal rules \
             in three-valued logic over exact decimals and keeps the trace of every rule; the peers compute true and false.",
            rows.len(),
            fired * 10 / rows.len() / 10,
            fired * 10 / rows.len() % 10,
        ),
        timed: timed(&mut contestants, rows.len())?,
    })
}

/// How many rules fired in all, where every engine says the same of every case.
fn agreed(contestants: &mut [Box<dyn Fires>], rows: usize) -> Result<usize, Anything> {
    let mut count = 0;
    for row in 0..rows {
        let Some((first, others)) = contestants.split_first_mut() else {
            break;
        };
        let ours = first.fired(row)?;
        for other in others {
            let theirs = other.fired(row)?;
            if theirs != ours {
                let name = other.name();
                return Err(format!("case {row}: Caudal fires {ours:?}, {name} {theirs:?}").into());
            }
        }
        count += ours.len();
    }
    Ok(count)
}
