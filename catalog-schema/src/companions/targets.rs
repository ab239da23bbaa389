//! The files that a Location says hold descriptors.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::address::{Address, resolve};
use super::pattern::is_pattern;
use super::{Companion, DescriptorFile};
use crate::diagnostic::codes::{self, Code};
use crate::formats::{Problem, Target};

/// Targets of one Location that are followed.
const MOST: usize = 2_000;

/// What a Location's targets came to.
#[derive(Debug, Default)]
pub(crate) struct Followed {
    /// Files and patterns that the caller is asked for.
    pub(crate) asked: BTreeSet<String>,
    /// Files that are there, to be read as descriptors.
    pub(crate) descriptors: BTreeSet<String>,
    pub(crate) problems: Vec<Problem>,
}

/// Follows `spec.target` and `spec.targets` within the repository; what leads elsewhere is said to.
pub(crate) fn follow(root: &Map<String, Value>, file: &DescriptorFile<'_>) -> Followed {
    let mut followed = Followed::default();
    let Some(spec) = root.get("spec").and_then(Value::as_object) else { return followed };
    let optional = spec.get("presence").and_then(Value::as_str) == Some("optional");
    let mut targets = Vec::new();
    if let Some(target) = spec.get("target").and_then(Value::as_str) {
        targets.push(("/spec/target".to_owned(), target));
    }
    match spec.get("targets") {
        Some(Value::Array(items)) => {
            let texts = items.iter().enumerate().filter_map(|(number, item)| Some((number, item.as_str()?)));
            targets.extend(texts.map(|(number, text)| (format!("/spec/targets/{number}"), text)));
        }
        Some(Value::String(text)) => targets.push(("/spec/targets".to_owned(), text)),
        _ => {}
    }
    for (pointer, target) in targets.into_iter().take(MOST) {
        followed.target(&pointer, target.trim(), optional, file);
    }
    followed
}

impl Followed {
    fn target(&mut self, pointer: &str, target: &str, optional: bool, file: &DescriptorFile<'_>) {
        if target.is_empty() {
            return;
        }
        let path = match resolve(target, file.path, file.repository) {
            Address::Within(path) => path,
            Address::Outside => {
                let message = format!("{target} leads out of the repository; it is not read");
                let help = "name a file of the same repository, or add the other one as a source";
                return self.report(&codes::FILE_OUTSIDE, pointer, message, help);
            }
            Address::Remote => {
                let message = format!("{target} lies elsewhere; it is not read from here");
                let help = "add the repository that it lies in as a source";
                return self.report(&codes::REMOTE_TARGET, pointer, message, help);
            }
        };
        if path == file.path {
            return;
        }
        let companion = file.companions.get(&path);
        self.asked.insert(path.clone());
        match companion {
            None => {}
            Some(Companion::Bytes(_)) => {
                self.descriptors.insert(path);
            }
            Some(Companion::Listing(found)) if !found.is_empty() => {
                let others = found.iter().filter(|found| *found != file.path);
                // What a source lists by itself, it follows by itself.
                let listed = |path: &&String| path.ends_with(".yaml") || path.ends_with(".yml");
                self.asked.extend(others.clone().filter(|path| !listed(path)).cloned());
                self.descriptors.extend(others.cloned());
            }
            Some(Companion::Listing(_) | Companion::Absent) if optional => {}
            Some(Companion::Listing(_) | Companion::Absent) => {
                let what = if is_pattern(target) { "no file is like" } else { "there is no file" };
                let message = format!("{what} {target}, which is named here");
                let help = "correct the path: it begins at this descriptor's directory, or with `/` at the \
                            repository's root; or write `presence: optional`";
                self.report(&codes::MISSING_FILE, pointer, message, help);
            }
            Some(Companion::Refused(reason)) => {
                let message = format!("{target} is not read: {reason}");
                self.report(&codes::INVALID_FILE, pointer, message, "name a file that holds descriptors");
            }
        }
    }

    fn report(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.problems.push(Problem::new(code, Target::Value(pointer.to_owned()), message).with_help(help));
    }
}
