//! HAProxy with the configuration of examples/deploy/compose.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::files::text;

/// Between finding a free port and taking it, somebody else may.
const ATTEMPTS: usize = 3;

/// A running proxy; dropped, it ends.
pub(crate) struct Proxy {
    /// Host and port.
    pub(crate) address: String,
    process: Child,
    _folder: TempDir,
}

impl Proxy {
    /// Starts the proxy before two addresses, with nothing else changed in its configuration than where it and they are.
    pub(crate) fn before(replicas: [&str; 2]) -> Self {
        (0..ATTEMPTS).find_map(|_| Self::try_before(replicas)).expect("HAProxy starts")
    }

    fn try_before(replicas: [&str; 2]) -> Option<Self> {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let mut configuration = text("compose/haproxy.cfg");
        for (written, here) in [
            ("    bind :8080\n", format!("    bind {free}\n")),
            ("    server sextant-1 sextant-1:7373\n", format!("    server sextant-1 {}\n", replicas[0])),
            ("    server sextant-2 sextant-2:7373\n", format!("    server sextant-2 {}\n", replicas[1])),
        ] {
            assert_eq!(configuration.matches(written).count(), 1, "{written:?} in haproxy.cfg");
            configuration = configuration.replace(written, &here);
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("haproxy.cfg");
        fs::write(&file, configuration).unwrap();
        let mut process = start(&file);
        loop {
            if TcpStream::connect(&free).is_ok() {
                return Some(Self { address: free, process, _folder: folder });
            }
            if process.try_wait().unwrap().is_some() {
                return None;
            }
            std::thread::yield_now();
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start(configuration: &Path) -> Child {
    let program = std::env::var_os("SEXTANT_TEST_HAPROXY").expect("SEXTANT_TEST_HAPROXY is set by cargo xtask test");
    let mut command = Command::new(program);
    command.arg("-db").arg("-f").arg(configuration);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
