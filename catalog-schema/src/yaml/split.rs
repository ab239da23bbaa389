//! A file cut into its documents, before any of them is parsed: a broken one then never hides the others.
//!
//! YAML forbids `---` and `...` at the start of a line inside any scalar, so these lines are document marks wherever
//! they stand.

/// The text of one document, with its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// From its `---` or directives, if it has them, up to the next mark.
    pub(crate) bytes: &'a [u8],
    /// The line of the file, from 1, on which `bytes` begin.
    pub(crate) first_line: usize,
    /// Nothing but marks, comments and white space.
    pub(crate) blank: bool,
    /// Lines that begin with `%` before the content.
    pub(crate) directives: usize,
    /// Of a list's item that stands alone, its number in that list.
    pub(crate) first_item: usize,
}

impl Segment<'_> {
    /// 1 where the document begins with a `---` that has a line to itself, else 0.
    pub(crate) fn mark_lines(&self) -> usize {
        let first = self.bytes.split_inclusive(|&byte| byte == b'\n').next().unwrap_or_default();
        usize::from(matches!(mark(first), Some(Mark::Start)) && is_blank(&first[3..]))
    }
}

/// The documents of a file. Text before the first `---` counts as a document only if it has content.
pub(crate) fn split(bytes: &[u8]) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut open = Open::at(0, 1);
    let mut offset = 0;
    for (number, line) in (1..).zip(bytes.split_inclusive(|&byte| byte == b'\n')) {
        match mark(line) {
            Some(Mark::Start) => {
                if open.explicit || !open.blank {
                    segments.push(open.close(bytes, offset));
                    open = Open::at(offset, number);
                } else if open.directives == 0 {
                    open = Open::at(offset, number);
                }
                open.explicit = true;
                open.blank = is_blank(&line[3..]);
            }
            Some(Mark::End) => {
                if open.explicit || !open.blank {
                    segments.push(open.close(bytes, offset));
                }
                open = Open::at(offset + line.len(), number + 1);
            }
            None if open.blank && !open.explicit && line.starts_with(b"%") => open.directives += 1,
            None => open.blank &= is_blank(line),
        }
        offset += line.len();
    }
    if open.explicit || !open.blank {
        segments.push(open.close(bytes, bytes.len()));
    }
    segments
}

/// A document whose end is not reached yet.
struct Open {
    start: usize,
    first_line: usize,
    explicit: bool,
    blank: bool,
    directives: usize,
}

impl Open {
    fn at(start: usize, first_line: usize) -> Self {
        Self { start, first_line, explicit: false, blank: true, directives: 0 }
    }

    fn close<'a>(&self, bytes: &'a [u8], end: usize) -> Segment<'a> {
        Segment {
            bytes: &bytes[self.start..end],
            first_line: self.first_line,
            blank: self.blank,
            directives: self.directives,
            first_item: 0,
        }
    }
}

enum Mark {
    Start,
    End,
}

/// The document mark that a line is, if it is one.
fn mark(line: &[u8]) -> Option<Mark> {
    let (head, rest) = line.split_at_checked(3)?;
    if !matches!(rest.first(), None | Some(b' ' | b'\t' | b'\r' | b'\n')) {
        return None;
    }
    match head {
        b"---" => Some(Mark::Start),
        b"..." => Some(Mark::End),
        _ => None,
    }
}

/// White space, or a comment.
fn is_blank(line: &[u8]) -> bool {
    matches!(line.trim_ascii_start().first(), None | Some(b'#'))
}

#[cfg(test)]
mod tests {
    use super::split;

    fn shape(text: &str) -> Vec<(usize, bool, &str)> {
        let segments = split(text.as_bytes());
        segments.iter().map(|s| (s.first_line, s.blank, std::str::from_utf8(s.bytes).unwrap())).collect()
    }

    #[test]
    fn marks_separate_documents_and_a_leading_one_opens_the_first() {
        assert_eq!(shape("a\n---\nb\n"), [(1, false, "a\n"), (2, false, "---\nb\n")]);
        assert_eq!(shape("---\na\n---\n"), [(1, false, "---\na\n"), (3, true, "---\n")]);
        assert_eq!(shape("# only a comment\n---\na"), [(2, false, "---\na")]);
        assert_eq!(shape("a\n...\n---\nb"), [(1, false, "a\n"), (3, false, "---\nb")]);
    }

    #[test]
    fn empty_documents_keep_their_place() {
        assert_eq!(shape("---\n---\r\nb"), [(1, true, "---\n"), (2, false, "---\r\nb")]);
        assert_eq!(shape(""), []);
    }

    #[test]
    fn content_on_the_mark_and_directives_belong_to_the_document() {
        assert_eq!(shape("%YAML 1.2\n--- {a: 1}\n"), [(1, false, "%YAML 1.2\n--- {a: 1}\n")]);
        assert_eq!(shape("a\n----\n--- |\n x\n"), [(1, false, "a\n----\n"), (3, false, "--- |\n x\n")]);
    }
}
