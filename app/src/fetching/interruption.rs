//! Ctrl-C and the request to end that service managers send.

use std::future::Future;

use anyhow::Context as _;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Requests to end. From [`listen`](Self::listen) on they no longer end the program by themselves.
pub(crate) struct Interruption {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

impl Interruption {
    /// Begins to listen. To be called before anybody is told that the program runs.
    pub(crate) fn listen() -> anyhow::Result<Self> {
        #[cfg(unix)]
        let listen = |kind| signal(kind).context("listen for a request to end");
        Ok(Self {
            #[cfg(unix)]
            interrupt: listen(SignalKind::interrupt())?,
            #[cfg(unix)]
            terminate: listen(SignalKind::terminate())?,
        })
    }

    /// Ends when the program is asked to end.
    pub(crate) async fn requested(&mut self) -> anyhow::Result<()> {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c()
            .await
            .context("listen for a request to end")?;
        Ok(())
    }

    /// The work's outcome; `None` when the program is asked to end first. The work is then dropped.
    pub(crate) async fn before<T>(
        &mut self,
        work: impl Future<Output = T>,
    ) -> anyhow::Result<Option<T>> {
        tokio::select! {
            done = work => Ok(Some(done)),
            stopped = self.requested() => stopped.map(|()| None),
        }
    }
}
