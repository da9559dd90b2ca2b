//! Ctrl-C and the request to end that service managers send.

use std::future::Future;

use anyhow::Context as _;

/// The work's outcome; `None` when the program was interrupted first. The work is then dropped.
pub(crate) async fn uninterrupted<T>(work: impl Future<Output = T>) -> anyhow::Result<Option<T>> {
    tokio::select! {
        done = work => Ok(Some(done)),
        stopped = interrupted() => stopped.map(|()| None),
    }
}

/// Ends when the program is asked to end.
pub(crate) async fn interrupted() -> anyhow::Result<()> {
    let listening = "listen for a request to end";
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).context(listening)?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed.context(listening),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.context(listening)
}
