//! Text from descriptors, made harmless to a terminal.

/// `text` with every character that could steer a terminal or reorder a line replaced by a visible stand-in.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_hostile(c) { stand_in(c) } else { c }).collect()
}

/// Control characters, and the Unicode marks that change the direction in which a line is read.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The Unicode picture of a C0 control character, a replacement character for the rest. One character for one, so that
/// a caret below the line still stands where it should.
fn stand_in(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{7f}' => '\u{2421}',
        c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escape_sequences_and_direction_marks_become_visible() {
        assert_eq!(clean("a\u{1b}[31mb\tc\r\u{202e}d\u{9b}"), "a␛[31mb c␍\u{fffd}d\u{fffd}");
    }
}
