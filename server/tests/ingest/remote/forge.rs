//! A place that has repositories, and counts what it is asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use sextant_server::sources::remote::{
    Commit, Contents, Discovery, Entry, EntryKind, Known, Listing, Progress, Reading, Remote, RemoteError,
    RemoteSource, Repository, Synced, Tree,
};
use sextant_server::store::SourceSettings;

use crate::world::World;

/// What is answered instead.
type Refusal = fn() -> RemoteError;

/// A repository at its head.
#[derive(Clone, Debug)]
pub(super) struct Repo {
    pub(super) name: String,
    pub(super) branch: String,
    pub(super) commit: String,
    pub(super) at: i64,
    pub(super) files: BTreeMap<String, (EntryKind, Vec<u8>)>,
    pub(super) is_listed_whole: bool,
    pub(super) archived: bool,
    /// What is answered to who reads it.
    pub(super) refuses: Option<Refusal>,
    /// A reader sees this head instead.
    pub(super) outdated: Option<(String, i64)>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) repos: BTreeMap<String, Repo>,
    pub(super) tells_all: bool,
    pub(super) asked: Vec<String>,
    /// What is answered to who wants the content of files of this name.
    pub(super) withholds: Option<(&'static str, Refusal)>,
    /// Nothing is answered any more after so many readings.
    pub(super) patience: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Forge(Arc<Mutex<State>>);

impl Forge {
    pub(super) fn new() -> Self {
        let repos = BTreeMap::new();
        Self(Arc::new(Mutex::new(State { repos, tells_all: true, asked: Vec::new(), withholds: None, patience: None })))
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// What was asked since this was last called.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.state().asked)
    }

    /// Commits a file, at a time that only ever grows.
    pub(super) fn commit(&self, id: &str, path: &str, text: impl AsRef<[u8]>) {
        self.put(id, path, EntryKind::File, text);
    }

    pub(super) fn put(&self, id: &str, path: &str, kind: EntryKind, text: impl AsRef<[u8]>) {
        self.change(id, |repo| {
            repo.files.insert(path.to_owned(), (kind, text.as_ref().to_vec()));
        });
    }

    pub(super) fn change(&self, id: &str, change: impl FnOnce(&mut Repo)) {
        let mut state = self.state();
        let repo = state.repos.entry(id.to_owned()).or_insert_with(|| Repo {
            name: format!("acme/{id}"),
            branch: "main".to_owned(),
            commit: String::new(),
            at: 1_000,
            files: BTreeMap::new(),
            is_listed_whole: true,
            archived: false,
            refuses: None,
            outdated: None,
        });
        change(repo);
        repo.at += 1_000;
        repo.commit = format!("{id}-{}", repo.at);
    }

    /// The source that reads it, under the name `acme`.
    pub(super) async fn source(&self, world: &World) -> RemoteSource {
        let mut tx = world.store.write().await.unwrap();
        tx.add_source("acme", "git", &SourceSettings::default(), 1).await.unwrap();
        tx.put_remote("acme", "{}").await.unwrap();
        tx.commit().await.unwrap();
        let remote: Arc<dyn Remote> = Arc::new(self.clone());
        let hour = Duration::from_secs(3_600);
        RemoteSource::new(("acme", "git"), world.store.clone(), world.ingest.clone(), remote, hour)
    }

    fn repository(id: &str, repo: &Repo) -> Repository {
        Repository {
            id: id.to_owned(),
            name: repo.name.clone(),
            url: format!("https://forge.example/{}", repo.name),
            default_branch: Some(repo.branch.clone()),
            head: Some(repo.commit.clone()),
            archived: repo.archived,
            ..Repository::default()
        }
    }
}

/// Reads all of it, and waits until the catalog shows it.
pub(super) async fn sync(world: &World, source: &RemoteSource) -> Synced {
    let synced = source.sync().await.unwrap();
    world.caught_up().await;
    synced
}

#[async_trait]
impl Remote for Forge {
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError> {
        let mut state = self.state();
        state.asked.push("discover".to_owned());
        let repositories: Vec<Repository> = state.repos.iter().map(|(id, repo)| Self::repository(id, repo)).collect();
        progress.found(repositories.len());
        Ok(Discovery {
            repositories,
            problems: (!state.tells_all).then(|| "not all are told".to_owned()).into_iter().collect(),
        })
    }

    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError> {
        let mut state = self.state();
        state.asked.push(format!("look up {id}"));
        Ok(state.repos.get(id).map(|repo| Self::repository(id, repo)))
    }

    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError> {
        let mut state = self.state();
        state.asked.push(format!("read {}", repository.id));
        if let Some(patience) = &mut state.patience {
            if *patience == 0 {
                return Err(RemoteError::Later { until: i64::MAX, why: "too many requests".to_owned() });
            }
            *patience -= 1;
        }
        let Some(mut repo) = state.repos.get(&repository.id).cloned() else { return Ok(Reading::Gone) };
        if let Some(refuses) = repo.refuses {
            return Err(refuses());
        }
        if let Some((commit, at)) = repo.outdated.clone() {
            (repo.commit, repo.at) = (commit, at);
        }
        if known.is_some_and(|known| known.commit.as_ref() == Some(&repo.commit)) {
            return Ok(Reading::Unchanged);
        }
        let entry = |(path, (kind, bytes)): (&String, &(EntryKind, Vec<u8>))| Entry {
            path: path.clone(),
            blob: blake3::hash(bytes).to_string(),
            size: None,
            kind: *kind,
        };
        let listing = Listing::new(repo.files.iter().map(entry).collect(), repo.is_listed_whole);
        let commit = Commit {
            id: repo.commit.clone(),
            branch: Some(repo.branch.clone()),
            committed_at: Some(repo.at),
            author: Some("Ada <ada@example.com>".to_owned()),
        };
        Ok(Reading::Tree(Arc::new(Snapshot { forge: self.clone(), files: repo.files, listing, commit })))
    }

    async fn is_head(&self, repository: &Repository, commit: &str) -> Result<bool, RemoteError> {
        Ok(self.state().repos.get(&repository.id).is_some_and(|repo| repo.commit == commit))
    }

    fn tells_archived(&self) -> bool {
        true
    }

    fn at_once(&self) -> usize {
        1
    }
}

struct Snapshot {
    forge: Forge,
    files: BTreeMap<String, (EntryKind, Vec<u8>)>,
    listing: Listing,
    commit: Commit,
}

#[async_trait]
impl Tree for Snapshot {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        Some(&self.commit)
    }

    async fn contents(&self, files: &[&Entry], _: u64) -> Result<Vec<Contents>, RemoteError> {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let mut state = self.forge.state();
        state.asked.push(format!("fetch {}", paths.join(" ")));
        if let Some((_, why)) = state.withholds.filter(|(name, _)| paths.contains(name)) {
            return Err(why());
        }
        Ok(paths.into_iter().map(|path| Ok(self.files[path].1.clone())).collect())
    }
}
