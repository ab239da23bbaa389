//! What was handed over, checked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_schema::limits::Limits;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Problem, Push};

use super::problems;
use crate::ingest::{ReadFile, Scope};
use crate::sources::directory::too_large;
use crate::sources::paths::{is_sound, is_walked};

/// Entities whose impact may be asked about.
const ASKED: usize = 20;

/// What was handed over.
#[derive(Debug)]
pub(crate) struct Given {
    /// The folder that is replaced; empty where that is the whole location.
    pub(crate) below: String,
    /// By path within the location; none of what is not there.
    pub(crate) files: BTreeMap<String, Option<Arc<[u8]>>>,
    /// Entities whose impact is asked about.
    pub(crate) impact_of: BTreeSet<EntityRef>,
}

impl Given {
    /// Checks paths and puts them into the location.
    ///
    /// # Errors
    /// 400 `invalid_push`.
    pub(crate) fn of(push: Push) -> Result<Self, Problem> {
        let below = push.below.as_deref().unwrap_or_default().trim_end_matches('/').to_owned();
        if !below.is_empty() {
            sound(&below)?;
        }
        if push.impact_of.len() > ASKED {
            return Err(problems::invalid_push(&format!("`impact_of` may name {ASKED} entities")));
        }
        let asked = push.impact_of.iter().map(|text| text.parse::<EntityRef>());
        let impact_of = asked
            .collect::<Result<_, _>>()
            .map_err(|error| problems::invalid_push(&format!("`impact_of` names no entity: {error}")))?;
        let mut files = BTreeMap::new();
        for file in push.files {
            sound(&file.path)?;
            let path = if below.is_empty() { file.path } else { format!("{below}/{}", file.path) };
            let content = file.content.map(|content| Arc::from(content.into_bytes()));
            if files.insert(path.clone(), content).is_some() {
                return Err(problems::invalid_push(&format!("the file {path:?} is given twice")));
            }
        }
        Ok(Self { below, files, impact_of })
    }

    /// The part of the location that is replaced.
    pub(crate) fn scope(&self) -> Scope {
        Scope::of(&self.below)
    }

    /// The files in which a source looks for descriptors, and those in which the location has them already, whatever they
    /// are called.
    pub(crate) fn descriptors(&self, has: impl Fn(&str) -> bool) -> Vec<ReadFile> {
        let limit = Limits::remote().file_bytes;
        let file = |(path, content): (&String, &Option<Arc<[u8]>>)| {
            let bytes = content.as_ref()?;
            let content = match bytes.len() {
                size if size > limit => Err(Box::new(too_large(path, size as u64, limit as u64))),
                _ => Ok(bytes.to_vec()),
            };
            Some(ReadFile { path: path.clone(), content })
        };
        self.files.iter().filter(|(path, _)| is_walked(path) || has(path)).filter_map(file).collect()
    }
}

/// A path stays within the folder that it is relative to, and has one spelling.
fn sound(path: &str) -> Result<(), Problem> {
    if is_sound(path) {
        return Ok(());
    }
    let shown: String = path.chars().take(100).collect();
    Err(problems::invalid_push(&format!(
        "{shown:?} is no path of a file in a repository; paths are relative, separated by '/', and without '.' and '..'"
    )))
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::PushedFile;

    use super::*;

    fn given(below: Option<&str>, paths: &[&str]) -> Result<Given, Problem> {
        let file = |path: &&str| PushedFile { path: (*path).to_owned(), content: Some(String::new()) };
        let files = paths.iter().map(file).collect();
        Given::of(Push { below: below.map(str::to_owned), files, ..Push::default() })
    }

    #[test]
    fn paths_stay_within_the_location() {
        for path in
            ["../a.yaml", "/a.yaml", "a/../b.yaml", "./a.yaml", "a//b.yaml", "a\\b.yaml", "", "c:/a.yaml", "a\0"]
        {
            assert_eq!(given(None, &[path]).unwrap_err().code, "invalid_push", "{path}");
            assert!(path.is_empty() || given(Some(path), &[]).is_err(), "{path}");
        }
        assert!(given(None, &["a.yaml", "a.yaml"]).is_err(), "a file is given once");
        assert!(given(None, &[&"a".repeat(2_000)]).is_err());
    }

    #[test]
    fn what_a_walk_looks_at_may_hold_descriptors() {
        let given =
            given(Some("orders/"), &["a.yaml", "docs/b.YML", "list.txt", "openapi.json", "node_modules/c.yaml"])
                .unwrap();
        let descriptors: Vec<String> =
            given.descriptors(|path| path == "orders/list.txt").into_iter().map(|file| file.path).collect();
        assert_eq!(descriptors, ["orders/a.yaml", "orders/docs/b.YML", "orders/list.txt"]);
        assert_eq!(given.scope(), Scope::Under(BTreeSet::from(["orders".to_owned()])));
    }
}
