//! The projects of a GitLab, for who keeps the catalog up to date.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};

use async_trait::async_trait;
use catalog_schema::wire::Budget as Told;
use tokio::sync::Mutex;

use super::reading::{GitlabTree, file};
use super::{Budget, Client, GitlabError, GitlabSettings, Project, Token, discovery, people};
use crate::secrets::Secret;
use crate::sources::forge::{Allowance, Heads, PEOPLE, PeopleTree};
use crate::sources::remote::{Discovery, Known, Progress, Reading, Remote, RemoteError, Repository};

/// Projects that are read at once.
const AT_ONCE: usize = 6;

/// The projects of a GitLab that a source reads.
pub struct GitlabRemote {
    settings: GitlabSettings,
    budget: Budget,
    /// Who asks, and the secret that it was made with: that may be another one by now.
    client: Mutex<Option<(Secret, Client)>>,
    heads: Heads,
    /// The ids of projects whose repository is not shown.
    hidden: StdMutex<BTreeSet<String>>,
}

impl GitlabRemote {
    /// Those that these settings say.
    pub fn new(settings: GitlabSettings) -> Self {
        let (budget, client, heads) = (Budget::default(), Mutex::new(None), Heads::default());
        Self { settings, budget, client, heads, hidden: StdMutex::default() }
    }

    /// Who asks.
    async fn client(&self) -> Result<Client, RemoteError> {
        let secret = self.settings.token.resolve()?;
        let mut kept = self.client.lock().await;
        if let Some((_, client)) = kept.as_ref().filter(|(made_with, _)| *made_with == secret) {
            return Ok(client.clone());
        }
        let token = Token::of(secret.reveal())?;
        let client = Client::new(self.settings.endpoints.clone(), token, self.budget.clone())?;
        *kept = Some((secret, client.clone()));
        Ok(client)
    }

    /// The group whose members are read.
    fn group(&self) -> Option<&str> {
        self.settings.group.as_deref().filter(|_| self.settings.members)
    }

    fn people(&self, group: &str) -> Repository {
        Repository {
            id: PEOPLE.to_owned(),
            name: format!("{group}/people"),
            url: format!("{}/groups/{group}/-/group_members", self.settings.endpoints.web()),
            description: Some("Groups and members".to_owned()),
            private: true,
            ..Repository::default()
        }
    }

    /// A project as the catalog's keeper knows it. What is told of it besides is remembered.
    fn known(&self, project: Project) -> Repository {
        let repository = self.heads.known(project.found);
        let mut hidden = self.hidden.lock().unwrap_or_else(PoisonError::into_inner);
        match project.hidden {
            true => _ = hidden.insert(repository.id.clone()),
            false => _ = hidden.remove(&repository.id),
        }
        repository
    }

    fn is_hidden(&self, repository: &Repository) -> bool {
        self.hidden.lock().unwrap_or_else(PoisonError::into_inner).contains(&repository.id)
    }

    /// A project as it is now; none where it is there no more, or not one of the source's.
    async fn find(&self, client: &Client, id: &str) -> Result<Option<Project>, GitlabError> {
        let Ok(id) = id.parse::<u64>() else { return Ok(None) };
        let Some(project) = discovery::look_up_id(client, id).await? else { return Ok(None) };
        let (settings, path) = (&self.settings, project.found.name.as_str());
        if (settings.is_of_group(path) && settings.selection.takes(&project.found)) || settings.names(path) {
            return Ok(Some(project));
        }
        // It may be called otherwise in the settings than it is now.
        let named = discovery::named(client, &settings.projects).await?;
        Ok(named.into_iter().find(|named| named.found.id == id))
    }

    async fn read_people(&self, group: &str, known: Option<&Known>) -> Result<Reading, RemoteError> {
        let client = self.client().await?;
        let tree = PeopleTree::new(people(&client, group).await?.descriptors(&people::WORDS));
        let same = known.and_then(|known| known.commit.as_deref()) == Some(tree.id());
        Ok(if same { Reading::Unchanged } else { Reading::Tree(Arc::new(tree)) })
    }
}

