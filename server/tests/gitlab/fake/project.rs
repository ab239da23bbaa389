//! A project of the fake.

use std::collections::{BTreeMap, BTreeSet};

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub(crate) struct FakeFile {
    /// Git's mode.
    pub(crate) mode: &'static str,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) struct FakeProject {
    pub(crate) id: u64,
    /// With its groups.
    pub(crate) path: String,
    pub(crate) branch: String,
    pub(crate) files: BTreeMap<String, FakeFile>,
    pub(crate) archived: bool,
    pub(crate) fork: bool,
    pub(crate) visibility: &'static str,
    pub(crate) topics: Vec<String>,
    pub(crate) languages: Vec<(&'static str, f64)>,
    /// The project is shown and its repository is not.
    pub(crate) hidden: bool,
    /// It is listed and nothing is told of it.
    pub(crate) untold: bool,
    /// Commits so far: two of the same files are two.
    pub(crate) commits: u64,
    /// When the last one was made.
    pub(crate) committed_at: String,
}

impl FakeProject {
    pub(crate) fn new(id: u64, path: &str, files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| {
            ((*path).to_owned(), FakeFile { mode: "100644", bytes: text.as_bytes().to_vec() })
        };
        Self {
            id,
            path: path.to_owned(),
            branch: "main".to_owned(),
            files: files.iter().map(file).collect(),
            archived: false,
            fork: false,
            visibility: "private",
            topics: Vec::new(),
            languages: vec![("Shell", 4.2), ("Rust", 95.8)],
            hidden: false,
            untold: false,
            commits: 1,
            committed_at: "2026-03-01T12:00:00Z".to_owned(),
        }
    }

    /// One with a component that is called as it is.
    pub(crate) fn component(id: u64, name: &str) -> Self {
        let files =
            [("catalog-info.yaml", &*component(name)), ("README.md", "Hello.\n"), ("src/main.rs", "fn main() {}\n")];
        Self::new(id, &format!("acme/{name}"), &files)
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
        (!self.files.is_empty())
            .then(|| sha1(format!("commit {} {} {}", self.id, self.commits, self.branch).as_bytes()))
    }

    pub(super) fn blob(&self, oid: &str) -> Option<&FakeFile> {
        self.files.values().find(|file| blob_id(&file.bytes) == oid)
    }

    /// All of the tree, folders among it, as REST has it.
    pub(super) fn tree(&self) -> Vec<Value> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for path in self.files.keys() {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let folder = |path: &&str| json!({ "id": sha1(path.as_bytes()), "name": name(path), "type": "tree", "path": path, "mode": "040000" });
        let file = |(path, file): (&String, &FakeFile)| {
            let kind = if file.mode == "160000" { "commit" } else { "blob" };
            json!({ "id": blob_id(&file.bytes), "name": name(path), "type": kind, "path": path, "mode": file.mode })
        };
        folders.iter().map(folder).chain(self.files.iter().map(file)).collect()
    }

    /// As GraphQL has it.
    pub(super) fn graphql(&self, address: &str) -> Value {
        if self.untold {
            return Value::Null;
        }
        let commit = self.head().map(|sha| {
            json!({ "sha": sha, "committedDate": self.committed_at, "authorName": "Ada Lovelace", "author": { "username": "ada" } })
        });
        let repository = json!({
            "rootRef": commit.as_ref().map(|_| &self.branch), "empty": commit.is_none(),
            "tree": commit.as_ref().map(|commit| json!({ "lastCommit": commit })),
        });
        let languages: Vec<Value> =
            self.languages.iter().map(|(name, share)| json!({ "name": name, "share": share })).collect();
        json!({
            "id": format!("gid://gitlab/Project/{}", self.id), "fullPath": self.path,
            "webUrl": format!("{address}/{}", self.path), "description": "What it is.", "archived": self.archived,
            "isForked": self.fork, "visibility": self.visibility, "topics": self.topics,
            "lastActivityAt": "2026-03-01T12:00:00Z", "languages": languages,
            "repository": if self.hidden { Value::Null } else { repository },
        })
    }

    /// Blobs by their paths, as GraphQL has them.
    pub(super) fn blobs(&self, paths: &[&str]) -> Vec<Value> {
        let blob = |path: &&str| {
            let file = self.files.get(*path)?;
            // Texts come in UTF-8, whatever they are in the repository.
            let is_binary = file.bytes.contains(&0);
            let text = (!is_binary).then(|| String::from_utf8_lossy(&file.bytes).into_owned());
            Some(json!({ "oid": blob_id(&file.bytes), "size": file.bytes.len().to_string(), "rawTextBlob": text }))
        };
        paths.iter().filter_map(blob).collect()
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
