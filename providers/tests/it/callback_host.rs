//! A small web server of a lender's, where Khipu calls back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use caudal_facts::Limits;
use caudal_providers::khipu::{CallbackAddress, callback};
use caudal_providers::{Clock, Delivery, Journal, deliver};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Takes callbacks and hands them to the journals of the applications that their paths name.
pub(crate) struct CallbackHost {
    root: String,
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    journals: Mutex<HashMap<String, Journal>>,
    deliveries: Mutex<Vec<Option<Delivery>>>,
}

impl CallbackHost {
    /// A host on loopback.
    pub(crate) async fn start(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            clock,
            journals: Mutex::default(),
            deliveries: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&serving);
                tokio::spawn(async move { shared.answer(stream).await });
            }
        });
        Self { root, shared }
    }

    /// The address of an application, whose journal takes what comes to it.
    pub(crate) fn address(&self, application: &str, journal: &Journal) -> CallbackAddress {
        let journal = journal.clone();
        let mut journals = self.shared.journals.lock().unwrap();
        journals.insert(application.to_owned(), journal);
        CallbackAddress::new(&format!("{}/{application}", self.root)).unwrap()
    }

    /// From here on nobody waits for the application's callbacks.
    pub(crate) fn forget(&self, application: &str) {
        self.shared.journals.lock().unwrap().remove(application);
    }

    /// What became of each callback so far; `None` for one that was not understood.
    pub(crate) fn deliveries(&self) -> Vec<Option<Delivery>> {
        self.shared.deliveries.lock().unwrap().clone()
    }
}

impl Shared {
    /// One request and its answer; the connection ends after it.
    async fn answer(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let target = line.split(' ').nth(1)?.to_owned();
        let mut length = 0;
        loop {
            line.clear();
            stream.read_line(&mut line).await.ok()?;
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().ok()?;
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.ok()?;
        let delivery = self.deliver(&target, &body).await;
        self.deliveries.lock().unwrap().push(delivery);
        let status = if delivery.is_some() {
            "200 OK"
        } else {
            "400 Bad Request"
        };
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        stream.get_mut().write_all(answer.as_bytes()).await.ok()
    }

    async fn deliver(&self, target: &str, body: &[u8]) -> Option<Delivery> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let event = callback::read(query, body, &Limits::default()).ok()?;
        let journal = {
            let journals = self.journals.lock().unwrap();
            journals.get(path.trim_start_matches('/')).cloned()?
        };
        deliver(&journal, &*self.clock, &event).await.ok()
    }
}
