//! Puts what files say in the place of the placeholders that name them.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::address::{Address, resolve};
use super::content::Resolver;
use super::{Companion, DescriptorFile};
use crate::diagnostic::codes::{self, Code};
use crate::formats::{Problem, Target};
use crate::limits::Limits;
use crate::model::Format;

/// Placeholders of one document that are followed.
const MOST: usize = 200;

/// What became of a document's placeholders.
#[derive(Debug, Default)]
pub(crate) struct Substitution {
    /// The document with what the files say; none where nothing was put in.
    pub(crate) root: Option<Map<String, Value>>,
    /// The files that it names, by path within the location.
    pub(crate) named: BTreeSet<String>,
    /// What stood there: the target as written, by the pointer of the placeholder.
    pub(crate) targets: HashMap<String, String>,
    pub(crate) problems: Vec<Problem>,
}

/// Follows every placeholder of a document: an object with exactly one key, which names a resolver. Where that is not
/// possible, the placeholder stays and, unless the caller was not asked for the file yet, a problem says why.
///
/// `at` is where the root stands in the document, as a JSON pointer.
pub(crate) fn substitute(
    root: &Map<String, Value>,
    at: &str,
    format: Format,
    file: &DescriptorFile<'_>,
    limits: &Limits,
) -> Substitution {
    let mut substitution = Substitution::default();
    let mut found = Vec::new();
    match format {
        Format::Port => find_properties(root, &mut found),
        _ => root.iter().for_each(|(key, value)| find(value, &mut vec![key.clone()], &mut found)),
    }
    for Found { pointer, resolver, target } in found.into_iter().take(MOST) {
        let place = format!("{at}{pointer}");
        if let Some(value) = substitution.follow(&place, resolver, &target, file, limits) {
            let root = substitution.root.get_or_insert_with(|| root.clone());
            put(root, &pointer, value);
        }
        if !holds_text(&target) {
            substitution.targets.insert(place, target);
        }
    }
    substitution
}

/// A placeholder.
struct Found {
    pointer: String,
    resolver: Resolver,
    target: String,
}

/// What a property of Port's that leads to a file begins with.
const FILE: &str = "file://";

/// Gathers the properties of an entity of Port's that lead to files.
fn find_properties(root: &Map<String, Value>, found: &mut Vec<Found>) {
    let Some(properties) = root.get("properties").and_then(Value::as_object) else { return };
    for (name, value) in properties {
        if let Some(target) = value.as_str().filter(|text| text.starts_with(FILE)) {
            let pointer = format!("/properties/{}", name.replace('~', "~0").replace('/', "~1"));
            found.push(Found { pointer, resolver: Resolver::Text, target: target.to_owned() });
        }
    }
}

/// The target as a path: Port means the repository's root unless the path begins with a dot.
fn path_of(target: &str) -> Cow<'_, str> {
    match target.strip_prefix(FILE) {
        Some(path) if path.starts_with("./") || path.starts_with("../") => Cow::Borrowed(path),
        Some(path) => Cow::Owned(format!("/{}", path.trim_start_matches('/'))),
        None => Cow::Borrowed(target),
    }
}

/// Gathers the placeholders below a value. No deeper than documents may be nested.
fn find(value: &Value, path: &mut Vec<String>, found: &mut Vec<Found>) {
    match value {
        Value::Object(map) => {
            if let Some((resolver, target)) = placeholder(map) {
                let pointer = path.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")));
                found.push(Found { pointer: pointer.collect(), resolver, target: target.to_owned() });
                return;
            }
            for (key, value) in map {
                path.push(key.clone());
                find(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                path.push(index.to_string());
                find(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn placeholder(map: &Map<String, Value>) -> Option<(Resolver, &str)> {
    let (key, value) = map.iter().next().filter(|_| map.len() == 1)?;
    Some((Resolver::of(key)?, value.as_str()?))
}

/// Whether a target is no name but what the file should say.
fn holds_text(target: &str) -> bool {
    target.contains('\n')
}

impl Substitution {
    fn follow(
        &mut self,
        pointer: &str,
        resolver: Resolver,
        target: &str,
        file: &DescriptorFile<'_>,
        limits: &Limits,
    ) -> Option<Value> {
        if holds_text(target) {
            let message = "this is the text itself, not the name of a file; it is taken as it is";
            let help = "leave the `$…:` out and write the text as the value, after `|`";
            self.report(&codes::INVALID_FILE, pointer, message.to_owned(), help);
            return resolver.read(target.as_bytes(), limits).ok();
        }
        let path = match resolve(&path_of(target), file.path, file.repository) {
            Address::Within(path) => path,
            Address::Outside => {
                let message = format!("{target} leads out of the repository; it is not read");
                self.report(&codes::FILE_OUTSIDE, pointer, message, "name a file of the same repository");
                return None;
            }
            Address::Web(address) => address,
            // Shown as a link.
            Address::Foreign => return None,
        };
        let companion = file.companions.get(&path);
        self.named.insert(path);
        let companion = companion?;
        if let Companion::Unread(unread) = companion {
            let message = match &unread.kept {
                Some(_) => format!("{target} is taken as it was: {}", unread.problem),
                None => format!("{target} could not be read: {}", unread.problem),
            };
            self.report(&codes::UNREAD_ADDRESS, pointer, message, &unread.help);
        }
        match companion {
            Companion::Bytes(_) | Companion::Unread(_) => resolver
                .read(companion.bytes()?, limits)
                .map_err(|reason| {
                    let message = format!("{target} cannot be used here: {reason}");
                    self.report(&codes::INVALID_FILE, pointer, message, "mend the file, or name another one");
                })
                .ok(),
            // Shown as a link.
            Companion::Unasked => None,
            Companion::Listing(_) => {
                let message = format!("{target} is a pattern; one file is wanted here");
                self.report(&codes::INVALID_FILE, pointer, message, "name one file");
                None
            }
            Companion::Absent => {
                let message = format!("there is no file {target}, which is named here");
                let help =
                    "correct the path: it begins at this descriptor's directory, or with `/` at the repository's root";
                self.report(&codes::MISSING_FILE, pointer, message, help);
                None
            }
            Companion::Refused(reason) => {
                let message = format!("{target} is not read: {reason}");
                self.report(&codes::INVALID_FILE, pointer, message, "name another file");
                None
            }
        }
    }

    fn report(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.problems.push(Problem::new(code, Target::Value(pointer.to_owned()), message).with_help(help));
    }
}

/// Replaces the value at a pointer that was found in the same document.
fn put(root: &mut Map<String, Value>, pointer: &str, value: Value) {
    let mut steps = pointer.splitn(3, '/').skip(1);
    let Some(first) = steps.next().map(|step| step.replace("~1", "/").replace("~0", "~")) else { return };
    let rest = steps.next().map(|rest| format!("/{rest}")).unwrap_or_default();
    if let Some(place) = root.get_mut(&first).and_then(|below| below.pointer_mut(&rest)) {
        *place = value;
    }
}
