//! What the command palette offers to go to.

use super::palette_search::{Hit, Results};
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

/// What is offered before anything is typed.
pub(super) fn pages() -> Vec<Entry> {
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

fn hit(hit: &Hit) -> Entry {
    let title = match hit.highlights().of_title() {
        Some(highlighted) => stretches(&highlighted),
        None => vec![Stretch { text: hit.title(), matched: false }],
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
