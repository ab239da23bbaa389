//! A repository of the fake.

use std::collections::{BTreeMap, BTreeSet};

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};

use super::ORGANIZATION;

/// The object that GitHub publishes.
const TEMPLATE: &str = include_str!("../fixtures/repository.json");

#[derive(Clone, Debug)]
pub(crate) struct FakeFile {
    /// Git's mode.
    pub(crate) mode: &'static str,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) struct FakeRepository {
    pub(crate) id: u64,
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) branch: String,
    pub(crate) files: BTreeMap<String, FakeFile>,
    pub(crate) archived: bool,
    pub(crate) fork: bool,
    pub(crate) visibility: &'static str,
    pub(crate) topics: Vec<String>,
    /// It is listed and no more told of.
    pub(crate) hidden: bool,
    /// Commits so far: two of the same files are two.
    pub(crate) commits: u64,
}

impl FakeRepository {
    pub(crate) fn new(id: u64, name: &str, files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| {
            ((*path).to_owned(), FakeFile { mode: "100644", bytes: text.as_bytes().to_vec() })
        };
        Self {
            id,
            owner: ORGANIZATION.to_owned(),
            name: name.to_owned(),
            branch: "main".to_owned(),
            files: files.iter().map(file).collect(),
            archived: false,
            fork: false,
            visibility: "PRIVATE",
            topics: Vec::new(),
            hidden: false,
            commits: 1,
        }
    }

    /// One with a component that is called as it is.
    pub(crate) fn component(id: u64, name: &str) -> Self {
        Self::new(
            id,
            name,
            &[("catalog-info.yaml", &component(name)), ("README.md", "Hello.\n"), ("src/main.rs", "fn main() {}\n")],
        )
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }

    pub(crate) fn put(&mut self, path: &str, text: &str) {
        self.put_as(path, "100644", text.as_bytes());
    }

    pub(crate) fn put_as(&mut self, path: &str, mode: &'static str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), FakeFile { mode, bytes: bytes.to_vec() });
        self.commits += 1;
    }

    /// The commit at the head of the branch; none while it is empty.
    pub(crate) fn head(&self) -> Option<String> {
        (!self.files.is_empty()).then(|| sha1(format!("commit {} {}", self.id, self.commits).as_bytes()))
    }

    pub(super) fn blob(&self, oid: &str) -> Option<&FakeFile> {
        self.files.values().find(|file| blob_id(&file.bytes) == oid)
    }

    /// A tree by the commit's id or its own, with `limit` entries at most.
    pub(super) fn tree(&self, id: &str, recursive: bool, limit: usize) -> Option<Value> {
        let mut folders: BTreeSet<String> = BTreeSet::from([String::new()]);
        for path in self.files.keys() {
            folders.extend(path.match_indices('/').map(|(at, _)| path[..at].to_owned()));
        }
        let folder = match self.head()? == id {
            true => String::new(),
            false => folders.iter().find(|folder| self.tree_id(folder) == id)?.clone(),
        };
        let below = |path: &str| match folder.is_empty() {
            true => Some(path.to_owned()),
            false => path.strip_prefix(&format!("{folder}/")).map(str::to_owned),
        };
        let is_taken = |path: &str| recursive || !path.contains('/');
        let mut tree: Vec<Value> = Vec::new();
        for path in folders.iter().filter_map(|path| below(path)).filter(|path| !path.is_empty() && is_taken(path)) {
            let whole = if folder.is_empty() { path.clone() } else { format!("{folder}/{path}") };
            tree.push(json!({ "path": path, "mode": "040000", "type": "tree", "sha": self.tree_id(&whole) }));
        }
        for (path, file) in &self.files {
            let Some(path) = below(path).filter(|path| is_taken(path)) else { continue };
            let kind = if file.mode == "160000" { "commit" } else { "blob" };
            tree.push(json!({
                "path": path, "mode": file.mode, "type": kind, "sha": blob_id(&file.bytes), "size": file.bytes.len(),
            }));
        }
        let truncated = recursive && tree.len() > limit;
        if truncated {
            tree.truncate(limit);
        }
        Some(json!({ "sha": id, "tree": tree, "truncated": truncated }))
    }

    fn tree_id(&self, folder: &str) -> String {
        sha1(format!("tree {} {} {folder}", self.id, self.commits).as_bytes())
    }

    /// As REST has it.
    pub(super) fn rest(&self, address: &str) -> Value {
        let mut object: Value = serde_json::from_str(TEMPLATE).unwrap();
        object["id"] = json!(self.id);
        object["name"] = json!(self.name);
        object["full_name"] = json!(self.full_name());
        object["owner"]["login"] = json!(self.owner);
        object["html_url"] = json!(format!("{address}/{}", self.full_name()));
        object["default_branch"] = json!(self.branch);
        object["archived"] = json!(self.archived);
        object["fork"] = json!(self.fork);
        object["private"] = json!(self.visibility != "PUBLIC");
        object["visibility"] = json!(self.visibility.to_lowercase());
        object["topics"] = json!(self.topics);
        object
    }

    /// As GraphQL has it.
    pub(super) fn graphql(&self, address: &str) -> Value {
        let topics: Vec<Value> = self.topics.iter().map(|topic| json!({ "topic": { "name": topic } })).collect();
        let branch = self.head().map(|head| {
            json!({ "name": self.branch, "target": {
                "oid": head, "committedDate": "2026-03-01T12:00:00Z",
                "author": { "name": "Ada Lovelace", "user": { "login": "ada" } },
            } })
        });
        json!({
            "databaseId": self.id, "nameWithOwner": self.full_name(), "url": format!("{address}/{}", self.full_name()),
            "description": "What it is.", "isArchived": self.archived, "isFork": self.fork, "visibility": self.visibility,
            "pushedAt": "2026-03-01T12:00:00Z",
            "languages": { "nodes": [{ "name": "Rust" }] }, "repositoryTopics": { "nodes": topics },
            "defaultBranchRef": branch,
        })
    }
}

/// The descriptor of a component.
pub(crate) fn component(name: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  \
         lifecycle: production\n  owner: payments\n"
    )
}

fn blob_id(bytes: &[u8]) -> String {
    let mut whole = format!("blob {}\0", bytes.len()).into_bytes();
    whole.extend_from_slice(bytes);
    sha1(&whole)
}

fn sha1(bytes: &[u8]) -> String {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
