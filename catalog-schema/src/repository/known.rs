//! Files that have their names and places by convention.

use std::collections::BTreeMap;

use super::tests_of::is_test;
use crate::codeowners;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Readme,
    Licence,
    Codeowners,
    Changelog,
    Contributing,
    SecurityPolicy,
    Dockerfile,
    Tests,
}

/// Where forges look for files about the project, besides its root.
const PROJECT_FOLDERS: [&str; 4] = [".github", ".gitlab", "docs", ".bitbucket"];

/// The best file of each role so far: that of the first place, then by depth and path.
#[derive(Debug, Default)]
pub(super) struct Found(BTreeMap<Role, (usize, String)>);

impl Found {
    pub(super) fn look_at(&mut self, path: &str) {
        for (role, rank) in roles(path) {
            let is_better = self.0.get(&role).is_none_or(|(known, best)| (rank, path) < (*known, best.as_str()));
            if is_better {
                self.0.insert(role, (rank, path.to_owned()));
            }
        }
    }

    pub(super) fn take(&mut self, role: Role) -> Option<String> {
        self.0.remove(&role).map(|(_, path)| path)
    }
}

/// The roles of a file, each with the rank of its place, the best first.
fn roles(path: &str) -> impl Iterator<Item = (Role, usize)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = name.to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let depth = path.matches('/').count();
    let project_place = match folder {
        "" => Some(0),
        other => PROJECT_FOLDERS.iter().position(|known| known.eq_ignore_ascii_case(other)).map(|place| place + 1),
    };
    let at_root = folder.is_empty().then_some(0);
    let is_licence = matches!(stem, "license" | "licence" | "copying" | "unlicense")
        || ["license-", "licence-", "license_", "licence_"].iter().any(|start| name.starts_with(start));
    // By the convention of REUSE the folder holds every licence, each by its identifier.
    let licence_place = at_root.filter(|_| is_licence).or((folder == "LICENSES").then_some(1));
    let is_image = matches!(stem, "dockerfile" | "containerfile") || name.ends_with(".dockerfile");
    [
        project_place.filter(|_| stem == "readme").map(|rank| (Role::Readme, rank)),
        licence_place.map(|rank| (Role::Licence, rank)),
        codeowners::PLACES.iter().position(|place| *place == path).map(|rank| (Role::Codeowners, rank)),
        at_root
            .filter(|_| matches!(stem, "changelog" | "changes" | "history" | "releases"))
            .map(|rank| (Role::Changelog, rank)),
        project_place.filter(|_| stem == "contributing").map(|rank| (Role::Contributing, rank)),
        project_place.filter(|_| stem == "security").map(|rank| (Role::SecurityPolicy, rank)),
        is_image.then_some((Role::Dockerfile, depth)),
        is_test(path).then_some((Role::Tests, depth)),
    ]
    .into_iter()
    .flatten()
}
