//! How far work on many shards has come: a bar with rate and time left on a terminal, JSON lines elsewhere.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

/// Progress on standard error, counted in cases.
pub(crate) struct Meter {
    what: &'static str,
    cases: u64,
    cases_done: u64,
    shards: usize,
    shards_done: usize,
    begun: Instant,
    shown: Shown,
}

enum Shown {
    Bar(ProgressBar),
    Lines,
    #[cfg(test)]
    Nothing,
}

impl Meter {
    /// Of work on so many shards and cases in all.
    pub(crate) fn new(what: &'static str, shards: usize, cases: u64) -> Self {
        let shown = if stderr().is_terminal() {
            let template =
                "  {prefix} [{wide_bar}] {human_pos}/{human_len} cases, {per_sec}, {eta} left";
            let style = ProgressStyle::with_template(template)
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(cases).with_style(style);
            Shown::Bar(bar.with_prefix(what))
        } else {
            Shown::Lines
        };
        Self::with(what, (shards, cases), shown)
    }

    /// Shows nothing.
    #[cfg(test)]
    pub(crate) fn silent() -> Self {
        Self::with("", (0, 0), Shown::Nothing)
    }

    fn with(what: &'static str, (shards, cases): (usize, u64), shown: Shown) -> Self {
        Self {
            what,
            cases,
            cases_done: 0,
            shards,
            shards_done: 0,
            begun: Instant::now(),
            shown,
        }
    }

    /// Begins with so much left to do; the rest was done before.
    pub(crate) fn begin(&mut self, shards_left: usize, cases_left: u64) {
        self.shards_done = self.shards.saturating_sub(shards_left);
        self.cases_done = self.cases.saturating_sub(cases_left);
        self.begun = Instant::now();
        if let Shown::Bar(bar) = &self.shown {
            bar.set_position(self.cases_done);
            bar.reset_eta();
            bar.tick();
        }
        self.line("begun", None);
    }

    /// One more shard is done.
    pub(crate) fn shard(&mut self, name: &str, cases: u64) {
        self.shards_done += 1;
        self.cases_done += cases;
        if let Shown::Bar(bar) = &self.shown {
            bar.set_position(self.cases_done);
        }
        self.line("shard", Some(name));
    }

    /// A word on what happens.
    pub(crate) fn note(&self, text: &str) {
        match &self.shown {
            Shown::Bar(bar) => bar.suspend(|| {
                // Nobody is there to be told that nobody can be told.
                let _ = writeln!(anstream::stderr(), "{text}");
            }),
            Shown::Lines => self.line("note", Some(text)),
            #[cfg(test)]
            Shown::Nothing => {}
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }

    fn line(&self, event: &str, about: Option<&str>) {
        if !matches!(self.shown, Shown::Lines) {
            return;
        }
        let line = json!({
            "doing": self.what,
            "event": event,
            "about": about,
            "shards_done": self.shards_done,
            "shards": self.shards,
            "cases_done": self.cases_done,
            "cases": self.cases,
            "elapsed_ms": u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        });
        let _ = writeln!(stderr(), "{line}");
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.end();
    }
}
