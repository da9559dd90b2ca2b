//! A line for each source while it is asked, on a terminal; nothing where nobody sees it.

use std::cell::RefCell;
use std::future::Future;
use std::io::{self, Write};
use std::pin::pin;
use std::time::Duration;

use caudal_facts::{Report, Source};
use caudal_providers::{Journal, Progress};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use tokio::time::{MissedTickBehavior, interval};

use crate::fetching::Persons;

/// How often the lines are drawn.
const FRAME: Duration = Duration::from_millis(100);

/// Lines on standard error.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    all: MultiProgress,
    lines: RefCell<Vec<(Report, ProgressBar)>>,
}

impl Lines {
    /// A line for each of these reports.
    pub(crate) fn add(&self, reports: &[Report]) {
        let style = ProgressStyle::with_template("  {spinner} {prefix:9} {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        for report in reports {
            let line = ProgressBar::new_spinner()
                .with_style(style.clone())
                .with_prefix(report.name())
                .with_message("asked");
            let line = self.all.add(line);
            self.lines.borrow_mut().push((*report, line));
        }
    }

    /// Shows what the journals say while the work goes on. The lines go when it ends or is dropped.
    pub(crate) async fn during<T>(
        &self,
        journals: &Persons<Journal>,
        work: impl Future<Output = T>,
    ) -> T {
        let _gone = Gone(self);
        let mut work = pin!(work);
        let mut frames = interval(FRAME);
        frames.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                done = &mut work => return done,
                _ = frames.tick() => self.draw(journals),
            }
        }
    }

    /// Standard error for what is logged meanwhile: the lines make room for it.
    pub(crate) fn writer(&self) -> Above {
        Above(self.all.clone())
    }

    fn draw(&self, journals: &Persons<Journal>) {
        for (report, line) in self.lines.borrow().iter() {
            let Some(journal) = journals.of(report.party) else {
                continue;
            };
            let units = journal.all();
            let of_source = units
                .iter()
                .filter(|(unit, _)| source_of(unit) == Some(report.source));
            let (names, progress): (Vec<&String>, Vec<&Progress>) = of_source.unzip();
            line.set_message(message(&names, &progress));
            line.tick();
        }
    }
}

/// Takes the lines away when it is dropped.
struct Gone<'l>(&'l Lines);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        for (_, line) in self.0.lines.take() {
            line.finish_and_clear();
        }
    }
}

/// Writes above the lines.
#[derive(Debug, Clone)]
pub(crate) struct Above(MultiProgress);

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.suspend(|| io::stderr().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The source that a payload is of, from the payload's name: `khipu-cmf-debt-report`, `bcra-deudas`.
fn source_of(unit: &str) -> Option<Source> {
    let mut words = unit.split('-');
    let provider = words.next()?;
    words
        .next()
        .and_then(Source::parse)
        .or_else(|| Source::parse(provider))
}

fn message(names: &[&String], progress: &[&Progress]) -> String {
    let arrived = progress
        .iter()
        .filter(|each| each.arrived.is_some())
        .count();
    let state = progress
        .iter()
        .filter(|each| each.arrived.is_none())
        .find_map(|each| each.state.as_deref());
    match (names.len(), state) {
        (0, _) => "asked".to_owned(),
        (1, Some(state)) => format!("asked · {}", super::clean(state)),
        (of, _) => format!("{arrived} of {of} arrived"),
    }
}
