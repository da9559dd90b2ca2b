//! The workers of a job, and who watches them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::job::Job;
use super::summary::Summary;
use crate::fetching::{Interruption, block_on};
use crate::print::Meter;

/// How a run ended, unless it failed.
pub(crate) enum Ended {
    /// Every shard is decided.
    Whole(Box<Summary>),
    /// It was asked to end, and did after the shards that it was at.
    Interrupted,
}

/// What the workers share.
struct Shared<'w> {
    job: &'w Job<'w>,
    open: Vec<usize>,
    next: AtomicUsize,
    stop: AtomicBool,
}

type Done = (usize, anyhow::Result<()>);

/// Decides every shard that is not decided yet, so many at a time, and sums them up.
pub(crate) fn work(
    job: &Job<'_>,
    threads: usize,
    mut meter: Meter,
    listen: bool,
) -> anyhow::Result<Ended> {
    let shared = Shared {
        job,
        open: job.open(),
        next: AtomicUsize::new(0),
        stop: AtomicBool::new(false),
    };
    let interrupted = thread::scope(|scope| {
        let (tell, told) = unbounded_channel();
        for _ in 0..threads {
            let (tell, shared) = (tell.clone(), &shared);
            scope.spawn(move || worker(shared, &tell));
        }
        drop(tell);
        let watched = block_on(watch(&shared, told, &mut meter, listen));
        // However watching ended, nobody begins another shard.
        shared.stop.store(true, Ordering::Relaxed);
        watched
    })?;
    meter.end();
    if interrupted {
        return Ok(Ended::Interrupted);
    }
    Ok(Ended::Whole(Box::new(job.finish()?)))
}

fn worker(shared: &Shared<'_>, tell: &UnboundedSender<Done>) {
    while !shared.stop.load(Ordering::Relaxed) {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(&number) = shared.open.get(at) else {
            return;
        };
        let done = shared.job.decide(number);
        if done.is_err() {
            shared.stop.store(true, Ordering::Relaxed);
        }
        if tell.send((number, done)).is_err() {
            return;
        }
    }
}

/// Shows how far the workers are; whether they were asked to end before they were done.
async fn watch(
    shared: &Shared<'_>,
    mut told: UnboundedReceiver<Done>,
    meter: &mut Meter,
    listen: bool,
) -> anyhow::Result<bool> {
    // Whoever reads the first line of progress may interrupt at once.
    let mut interruption = listen.then(Interruption::listen).transpose()?;
    let left = shared.open.iter().map(|number| shared.job.shard(*number).1);
    meter.begin(shared.open.len(), left.sum());
    let mut failed = None;
    let mut done = 0;
    loop {
        let next = match &mut interruption {
            Some(listening) => listening.before(told.recv()).await?,
            None => Some(told.recv().await),
        };
        match next {
            Some(Some((number, Ok(())))) => {
                done += 1;
                let (name, cases) = shared.job.shard(number);
                meter.shard(name, cases);
            }
            Some(Some((_, Err(error)))) => failed = failed.or(Some(error)),
            Some(None) => break,
            None => {
                shared.stop.store(true, Ordering::Relaxed);
                meter.note("stopping after the shards in work");
                interruption = None;
            }
        }
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(done < shared.open.len()),
    }
}
