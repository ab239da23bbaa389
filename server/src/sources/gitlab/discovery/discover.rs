//! The whole listing of what a source is configured for.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::wire::{Listed, OfGroup};
use super::{Project, query};
use crate::sources::gitlab::client::Ask;
use crate::sources::gitlab::{Client, GitlabError, GitlabSettings};

/// Projects of one page; where the server does not answer in time, a page is halved down to the least.
const PAGE: usize = 100;
const LEAST: usize = 10;
/// Projects that are asked for by their paths at once: GitLab takes no more.
const NAMED: usize = 50;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// Those that the source is configured for, by their numbers.
    pub projects: Vec<Project>,
    /// What is wrong with the list, a sentence each. Where something is, what is missing from the list may be there.
    pub problems: Vec<String>,
}

/// What is known of the list so far.
#[derive(Default)]
struct Found {
    projects: BTreeMap<u64, Project>,
    problems: Vec<String>,
}

impl Found {
    fn add(&mut self, project: Project) {
        self.projects.insert(project.found.id, project);
    }
}

/// Lists what a source is configured for. `progress` is told how many were seen.
///
/// # Errors
/// If GitLab does not tell; nothing is known then.
pub async fn discover(
    client: &Client,
    settings: &GitlabSettings,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Discovered, GitlabError> {
    let mut found = Found::default();
    if let Some(group) = &settings.group {
        of_group(client, group, &mut found, progress).await?;
        found.projects.retain(|_, project| settings.selection.takes(&project.found));
    }
    // Who names a project means it, whatever it is like.
    for paths in settings.projects.chunks(NAMED) {
        of_paths(client, paths, &mut found).await?;
        progress(found.projects.len());
    }
    found.projects.retain(|_, project| !project.is_to_be_deleted());
    Ok(Discovered { projects: found.projects.into_values().collect(), problems: found.problems })
}

/// The projects of these paths as they are now, also those that are called otherwise by now.
///
/// # Errors
/// If GitLab does not tell.
pub async fn named(client: &Client, paths: &[String]) -> Result<Vec<Project>, GitlabError> {
    let mut found = Found::default();
    for paths in paths.chunks(NAMED) {
        of_paths(client, paths, &mut found).await?;
    }
    Ok(found.projects.into_values().collect())
}

/// The project of this number as it is now; none where there is none, or nobody may see it.
///
/// # Errors
/// If GitLab does not tell.
pub(in crate::sources::gitlab) async fn look_up_id(client: &Client, id: u64) -> Result<Option<Project>, GitlabError> {
    let mut found = Found::default();
    of_ids(client, &[id], &mut found).await?;
    match (found.projects.into_values().next(), found.problems.into_iter().next()) {
        (None, Some(why)) => Err(GitlabError::Malformed { path: format!("project {id}"), why }),
        (project, _) => Ok(project.filter(|project| !project.is_to_be_deleted())),
    }
}

async fn of_group(
    client: &Client,
    group: &str,
    found: &mut Found,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<(), GitlabError> {
    let query = query::of_group();
    let (mut first, mut after, mut untold) = (PAGE, None::<String>, 0);
    loop {
        let variables = json!({ "group": group, "first": first, "after": after });
        let page = match client.graphql::<OfGroup>(&query, &variables).await {
            Err(GitlabError::Unavailable { .. }) if first > LEAST => {
                first = (first / 2).max(LEAST);
                continue;
            }
            page => page?,
        };
        found.problems.extend(page.problems);
        let Some(listed) = page.data.group else { return Err(GitlabError::NotFound(format!("group {group}"))) };
        for node in listed.projects.nodes {
            match node.and_then(|node| node.project()) {
                Some(project) => found.add(project),
                None => untold += 1,
            }
        }
        progress(found.projects.len());
        let info = listed.projects.page_info;
        match info.end_cursor.filter(|_| info.has_next_page) {
            // A page that leads to itself would be asked for without end.
            Some(next) if after.as_ref() == Some(&next) => {
                found.problems.push("GitLab's list of projects leads to itself".to_owned());
                break;
            }
            Some(next) => after = Some(next),
            None => break,
        }
    }
    if untold > 0 {
        found.problems.push(format!("{untold} projects are listed, and nothing is told of them to this token"));
    }
    Ok(())
}

async fn of_paths(client: &Client, paths: &[String], found: &mut Found) -> Result<(), GitlabError> {
    let variables = json!({ "paths": paths, "first": paths.len() });
    let told = ask(client, &query::of_paths(), &variables, found).await?;
    let is_told = |path: &&String| told.iter().any(|known| known.eq_ignore_ascii_case(path));
    let mut moved = Vec::new();
    for path in paths.iter().filter(|path| !is_told(path)) {
        moved.extend(moved_to(client, path).await?);
    }
    if moved.is_empty() { Ok(()) } else { of_ids(client, &moved, found).await }
}

async fn of_ids(client: &Client, ids: &[u64], found: &mut Found) -> Result<(), GitlabError> {
    let ids: Vec<String> = ids.iter().copied().map(query::global_id).collect();
    ask(client, &query::of_ids(), &json!({ "ids": ids, "first": ids.len() }), found).await.map(drop)
}

/// Adds the projects that a question is answered with. Answers their paths.
async fn ask(client: &Client, query: &str, variables: &Value, found: &mut Found) -> Result<Vec<String>, GitlabError> {
    let answer = client.graphql::<Listed>(query, variables).await?;
    found.problems.extend(answer.problems);
    let mut paths = Vec::new();
    for project in answer.data.projects.nodes.into_iter().flatten().filter_map(|node| node.project()) {
        paths.push(project.found.name.clone());
        found.add(project);
    }
    Ok(paths)
}

/// The number of a project by a path that it may have had: REST leads on from old ones.
async fn moved_to(client: &Client, path: &str) -> Result<Option<u64>, GitlabError> {
    #[derive(Deserialize)]
    struct Numbered {
        id: u64,
    }
    let path = utf8_percent_encode(path, NON_ALPHANUMERIC);
    match client.ask(&Ask::get(&format!("/projects/{path}?simple=true"))).await {
        Err(GitlabError::NotFound(_)) => Ok(None),
        answer => Ok(Some(answer?.json::<Numbered>()?.id)),
    }
}
