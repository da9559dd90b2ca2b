//! A process that can be killed at any moment, and what it leaves behind.
//!
//! A moment is one exchange or one operation of the store. The process dies before it is begun or
//! after it is done: everything that runs is dropped, and nothing that it had begun goes on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use caudal_providers::transport::{ExchangeLimits, Transport, TransportError};
use caudal_providers::{JournalError, Record, Store};
use futures_util::future::{BoxFuture, pending};
use http::{Request, Response};
use tokio::sync::watch;

/// When a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    Before(usize),
    After(usize),
}

/// One process's life: it counts its moments, and ends at one of them or not at all.
#[derive(Debug)]
pub(crate) struct Life {
    death: Option<Death>,
    moments: AtomicUsize,
    is_over: watch::Sender<bool>,
}

impl Life {
    /// A life that ends so.
    pub(crate) fn until(death: Option<Death>) -> Arc<Self> {
        Arc::new(Self {
            death,
            moments: AtomicUsize::new(0),
            is_over: watch::Sender::new(false),
        })
    }

    /// How many moments there were.
    pub(crate) fn moments(&self) -> usize {
        self.moments.load(Ordering::Relaxed)
    }

    /// What comes of something that a process does, unless it dies over it.
    pub(crate) async fn lived<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut over = self.is_over.subscribe();
        tokio::select! {
            biased;
            _ = over.wait_for(|over| *over) => None,
            outcome = work => Some(outcome),
        }
    }

    /// One moment: the work's outcome, or `None` for who is dead and must do nothing more.
    async fn moment<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let moment = self.moments.fetch_add(1, Ordering::Relaxed);
        if self.death == Some(Death::Before(moment)) {
            self.is_over.send_replace(true);
        }
        if *self.is_over.borrow() {
            return None;
        }
        let outcome = work.await;
        if self.death == Some(Death::After(moment)) {
            self.is_over.send_replace(true);
        }
        (!*self.is_over.borrow()).then_some(outcome)
    }
}

/// A store that a process uses as long as it lives. What it holds outlives the process.
#[derive(Debug)]
pub(crate) struct MortalStore {
    life: Arc<Life>,
    // Given back at death, with the lock that it may hold.
    store: Mutex<Option<Arc<dyn Store>>>,
}

impl MortalStore {
    pub(crate) fn new(life: &Arc<Life>, store: Arc<dyn Store>) -> Self {
        Self {
            life: Arc::clone(life),
            store: Mutex::new(Some(store)),
        }
    }

    fn moment<T: Send + 'static>(
        &self,
        work: impl FnOnce(Arc<dyn Store>) -> BoxFuture<'static, Result<T, JournalError>>
        + Send
        + 'static,
    ) -> BoxFuture<'_, Result<T, JournalError>> {
        Box::pin(async move {
            let store = self.store.lock().unwrap().clone();
            let Some(store) = store else {
                return pending().await;
            };
            let outcome = self.life.moment(async { work(store).await }).await;
            match outcome {
                Some(outcome) => outcome,
                None => {
                    self.store.lock().unwrap().take();
                    pending().await
                }
            }
        })
    }
}

impl Store for MortalStore {
    fn load(&self) -> BoxFuture<'_, Result<Vec<Record>, JournalError>> {
        self.moment(|store| Box::pin(async move { store.load().await }))
    }

    fn append(&self, record: Record) -> BoxFuture<'_, Result<(), JournalError>> {
        self.moment(|store| Box::pin(async move { store.append(record).await }))
    }

    fn keep(&self, file: String, bytes: Bytes) -> BoxFuture<'_, Result<(), JournalError>> {
        self.moment(|store| Box::pin(async move { store.keep(file, bytes).await }))
    }

    fn read(&self, file: String) -> BoxFuture<'_, Result<Bytes, JournalError>> {
        self.moment(|store| Box::pin(async move { store.read(file).await }))
    }
}

/// Connections that a process uses as long as it lives, and the paths that it asked.
#[derive(Debug)]
pub(crate) struct MortalTransport {
    life: Arc<Life>,
    transport: Arc<dyn Transport>,
    asked: Mutex<Vec<String>>,
}

impl MortalTransport {
    pub(crate) fn new(life: &Arc<Life>, transport: &Arc<dyn Transport>) -> Arc<Self> {
        Arc::new(Self {
            life: Arc::clone(life),
            transport: Arc::clone(transport),
            asked: Mutex::default(),
        })
    }

    /// Method and path of everything that was asked.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Transport for MortalTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let asked = format!("{} {}", request.method(), request.uri().path());
        self.asked.lock().unwrap().push(asked);
        Box::pin(async move {
            let exchange = self.transport.send(request, limits);
            match self.life.moment(exchange).await {
                Some(outcome) => outcome,
                None => pending().await,
            }
        })
    }
}
