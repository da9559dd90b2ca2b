//! The few styles that mean something, each the same wherever it appears.

use anstyle::{AnsiColor, Style};

/// The head of a section.
pub(crate) const HEADING: Style = Style::new().bold();
/// What is there to be looked up, not to be read first.
pub(crate) const QUIET: Style = Style::new().dimmed();
/// Approved, passed, fine.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Wants a person: referred, unknown.
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// Declined, failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// The word `error`, as the compiler's messages have it.
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
