//! The documentation pages that lie beside a descriptor, as Backstage's users have them: the annotation
//! `backstage.io/techdocs-ref: dir:FOLDER`, and in that folder a mkdocs.yml that says where the pages are, `docs` where it
//! does not say. Without a mkdocs.yml they are `docs/**/*.md`, `README.md` and `index.md`.
//!
//! One pattern is all that is asked for in a folder that holds no documentation, which are most.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, resolve};
use super::{Companion, DescriptorFile};
use crate::decode::{DecodedFile, DocumentOutcome};
use crate::diagnostic::codes;
use crate::docs::{MOST_PAGES, Mkdocs, is_page, keep_to_bounds, plain};
use crate::formats::{Problem, Target};
use crate::model::{DocPage, Entity};

/// The annotation that names the folder.
const TECHDOCS_REF: &str = "backstage.io/techdocs-ref";
const MKDOCS: &str = "mkdocs.yml";
/// Pages beside the folder of pages, where no mkdocs.yml says otherwise.
const BESIDE: [&str; 2] = ["README.md", "index.md"];
/// All that documentation may be in its folder, where no mkdocs.yml says otherwise.
const ANY: &str = "{README.md,docs/**/*.md,index.md,mkdocs.yml}";
/// The pages of a folder of nothing else.
const PAGES: &str = "**/*.md";

/// Whether files are named so for being documentation: they are no descriptors.
pub fn is_docs(named: &str) -> bool {
    [ANY, PAGES]
        .iter()
        .any(|pattern| named.strip_suffix(pattern).is_some_and(|above| above.is_empty() || above.ends_with('/')))
}

/// Gives the entities of a decoded file the documentation that they name, as far as the caller has read it, and adds the
/// files that are to be read for it to [`DecodedFile::companions`], and to [`DecodedFile::docs`]. What was given before is
/// replaced: with more files read, calling it again gives more, and nothing else has to be decoded again.
pub fn read_docs(decoded: &mut DecodedFile, file: &DescriptorFile<'_>) {
    for named in std::mem::take(&mut decoded.docs) {
        decoded.companions.remove(&named);
    }
    let mut folders: BTreeMap<String, Vec<DocPage>> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for document in &mut decoded.documents {
        let DocumentOutcome::Entity(entity) = &mut document.outcome else { continue };
        let Some(Address::Within(folder)) = folder_of(entity, file) else { continue };
        // Several entities of a file may name the same folder.
        entity.docs = folders.entry(folder).or_insert_with_key(|folder| gather(folder, file, &mut named)).clone();
    }
    decoded.docs = named.into_iter().filter(|path| !decoded.companions.contains(path)).collect();
    decoded.companions.extend(decoded.docs.iter().cloned());
}

/// What is wrong with where an entity says that its documentation is.
pub(crate) fn docs_problem(entity: &Entity, file: &DescriptorFile<'_>) -> Option<Problem> {
    if folder_of(entity, file)? != Address::Outside {
        return None;
    }
    let written = entity.annotations.get(TECHDOCS_REF)?;
    let pointer = format!("/metadata/annotations/{}", TECHDOCS_REF.replace('/', "~1"));
    let message = format!("{written} leads out of the repository; no documentation is read there");
    let problem = Problem::new(&codes::FILE_OUTSIDE, Target::Value(pointer), message);
    Some(problem.with_help("name a folder of the same repository, such as `dir:.`"))
}

/// The folder of the documentation, within the location and without a slash at its end; none where no folder is named.
fn folder_of(entity: &Entity, file: &DescriptorFile<'_>) -> Option<Address> {
    let written = entity.annotations.get(TECHDOCS_REF)?.trim().strip_prefix("dir:")?.trim();
    folder(written, file.path, file.repository)
}

/// The folder that is written so in a file; none where it lies elsewhere or its name would pass for a pattern.
fn folder(written: &str, from: &str, repository: &str) -> Option<Address> {
    if written.contains(['*', '?', '\\', '#', '\n']) {
        return None;
    }
    // A folder may be the repository itself, which no file is.
    match resolve(&format!("{}/{MKDOCS}", written.trim_end_matches('/')), from, repository) {
        Address::Within(path) => Some(Address::Within(above(&path).to_owned())),
        Address::Outside => Some(Address::Outside),
        Address::Web(_) | Address::Foreign => None,
    }
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The pages of a folder; `named` gets the files and patterns that they are found by.
fn gather(folder: &str, file: &DescriptorFile<'_>, named: &mut BTreeSet<String>) -> Vec<DocPage> {
    let listing = |pattern: String, named: &mut BTreeSet<String>| {
        let found = match file.companions.get(&pattern) {
            Some(Companion::Listing(found)) => found.clone(),
            _ => Vec::new(),
        };
        named.insert(pattern);
        found
    };
    let mut found = listing(join(folder, ANY), named);
    let config = join(folder, MKDOCS);
    let mut mkdocs = Mkdocs::default();
    let mut pages = join(folder, "docs");
    if found.contains(&config) {
        named.insert(config.clone());
        match file.companions.get(&config) {
            Some(Companion::Bytes(bytes)) => mkdocs = Mkdocs::read(bytes),
            Some(_) => {}
            // It says which the others are.
            None => return Vec::new(),
        }
        found.retain(|path| path.strip_prefix(&pages).is_some_and(|rest| rest.starts_with('/')));
    }
    if let Some(written) = &mkdocs.docs_dir {
        match self::folder(written, &config, file.repository) {
            Some(Address::Within(elsewhere)) if elsewhere != pages => {
                pages = elsewhere;
                found = listing(join(&pages, PAGES), named);
            }
            Some(Address::Within(_)) => {}
            _ => return Vec::new(),
        }
    }
    found.retain(|path| is_page(path));
    let within = |path: &String| path.strip_prefix(&pages).map(|path| path.trim_start_matches('/').to_owned());
    // As its navigation has them, then by path; what is at the beginning of a folder first.
    found.sort_by_cached_key(|path| {
        let place = within(path).and_then(|within| mkdocs.find(&within)).map_or(usize::MAX, |(place, _)| place);
        let first = BESIDE.iter().any(|name| path == *name || path.ends_with(&format!("/{name}")));
        (place, !first || above(path).len() > pages.len(), path.clone())
    });
    found.dedup();
    found.truncate(MOST_PAGES);
    named.extend(found.iter().cloned());
    let page = |path: &String| {
        let Some(Companion::Bytes(bytes)) = file.companions.get(path) else { return None };
        let called = within(path).and_then(|within| mkdocs.find(&within).map(|(_, title)| title.to_owned()));
        Some(read(path, file.repository, bytes, called))
    };
    let mut pages: Vec<DocPage> = found.iter().filter_map(page).collect();
    keep_to_bounds(&mut pages);
    pages
}

/// A page of these bytes, which mkdocs.yml calls as it is `called`.
fn read(path: &str, repository: &str, bytes: &[u8], called: Option<String>) -> DocPage {
    let bytes = &bytes[..bytes.len().min(crate::docs::MOST_MARKDOWN)];
    let plain = plain(&String::from_utf8_lossy(bytes));
    let within = path.strip_prefix(repository).unwrap_or(path).trim_start_matches('/');
    let name = within.rsplit('/').next().unwrap_or(within);
    let name = || name.get(..name.len().saturating_sub(3)).unwrap_or(name).to_owned();
    DocPage { path: within.to_owned(), title: plain.title.or(called).unwrap_or_else(name), text: plain.text }
}
