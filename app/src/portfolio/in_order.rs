//! Work on all cores whose results are taken one after the other, in the order in which it was given.

use std::num::NonZeroUsize;
use std::sync::mpsc::{channel, sync_channel};
use std::thread::{self, available_parallelism};

use anyhow::anyhow;

/// How many pieces of work are ahead of the one that is taken, at most, for each worker.
const AHEAD: usize = 16;

/// Does each piece of work on some thread and takes the results in order on this one, which also asks for the work.
///
/// # Errors
/// The first error of what gives the work or takes the results; nothing is taken after it.
pub(crate) fn in_order<W, T>(
    works: impl Iterator<Item = anyhow::Result<W>>,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()>
where
    W: FnOnce() -> T + Send,
    T: Send,
{
    let count = available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..count)
            .map(|_| {
                let (give, given) = sync_channel::<W>(AHEAD);
                let (done, results) = channel();
                scope.spawn(move || {
                    // Whoever takes them has gone after an error.
                    while let Ok(work) = given.recv()
                        && done.send(work()).is_ok()
                    {}
                });
                (give, results)
            })
            .collect();
        let gave_up = || anyhow!("take the cases: a worker gave up");
        let mut given = 0_usize;
        for ((give, results), work) in workers.iter().cycle().zip(works) {
            if given >= count * AHEAD {
                take(results.recv().map_err(|_| gave_up())?)?;
            }
            give.send(work?).map_err(|_| gave_up())?;
            given += 1;
        }
        let left = given.min(count * AHEAD);
        for (_, results) in workers
            .iter()
            .cycle()
            .skip((given - left) % count)
            .take(left)
        {
            take(results.recv().map_err(|_| gave_up())?)?;
        }
        Ok(())
    })
}
