//! The repositories of a GitHub, for who keeps the catalog up to date.

use std::sync::Arc;

use async_trait::async_trait;
use catalog_schema::wire::Budget as Told;
use tokio::sync::Mutex;

use super::reading::{GithubTree, file};
use super::settings::Scope;
use super::{Budget, Client, GithubError, GithubSettings, discovery, people};
use crate::secrets::Secret;
use crate::sources::forge::{Allowance, FoundRepository, Heads, PEOPLE, PeopleTree};
use crate::sources::remote::{Discovery, Known, Progress, Reading, Remote, RemoteError, Repository};

/// Repositories that are read at once.
const AT_ONCE: usize = 6;

/// The repositories of a GitHub that a source reads.
pub struct GithubRemote {
    settings: GithubSettings,
    budget: Budget,
    /// Who asks, and the secret that it was made with: that may be another one by now.
    client: Mutex<Option<(Secret, Client)>>,
    heads: Heads,
}

impl GithubRemote {
    /// Those that these settings say.
    pub fn new(settings: GithubSettings) -> Self {
        Self { settings, budget: Budget::default(), client: Mutex::new(None), heads: Heads::default() }
    }

    /// Who asks.
    async fn client(&self) -> Result<Client, RemoteError> {
        let secret = self.settings.secret().resolve()?;
        let mut kept = self.client.lock().await;
        if let Some((_, client)) = kept.as_ref().filter(|(made_with, _)| *made_with == secret) {
            return Ok(client.clone());
        }
        let credentials = self.settings.credentials(secret.reveal())?;
        let client = Client::new(self.settings.endpoints.clone(), credentials, self.budget.clone());
        *kept = Some((secret, client.clone()));
        Ok(client)
    }

    /// The organisation whose teams and members are read.
    fn organization(&self) -> Option<&str> {
        match &self.settings.scope {
            Scope::Organization(name) if self.settings.teams => Some(name),
            _ => None,
        }
    }

    fn people(&self, organization: &str) -> Repository {
        Repository {
            id: PEOPLE.to_owned(),
            name: format!("{organization}/people"),
            url: format!("{}/orgs/{organization}/people", self.settings.endpoints.web()),
            description: Some("Teams and members".to_owned()),
            private: true,
            ..Repository::default()
        }
    }

    /// A repository as it is now; none where it is there no more, or not one of the source's.
    async fn find(&self, client: &Client, id: &str) -> Result<Option<FoundRepository>, GithubError> {
        let Ok(id) = id.parse::<u64>() else { return Ok(None) };
        let found = discovery::look_up_id(client, id).await?;
        if let Scope::Repositories(names) = &self.settings.scope {
            let is_named = |found: &FoundRepository| names.iter().any(|name| name.eq_ignore_ascii_case(&found.name));
            if found.as_ref().is_none_or(|found| found.id == id && is_named(found)) {
                return Ok(found);
            }
            // It may be called otherwise in the settings than it is now.
            let found = discovery::discover(client, &self.settings, &|_, _| {}).await?;
            return Ok(found.repositories.into_iter().find(|found| found.id == id));
        }
        let is_wanted = |found: &FoundRepository| {
            let owner = found.name.split('/').next().unwrap_or_default();
            found.id == id && self.settings.is_of(owner) && self.settings.selection.takes(found)
        };
        Ok(found.filter(is_wanted))
    }

    async fn read_people(&self, organization: &str, known: Option<&Known>) -> Result<Reading, RemoteError> {
        let client = self.client().await?;
        let tree = PeopleTree::new(people(&client, organization).await?.descriptors(&people::WORDS));
        let same = known.and_then(|known| known.commit.as_deref()) == Some(tree.id());
        Ok(if same { Reading::Unchanged } else { Reading::Tree(Arc::new(tree)) })
    }
}

#[async_trait]
impl Remote for GithubRemote {
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError> {
        let client = self.client().await?;
        let told = |seen: usize, _: usize| progress.found(seen);
        let found = discovery::discover(&client, &self.settings, &told).await?;
        let people = self.organization().map(|organization| self.people(organization));
        let repositories = found.repositories.into_iter().map(|found| self.heads.known(found)).chain(people).collect();
        Ok(Discovery { repositories, problems: found.problems })
    }

    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError> {
        if id == PEOPLE {
            return Ok(self.organization().map(|organization| self.people(organization)));
        }
        let client = self.client().await?;
        Ok(self.find(&client, id).await?.map(|found| self.heads.known(found)))
    }

    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError> {
        if let Some(organization) = self.organization().filter(|_| repository.id == PEOPLE) {
            return self.read_people(organization, known).await;
        }
        let Some(head) = &repository.head else {
            return Ok(Reading::Tree(Arc::new(GithubTree::empty())));
        };
        let is_known = |known: &Known| {
            known.commit.as_deref() == Some(head) && known.branch.as_deref() == repository.default_branch.as_deref()
        };
        if known.is_some_and(is_known) {
            return Ok(Reading::Unchanged);
        }
        let client = self.client().await?;
        match GithubTree::read(&client, &repository.name, self.heads.commit(repository, head)).await {
            Ok(tree) => Ok(Reading::Tree(Arc::new(tree))),
            Err(GithubError::Empty(_)) => Ok(Reading::Tree(Arc::new(GithubTree::empty()))),
            // The branch was moved meanwhile, or the repository: it is found by its number.
            Err(error @ GithubError::NotFound(_)) => {
                match self.find(&client, &repository.id).await?.map(|found| self.heads.known(found)) {
                    Some(found) if found.name != repository.name || found.head != repository.head => {
                        Ok(Reading::Moved(Box::new(found)))
                    }
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
        let client = self.client().await?;
        let found = discovery::look_up(&client, &repository.name).await?;
        Ok(found.and_then(|found| found.head).is_some_and(|head| head.commit == commit))
    }

    async fn file(&self, repository: &Repository, at: &str, path: &str) -> Option<Result<Vec<u8>, RemoteError>> {
        let client = match self.client().await {
            Ok(client) => client,
            Err(error) => return Some(Err(error)),
        };
        Some(file(&client, &repository.name, at, path).await.map_err(Into::into))
    }

    fn budget(&self) -> Vec<Told> {
        let spent = self.budget.spent();
        vec![
            Allowance::told("requests", spent.requests, spent.rest),
            Allowance::told("GraphQL points", spent.points, spent.graphql),
        ]
    }

    fn tells_archived(&self) -> bool {
        true
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}

impl From<GithubError> for RemoteError {
    fn from(error: GithubError) -> Self {
        let text = error.to_string();
        match error {
            GithubError::Unauthorized(_) | GithubError::Forbidden { .. } | GithubError::Secret(_) => Self::Denied(text),
            GithubError::NotFound(_) | GithubError::Empty(_) => Self::NotFound(text),
            GithubError::Limited(until) => Self::Later { until, why: text },
            GithubError::Unavailable { .. } => Self::Unreachable(text),
            GithubError::Blocked(_)
            | GithubError::Foreign { .. }
            | GithubError::Malformed { .. }
            | GithubError::Refused { .. } => Self::Refused(text),
        }
    }
}