#[async_trait]
impl Remote for GitlabRemote {
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError> {
        let client = self.client().await?;
        let found = discovery::discover(&client, &self.settings, &|seen| progress.found(seen)).await?;
        let people = self.group().map(|group| self.people(group));
        let repositories = found.projects.into_iter().map(|project| self.known(project)).chain(people).collect();
        Ok(Discovery { repositories, problems: found.problems })
    }

    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError> {
        if id == PEOPLE {
            return Ok(self.group().map(|group| self.people(group)));
        }
        let client = self.client().await?;
        Ok(self.find(&client, id).await?.map(|project| self.known(project)))
    }

    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError> {
        if let Some(group) = self.group().filter(|_| repository.id == PEOPLE) {
            return self.read_people(group, known).await;
        }
        if self.is_hidden(repository) {
            return Err(GitlabError::Hidden(repository.name.clone()).into());
        }
        let Some(head) = &repository.head else {
            return Ok(Reading::Tree(Arc::new(GitlabTree::empty())));
        };
        let is_known = |known: &Known| {
            known.commit.as_deref() == Some(head) && known.branch.as_deref() == repository.default_branch.as_deref()
        };
        if known.is_some_and(is_known) {
            return Ok(Reading::Unchanged);
        }
        let client = self.client().await?;
        let Ok(id) = repository.id.parse() else {
            return Err(RemoteError::Refused(format!("{} is no number of a project", repository.id)));
        };
        match GitlabTree::read(&client, id, self.heads.commit(repository, head)).await {
            Ok(tree) => Ok(Reading::Tree(Arc::new(tree))),
            // The branch was moved meanwhile, or the project is there no more.
            Err(error @ GitlabError::NotFound(_)) => {
                match self.find(&client, &repository.id).await?.map(|project| self.known(project)) {
                    Some(found) if found.head != repository.head => Ok(Reading::Moved(Box::new(found))),
                    _ => Err(error.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn is_head(&self, repository: &Repository, commit: &str) -> Result<bool, RemoteError> {
        if repository.id == PEOPLE {
            return Ok(true);
        }
        let (client, Ok(id)) = (self.client().await?, repository.id.parse()) else { return Ok(false) };
        let project = discovery::look_up_id(&client, id).await?;
        Ok(project.and_then(|project| project.found.head).is_some_and(|head| head.commit == commit))
    }

    async fn file(&self, repository: &Repository, at: &str, path: &str) -> Option<Result<Vec<u8>, RemoteError>> {
        let id = repository.id.parse().ok()?;
        let client = match self.client().await {
            Ok(client) => client,
            Err(error) => return Some(Err(error)),
        };
        Some(file(&client, id, at, path).await.map_err(Into::into))
    }

    fn budget(&self) -> Vec<Told> {
        let spent = self.budget.spent();
        vec![Allowance::told("requests", spent.requests, spent.left)]
    }

    fn tells_archived(&self) -> bool {
        true
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}

impl From<GitlabError> for RemoteError {
    fn from(error: GitlabError) -> Self {
        let text = error.to_string();
        match error {
            GitlabError::Unauthorized(_)
            | GitlabError::Forbidden { .. }
            | GitlabError::Hidden(_)
            | GitlabError::NoToken => Self::Denied(text),
            GitlabError::NotFound(_) => Self::NotFound(text),
            GitlabError::Limited(until) => Self::Later { until, why: text },
            GitlabError::Unavailable { .. } => Self::Unreachable(text),
            GitlabError::TooLarge(_)
            | GitlabError::Foreign { .. }
            | GitlabError::Malformed { .. }
            | GitlabError::Refused { .. } => Self::Refused(text),
        }
    }
}
