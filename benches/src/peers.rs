//! Tools of Python as a process that waits for what it is asked, so that they can be timed in turn with ours.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Anything;

/// What computes the statistics.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/portfolio.py");

/// Its packages, pinned.
const REQUIREMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/requirements.txt");

/// A process of Python with the peers in it. It ends when it is dropped.
#[derive(Debug)]
pub struct Peers {
    process: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    names: Vec<String>,
}

impl Peers {
    /// Starts them over a folder of movements.
    ///
    /// # Errors
    /// When this Python does not start, or does not have them.
    pub(crate) fn start(
        python: &Path,
        movements: &Path,
        threads: usize,
        categories: &str,
    ) -> Result<Self, Anything> {
        let shown = python.display();
        let mut process = Command::new(python)
            .arg(SCRIPT)
            .arg(movements)
            .args([&threads.to_string(), categories])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{shown} does not start: {error}"))?;
        let asked = process.stdin.take();
        let answers = process.stdout.take().ok_or("it has no output")?;
        let mut peers = Self {
            process,
            asked,
            answers: BufReader::new(answers),
            names: Vec::new(),
        };
        let names = peers.answer()?;
        peers.names = names.split('\t').map(str::to_owned).collect();
        Ok(peers)
    }

    /// Their names, with their versions.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Lets one of them compute everything.
    ///
    /// # Errors
    /// When it fails; it says why on standard error.
    pub fn run(&mut self, name: &str) -> Result<(), Anything> {
        self.ask(&format!("run\t{name}"))
    }

    /// Holds the answers of all against ours in a folder.
    ///
    /// # Errors
    /// When one differs; it says where on standard error.
    pub(crate) fn compare(&mut self, ours: &Path) -> Result<(), Anything> {
        self.ask(&format!("compare\t{}", ours.display()))
    }

    fn ask(&mut self, what: &str) -> Result<(), Anything> {
        let asked = self.asked.as_mut().ok_or("the peers have ended")?;
        writeln!(asked, "{what}")?;
        asked.flush()?;
        self.answer().map(|_| ())
    }

    fn answer(&mut self) -> Result<String, Anything> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        match line.trim_end() {
            "" => Err("the peers ended; standard error says why".into()),
            answer => Ok(answer.to_owned()),
        }
    }
}

impl Drop for Peers {
    fn drop(&mut self) {
        // Nothing more is asked, at which it ends.
        drop(self.asked.take());
        let _ = self.process.wait();
    }
}

/// The Python of a virtual environment in a folder that has the peers; made when it is not there yet.
///
/// # Errors
/// Without Python, or when its packages cannot be installed, for want of a network say.
pub fn peers_python(folder: &Path) -> Result<PathBuf, Anything> {
    let python = folder.join("bin/python");
    if !python.is_file() {
        ran(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    }
    ran(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--requirement", REQUIREMENTS]))
    .map_err(|error| format!("they cannot be installed, for want of a network say: {error}"))?;
    Ok(python)
}

fn ran(command: &mut Command) -> Result<(), Anything> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap_or("it says nothing");
    Err(format!("{program} ended with {}: {last}", output.status).into())
}
