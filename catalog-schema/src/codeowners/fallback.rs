//! The owner of an entity whose descriptor names none.

use std::collections::BTreeSet;

use super::{CodeOwners, PLACES, owners};
use crate::companions::{Companion, DescriptorFile, is_address};
use crate::diagnostic::codes;
use crate::formats::Problem;
use crate::model::{CodeOwner, Entity};

/// The kinds that nobody owns.
const UNOWNED: [&str; 6] = ["group", "user", "location", "scorecard", "facttype", "initiative"];

/// What CODEOWNERS says of the directory that a descriptor lies in; looked up once for all entities of a file.
#[derive(Debug, Default)]
pub(crate) struct Fallback {
    looked_up: bool,
    found: Option<Found>,
}

/// The rule that counts.
#[derive(Debug)]
struct Found {
    /// The file's path within the location.
    path: String,
    line: u32,
    /// As written.
    owners: Vec<String>,
}

impl Fallback {
    /// Gives an entity without an owner the one of CODEOWNERS, beside its own fields, and says so in place of what was
    /// said of the missing owner. `named` gets the files that were looked for.
    pub(crate) fn apply(
        &mut self,
        entity: &mut Entity,
        problems: &mut [Problem],
        file: &DescriptorFile<'_>,
        named: &mut BTreeSet<String>,
    ) {
        if entity.owner.is_some() || UNOWNED.iter().any(|kind| entity.kind.eq_ignore_ascii_case(kind)) {
            return;
        }
        if !std::mem::replace(&mut self.looked_up, true) {
            self.found = look(file, named);
        }
        let Some(Found { path, line, owners }) = &self.found else { return };
        let written: Vec<&str> = owners.iter().map(String::as_str).collect();
        let Some(owner) = owners::first(&written, &entity.namespace) else { return };
        if let Some(problem) = problems.iter_mut().find(|problem| problem.code == &codes::MISSING_OWNER) {
            problem.code = &codes::CODEOWNERS_OWNER;
            problem.message =
                format!("the {} {} has no owner; {owner} is taken from {path} line {line}", entity.kind, entity.name);
        }
        entity.code_owner = Some(CodeOwner { owner, path: path.clone(), line: *line });
    }
}

/// The rule for the descriptor's directory in the first file that is there.
fn look(file: &DescriptorFile<'_>, named: &mut BTreeSet<String>) -> Option<Found> {
    // Those of the repository say nothing of what lies elsewhere.
    if is_address(file.path) {
        return None;
    }
    let prefix = if file.repository.is_empty() { String::new() } else { format!("{}/", file.repository) };
    for place in PLACES {
        let path = format!("{prefix}{place}");
        let companion = file.companions.get(&path);
        named.insert(path.clone());
        let Some(Companion::Bytes(bytes)) = companion else { continue };
        let text = std::str::from_utf8(bytes).ok()?;
        let within = file.path.strip_prefix(&prefix).unwrap_or(file.path);
        let directory = within.rsplit_once('/').map_or("", |(directory, _)| directory);
        let rule = CodeOwners::of(text).rule_for(directory)?;
        let owners = rule.owners.into_iter().map(str::to_owned).collect();
        return Some(Found { path, line: rule.line, owners });
    }
    None
}
