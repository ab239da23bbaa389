//! The real server over the example company, for the length of one test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; killed when dropped.
pub(crate) struct Portal {
    child: Child,
    address: String,
    data: TempDir,
}

impl Portal {
    /// Starts a server on a free port over `examples/` and waits until it is ready.
    pub(crate) fn start() -> Self {
        Self::over(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples"))
    }

    /// The same over the demo company's repositories, with a copy of what was replayed of their past.
    pub(crate) fn over_the_demo() -> Self {
        let folder = |name: &str| {
            PathBuf::from(std::env::var_os(name).unwrap_or_else(|| panic!("{name} is set by `cargo xtask test`")))
        };
        let data = tempfile::tempdir().expect("a temporary folder");
        copy(&folder("SEXTANT_TEST_DEMO_DATA"), data.path());
        Self::with_data(&folder("SEXTANT_TEST_DEMO_CATALOG"), data)
    }

    /// The same over another folder of descriptors, which is read once.
    pub(crate) fn over(catalog: &Path) -> Self {
        Self::with_data(catalog, tempfile::tempdir().expect("a temporary folder"))
    }

    fn with_data(catalog: &Path, data: TempDir) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sextant"))
            .args(["serve", "--listen", "127.0.0.1:0", "--catalog"])
            .arg(catalog)
            .arg("--data-dir")
            .arg(data.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdout = child.stdout.take().expect("its output");
        let mut lines = BufReader::new(stdout).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("listening on http://").map(|(_, address)| address.trim().to_owned()))
            .expect("a line that says where it listens");
        // What it says from now on must go somewhere, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let portal = Self { child, address: address.trim_end_matches('/').to_owned(), data };
        portal.wait_until_ready();
        portal
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The token that the first start has written.
    pub(crate) fn admin_token(&self) -> String {
        let path = self.data.path().join("admin-token");
        std::fs::read_to_string(path).expect("the admin token").trim().to_owned()
    }

    /// What the API answers.
    pub(crate) fn api(&self, path: &str) -> Value {
        let (status, body) = self.get(path).expect("an answer");
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).expect("JSON")
    }

    /// Asks until the answer is as wanted: for what follows the catalog in the background.
    pub(crate) fn api_until(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let answer = self.api(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path}: {answer}");
        }
    }

    /// Tells it what happened, as a pipeline does.
    pub(crate) fn tell(&self, events: &Value) {
        let token = std::fs::read_to_string(self.data.path().join("admin-token")).expect("a token");
        let body = events.to_string();
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        write!(
            stream,
            "POST /api/v1/events HTTP/1.0\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: \
             application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            token.trim(),
            body.len()
        )
        .expect("the request is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.0 200"), "{answer}");
    }

    /// The first of these entities by name.
    pub(crate) fn first_entity(&self, filter: &str) -> Value {
        let list = self.api(&format!("/api/v1/entities?limit=1&filter={filter}"));
        list["items"][0].clone()
    }

    fn wait_until_ready(&self) {
        let start = Instant::now();
        while !self.get("/readyz").is_ok_and(|(status, _)| status == 200) {
            assert!(start.elapsed() < PATIENCE, "the server is not ready after {PATIENCE:?}");
            std::thread::yield_now();
        }
    }

    fn get(&self, path: &str) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Ok((status, body.to_owned()))
    }
}

/// Copies what is in a folder into another one that is there.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("its type").is_dir() {
            std::fs::create_dir(&target).expect("a folder is made");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a file is copied");
        }
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
