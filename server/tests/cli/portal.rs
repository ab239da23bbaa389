//! A portal of its own for commands that ask one.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running portal; dropped, it ends.
pub(crate) struct Portal {
    pub(crate) address: String,
    process: Child,
    data: TempDir,
}

impl Portal {
    /// Serves the descriptors of a directory, and waits until they are read.
    pub(crate) fn start(catalog: &Path) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_sextant"))
            .args(["serve", "--listen", "127.0.0.1:0", "--catalog"])
            .arg(catalog)
            .arg("--data-dir")
            .arg(data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        let ready = format!("{address}/readyz");
        while ureq::get(&ready).call().is_err() {
            std::thread::yield_now();
        }
        Self { address, process, data }
    }

    /// The token that the first start has made, which may do everything.
    pub(crate) fn admin_token(&self) -> String {
        std::fs::read_to_string(self.data.path().join("admin-token")).unwrap().trim().to_owned()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
