//! Which part of which source a working tree is.

use std::path::{Path, PathBuf};

use catalog_schema::wire::Source;

use super::tree::Tree;
use crate::cli::init::Remote;

/// Which part of which source a working tree is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) source: String,
    /// The folder of the location that the files replace; empty where that is all of it.
    pub(super) below: String,
    /// The directory whose files replace it.
    pub(super) base: PathBuf,
    /// The repository that the location is, or would be.
    pub(super) repository: Option<String>,
}

impl Target {
    /// What is meant by a source and a folder of it, as far as they are named; none where no source is named and none is
    /// known to be of the tree.
    pub(super) fn of(tree: &Tree, sources: &[Source], source: Option<&str>, below: Option<&str>) -> Option<Self> {
        let named = sources.iter().filter(|candidate| source.is_none_or(|name| candidate.name == name));
        let fits = named.flat_map(|source| source.locations.iter().map(move |location| (source, &location.address)));
        let fits = fits.filter_map(|(source, address)| Some((address.len(), fit(tree, &source.name, address)?)));
        // Of directories that lie in each other the inner one is nearer.
        let found = fits.max_by_key(|(length, _)| *length).map(|(_, target)| target);
        let unknown = |name: &str| Self {
            source: name.to_owned(),
            below: String::new(),
            base: tree.root.clone(),
            repository: tree.remote.as_ref().map(Remote::address),
        };
        let mut target = found.or_else(|| source.map(unknown))?;
        if let Some(below) = below.map(|below| below.trim_matches('/')) {
            // A source within the tree has the folder within itself.
            if target.base != tree.root {
                target.base.push(below);
            }
            below.clone_into(&mut target.below);
        }
        Some(target)
    }

    /// The part that the tree is of a catalog that is read from a directory, the only source that there is: the folder
    /// `below`, else what [`Target::of`] finds, else what the same repository has there, else the folder that
    /// is called as the tree.
    pub(super) fn within(tree: &Tree, catalog: &Source, directory: &Path, below: Option<&str>) -> Self {
        let named = below.is_some().then_some(catalog.name.as_str());
        if let Some(target) = Self::of(tree, std::slice::from_ref(catalog), named, below) {
            return target;
        }
        let source = catalog.name.clone();
        if let Some(base) = same_repository(tree, directory) {
            return Self { source, below: String::new(), base, repository: None };
        }
        let own = tree.root.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { source, below: own.unwrap_or_default(), base: tree.root.clone(), repository: None }
    }
}

/// Where the tree has what the directory has, if both are of one repository.
fn same_repository(tree: &Tree, directory: &Path) -> Option<PathBuf> {
    let directory = directory.canonicalize().ok()?;
    let other = Tree::of(std::slice::from_ref(&directory)).ok()?;
    let is_same = tree.remote.is_some() && other.remote == tree.remote;
    Some(tree.root.join(directory.strip_prefix(&other.root).ok()?)).filter(|_| is_same)
}

/// The part that the tree is of a location at this address.
fn fit(tree: &Tree, source: &str, address: &str) -> Option<Target> {
    let target = |below: String, base: &Path| Target {
        source: source.to_owned(),
        below,
        base: base.to_owned(),
        repository: Some(address.to_owned()),
    };
    if let Ok(local) = Path::new(address).canonicalize() {
        if let Ok(below) = tree.root.strip_prefix(&local) {
            let below: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            return Some(target(below.join("/"), &tree.root));
        }
        if local.is_dir() && local.starts_with(&tree.root) {
            return Some(target(String::new(), &local));
        }
    }
    let same = Remote::parse(address).is_some_and(|remote| tree.remote.as_ref() == Some(&remote));
    same.then(|| target(String::new(), &tree.root))
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::{Location, ManagedBy, SyncState};

    use super::*;

    fn source(name: &str, address: &str) -> Source {
        let location = Location {
            address: address.to_owned(),
            state: SyncState::Ok,
            files: 0,
            claims: 0,
            stale: 0,
            last_sync: None,
            duration_ms: None,
            error: None,
            revision: 0,
            held: None,
        };
        Source {
            name: name.to_owned(),
            source_type: "directory".to_owned(),
            priority: 100,
            overlay: false,
            kinds: None,
            namespaces: None,
            paused: false,
            paused_at: None,
            managed_by: ManagedBy::Portal,
            remote: None,
            locations: vec![location],
            entities: 0,
            errors: 0,
            warnings: 0,
            runs: Vec::new(),
            revision: 0,
        }
    }

    #[test]
    fn a_tree_is_found_by_its_place_or_its_remote() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let tree = root.join("all/orders");
        std::fs::create_dir_all(tree.join("catalog")).unwrap();
        let tree = Tree { root: tree, remote: Remote::parse("git@example.com:acme/orders.git") };
        let address = |below: &str| root.join(below).to_string_lossy().into_owned();
        let found = |sources: &[Source], source, below| {
            Target::of(&tree, sources, source, below).map(|target| {
                let base = target.base.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                (target.source, target.below, base)
            })
        };
        let expected =
            |source: &str, below: &str, base: &str| Some((source.to_owned(), below.to_owned(), base.to_owned()));
        let many = [source("all", &address("all")), source("other", "/nowhere/else")];
        assert_eq!(found(&many, None, None), expected("all", "orders", "all/orders"));
        assert_eq!(found(&many, Some("all"), Some("/x/")), expected("all", "x", "all/orders"));
        assert_eq!(found(&many, Some("other"), None), expected("other", "", "all/orders"));
        assert_eq!(found(&many, Some("new"), Some("a/b")), expected("new", "a/b", "all/orders"));
        assert_eq!(found(&many[1..], None, None), None);
        let inner = [source("all", &address("all")), source("mine", &address("all/orders/catalog"))];
        assert_eq!(found(&inner, None, None), expected("mine", "", "all/orders/catalog"));
        assert_eq!(found(&inner, Some("mine"), Some("a")), expected("mine", "a", "all/orders/catalog/a"));
        let remote = [source("git", "https://example.com/acme/orders")];
        assert_eq!(found(&remote, None, None), expected("git", "", "all/orders"));
    }
}
