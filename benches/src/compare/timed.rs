//! Timing engines in turn, so that a busy moment of the machine falls on all of them.

use std::time::{Duration, Instant};

use caudal_benches::Anything;

/// An engine with its rules and its inputs, ready to run.
pub(crate) trait Contestant {
    /// What the report calls it.
    fn name(&self) -> String;

    /// Answers every case and throws the answers away.
    ///
    /// # Errors
    /// Whatever the engine says.
    fn run_all(&mut self) -> Result<(), Anything>;
}

/// What one case took, over many samples.
#[derive(Debug, Clone)]
pub(crate) struct Timed {
    /// What the report calls it.
    pub name: String,
    /// Half of the samples took less.
    pub median: Duration,
    /// One sample in ten took less.
    pub low: Duration,
    /// Nine samples in ten took less.
    pub high: Duration,
}

/// How many times each engine answers all cases.
const SAMPLES: usize = 41;

/// Times every engine over so many cases, sample by sample in turn.
///
/// # Errors
/// Whatever an engine says.
pub(crate) fn timed(
    contestants: &mut [Box<dyn Contestant + '_>],
    cases: usize,
) -> Result<Vec<Timed>, Anything> {
    let cases = u32::try_from(cases)?.max(1);
    for contestant in contestants.iter_mut() {
        contestant.run_all()?;
    }
    let mut samples = vec![Vec::with_capacity(SAMPLES); contestants.len()];
    for _ in 0..SAMPLES {
        for (contestant, samples) in contestants.iter_mut().zip(&mut samples) {
            let begun = Instant::now();
            contestant.run_all()?;
            samples.push(begun.elapsed() / cases);
        }
    }
    let timed = contestants.iter().zip(samples);
    let timed = timed.map(|(contestant, mut samples)| {
        samples.sort_unstable();
        Timed {
            name: contestant.name(),
            median: samples[SAMPLES / 2],
            low: samples[SAMPLES / 10],
            high: samples[SAMPLES - 1 - SAMPLES / 10],
        }
    });
    Ok(timed.collect())
}
