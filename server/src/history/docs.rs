//! Which documentation pages differ between two versions. Pure.

use std::collections::HashMap;

use catalog_schema::model::DocPage;
use catalog_schema::wire::{Difference, FieldChange};

/// Pages told of one version that came, changed or went.
const MOST_PAGES: usize = 50;

/// The pages that differ; none where none does.
pub(super) fn page_changes(before: &[DocPage], after: &[DocPage]) -> Option<FieldChange> {
    let (old, new) = (by_path(before), by_path(after));
    let is_other = |page: &&DocPage| old.get(page.path.as_str()).is_some_and(|old| old != page);
    let mut more = 0;
    let mut told = |pages: Vec<&DocPage>| -> Vec<String> {
        more += pages.len().saturating_sub(MOST_PAGES);
        pages.into_iter().take(MOST_PAGES).map(|page| format!("{} ({})", page.title, page.path)).collect()
    };
    let added = told(after.iter().filter(|page| !old.contains_key(page.path.as_str())).collect());
    let changed = told(after.iter().filter(is_other).collect());
    let removed = told(before.iter().filter(|page| !new.contains_key(page.path.as_str())).collect());
    let nothing = added.is_empty() && changed.is_empty() && removed.is_empty();
    let difference = Difference::Pages { added, changed, removed, more: more as u64 };
    (!nothing).then(|| FieldChange { name: "Documentation".to_owned(), pointer: "/docs".to_owned(), difference })
}

fn by_path(pages: &[DocPage]) -> HashMap<&str, &DocPage> {
    pages.iter().map(|page| (page.path.as_str(), page)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, text: &str) -> DocPage {
        DocPage { path: path.to_owned(), title: "Runbook".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn pages_are_told_by_title_and_never_by_what_they_say() {
        let before = [page("a.md", "old"), page("b.md", "same"), page("c.md", "gone")];
        let after = [page("a.md", "new"), page("b.md", "same"), page("d.md", "new")];
        let change = page_changes(&before, &after).unwrap();
        let told = |path: &str| vec![format!("Runbook ({path})")];
        let expected = Difference::Pages { added: told("d.md"), changed: told("a.md"), removed: told("c.md"), more: 0 };
        assert_eq!(change.difference, expected);
        assert_eq!(page_changes(&after, &after), None);
    }

    #[test]
    fn what_is_told_is_bounded() {
        let many: Vec<DocPage> = (0..120).map(|number| page(&format!("{number}.md"), "")).collect();
        let Some(FieldChange { difference: Difference::Pages { added, more, .. }, .. }) = page_changes(&[], &many)
        else {
            panic!("no pages");
        };
        assert_eq!((added.len(), more), (50, 70));
    }
}
