//! `git http-backend` behind a small bridge, and repositories that are written by `git fast-import`.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use sextant_server::sources::git::{GitRemote, GitSettings};
use sextant_server::sources::remote::{RemoteSource, Synced};
use sextant_server::store::SourceSettings;
use tempfile::TempDir;

use crate::world::World;

/// Where repositories are served.
pub(super) struct Host {
    pub(super) root: TempDir,
    pub(super) address: SocketAddr,
    bridge: Bridge,
}

#[derive(Clone)]
struct Bridge {
    root: std::path::PathBuf,
    requests: Arc<Mutex<Vec<String>>>,
    /// The header that opens it.
    password: Arc<Mutex<Option<&'static str>>>,
    /// Where every request is sent on to.
    redirect: Arc<Mutex<Option<String>>>,
}

/// A file, or what else a tree has.
pub(super) enum File<'f> {
    Text(&'f str),
    Bytes(Vec<u8>),
    Link(&'f str),
    Submodule,
}

impl Host {
    pub(super) async fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        let bridge = Bridge {
            root: root.path().to_owned(),
            requests: Arc::default(),
            password: Arc::default(),
            redirect: Arc::default(),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(serve).with_state(bridge.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { root, address, bridge }
    }

    pub(super) fn url(&self, repository: &str) -> String {
        format!("http://{}/{repository}", self.address)
    }

    /// What was asked since this was last called.
    pub(super) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.bridge.requests.lock().unwrap())
    }

    /// Lets in who sends this header only.
    pub(super) fn lock(&self, header: &'static str) {
        *self.bridge.password.lock().unwrap() = Some(header);
    }

    pub(super) fn redirect(&self, to: &str) {
        *self.bridge.redirect.lock().unwrap() = Some(to.to_owned());
    }

    pub(super) fn git(&self, repository: &str, arguments: &[&str]) -> String {
        let output = git(&self.root.path().join(repository)).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub(super) fn make(&self, repository: &str) {
        let path = self.root.path().join(repository);
        std::fs::create_dir_all(&path).unwrap();
        self.git(repository, &["init", "--quiet", "--bare", "--initial-branch=main", "."]);
        self.git(repository, &["config", "uploadpack.allowFilter", "true"]);
    }

    /// Puts a commit with these files, and no others, on a branch, as if there was none before.
    pub(super) fn commit(&self, repository: &str, branch: &str, at: u64, files: &[(&str, File<'_>)]) {
        if !self.root.path().join(repository).exists() {
            self.make(repository);
        }
        let mut stream = format!(
            "commit refs/heads/{branch}\nauthor Ada <ada@example.com> {at} +0000\ncommitter Ada <ada@example.com> {at} \
             +0000\ndata 1\nx\ndeleteall\n"
        )
        .into_bytes();
        for (path, file) in files {
            let (mode, bytes) = match file {
                File::Text(text) => ("100644", text.as_bytes().to_vec()),
                File::Bytes(bytes) => ("100644", bytes.clone()),
                File::Link(target) => ("120000", target.as_bytes().to_vec()),
                File::Submodule => {
                    stream.extend(format!("M 160000 {} {path}\n", "1".repeat(40)).into_bytes());
                    continue;
                }
            };
            stream.extend(format!("M {mode} inline {path}\ndata {}\n", bytes.len()).into_bytes());
            stream.extend(bytes);
            stream.push(b'\n');
        }
        let mut command = git(&self.root.path().join(repository));
        command.args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(&stream).unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// The source `platform` of these repositories, with more said of it.
    pub(super) async fn source(&self, world: &World, repositories: &[&str], more: Value) -> RemoteSource {
        let urls: Vec<String> = repositories.iter().map(|repository| self.url(repository)).collect();
        let mut said = json!({ "repositories": urls, "private_networks": ["127.0.0.0/8"] });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        source(world, said).await
    }
}

/// A source that is said like this.
pub(super) async fn source(world: &World, said: Value) -> RemoteSource {
    let settings: GitSettings = serde_json::from_value(said).unwrap();
    let mut tx = world.store.write().await.unwrap();
    tx.add_source("platform", "git", &SourceSettings::default(), 1).await.unwrap();
    tx.put_remote("platform", "{}").await.unwrap();
    tx.commit().await.unwrap();
    let remote = Arc::new(GitRemote::new(settings, world.data.path().join("git")));
    let hour = Duration::from_secs(3_600);
    RemoteSource::new(("platform", "git"), world.store.clone(), world.ingest.clone(), remote, hour)
}

/// Reads all of it, and waits until the catalog shows it.
pub(super) async fn sync(world: &World, source: &RemoteSource) -> Synced {
    let synced = source.sync().await.unwrap();
    world.caught_up().await;
    synced
}

/// What is wrong with the locations of the world's sources.
pub(super) async fn errors(world: &World) -> Vec<String> {
    let locations = world.store.read().await.unwrap().locations().await.unwrap();
    locations.into_iter().filter_map(|row| row.error).collect()
}

fn git(directory: &Path) -> Command {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").arg("-C").arg(directory);
    command
}

async fn serve(State(bridge): State<Bridge>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    bridge.requests.lock().unwrap().push(format!("{} {}", parts.method, parts.uri.path()));
    if let Some(to) = bridge.redirect.lock().unwrap().clone() {
        let to = format!("{to}{}", parts.uri);
        return Response::builder().status(StatusCode::FOUND).header("location", to).body(Body::empty()).unwrap();
    }
    let header =
        |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let password = *bridge.password.lock().unwrap();
    if password.is_some_and(|password| header("authorization") != password) {
        let wanted = ("www-authenticate", "Basic realm=\"git\"");
        let response = Response::builder().status(StatusCode::UNAUTHORIZED).header(wanted.0, wanted.1);
        return response.body(Body::empty()).unwrap();
    }
    let environment = BTreeMap::from([
        ("GIT_PROJECT_ROOT", bridge.root.display().to_string()),
        ("GIT_HTTP_EXPORT_ALL", "1".to_owned()),
        ("PATH_INFO", parts.uri.path().to_owned()),
        ("QUERY_STRING", parts.uri.query().unwrap_or_default().to_owned()),
        ("REQUEST_METHOD", parts.method.to_string()),
        ("CONTENT_TYPE", header("content-type")),
        ("HTTP_CONTENT_ENCODING", header("content-encoding")),
        ("GIT_PROTOCOL", header("git-protocol")),
        ("CONTENT_LENGTH", if parts.method == Method::POST { body.len().to_string() } else { String::new() }),
    ]);
    let answered = tokio::task::spawn_blocking(move || backend(&bridge.root, environment, &body)).await.unwrap();
    cgi(&answered)
}

fn backend(root: &Path, environment: BTreeMap<&str, String>, body: &Bytes) -> Vec<u8> {
    let mut command = git(root);
    command.arg("http-backend").envs(environment).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let body = body.clone();
    let writer = std::thread::spawn(move || stdin.write_all(&body));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    output.stdout
}

/// An answer as a CGI program gives it.
fn cgi(answered: &[u8]) -> Response<Body> {
    let end = answered.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(0);
    let mut response = Response::builder();
    for line in String::from_utf8_lossy(&answered[..end]).lines() {
        let (name, value) = line.split_once(": ").unwrap();
        response = match name {
            "Status" => response.status(value.split(' ').next().unwrap().parse::<u16>().unwrap()),
            _ => response.header(name, value),
        };
    }
    response.body(Body::from(answered[(end + 4).min(answered.len())..].to_vec())).unwrap()
}
