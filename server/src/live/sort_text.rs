//! Text as lists order it: without regard to case.

use std::cmp::Ordering;

/// The first 16 bytes of a folded text, comparable as a number: most comparisons end here, without following a pointer
/// to the text itself.
pub(crate) type SortPrefix = u128;

/// `text` as it is compared. Character by character, unlike `str::to_lowercase`, which looks at neighbours.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Orders by folded text.
pub(crate) fn compare_folded(left: &str, right: &str) -> Ordering {
    // What is written the same is skipped without folding: equal beginnings are what made the prefixes equal.
    let same = left.bytes().zip(right.bytes()).take_while(|(one, other)| one == other).count();
    let same = left.floor_char_boundary(same);
    folded(&left[same..]).cmp(folded(&right[same..]))
}

/// The prefix of `text`; where two prefixes differ, they order as the texts do.
pub(crate) fn prefix(text: &str) -> SortPrefix {
    let mut bytes = [0; 16];
    let mut filled = 0;
    let mut buffer = [0; 4];
    'text: for character in folded(text) {
        for &byte in character.encode_utf8(&mut buffer).as_bytes() {
            if filled == bytes.len() {
                break 'text;
            }
            bytes[filled] = byte;
            filled += 1;
        }
    }
    SortPrefix::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn prefixes_order_as_texts_do(left in "[aAbÄä]{0,20}|\\PC*", right in "[aAbÄä]{0,20}|\\PC*") {
            let by_prefix = prefix(&left).cmp(&prefix(&right));
            let by_text = folded(&left).cmp(folded(&right));
            prop_assert!(by_prefix.is_eq() || by_prefix == by_text);
            prop_assert_eq!(compare_folded(&left, &right), by_text);
        }
    }
}
