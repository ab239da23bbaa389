//! Which lines of which file an address asks for.

use catalog_schema::wire::{ContributingFile, Descriptor};

use crate::address::encode;
use crate::pages::entity::tabs::Tab;
use crate::query::Query;

/// Lines of a file on a page. Files may hold tens of thousands of documents.
const WINDOW: u32 = 1_000;

/// Lines shown before the entity's document where the file is too long to show as a whole.
const LEAD: u32 = 20;

/// The part of the files that the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages::entity) struct Shown {
    /// The path of the file that `from`, and the line after the `#`, are about; the primary one where there is none.
    file: Option<String>,
    /// The first line to show of that file.
    from: Option<u32>,
}

impl Shown {
    pub(in crate::pages::entity) fn from_query(query: &Query) -> Self {
        Self {
            file: query.first("file").map(str::to_owned),
            from: query.first("from").and_then(|line| line.parse().ok()),
        }
    }

    /// The index of the file that the address is about; none where that one does not contribute.
    fn chosen(&self, text: &Descriptor) -> Option<usize> {
        match &self.file {
            Some(asked) => text.files.iter().position(|file| file.path == *asked),
            None => Some(0),
        }
    }

    /// The first and the last line to show of the file of this index, from 1.
    pub(super) fn window(&self, text: &Descriptor, index: usize) -> (u32, u32) {
        let Some(file) = text.files.get(index) else { return (1, 0) };
        let from = self.from.filter(|_| Some(index) == self.chosen(text));
        window(line_count(file), file.start_line, from)
    }

    /// The id of a line of the file of this index. Of the file that the address is about, a line has the same one
    /// whatever else contributes.
    pub(super) fn line_id(&self, text: &Descriptor, index: usize, line: u32) -> String {
        if Some(index) == self.chosen(text) { format!("L{line}") } else { format!("F{}-L{line}", index + 1) }
    }

    /// Where a line is: on this page, where it is shown there.
    pub(super) fn line_address(&self, text: &Descriptor, index: usize, line: u32) -> String {
        let (first, last) = self.window(text, index);
        if (first..=last).contains(&line) {
            return format!("#{}", self.line_id(text, index, line));
        }
        format!("{}#L{line}", address(text, index, line.saturating_sub(LEAD).max(1)))
    }
}

/// The page of the file of this index, from this line on.
pub(super) fn address(text: &Descriptor, index: usize, from: u32) -> String {
    let file = match text.files.get(index).filter(|_| index > 0) {
        Some(file) => format!("&file={}", encode(&file.path)),
        None => String::new(),
    };
    format!("{}{file}&from={from}", Tab::Descriptor.address(&text.entity_ref))
}

/// How many lines a file has.
pub(super) fn line_count(file: &ContributingFile) -> u32 {
    u32::try_from(file.text.lines().count()).unwrap_or(u32::MAX)
}

/// The first line before these that is a page of its own; none where these are the first.
pub(super) fn before(first: u32) -> Option<u32> {
    (first > 1).then(|| first.saturating_sub(WINDOW).max(1))
}

/// Whether a file of so many lines is too long to show as a whole.
pub(super) fn is_long(total: u32) -> bool {
    total > WINDOW
}

fn window(total: u32, start_line: u32, from: Option<u32>) -> (u32, u32) {
    if !is_long(total) {
        return (1, total);
    }
    let first = from.unwrap_or_else(|| start_line.saturating_sub(LEAD)).clamp(1, total);
    (first, total.min(first.saturating_add(WINDOW - 1)))
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn long_files_are_shown_in_part() {
        assert_eq!(window(10, 3, None), (1, 10));
        assert_eq!(window(5_000, 2_000, None), (1_980, 2_979));
        assert_eq!(window(5_000, 1, Some(4_990)), (4_990, 5_000));
        assert_eq!(window(5_000, 1, Some(u32::MAX)), (5_000, 5_000));
        assert_eq!(window(0, 1, None), (1, 0));
    }
}
