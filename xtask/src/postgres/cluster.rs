//! One throw-away cluster per run. Every test makes its own database in it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::postgres::programs;
use crate::process::group::Group;
use crate::process::run;
use crate::services;
use crate::tools::path;
use crate::workspace;

/// The server refuses to run as root; Debian's packages bring this user.
const USER: &str = "postgres";
const LIMIT: Duration = Duration::from_secs(60);
/// Between finding a free port and taking it, somebody else may.
const ATTEMPTS: usize = 3;

/// A running cluster. Stops, and leaves nothing behind, when dropped.
#[derive(Debug)]
pub(crate) struct Cluster {
    // In this order: the server ends before its files go.
    _server: Group,
    #[cfg_attr(not(test), expect(dead_code, reason = "held so that the files stay as long as the server"))]
    folder: TempDir,
    /// A superuser's address of the database `postgres`.
    pub(crate) url: String,
    /// The folder with the server's programs, for tests that run a cluster of their own.
    pub(crate) programs: PathBuf,
}

/// Starts a cluster on a free port of the loopback, without durability: it lives as long as the tests.
pub(crate) fn start() -> Result<Cluster, Failure> {
    let programs = programs::ensure()?;
    let user = nix::unistd::geteuid().is_root().then_some(USER);
    if user.is_some() && path::find(&["setpriv"]).is_none() {
        return Err(Failure::new(
            "PostgreSQL refuses to run as root, and there is no setpriv (util-linux) to change user",
        ));
    }
    let folder = tempfile::Builder::new()
        .prefix("sextant-postgres-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
    give_to(folder.path(), user)?;
    let data = folder.path().join("data");
    let mut initdb = services::bound_to_us(&programs.join("initdb"), user);
    initdb.args([
        "--username",
        "postgres",
        "--auth",
        "trust",
        "--encoding",
        "UTF8",
        "--locale",
        "C",
        "--no-sync",
        "-D",
    ]);
    run::logged(initdb.arg(&data).current_dir(folder.path()), &workspace::log("initdb"), None)?;

    let mut last = Failure::new("PostgreSQL was not started");
    for _ in 0..ATTEMPTS {
        match serve(&programs, user, folder.path(), &data) {
            Ok((server, port)) => {
                let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
                return Ok(Cluster { _server: server, folder, url, programs });
            }
            Err(failure) => last = failure,
        }
    }
    let log = workspace::log("postgres");
    Err(Failure::new(format!("{}\n{}", last.message(), run::tail(&log)))
        .help(format!("all of it is in {}", log.display())))
}

fn give_to(folder: &Path, user: Option<&str>) -> Result<(), Failure> {
    let Some(user) = user else { return Ok(()) };
    run::pass_through(Command::new("chown").arg(user).arg(folder))
        .map_err(|failure| Failure::new(failure.message()).help("the user comes with Debian's package postgresql"))
}

fn serve(programs: &Path, user: Option<&str>, folder: &Path, data: &Path) -> Result<(Group, u16), Failure> {
    let port = free_port()?;
    let log_path = workspace::log("postgres");
    let log = std::fs::File::create(&log_path).map_err(|error| Failure::file(&log_path, &error))?;
    let mut command = services::bound_to_us(&programs.join("postgres"), user);
    command.arg("-D").arg(data).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"]).arg(folder);
    for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"] {
        command.args(["-c", setting]);
    }
    let mut server = Group::start(command.current_dir(folder).stderr(log))?;
    // The server's own word for it, which pg_ctl reads too: the last line of this file is its state.
    let state = data.join("postmaster.pid");
    let is_ready = |_: &mut Group| {
        let text = std::fs::read_to_string(&state).ok()?;
        (text.lines().nth(7)?.trim() == "ready").then_some(())
    };
    services::until(&mut server, "PostgreSQL", LIMIT, is_ready)?;
    Ok((server, port))
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("no free port on the loopback: {error}")))
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    #[ignore = "needs PostgreSQL: cargo xtask test"]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let cluster = start().unwrap();
        let folder = cluster.folder.path().to_path_buf();
        let address = cluster.url.split(['@', '/']).nth(3).unwrap().to_owned();
        assert!(TcpStream::connect(&address).is_ok(), "{address}");
        drop(cluster);
        assert!(TcpStream::connect(&address).is_err(), "{address} still answers");
        assert!(!folder.exists());
    }
}
