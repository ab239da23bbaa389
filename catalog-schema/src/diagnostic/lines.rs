//! Lines and columns of a file's text, as diagnostics count them.

/// A text whose lines can be found by number.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The byte offset at which each line begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a file. A byte order mark is no part of the first one.
    pub fn of(text: &'t str) -> Self {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, starts: std::iter::once(first).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// A line, from 1, without its end.
    pub fn line(&self, line: u32) -> Option<&'t str> {
        let start = *self.starts.get((line as usize).checked_sub(1)?)?;
        let end = self.starts.get(line as usize).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end)?;
        Some(text.strip_suffix('\r').unwrap_or(text))
    }

    /// The byte offset of a column of a line, both from 1; one past the line's last character is its end.
    pub fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let text = self.line(line)?;
        let start = self.starts[line as usize - 1];
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Some(start + ends.into_iter().nth((column as usize).checked_sub(1)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_count_characters_and_line_ends_do_not_matter() {
        let lines = Lines::of("\u{feff}ä: 1\r\nb\n");
        assert_eq!(
            (lines.line(1), lines.line(2), lines.line(3), lines.line(4)),
            (Some("ä: 1"), Some("b"), Some(""), None)
        );
        assert_eq!(
            (lines.offset(1, 1), lines.offset(1, 2), lines.offset(1, 5), lines.offset(1, 6)),
            (Some(3), Some(5), Some(8), None)
        );
        assert_eq!((lines.offset(2, 1), lines.offset(0, 1), lines.offset(2, 0)), (Some(10), None, None));
    }
}
