//! A block list cut into its items, for one that cannot be parsed as a whole: a broken item then does not hide the others.

use super::split::Segment;

/// The items of a document that is a block list, each a document of its own that is a list of one; nothing if it is no
/// such list.
///
/// The dashes of a block list stand in one column, and what belongs to an item stands further right, so that a line with a
/// dash in that column begins an item. An anchor of one item is not known in another one.
pub(crate) fn items<'a>(segment: &Segment<'a>) -> Vec<Segment<'a>> {
    let mut starts = Vec::new();
    let mut column = None;
    let mut offset = 0;
    for (number, line) in (segment.first_line..).zip(segment.bytes.split_inclusive(|&byte| byte == b'\n')) {
        let content = line.trim_ascii_start();
        let indentation = line.len() - content.len();
        if is_dash(content) && *column.get_or_insert(indentation) == indentation {
            starts.push((offset, number));
        } else if column.is_none() && !is_passed_over(content) {
            return Vec::new();
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(offset, _)| *offset).chain([offset]);
    let items = (0..).zip(starts.iter().zip(ends));
    items
        .map(|(first_item, (&(start, first_line), end))| {
            let bytes = &segment.bytes[start..end];
            Segment { bytes, first_line, blank: false, directives: 0, first_item }
        })
        .collect()
}

fn is_dash(content: &[u8]) -> bool {
    matches!(content, [b'-'] | [b'-', b' ' | b'\t' | b'\r' | b'\n', ..])
}

/// What may stand before the first item: comments, directives, and the mark of the document.
fn is_passed_over(content: &[u8]) -> bool {
    matches!(content.first(), None | Some(b'#' | b'%')) || content.trim_ascii_end() == b"---"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::split;

    fn pieces(text: &str) -> Vec<(usize, usize, &str)> {
        let segments = split(text.as_bytes());
        let pieces = segments.iter().flat_map(items);
        pieces.map(|piece| (piece.first_item, piece.first_line, std::str::from_utf8(piece.bytes).unwrap())).collect()
    }

    #[test]
    fn a_dash_in_the_column_of_the_first_begins_an_item() {
        assert_eq!(
            pieces("---\n# all\n- a: |\n    - text\n  b:\n  - c\n-\n  a: [\n"),
            [(0, 3, "- a: |\n    - text\n  b:\n  - c\n"), (1, 7, "-\n  a: [\n")]
        );
        assert_eq!(pieces("  - a\n  - b"), [(0, 1, "  - a\n"), (1, 2, "  - b")]);
    }

    #[test]
    fn what_is_no_block_list_has_no_items() {
        assert_eq!(pieces("a:\n- b\n"), []);
        assert_eq!(pieces("[a,\n- b]\n"), []);
        assert_eq!(pieces("-a\n- b\n"), []);
    }
}
