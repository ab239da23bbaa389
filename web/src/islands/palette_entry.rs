//! What the command palette offers to go to.

use leptos::prelude::{document, window};

use super::palette_search::{Hit, Results};
use super::storage::{RECENT, list, parts, put_first};
use crate::address::{entity_page, search_page, short_name};
use crate::highlight::{Stretch, stretches};

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it leads.
    pub(super) address: String,
    /// What it is called, matched words apart.
    pub(super) title: Vec<Stretch>,
    /// What kind of thing it is and whose.
    pub(super) detail: String,
}

impl Entry {
    fn new(address: &str, title: &str, detail: &str) -> Self {
        Self {
            address: address.to_owned(),
            title: vec![Stretch { text: title.to_owned(), matched: false }],
            detail: detail.to_owned(),
        }
    }
}

/// Entities that are remembered.
const RECENT_MOST: usize = 6;

/// Remembers the page as one that was opened, if it is an entity's.
pub(super) fn remember_page() {
    let path = window().location().pathname().unwrap_or_default();
    let mut segments = path.split('/').skip(1);
    let (first, kind, _, name, more) =
        (segments.next(), segments.next(), segments.next(), segments.next(), segments.next());
    let heading = document().query_selector("main h1").ok().flatten().and_then(|heading| heading.text_content());
    if let (Some("catalog"), Some(kind), Some(_), None, Some(heading)) = (first, kind, name, more, heading) {
        put_first(RECENT, &path, &[heading.trim(), "\t", kind].concat(), RECENT_MOST + 1);
    }
}

/// What is offered before anything is typed: what was opened last, then what the most depends on, then pages.
pub(super) fn offers(suggested: &[Hit]) -> Vec<Entry> {
    let here = window().location().pathname().unwrap_or_default();
    let mut entries = Vec::new();
    for line in list(RECENT).lines() {
        let (address, title, kind) = parts(line);
        if address != here && entries.len() < RECENT_MOST {
            entries.push(Entry::new(address, title, &[kind, " · opened lately"].concat()));
        }
    }
    for hit in suggested {
        let mut entry = self::hit(hit);
        entry.detail.push_str(" · much depends on it");
        if entries.iter().all(|known| known.address != entry.address) {
            entries.push(entry);
        }
    }
    entries.extend(pages());
    entries
}

fn pages() -> Vec<Entry> {
    vec![
        Entry::new("/catalog", "Catalog", "Everything there is"),
        Entry::new("/search", "Search", "Ranked hits over all fields"),
        Entry::new("/sources", "Sources", "Where it comes from, and what is wrong with it"),
    ]
}

/// Hits, best first, and the way to all of them.
pub(super) fn hits(query: &str, results: &Results) -> Vec<Entry> {
    let mut entries: Vec<Entry> = results.hits.iter().map(hit).collect();
    if !entries.is_empty() {
        let found = if results.total == 1 { "1 result".to_owned() } else { format!("{} results", results.total) };
        entries.push(Entry::new(&search_page(query), &format!("Search for “{query}”"), &found));
    }
    entries
}

/// What a hit is called: an entity of a list may have no title.
fn title(hit: &Hit) -> String {
    hit.title().or_else(|| hit.name()).unwrap_or_default()
}

fn hit(hit: &Hit) -> Entry {
    let title = match hit.highlights().and_then(|marked| marked.of_title()) {
        Some(highlighted) => stretches(&highlighted),
        None => vec![Stretch { text: title(hit), matched: false }],
    };
    let mut detail = hit.kind();
    if let Some(entity_type) = hit.entity_type() {
        detail.push_str(" · ");
        detail.push_str(&entity_type);
    }
    if let Some(owner) = hit.owner() {
        detail.push_str(" · ");
        detail.push_str(&short_name(&owner));
    }
    Entry { address: entity_page(&hit.entity_ref()), title, detail }
}
