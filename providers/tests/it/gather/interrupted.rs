//! Interrupted at every step: a process that dies before or after any exchange and any write, and a
//! connection that ends at any request. The next run with the same journal completes the work.

use std::sync::Arc;

use caudal_facts::{Application, Limits};
use caudal_providers::transport::Transport;
use caudal_providers::{FolderStore, Gathered, Journal, JournalError, MemoryStore, Store};
use caudal_simulator::{Fault, FaultRule, Faults, Simulator, When};

use super::{contents, contents_of_fixture, is_whole, told};
use crate::lender::{Lender, connections, fixture, quick, simulator};
use crate::mortal::{Death, Life, MortalStore, MortalTransport};

/// What a path asks for, as the names of payloads begin. The first that fits counts.
const ASKED_FOR: [(&str, &str); 14] = [
    ("/Deudas/Historicas/", "bcra-historicas"),
    ("/Deudas/ChequesRechazados/", "bcra-cheques-rechazados"),
    ("/Deudas/", "bcra-deudas"),
    ("/reports/", "cirenio-report"),
    ("/demo-bank.khipu.com/accounts", "khipu-accounts"),
    ("/demo-bank.khipu.com/balance", "khipu-balance"),
    ("/demo-bank.khipu.com/statements", "khipu-statements"),
    ("/demo-bank.khipu.com/transactions", "khipu-transactions"),
    ("/contributions-certificate", "khipu-afc-"),
    ("/debt-report", "khipu-cmf-"),
    ("/consulta-rut", "khipu-protests-"),
    ("/debt-registry", "khipu-alimony-"),
    ("/acreditar-renta", "khipu-sii-"),
    ("/pre-loan-request", "bancame-pre-loan-request"),
];

/// Where a journal outlives its process.
enum Disk {
    Memory(Arc<MemoryStore>),
    Folder(tempfile::TempDir),
}

impl Disk {
    /// The store, as soon as no process has it open any more.
    async fn opened(&self) -> Arc<dyn Store> {
        match self {
            Self::Memory(store) => Arc::clone(store) as Arc<dyn Store>,
            Self::Folder(folder) => loop {
                match FolderStore::open(folder.path(), Limits::default()) {
                    // What the dead process was writing is still on its way to the disk.
                    Err(JournalError::InUse { .. }) => tokio::task::yield_now().await,
                    opened => return Arc::new(opened.unwrap()),
                }
            },
        }
    }
}

/// One process: it opens the journal, gathers, and dies when its life is over.
struct Process {
    life: Arc<Life>,
    transport: Arc<MortalTransport>,
    lender: Lender,
}

impl Process {
    fn new(connections: &Arc<dyn Transport>, death: Option<Death>, attempts_max: u32) -> Self {
        let life = Life::until(death);
        let transport = MortalTransport::new(&life, connections);
        let mut settings = quick();
        settings.retries.attempts_max = attempts_max;
        let lender = Lender {
            settings,
            ..Lender::over(Arc::clone(&transport) as Arc<dyn Transport>)
        };
        Self {
            life,
            transport,
            lender,
        }
    }

    async fn run(
        &self,
        simulator: &Simulator,
        application: &Application,
        disk: &Disk,
    ) -> Option<Gathered> {
        let store = MortalStore::new(&self.life, disk.opened().await);
        let work = async {
            let journal = Journal::open(store).await.unwrap();
            self.lender.gather(simulator, application, &journal).await
        };
        self.life.lived(work).await
    }
}

/// The payloads that a journal has.
async fn arrived(disk: &Disk) -> Vec<String> {
    let store = MortalStore::new(&Life::until(None), disk.opened().await);
    let journal = Journal::open(store).await.unwrap();
    let all = journal.all();
    let arrived = all
        .into_iter()
        .filter(|(_, progress)| progress.arrived.is_some());
    arrived.map(|(name, _)| name).collect()
}

/// Holds a completed run to the promises: everything is there as the provider sent it, nothing that
/// had arrived was asked for again, and nothing was created twice.
fn hold(
    situation: &str,
    name: &str,
    jobs: usize,
    arrived_before: &[String],
    process: &Process,
    gathered: &Gathered,
) {
    assert!(is_whole(gathered), "{situation}: {:#?}", told(gathered));
    assert_eq!(
        contents(&gathered.evidence),
        contents_of_fixture(name),
        "{situation}"
    );
    let banks = usize::from(name.starts_with("ar-"));
    assert_eq!(jobs, banks, "{situation}: one job for each bank");
    let asked = process.transport.asked();
    let payloads = gathered.sources.iter().flat_map(|source| &source.payloads);
    let payloads: Vec<&str> = payloads.map(|report| report.payload.as_str()).collect();
    for (path, stem) in ASKED_FOR {
        let times = asked
            .iter()
            .filter(|asked| first_fit(asked) == Some(path))
            .count();
        let missing = payloads
            .iter()
            .filter(|name| name.starts_with(stem))
            .filter(|name| !arrived_before.iter().any(|before| before == *name))
            .count();
        assert_eq!(times, missing, "{situation}: {path} of {asked:#?}");
    }
}

