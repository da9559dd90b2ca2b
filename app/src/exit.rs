//! How the program ends: its exit codes, and the one message of what stopped it.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use crate::print::{problem, style};
use crate::problems::Problems;

/// The program's exit codes, as `--help` and the README state them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what it was asked.
    Done,
    /// It did, and found something: a policy with problems, a case that failed.
    Findings,
    /// The command line or a file that it names is wrong.
    WrongInput,
    /// Nobody who was to be asked could be reached.
    Unreachable,
    /// Ctrl-C, or a request to end.
    Interrupted,
}

/// An error that is nobody's wrong input: who was to be asked is not there. The text fits after
/// "failed to …".
#[derive(Debug)]
pub(crate) struct Unreachable(pub(crate) String);

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::WrongInput => 2,
            Exit::Unreachable => 3,
            // As shells report a program that SIGINT ended.
            Exit::Interrupted => 130,
        })
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreachable {}

/// Says on standard error what stopped the program.
///
/// A reader that went away (`caudal features | head`) is no error and gets no message.
pub(crate) fn report(error: &anyhow::Error, err: &mut dyn Write) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Done;
    }
    // Standard error is the last resort: when it is gone too, the exit code has to do.
    let _ = match error.downcast_ref::<Problems>() {
        Some(problems) => write_problems(err, problems),
        None => write_error(err, &format!("{error:#}")),
    };
    match error.downcast_ref::<Unreachable>() {
        Some(_) => Exit::Unreachable,
        None => Exit::WrongInput,
    }
}

/// Each problem at its place; several are summed up.
fn write_problems(err: &mut dyn Write, problems: &Problems) -> std::io::Result<()> {
    problem::write_all(err, problems.found(), problems.sources())?;
    if problems.found().len() > 1 {
        writeln!(err)?;
        write_error(err, &problems.to_string())?;
    }
    Ok(())
}

fn write_error(err: &mut dyn Write, text: &str) -> std::io::Result<()> {
    let (bold_red, bold) = (style::ERROR, style::HEADING);
    writeln!(
        err,
        "{bold_red}error{bold_red:#}{bold}:{bold:#} failed to {text}"
    )
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
