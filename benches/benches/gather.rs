//! 500 gatherings at once: how long they take, and how many sockets and how much memory.
//!
//! The simulator runs in a process of its own, so that only the client is measured.
#![expect(
    clippy::print_stdout,
    reason = "a benchmark's result is what it prints"
)]

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use caudal_benches::{Anything, asked, providers};
use caudal_facts::evidence::Status;
use caudal_providers::Journal;
use caudal_simulator::{Settings, Simulator};

const GATHERINGS: u32 = 500;
const DEADLINE: Duration = Duration::from_mins(2);

/// Tells this program's second process that it is the simulator.
const ROLE: &str = "CAUDAL_BENCH_SIMULATOR";

fn main() -> Result<(), Anything> {
    let runtime = tokio::runtime::Runtime::new()?;
    if env::var_os(ROLE).is_some() {
        return runtime.block_on(simulate());
    }
    // `cargo test --benches` runs this too, to see that it works.
    let gatherings = if env::args().any(|argument| argument == "--bench") {
        GATHERINGS
    } else {
        10
    };
    let (mut simulator, root) = second_process()?;
    let measured = runtime.block_on(measure(&root, gatherings));
    simulator.kill()?;
    simulator.wait()?;
    measured
}

async fn simulate() -> Result<(), Anything> {
    let simulator = Simulator::start(Settings {
        as_of: "2026-10-20".parse().ok(),
        ..Settings::default()
    })
    .await?;
    println!("{}", simulator.root());
    // Until the first process ends it.
    std::future::pending().await
}

fn second_process() -> Result<(Child, String), Anything> {
    let mut child = Command::new(env::current_exe()?)
        .env(ROLE, "1")
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().ok_or("the simulator has no output")?;
    let mut root = String::new();
    BufReader::new(stdout).read_line(&mut root)?;
    Ok((child, root.trim().to_owned()))
}

async fn measure(root: &str, gatherings: u32) -> Result<(), Anything> {
    let providers = providers(root)?;
    let before = resident_kib();
    let watch = Watch::start();
    let started = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for number in 0..gatherings {
        let (providers, asked) = (providers.clone(), asked(number)?);
        running.spawn(async move {
            let began = Instant::now();
            let journal = Journal::in_memory();
            let gathered = providers
                .gather(
                    &asked.application,
                    &asked.access,
                    asked.sources,
                    &journal,
                    DEADLINE,
                )
                .await;
            let entries = gathered.evidence.entries;
            let complete = entries.iter().all(|entry| entry.status == Status::Complete);
            (began.elapsed(), complete, entries.len())
        });
    }
    let mut times = Vec::new();
    let (mut complete, mut payloads) = (0, 0);
    while let Some(ended) = running.join_next().await {
        let (time, whole, entries) = ended?;
        times.push(time);
        complete += u32::from(whole);
        payloads += entries;
    }
    let took = started.elapsed();
    let sockets = watch.end();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
    println!("gatherings at once        {gatherings}");
    println!("complete                  {complete}");
    println!("payloads                  {payloads}");
    println!("in all                    {} ms", took.as_millis());
    println!("one, median and 99th      {} ms, {} ms", at(50), at(99));
    println!("sockets at the most       {sockets}");
    println!("memory before             {} MiB", before / 1024);
    println!("memory at the most        {} MiB", peak_kib() / 1024);
    Ok(())
}

/// Looks at this process's sockets every few milliseconds, where the system shows them.
struct Watch {
    most: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Watch {
    fn start() -> Self {
        let watch = Self {
            most: Arc::default(),
            over: Arc::default(),
        };
        let (most, over) = (Arc::clone(&watch.most), Arc::clone(&watch.over));
        std::thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                most.fetch_max(sockets(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        watch
    }

    fn end(self) -> usize {
        self.over.store(true, Ordering::Relaxed);
        self.most.load(Ordering::Relaxed)
    }
}

fn sockets() -> usize {
    let Ok(open) = std::fs::read_dir("/proc/self/fd") else {
        return 0;
    };
    open.flatten()
        .filter_map(|file| std::fs::read_link(file.path()).ok())
        .filter(|target| target.to_string_lossy().starts_with("socket:"))
        .count()
}

fn resident_kib() -> u64 {
    status_kib("VmRSS:")
}

fn peak_kib() -> u64 {
    status_kib("VmHWM:")
}

fn status_kib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
