//! Statistics of months over a portfolio on disk, beside what a data team would write.

use std::cell::RefCell;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::rc::Rc;

use caudal_benches::{Anything, CASE_MOVEMENTS, MonthlyStatistics, Peers};

use super::report::Comparison;
use super::timed::{Contestant, timed};

/// Threads that each of them works with.
const THREADS: usize = 2;

/// Ours.
struct Ours<'p>(&'p MonthlyStatistics);

/// One of the peers.
struct Peer {
    name: String,
    peers: Rc<RefCell<Peers>>,
}

/// Compares them over a portfolio of so many movements, by the Python that has the peers.
///
/// # Errors
/// When an answer differs from ours, to the unit that ours is rounded to.
pub(crate) fn compare(movements: u32, python: &Path) -> Result<Comparison, Anything> {
    let folder = std::env::temp_dir().join(format!("caudal-monthly-{}", std::process::id()));
    let compared = beside(&folder, movements / CASE_MOVEMENTS, python);
    let removed = fs::remove_dir_all(&folder);
    let compared = compared?;
    removed?;
    Ok(compared)
}

fn beside(folder: &Path, cases: u32, python: &Path) -> Result<Comparison, Anything> {
    let statistics = MonthlyStatistics::write(folder, cases)?;
    let peers = statistics.peers(python, THREADS)?;
    let names = peers.names().to_owned();
    let peers = Rc::new(RefCell::new(peers));
    let mut contestants: Vec<Box<dyn Contestant + '_>> = vec![Box::new(Ours(&statistics))];
    for name in names {
        let peers = Rc::clone(&peers);
        contestants.push(Box::new(Peer { name, peers }));
    }
    Ok(Comparison {
        title: "Monthly statistics of a portfolio",
        about: format!(
            "{cases} cases of {CASE_MOVEMENTS} movements in Parquet: mean, median, population standard deviation and smallest month of eleven series \
             over twelve months, {THREADS} threads each. Caudal also holds checksums, codes, order and coverage, and tells missing from zero. The query \
             and the data frames are those of `peers/portfolio.py`."
        ),
        timed: timed(&mut contestants, usize::try_from(cases)?)?,
    })
}

impl Contestant for Ours<'_> {
    fn name(&self) -> String {
        "Caudal".to_owned()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        let Self(statistics) = self;
        black_box(
            statistics
                .shards()
                .each(THREADS, |shard| statistics.of(shard))?,
        );
        Ok(())
    }
}

impl Contestant for Peer {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        self.peers.borrow_mut().run(&self.name)
    }
}
