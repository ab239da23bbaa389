//! The listing of a repository, by git's trees.

use std::collections::VecDeque;

use serde::Deserialize;

use super::listing::is_sound;
use super::{Entry, EntryKind, RepositoryListing};
use crate::sources::directory::is_skipped_name;
use crate::sources::forge::is_oid;
use crate::sources::github::client::Ask;
use crate::sources::github::{Client, GithubError};

/// Requests for the folders of one repository that is too large for one listing.
const WALKS: usize = 200;
/// Entries of one repository.
const ENTRIES: usize = 500_000;

#[derive(Deserialize)]
struct Tree {
    #[serde(default)]
    tree: Vec<Node>,
    #[serde(default)]
    truncated: bool,
}

#[derive(Deserialize)]
struct Node {
    #[serde(default)]
    path: String,
    #[serde(default)]
    mode: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    sha: String,
    #[serde(default)]
    size: u64,
}

/// The files of the repository called `name` (`owner/name`) at a commit. One request for most; a repository that is too
/// large for one listing is walked folder by folder, up to a bound.
///
/// # Errors
/// If GitHub does not tell.
pub async fn tree(client: &Client, name: &str, commit: &str) -> Result<RepositoryListing, GithubError> {
    if !is_oid(commit) {
        return Err(GithubError::Malformed { path: name.to_owned(), why: "the commit has no id".to_owned() });
    }
    let mut listing = RepositoryListing { complete: true, ..RepositoryListing::default() };
    let whole = ask(client, name, commit, true).await?;
    if !whole.truncated {
        listing.add("", whole);
        return Ok(listing);
    }
    let mut folders = VecDeque::from([(String::new(), commit.to_owned())]);
    let mut asked = 1;
    while let Some((folder, id)) = folders.pop_front() {
        if asked + 1 >= WALKS || listing.entries.len() >= ENTRIES {
            listing.complete = false;
            break;
        }
        asked += 1;
        // The root is known to be too large, and what is below it may not be.
        if !folder.is_empty() {
            let below = ask(client, name, &id, true).await?;
            if !below.truncated {
                listing.add(&folder, below);
                continue;
            }
            asked += 1;
        }
        let here = ask(client, name, &id, false).await?;
        // Of a single folder there is nothing left to split.
        listing.complete &= !here.truncated;
        let of_folders = here.tree.iter().filter(|node| node.kind == "tree" && !is_skipped_name(&node.path));
        let of_folders = of_folders.filter(|node| is_oid(&node.sha) && is_sound(&node.path));
        folders.extend(of_folders.map(|node| (joined(&folder, &node.path), node.sha.clone())));
        listing.add(&folder, here);
    }
    Ok(listing)
}

async fn ask(client: &Client, name: &str, id: &str, recursive: bool) -> Result<Tree, GithubError> {
    let recursive = if recursive { "?recursive=1" } else { "" };
    client.ask(&Ask::get(format!("/repos/{name}/git/trees/{id}{recursive}"))).await?.json()
}

fn joined(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

impl RepositoryListing {
    fn add(&mut self, folder: &str, tree: Tree) {
        for node in tree.tree {
            let kind = match (node.kind.as_str(), node.mode.as_str()) {
                ("tree", _) => continue,
                ("commit", _) | (_, "160000") => EntryKind::Submodule,
                (_, "120000") => EntryKind::Link,
                _ => EntryKind::File,
            };
            let path = joined(folder, &node.path);
            // Git has neither; what answers may not be git.
            if !is_sound(&path) || !is_oid(&node.sha) {
                continue;
            }
            if self.entries.len() >= ENTRIES {
                self.complete = false;
                return;
            }
            self.entries.push(Entry { path, kind, oid: node.sha.to_ascii_lowercase(), size: node.size });
        }
    }
}
