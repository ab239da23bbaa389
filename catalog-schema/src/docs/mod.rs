//! Documentation pages in Markdown: what they are called and what they say, within bounds.
//!
//! Which files they are is told by [`crate::companions::read_docs`].

mod markdown;
mod mkdocs;

pub use markdown::{Plain, plain};
pub(crate) use mkdocs::Mkdocs;

use crate::model::DocPage;

/// Pages of one entity. Further ones are left out.
pub const MOST_PAGES: usize = 200;
/// How much of a page's Markdown is read, in bytes.
pub const MOST_MARKDOWN: usize = 256 << 10;
/// How much of what a page says is kept, in bytes.
pub const MOST_TEXT: usize = 32 << 10;
/// How much of what an entity's pages say is kept together, in bytes. Pages beyond are kept by path and title.
pub const MOST_TEXTS: usize = 256 << 10;
/// A longer title is cut, in characters.
pub const MOST_TITLE: usize = 200;

/// Whether a file of this name may be a page.
pub fn is_page(path: &str) -> bool {
    path.len() > 3 && path.get(path.len() - 3..).is_some_and(|ending| ending.eq_ignore_ascii_case(".md"))
}

/// Adds the pages that are not there yet, and keeps to the bounds.
pub(crate) fn add(pages: &mut Vec<DocPage>, others: Vec<DocPage>) {
    for other in others {
        if pages.iter().all(|page| page.path != other.path) {
            pages.push(other);
        }
    }
    keep_to_bounds(pages);
}

/// Leaves out what is too much: pages beyond the number, and of the others the text beyond what is kept together.
pub(crate) fn keep_to_bounds(pages: &mut Vec<DocPage>) {
    pages.truncate(MOST_PAGES);
    let mut room = MOST_TEXTS;
    for page in pages {
        let kept = page.text.floor_char_boundary(room);
        page.text.truncate(kept);
        room -= kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize, text: &str) -> DocPage {
        DocPage { path: format!("docs/{number}.md"), title: "A".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn only_so_many_pages_and_so_much_text_are_kept() {
        let mut pages: Vec<DocPage> = (0..MOST_PAGES + 7).map(|number| page(number, &"ä".repeat(8_000))).collect();
        keep_to_bounds(&mut pages);
        assert_eq!(pages.len(), MOST_PAGES);
        let bytes: usize = pages.iter().map(|page| page.text.len()).sum();
        assert_eq!(bytes, MOST_TEXTS);
        assert!(pages[100].text.is_empty() && !pages[100].title.is_empty());
    }

    #[test]
    fn a_page_that_two_descriptors_name_is_one() {
        let mut pages = vec![page(1, "first")];
        add(&mut pages, vec![page(1, "second"), page(2, "second")]);
        assert_eq!(pages, [page(1, "first"), page(2, "second")]);
    }

    #[test]
    fn pages_are_told_by_their_ending() {
        for (path, is) in [("a.md", true), ("docs/A.MD", true), (".md", false), ("a.mdx", false), ("ä", false)] {
            assert_eq!(is_page(path), is, "{path}");
        }
    }
}
