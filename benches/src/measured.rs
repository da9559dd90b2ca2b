//! What a piece of work took: wall time, processor time of all threads, and peak memory.

use std::fs;
use std::time::{Duration, Instant};

/// What a piece of work took.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Of all threads together, to hundredths of a second; zero where the system does not say.
    pub processor: Duration,
    /// The most memory resident at once, in MiB; zero where the system does not say.
    pub peak_mib: u64,
}

/// Does the work and says what it took.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Measured) {
    // Where it cannot be reset, the peak is that of the whole run so far.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (processor, begun) = (processor(), Instant::now());
    let done = work();
    let measured = Measured {
        wall: begun.elapsed(),
        processor: self::processor().saturating_sub(processor),
        peak_mib: peak_mib(),
    };
    (done, measured)
}

/// User and system time of this process, in the hundredths of a second that Linux counts in.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields are counted from after the name, which may hold anything.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kib.and_then(|kib| kib.trim().parse::<u64>().ok())
        .unwrap_or_default()
        / 1024
}