fn first_fit(asked: &str) -> Option<&'static str> {
    let fits = |(path, _): &(&'static str, &str)| asked.contains(path);
    ASKED_FOR.into_iter().find(fits).map(|(path, _)| path)
}

/// Kills the process before and after each `step`-th moment until a run lives through all of its own.
async fn killed_everywhere(name: &str, step: usize, disk: impl Fn() -> Disk) {
    let connections = connections();
    let application = fixture(name);
    let simulator = simulator(Faults::none()).await;
    let mut moments = 0;
    loop {
        for death in [Death::Before(moments), Death::After(moments)] {
            let situation = format!("{name}, {death:?}");
            let jobs_before = simulator.jobs().len();
            let jobs = || simulator.jobs().len() - jobs_before;
            let disk = disk();
            let first = Process::new(&connections, Some(death), 4);
            if let Some(gathered) = first.run(&simulator, &application, &disk).await {
                assert!(first.life.moments() <= moments, "{situation}: it lived on");
                assert!(moments >= 20, "{situation}: gathering takes more moments");
                hold(&situation, name, jobs(), &[], &first, &gathered);
                return;
            }
            let before = arrived(&disk).await;
            let second = Process::new(&connections, None, 4);
            let gathered = second.run(&simulator, &application, &disk).await.unwrap();
            hold(&situation, name, jobs(), &before, &second, &gathered);
        }
        moments += step;
    }
}

/// Ends the connection at each request, which is not asked again by the same run.
async fn cut_off_everywhere(name: &str, effect: bool) {
    let connections = connections();
    let application = fixture(name);
    let simulator = simulator(Faults::none()).await;
    for nth in 1.. {
        let situation = format!("{name}, request {nth} cut off, effect: {effect}");
        let (seen_before, jobs_before) = (simulator.seen().len(), simulator.jobs().len());
        let jobs = || simulator.jobs().len() - jobs_before;
        simulator.faults().clear();
        simulator.faults().add(FaultRule {
            vendor: None,
            endpoint: None,
            when: When::Nth(nth),
            fault: Fault::ResetBeforeHeaders { effect },
        });
        let disk = memory();
        let first = Process::new(&connections, None, 1);
        let gathered = first.run(&simulator, &application, &disk).await.unwrap();
        let mut seen = simulator.seen().into_iter().skip(seen_before);
        if seen.all(|seen| seen.fault.is_none()) {
            hold(&situation, name, jobs(), &[], &first, &gathered);
            return;
        }
        let before = arrived(&disk).await;
        let second = Process::new(&connections, None, 1);
        let gathered = second.run(&simulator, &application, &disk).await.unwrap();
        hold(&situation, name, jobs(), &before, &second, &gathered);
    }
}

fn memory() -> Disk {
    Disk::Memory(Arc::default())
}

fn folder() -> Disk {
    Disk::Folder(tempfile::tempdir().unwrap())
}

#[tokio::test]
async fn killed_at_any_moment_the_next_run_goes_on_in_argentina() {
    killed_everywhere("ar-salaried-clean", 1, memory).await;
}

#[tokio::test]
async fn killed_at_any_moment_the_next_run_goes_on_in_chile() {
    killed_everywhere("cl-salaried-clean", 1, memory).await;
}

#[tokio::test]
async fn killed_at_any_moment_a_folder_has_what_arrived_in_argentina() {
    killed_everywhere("ar-salaried-clean", 1, folder).await;
}

#[tokio::test]
async fn killed_at_any_moment_a_folder_has_what_arrived_in_chile() {
    killed_everywhere("cl-salaried-clean", 2, folder).await;
}

#[tokio::test]
async fn cut_off_at_any_request_the_next_run_goes_on() {
    for effect in [true, false] {
        cut_off_everywhere("ar-salaried-clean", effect).await;
        cut_off_everywhere("cl-salaried-clean", effect).await;
    }
}
