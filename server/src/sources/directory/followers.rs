//! The directories that this process follows.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tracing::{info, warn};

use super::{DirectorySource, Followed, NamedDirectory, follow_exclusively};
use crate::follow::LiveCell;
use crate::ingest::{Ingest, IngestError};
use crate::store::Leases;

/// Follows directories until it is dropped.
#[derive(Debug)]
pub struct Followers {
    ingest: Ingest,
    /// Where other processes may follow the same directories.
    leases: Option<Leases>,
    /// The largest file that is read, in bytes.
    file_limit: u64,
    /// Where what they say is shown.
    cell: Arc<LiveCell>,
    tasks: JoinSet<()>,
}

impl Followers {
    /// None yet. With `leases` each directory is followed by one process at a time.
    pub fn new(ingest: Ingest, leases: Option<Leases>, file_limit: u64, cell: Arc<LiveCell>) -> Self {
        Self { ingest, leases, file_limit, cell, tasks: JoinSet::new() }
    }

    /// Registers a directory and follows it. What is answered tells how far that is; `asked_for` says that it was named
    /// here, and is tried also where it is not there.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn follow(
        &mut self,
        directory: NamedDirectory,
        asked_for: bool,
    ) -> Result<watch::Receiver<Followed>, IngestError> {
        let root: PathBuf = directory.root.clone();
        info!(source = %directory.name, root = %root.display(), "source");
        let mut source = DirectorySource::register(self.ingest.clone(), directory, self.file_limit).await?;
        source = source.shown_in(Arc::clone(&self.cell));
        let (done, finished) = watch::channel(Followed::NotYet);
        match self.leases.clone() {
            Some(leases) => self.tasks.spawn(follow_exclusively(source, leases, asked_for, done)),
            None => self.tasks.spawn(async move { source.run(&done).await }),
        };
        Ok(finished)
    }

    /// Also follows those that come.
    pub async fn run(mut self, mut newcomers: mpsc::Receiver<NamedDirectory>) {
        loop {
            tokio::select! {
                newcomer = newcomers.recv() => match newcomer {
                    Some(directory) => {
                        let name = directory.name.clone();
                        if let Err(error) = self.follow(directory, true).await {
                            warn!(source = name, %error, "the new directory is not followed before the next start");
                        }
                    }
                    // Nobody is left who could add one.
                    None => {
                        while self.tasks.join_next().await.is_some() {}
                        return;
                    }
                },
                Some(_) = self.tasks.join_next() => {}
            }
        }
    }
}
