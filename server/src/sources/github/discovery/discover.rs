//! The whole listing of what a source is configured for.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Value, json};

use super::query;
use super::wire::{Page, Repository};
use crate::sources::forge::FoundRepository;
use crate::sources::github::client::Ask;
use crate::sources::github::settings::{GithubSettings, Scope};
use crate::sources::github::{Client, GithubError};

/// Repositories of one page; where the server does not answer in time, a page is halved down to the least.
const PAGE: usize = 100;
const LEAST: usize = 10;
/// Repositories that are asked for by their names at once.
const NAMED: usize = 50;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// Those that the source is configured for, by their numbers.
    pub repositories: Vec<FoundRepository>,
    /// Whether those are all. What is missing from a list that is not complete may be there.
    pub complete: bool,
    /// What is wrong with the list, a sentence each.
    pub problems: Vec<String>,
}

/// Lists what a source is configured for. `progress` is told how many of how many were seen.
///
/// # Errors
/// If GitHub does not tell; nothing is known then.
pub async fn discover(
    client: &Client,
    settings: &GithubSettings,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Discovered, GithubError> {
    match &settings.scope {
        Scope::Organization(owner) | Scope::User(owner) => {
            let mut found = of_owner(client, owner, progress).await?;
            found.repositories.retain(|repository| settings.selection.takes(repository));
            Ok(found)
        }
        // Who names a repository means it, whatever it is like.
        Scope::Repositories(names) => of_names(client, names, progress).await,
    }
}

/// The repository of this name as it is now, or as it is called now; none where there is none, or nobody may see it.
///
/// # Errors
/// If GitHub does not tell.
pub async fn look_up(client: &Client, name: &str) -> Result<Option<FoundRepository>, GithubError> {
    let found = of_names(client, &[name.to_owned()], &|_, _| {}).await?;
    match (found.repositories.into_iter().next(), found.complete) {
        (None, false) => {
            let why = found.problems.into_iter().next().unwrap_or_default();
            Err(GithubError::Malformed { path: name.to_owned(), why })
        }
        (found, _) => Ok(found),
    }
}

/// The repository of this number as it is now; none where there is none, or nobody may see it.
///
/// # Errors
/// If GitHub does not tell.
pub(in crate::sources::github) async fn look_up_id(
    client: &Client,
    id: u64,
) -> Result<Option<FoundRepository>, GithubError> {
    #[derive(Deserialize)]
    struct Named {
        full_name: String,
    }
    let named: Named = match client.ask(&Ask::get(format!("/repositories/{id}")).kept()).await {
        Err(GithubError::NotFound(_)) => return Ok(None),
        answer => answer?.json()?,
    };
    look_up(client, &named.full_name).await
}

async fn of_owner(
    client: &Client,
    owner: &str,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Discovered, GithubError> {
    let query = query::page();
    let mut found: BTreeMap<u64, FoundRepository> = BTreeMap::new();
    let (mut problems, mut hidden) = (Vec::new(), 0);
    let (mut first, mut after) = (PAGE, None::<String>);
    loop {
        let variables = json!({ "owner": owner, "first": first, "after": after });
        let page = match client.graphql::<Page>(&query, &variables).await {
            Err(GithubError::Unavailable { .. }) if first > LEAST => {
                first = (first / 2).max(LEAST);
                continue;
            }
            page => page?,
        };
        problems.extend(page.errors.iter().map(|error| error.message.clone()).take(3));
        let Some(owned) = page.data.repository_owner else {
            return Err(GithubError::NotFound(format!("organisation or user {owner}")));
        };
        let repositories = owned.repositories;
        for node in repositories.nodes {
            match node.and_then(Repository::found) {
                Some(repository) => _ = found.insert(repository.id, repository),
                None => hidden += 1,
            }
        }
        progress(found.len(), repositories.total_count);
        after = repositories.page_info.end_cursor.filter(|_| repositories.page_info.has_next_page);
        if after.is_some() {
            continue;
        }
        if hidden > 0 {
            problems.push(format!("{hidden} repositories are not shown to this App or token"));
        }
        // Renames move repositories between the pages of a list by name.
        if found.len() + hidden < repositories.total_count {
            problems.push(format!("GitHub told of {} of {} repositories", found.len(), repositories.total_count));
        }
        let complete = problems.is_empty();
        return Ok(Discovered { repositories: found.into_values().collect(), complete, problems });
    }
}

async fn of_names(
    client: &Client,
    names: &[String],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Discovered, GithubError> {
    let mut found: BTreeMap<u64, FoundRepository> = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, batch) in names.chunks(NAMED).enumerate() {
        let query = query::named(batch.iter().map(String::as_str));
        let mut answer = match client.graphql::<HashMap<String, Value>>(&query, &json!({})).await {
            // Where the only one is not there, nothing else is told.
            Err(GithubError::NotFound(_)) => continue,
            answer => answer?,
        };
        for (number, name) in batch.iter().enumerate() {
            let part = format!("r{number}");
            let refused = answer.errors.iter().find(|error| error.path.first().is_some_and(|at| *at == part.as_str()));
            match (answer.data.remove(&part).unwrap_or_default(), refused) {
                (Value::Null, Some(error)) if error.kind != "NOT_FOUND" => {
                    problems.push(format!("{name}: {}", error.message));
                }
                (Value::Null, _) => {}
                (told, _) => {
                    let malformed = |error: serde_json::Error| GithubError::Malformed {
                        path: name.clone(),
                        why: error.to_string(),
                    };
                    let repository: Repository = serde_json::from_value(told).map_err(malformed)?;
                    found.extend(repository.found().map(|repository| (repository.id, repository)));
                }
            }
        }
        progress(((at + 1) * NAMED).min(names.len()), names.len());
    }
    let complete = problems.is_empty();
    Ok(Discovered { repositories: found.into_values().collect(), complete, problems })
}
