//! The repositories that a source names, as they are now.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use catalog_schema::wire::Budget;

use super::connection::Connection;
use super::settings::{GitRepository, GitSettings, is_branch};
use super::store::{ObjectStore, unexpected};
use super::tree::GitTree;
use crate::guarded_http::{Guard, Network};
use crate::sources::remote::{Discovery, Known, Progress, Reading, Remote, RemoteError, Repository};

/// Repositories behind git addresses.
pub struct GitRemote {
    settings: GitSettings,
    guard: Guard,
    /// Where objects are kept, and nothing else.
    directory: PathBuf,
    asked: Arc<AtomicU64>,
}

/// Where a branch stands.
struct Head {
    branch: String,
    commit: String,
}

impl GitRemote {
    /// The repositories of a source; `directory` keeps what was fetched of them.
    pub fn new(settings: GitSettings, directory: PathBuf) -> Self {
        let guard = Guard::new(settings.private_networks.clone());
        Self { settings, guard, directory, asked: Arc::default() }
    }

    fn repository(&self, named: &GitRepository) -> Repository {
        let url = named.url().to_owned();
        let path = url.trim_end_matches('/').trim_end_matches(".git");
        let mut steps = path.rsplit(['/', ':']);
        let (name, owner) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
        let name = if owner.is_empty() { name.to_owned() } else { format!("{owner}/{name}") };
        Repository {
            id: url.clone(),
            name,
            url,
            default_branch: self.settings.branch_of(named),
            ..Repository::default()
        }
    }

    fn connection(&self, repository: &Repository) -> Result<Arc<Connection>, RemoteError> {
        let connection = Connection::new(&repository.url, &self.settings, self.guard.clone(), Arc::clone(&self.asked))?;
        Ok(Arc::new(connection))
    }

    /// Where the branch of a repository stands: one request, and nothing is fetched.
    async fn head(&self, repository: &Repository, connection: &Connection) -> Result<Head, RemoteError> {
        std::fs::create_dir_all(&self.directory).map_err(|error| {
            RemoteError::Unreachable(format!("{} cannot be used to keep objects in: {error}", self.directory.display()))
        })?;
        let address = connection.address.argument();
        let branch = repository.default_branch.as_deref();
        let wanted = branch.map_or_else(|| "HEAD".to_owned(), |branch| format!("refs/heads/{branch}"));
        let arguments = ["ls-remote", "--symref", "--", address.as_str(), wanted.as_str()];
        let answer = connection.ask(&self.directory, &arguments, Vec::new(), false).await?;
        let answer = String::from_utf8_lossy(&answer);
        let (mut default, mut commit) = (None, None);
        for line in answer.lines() {
            match line.split_once('\t') {
                Some((target, "HEAD")) if target.starts_with("ref: ") => {
                    default = target.strip_prefix("ref: refs/heads/").map(str::to_owned);
                }
                Some((id, name)) if name == wanted => commit = Some(id.to_owned()),
                _ => {}
            }
        }
        let Some(commit) = commit else {
            return Err(RemoteError::NotFound(match branch {
                Some(branch) => format!("{} has no branch {branch:?}", connection.shown),
                None => format!(
                    "{} has no commit yet, or its HEAD leads to no branch; `branch` names one",
                    connection.shown
                ),
            }));
        };
        if commit.len() < 40 || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(unexpected(connection));
        }
        let branch = branch.map(str::to_owned).or(default).filter(|branch| is_branch(branch)).ok_or_else(|| {
            RemoteError::NotFound(format!("the HEAD of {} leads to no branch; `branch` names one", connection.shown))
        })?;
        Ok(Head { branch, commit })
    }

    async fn tree(&self, connection: Arc<Connection>, head: &Head) -> Result<GitTree, RemoteError> {
        let store = ObjectStore::open(&self.directory, &connection).await?;
        store.fetch(&connection, &head.branch).await?;
        let commit = store.commit(&connection, &head.branch).await?;
        let listing = store.listing(&connection, &commit.id).await?;
        Ok(GitTree { connection, store, listing, commit })
    }
}

#[async_trait]
impl Remote for GitRemote {
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError> {
        progress.found(self.settings.repositories.len());
        let repositories = self.settings.repositories.iter().map(|named| self.repository(named)).collect();
        Ok(Discovery { repositories, problems: Vec::new() })
    }

    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError> {
        let named = self.settings.repositories.iter().find(|named| named.url() == id);
        Ok(named.map(|named| self.repository(named)))
    }

    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError> {
        let connection = self.connection(repository)?;
        let head = self.head(repository, &connection).await?;
        let is_known = |known: &Known| {
            known.commit.as_deref() == Some(&head.commit) && known.branch.as_deref() == Some(&head.branch)
        };
        if known.is_some_and(is_known) {
            return Ok(Reading::Unchanged);
        }
        let tree = match self.tree(Arc::clone(&connection), &head).await {
            Ok(tree) => tree,
            Err(first @ RemoteError::Unreachable(_)) => {
                // What an earlier process left half done may be in the way.
                ObjectStore::open(&self.directory, &connection).await?.clear();
                self.tree(connection, &head).await.map_err(|_| first)?
            }
            Err(error) => {
                if matches!(error, RemoteError::Refused(_)) {
                    ObjectStore::open(&self.directory, &connection).await?.clear();
                }
                return Err(error);
            }
        };
        Ok(Reading::Tree(Arc::new(tree)))
    }

    async fn is_head(&self, repository: &Repository, commit: &str) -> Result<bool, RemoteError> {
        let connection = self.connection(repository)?;
        Ok(self.head(repository, &connection).await?.commit == commit)
    }

    fn private_networks(&self) -> &[Network] {
        &self.settings.private_networks
    }

    fn budget(&self) -> Vec<Budget> {
        vec![Budget { name: "calls of git".to_owned(), used: self.asked.load(Ordering::Relaxed), ..Budget::default() }]
    }
}
