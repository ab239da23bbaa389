//! What mkdocs.yml says of where pages are and what they are called.
//!
//! Read line by line: such files hold tags of Python's, which no other reader of YAML knows, and these two things are
//! written in one way.

use super::is_page;
use super::markdown::title;

/// Names of pages that are read.
const MOST_NAMES: usize = 1_000;

/// Of a mkdocs.yml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mkdocs {
    /// The folder of the pages, relative to the file; none where it does not say.
    pub(crate) docs_dir: Option<String>,
    /// Titles by path, relative to that folder, in their order.
    pub(crate) nav: Vec<(String, String)>,
}

impl Mkdocs {
    /// Reads what the file says; nothing of what cannot be read.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let docs_dir = text.lines().find_map(|line| line.strip_prefix("docs_dir:")).map(value);
        let nav = text.lines().filter_map(named).take(MOST_NAMES).collect();
        Self { docs_dir: docs_dir.filter(|folder| !folder.is_empty()).map(str::to_owned), nav }
    }

    /// The place of a page in the navigation, and what it is called there.
    pub(crate) fn find(&self, path: &str) -> Option<(usize, &str)> {
        let at = self.nav.iter().position(|(_, page)| page == path)?;
        self.nav.get(at).map(|(title, _)| (at, title.as_str()))
    }
}

/// `- Title: path/of/page.md`
fn named(line: &str) -> Option<(String, String)> {
    let (name, path) = line.trim_start().strip_prefix("- ")?.rsplit_once(": ")?;
    let path = value(path).trim_start_matches("./");
    is_page(path).then(|| Some((title(value(name))?, path.to_owned()))).flatten()
}

/// A value without what quotes it and the remark behind it.
fn value(text: &str) -> &str {
    let text = text.split(" #").next().unwrap_or_default().trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    quoted.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_and_names_are_read() {
        let text = "site_name: Orders\ndocs_dir: 'handbook'  # not docs\nplugins:\n  - techdocs-core\nnav:\n  - Home: index.md\n  \
                    - Operations:\n    - \"When: it burns\": ./ops/fire.md\n    - Elsewhere: https://a.example/x\n\
                    markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:materialx.emoji.twemoji\n";
        let read = Mkdocs::read(text.as_bytes());
        assert_eq!(read.docs_dir.as_deref(), Some("handbook"));
        assert_eq!(read.find("ops/fire.md"), Some((1, "When: it burns")));
        assert_eq!((read.nav.len(), read.find("x.md")), (2, None));
        assert_eq!(Mkdocs::read(b"\xff\xfe docs_dir: x"), Mkdocs::default());
        assert_eq!(Mkdocs::read(b"docs_dir:\n").docs_dir, None);
    }
}
