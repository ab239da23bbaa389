//! A `sextant serve` process and the answers of it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::deployment::Database;

/// What is waited for at most. Nothing here should take longer; a wait that does is a failure.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

pub(crate) struct Replica {
    pub(crate) url: String,
    data: PathBuf,
    database: Database,
    catalogs: Vec<PathBuf>,
    process: Option<Child>,
}

impl Replica {
    /// Starts a process and waits until it listens.
    pub(crate) fn start(database: &Database, data: &Path, catalogs: &[PathBuf]) -> Self {
        let (data, catalogs) = (data.to_owned(), catalogs.to_vec());
        let mut replica = Self { url: String::new(), data, database: database.clone(), catalogs, process: None };
        replica.resume();
        replica
    }

    /// Starts the process, as far as it does not run.
    pub(crate) fn resume(&mut self) {
        if self.process.is_some() {
            return;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        self.database.name_to(&mut command);
        if matches!(self.database, Database::Postgres(_)) {
            command.arg("--data-dir").arg(&self.data);
        }
        for catalog in &self.catalogs {
            command.arg("--catalog").arg(catalog);
        }
        // What writers write is theirs to read.
        command.env("SEXTANT_FOLLOW_SOURCES", (!self.catalogs.is_empty()).to_string());
        let mut process = command
            .env("SEXTANT_LOG", std::env::var("SEXTANT_FAULT_LOG").unwrap_or_else(|_| "off".to_owned()))
            .env("SEXTANT_MAX_LAG", "2")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ");
        self.url = url.unwrap_or_else(|| panic!("no address but {line:?}")).to_owned();
        self.process = Some(process);
    }

    pub(crate) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Stops the process where it is, or lets it go on.
    pub(crate) fn freeze(&self, frozen: bool) {
        let process = self.process.as_ref().unwrap();
        let signal = if frozen { Signal::SIGSTOP } else { Signal::SIGCONT };
        kill(Pid::from_raw(process.id().try_into().unwrap()), signal).unwrap();
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(&self.url)
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Asks a process.
#[derive(Clone)]
pub(crate) struct Client {
    agent: ureq::Agent,
    url: String,
}

impl Client {
    pub(crate) fn new(url: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(LIMIT));
        Self { agent: config.build().into(), url: url.to_owned() }
    }

    /// The status and body of an answer; none if the process did not answer.
    pub(crate) fn get(&self, path: &str, at_least: Option<u64>) -> Option<(u16, String)> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        if let Some(revision) = at_least {
            request = request.header("Sextant-At-Least", revision.to_string());
        }
        let mut answer = request.call().ok()?;
        let text = answer.body_mut().read_to_string().ok()?;
        Some((answer.status().as_u16(), text))
    }

    /// The answer of a process that has to answer.
    pub(crate) fn json(&self, path: &str) -> Value {
        let (status, text) = self.get(path, None).unwrap_or_else(|| panic!("{path}: no answer"));
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Waits until the process shows a revision.
    pub(crate) fn reaches(&self, revision: u64) {
        let start = Instant::now();
        loop {
            let answer = self.get("/api/v1/facets?facet=kind", Some(revision));
            match answer {
                Some((200, _)) => return,
                other => assert!(start.elapsed() < LIMIT, "revision {revision} is not shown: {other:?}"),
            }
        }
    }

    /// Waits until the process has measured the whole graph as it shows it.
    pub(crate) fn is_measured(&self) {
        let start = Instant::now();
        let revision = |path: &str| self.json(path)["revision"].as_u64();
        while revision("/api/v1/insights?limit=1") != revision("/api/v1/facets?facet=kind") {
            assert!(start.elapsed() < LIMIT, "what is shown is not measured");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until `/readyz` answers this.
    pub(crate) fn is_ready(&self, ready: bool) -> String {
        let start = Instant::now();
        loop {
            match self.get("/readyz", None) {
                Some((200, text)) if ready => return text,
                Some((503, text)) if !ready => return text,
                other => assert!(start.elapsed() < LIMIT, "ready should be {ready}: {other:?}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
