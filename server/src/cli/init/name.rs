//! What it is called.

use catalog_schema::fields::name_slug;

use super::guess::Guess;
use super::manifest::Manifest;
use super::remote::Remote;
use super::repository::Repository;

/// The name of the repository where it is hosted, else of its package, else of its directory.
pub(super) fn name(repository: &Repository, remote: Option<&Remote>, manifests: &[Manifest]) -> Guess<String> {
    if let Some(remote) = remote {
        return Guess::new(name_slug(remote.name()), "the remote origin of git");
    }
    let named = manifests.iter().find_map(|manifest| Some((manifest.name.as_ref()?, &manifest.file)));
    if let Some((name, file)) = named {
        return Guess::new(name_slug(name), file);
    }
    Guess::new(name_slug(repository.directory_name().unwrap_or("component")), "the name of the directory")
}
