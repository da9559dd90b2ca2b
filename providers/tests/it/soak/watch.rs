//! Everything that is logged while the soak runs, at the finest level, and whether it gives anybody away.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::lender::KEYS;

/// Digits in a row that no figure of ours has, but tax ids and account numbers do.
const DIGITS: usize = 8;

/// How many lines are kept of those that give something away.
const KEPT_MAX: usize = 10;

/// Reads every line that is logged.
#[derive(Debug, Clone, Default)]
pub(super) struct Watch(Arc<Mutex<Watched>>);

#[derive(Debug, Default)]
struct Watched {
    lines: usize,
    leaks: Vec<String>,
}

impl Watch {
    /// A watch over the whole process. There is one such test, so there is one.
    pub(super) fn installed() -> Self {
        let watch = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .without_time()
            .with_writer(watch.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        watch
    }

    /// How many lines there were.
    pub(super) fn lines(&self) -> usize {
        self.0.lock().unwrap().lines
    }

    /// The first of those that gave something away, and what.
    pub(super) fn leaks(&self) -> Vec<String> {
        self.0.lock().unwrap().leaks.clone()
    }
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let line = String::from_utf8_lossy(bytes);
        // The simulator shows its faults' figures, which are as long as tax ids.
        let leak = leak(&line).filter(|_| !line.contains("caudal_simulator: "));
        let mut watched = self.0.lock().unwrap();
        watched.lines += 1;
        if let Some(leak) = leak
            && watched.leaks.len() < KEPT_MAX
        {
            watched.leaks.push(format!("{leak}: {line}"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Watch {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// What a text gives away: a name, a credential, a key, or digits in a row as tax ids and accounts have.
pub(super) fn leak(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let words = ["ejemplo", "simulated-"].into_iter().chain(KEYS);
    if let Some(word) = words.into_iter().find(|word| lower.contains(word)) {
        return Some(word.to_owned());
    }
    let mut run = String::new();
    for letter in text.chars().chain([' ']) {
        match letter {
            '0'..='9' => run.push(letter),
            // Tax ids are written with dots and a dash.
            '.' | '-' if !run.is_empty() => {}
            _ if run.len() >= DIGITS => return Some(run),
            _ => run.clear(),
        }
    }
    None
}

#[test]
fn what_gives_somebody_away_is_seen() {
    let cases = [
        ("status=200 attempt=1 duration_ms=1234567", None),
        ("http://127.0.0.1:43210/ in 3.5 s", None),
        ("about 11.111.111-1,", Some("111111111")),
        ("about 11111111-1", Some("111111111")),
        ("/Deudas/20267565393", Some("20267565393")),
        ("27-33333334-7", Some("27333333347")),
        ("DNI 26756539", Some("26756539")),
        ("account 000011887755 of", Some("000011887755")),
        ("EJEMPLO ANA", Some("ejemplo")),
        ("Bearer simulated-x", Some("simulated-")),
        ("x-api-key: lenders-key-of-cirenio", Some(KEYS[0])),
    ];
    for (text, expected) in cases {
        assert_eq!(leak(text).as_deref(), expected, "{text}");
    }
}
