//! A host with files, and names that resolve as a test says.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, Response};
use serde_json::{Value, json};
use sextant_server::guarded_http::{Guard, Resolver};
use sextant_server::sources::remote::{RemoteSource, Synced};
use sextant_server::sources::url::{UrlRemote, UrlSettings};
use sextant_server::store::SourceSettings;

use crate::world::World;

/// What is answered at a path.
#[derive(Clone)]
pub(crate) enum Answer {
    Text(String),
    /// Without an `ETag`; last changed then.
    Dated(&'static str, String),
    Encoded(&'static str, Vec<u8>),
    Endless,
    Silence,
    Status(u16),
    To(String),
}

/// Path, `If-None-Match` and `Authorization` of what was asked.
pub(crate) type Asked = (String, Option<String>, Option<String>);

#[derive(Clone)]
pub(crate) struct Shelf {
    pub(crate) address: SocketAddr,
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    requests: Arc<Mutex<Vec<Asked>>>,
}

impl Shelf {
    /// One at an address of this machine.
    pub(crate) async fn at(ip: &str) -> Self {
        let listener = tokio::net::TcpListener::bind((ip, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shelf = Self { address, answers: Arc::default(), requests: Arc::default() };
        let router = Router::new().fallback(serve).with_state(shelf.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        shelf
    }

    pub(crate) fn put(&self, path: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    pub(crate) fn text(&self, path: &str, text: impl Into<String>) {
        self.put(path, Answer::Text(text.into()));
    }

    /// What was asked since this was last called.
    pub(crate) fn requests(&self) -> Vec<Asked> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

async fn serve(State(shelf): State<Shelf>, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let known = header("if-none-match");
    shelf.requests.lock().unwrap().push((path.clone(), known.clone(), header("authorization")));
    let answer = shelf.answers.lock().unwrap().get(&path).cloned().unwrap_or(Answer::Status(404));
    let response = Response::builder();
    match answer {
        Answer::Text(text) => {
            let etag = format!("\"{}\"", blake3::hash(text.as_bytes()).to_hex());
            match known == Some(etag.clone()) {
                true => response.status(304).body(Body::empty()).unwrap(),
                false => response.header("etag", etag).body(Body::from(text)).unwrap(),
            }
        }
        Answer::Dated(date, text) => match header("if-modified-since").as_deref() == Some(date) {
            true => response.status(304).body(Body::empty()).unwrap(),
            false => response.header("last-modified", date).body(Body::from(text)).unwrap(),
        },
        Answer::Encoded(encoding, bytes) => {
            response.header("content-encoding", encoding).body(Body::from(bytes)).unwrap()
        }
        Answer::Endless => {
            let parts = futures_util::stream::repeat_with(|| Ok::<_, io::Error>(Bytes::from(vec![b'#'; 64 << 10])));
            response.body(Body::from_stream(parts)).unwrap()
        }
        Answer::Silence => {
            response.body(Body::from_stream(futures_util::stream::pending::<io::Result<Bytes>>())).unwrap()
        }
        Answer::Status(status) => response.status(status).body(Body::empty()).unwrap(),
        Answer::To(to) => response.status(302).header("location", to).body(Body::empty()).unwrap(),
    }
}

/// Resolves each name to one address after the other, and to the last one from then on.
#[derive(Clone, Default)]
pub(crate) struct Names(Arc<Mutex<BTreeMap<String, Vec<IpAddr>>>>);

impl Names {
    pub(crate) fn with(self, host: &str, addresses: &[&str]) -> Self {
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        self.0.lock().unwrap().insert(host.to_owned(), addresses);
        self
    }
}

#[async_trait]
impl Resolver for Names {
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let mut names = self.0.lock().unwrap();
        let addresses = names.get_mut(host).ok_or(io::ErrorKind::NotFound)?;
        let address = if addresses.len() > 1 { addresses.remove(0) } else { addresses[0] };
        Ok(vec![SocketAddr::new(address, port)])
    }
}

/// The source `web` of these addresses, whose names resolve as said. 127.0.0.1 may be asked, and no other of this machine.
pub(crate) async fn source(world: &World, urls: &[String], names: Names, more: Value) -> RemoteSource {
    let mut said = json!({ "urls": urls, "private_networks": ["127.0.0.1"] });
    said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let settings: UrlSettings = serde_json::from_value(said).unwrap();
    let mut tx = world.store.write().await.unwrap();
    tx.add_source("web", "url", &SourceSettings::default(), 1).await.unwrap();
    tx.put_remote("web", "{}").await.unwrap();
    tx.commit().await.unwrap();
    let guard = Guard::resolving(Arc::new(names), settings.private_networks.clone());
    let remote = Arc::new(UrlRemote::guarded(settings, guard, Duration::from_secs(2)));
    let hour = Duration::from_secs(3_600);
    RemoteSource::new(("web", "url"), world.store.clone(), world.ingest.clone(), remote, hour)
}

/// Reads all of it, and waits until the catalog shows it.
pub(crate) async fn sync(world: &World, source: &RemoteSource) -> Synced {
    let synced = source.sync().await.unwrap();
    world.caught_up().await;
    synced
}

/// What is wrong with the locations of the world's sources.
pub(crate) async fn errors(world: &World) -> Vec<String> {
    let locations = world.store.read().await.unwrap().locations().await.unwrap();
    locations.into_iter().filter_map(|row| row.error).collect()
}
