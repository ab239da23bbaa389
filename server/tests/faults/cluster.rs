//! A PostgreSQL cluster of a scenario's own, which may be crashed and started again.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::{Pid, geteuid};

/// PostgreSQL refuses to run as root; Debian's package brings this user.
const USER: &str = "postgres";
const LIMIT: Duration = Duration::from_secs(60);

/// A cluster with PostgreSQL's own settings for durability, unlike that of other tests.
pub(crate) struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes a cluster below `folder` and starts it.
    pub(crate) fn start(folder: &Path) -> Self {
        let programs = std::env::var("SEXTANT_TEST_POSTGRES_PROGRAMS");
        let programs = PathBuf::from(programs.expect("SEXTANT_TEST_POSTGRES_PROGRAMS is set by cargo xtask test"));
        let data = folder.join("cluster");
        if geteuid().is_root() {
            assert!(Command::new("chown").arg(USER).arg(folder).status().unwrap().success());
        }
        let arguments = ["--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "-D"];
        let made = as_user(&programs.join("initdb")).args(arguments).arg(&data).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut cluster = Self { programs, data, port, server: None };
        cluster.resume();
        cluster
    }

    /// The server's address.
    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Ends every process of the server in one moment.
    pub(crate) fn crash(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        // The postmaster leads its process group; what it started left it for sessions of their own.
        let postmaster = Pid::from_raw(server.id().try_into().unwrap());
        for process in children(postmaster) {
            let _ = kill(process, Signal::SIGKILL);
        }
        let _ = killpg(postmaster, Signal::SIGKILL);
        server.wait().unwrap();
    }

    /// Whether the server still runs.
    pub(crate) fn is_up(&mut self) -> bool {
        self.server.as_mut().is_some_and(|server| server.try_wait().unwrap().is_none())
    }

    /// Starts the server, as far as it does not run, and waits until it takes connections.
    pub(crate) fn resume(&mut self) {
        if self.is_up() {
            return;
        }
        let log = std::fs::File::create(self.data.with_extension("log")).unwrap();
        let mut command = as_user(&self.programs.join("postgres"));
        command.arg("-D").arg(&self.data).args(["-p", &self.port.to_string(), "-h", "127.0.0.1"]);
        command.args(["-k", "", "-c", "max_connections=200", "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"]);
        let server = command.process_group(0).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        self.server = Some(server);
        let state = self.data.join("postmaster.pid");
        let start = Instant::now();
        loop {
            let text = std::fs::read_to_string(&state).unwrap_or_default();
            let mut lines = text.lines();
            let ours = lines.next().is_some_and(|pid| Some(pid) == self.pid().as_deref());
            if ours && lines.nth(6).is_some_and(|line| line.trim() == "ready") {
                return;
            }
            assert!(self.is_up(), "{}", std::fs::read_to_string(self.data.with_extension("log")).unwrap());
            assert!(start.elapsed() < LIMIT, "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn pid(&self) -> Option<String> {
        self.server.as_ref().map(|server| server.id().to_string())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.crash();
    }
}

fn children(of: Pid) -> Vec<Pid> {
    let path = format!("/proc/{of}/task/{of}/children");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.split_whitespace().filter_map(|pid| pid.parse().ok()).map(Pid::from_raw).collect()
}

/// A command that does not outlive this process, as a user that PostgreSQL accepts.
fn as_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if geteuid().is_root() {
        command.args(["--reuid", USER, "--regid", USER, "--init-groups"]);
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    command.current_dir("/");
    command
}
