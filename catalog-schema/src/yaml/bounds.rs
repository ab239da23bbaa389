//! What a cheap look at a document's text says, so that ordinary documents skip the closer one.

/// Upper bounds and suspicions, from one pass over the bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Maps and sequences cannot nest deeper than this.
    pub(super) nesting: usize,
    /// Characters that could begin or separate nodes: without aliases there are at most about as many nodes.
    pub(super) indicators: usize,
    /// There may be a plain scalar that `serde_yaml` reads otherwise than YAML 1.2.
    pub(super) numbers: bool,
}

impl Bounds {
    /// Looks at `text`.
    ///
    /// Flow collections nest at most as deep as there are opening brackets. A block collection begins in the column of
    /// one of its entries, which is within the run of spaces and `- ? :` that begins a line; per column there is at
    /// most a map and, inside it, a sequence without indentation of its own.
    pub(super) fn of(text: &str) -> Self {
        let (mut brackets, mut widest, mut indicators, mut numbers) = (0, 0, 0, false);
        let (mut prefix, mut in_prefix) = (0, true);
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' | b'\r' => {
                    indicators += 1;
                    in_prefix = true;
                    prefix = 0;
                    continue;
                }
                b'[' | b'{' => {
                    brackets += 1;
                    indicators += 1;
                }
                b',' | b':' | b'?' | b'-' => indicators += 1,
                b'0' => numbers |= may_differ(bytes, at),
                _ => {}
            }
            if in_prefix {
                in_prefix = matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':');
                prefix += 1;
                widest = widest.max(prefix);
            }
        }
        Self { nesting: brackets + 2 * widest, indicators, numbers }
    }
}

/// Whether the `0` at this place may begin (after a sign) a number in one of the disputed notations.
fn may_differ(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1).copied();
    let (signed, before) = match at.checked_sub(1).map(|index| bytes[index]) {
        Some(b'+' | b'-') => (true, at.checked_sub(2).map(|index| bytes[index])),
        other => (false, other),
    };
    let begins = matches!(before, None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':'));
    begins && (matches!(next, Some(b'0'..=b'9' | b'b')) || signed && matches!(next, Some(b'x' | b'o')))
}

#[cfg(test)]
mod tests {
    use super::Bounds;

    #[test]
    fn ordinary_descriptors_stay_far_below_the_limit() {
        let text = "kind: Component\nmetadata:\n  tags: [a, b]\n  links:\n    - url: https://example.com\n";
        assert!(Bounds::of(text).nesting < 20);
        assert!(!Bounds::of(text).numbers);
    }

    #[test]
    fn the_bound_is_never_below_the_real_depth() {
        assert!(Bounds::of(&"[".repeat(100)).nesting >= 100);
        assert!(Bounds::of(&"- ".repeat(100)).nesting >= 100);
        let stairs: String = (0..100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert!(Bounds::of(&stairs).nesting >= 100);
    }

    #[test]
    fn disputed_numbers_are_suspected() {
        for text in ["a: 010", "[010]", "- 0b1", "a: -0x1F", "a: +010"] {
            assert!(Bounds::of(text).numbers, "{text}");
        }
        for text in ["a: 0", "a: 0.5", "at: 2020-01-01", "a: 0x1F", "a: \"010\""] {
            assert!(!Bounds::of(text).numbers, "{text}");
        }
    }
}
