//! Where the catalog of a scenario is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cluster::Cluster;
use crate::proxy::Proxy;
use crate::replica::Replica;

/// What a process of a scenario is told of its database.
#[derive(Clone)]
pub(crate) enum Database {
    /// In this data directory.
    Sqlite(PathBuf),
    /// At this address.
    Postgres(String),
}

impl Database {
    pub(crate) fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Tells a command where its catalog is.
    pub(crate) fn name_to(&self, command: &mut Command) {
        match self {
            Self::Sqlite(data) => command.arg("--data-dir").arg(data),
            Self::Postgres(url) => command.args(["--database-url", url]),
        };
    }
}

/// A PostgreSQL behind a proxy.
pub(crate) struct Postgres {
    pub(crate) cluster: Cluster,
    pub(crate) proxy: Proxy,
    pub(crate) database: Database,
}

impl Postgres {
    pub(crate) fn start(folder: &Path) -> Self {
        let cluster = Cluster::start(folder);
        let proxy = Proxy::to(cluster.address());
        let database = Database::Postgres(format!("postgres://postgres@{}/postgres", proxy.address));
        Self { cluster, proxy, database }
    }

    /// Past the proxy.
    pub(crate) fn direct(&self) -> Database {
        Database::Postgres(format!("postgres://postgres@{}/postgres", self.cluster.address()))
    }
}

/// Processes that serve the catalog, of which there can be but one on SQLite.
pub(crate) fn replicas(database: &Database, below: &Path, count: usize) -> Vec<Replica> {
    let count = if matches!(database, Database::Sqlite(_)) { 1 } else { count };
    (0..count).map(|number| Replica::start(database, &below.join(format!("replica-{number}")), &[])).collect()
}
