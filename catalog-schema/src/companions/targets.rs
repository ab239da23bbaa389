//! The files that a Location says hold descriptors.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::address::{Address, is_folder, resolve};
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

/// Follows `spec.target` and `spec.targets`: within the repository, and to files of the web. What leads elsewhere is said
/// to.
pub(crate) fn follow(root: &Map<String, Value>, file: &DescriptorFile<'_>) -> Followed {
    let mut followed = Followed::default();
    let Some(spec) = root.get("spec").and_then(Value::as_object) else { return followed };
    let text = |key: &str| spec.get(key).and_then(Value::as_str);
    let way = Way {
        optional: text("presence") == Some("optional"),
        // Others stand for a whole organisation, or for what a plug-in knows.
        web: text("type").is_none_or(|kind| matches!(kind.trim(), "url" | "file" | "")),
    };
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
        followed.target(&pointer, target.trim(), way, file);
    }
    followed
}

/// How a Location's targets are meant.
#[derive(Clone, Copy)]
struct Way {
    /// They need not be there.
    optional: bool,
    /// An address is that of a file.
    web: bool,
}

/// Why nothing is asked at an address, and what to do instead.
fn refusal(address: &str, target: &str, way: Way) -> Option<(&'static str, &'static str)> {
    if !way.web {
        return Some(("is no file", "add what it stands for as a source"));
    }
    // An address may have a star in its query.
    if is_pattern(target.split('?').next().unwrap_or_default()) {
        return Some((
            "is a pattern, and addresses are asked for one by one",
            "name the files, or add the repository as a source: its descriptors are found without being named",
        ));
    }
    is_folder(address).then_some((
        "is the page of a folder, and no file",
        "name the file, such as …/blob/main/catalog-info.yaml, or add the repository as a source",
    ))
}

impl Followed {
    fn target(&mut self, pointer: &str, target: &str, way: Way, file: &DescriptorFile<'_>) {
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
            Address::Web(address) => match refusal(&address, target, way) {
                None => address,
                Some((why, help)) => {
                    return self.report(&codes::REMOTE_TARGET, pointer, format!("{target} {why}"), help);
                }
            },
            Address::Foreign => {
                let message = format!("{target} lies where nothing is read");
                let help = "name the file by an address that begins with https:// and has no secret in it";
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
            Some(Companion::Listing(_) | Companion::Absent) if way.optional => {}
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
            Some(Companion::Unasked) => {
                let message = format!("{target} lies elsewhere; it is not asked for here");
                let help = "nothing, if a portal reads this: it asks for files that descriptors name by their addresses, \
                            as `sextant check --fetch` does";
                self.report(&codes::REMOTE_TARGET, pointer, message, help);
            }
            Some(Companion::Unread(unread)) => {
                // What it described stays, also where what it said is not kept.
                self.descriptors.insert(path);
                if !(way.optional && unread.kept.is_none()) {
                    let what = if unread.kept.is_some() { "counts as it was" } else { "could not be read" };
                    let message = format!("{target} {what}: {}", unread.problem);
                    self.report(&codes::UNREAD_ADDRESS, pointer, message, &unread.help);
                }
            }
        }
    }

    fn report(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.problems.push(Problem::new(code, Target::Value(pointer.to_owned()), message).with_help(help));
    }
}
