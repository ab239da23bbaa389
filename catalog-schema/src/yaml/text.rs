//! Bytes to text that YAML allows.

use super::fault::{Fault, FaultKind};

/// The document's text, if it is UTF-8 without forbidden control characters.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let (line, column) = end_of(&before);
        Fault { kind: FaultKind::NotUtf8, line, column }
    })?;
    match text.bytes().position(|byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f) {
        None => Ok(text),
        Some(at) => {
            let (line, column) = end_of(&text[..at]);
            let character = char::from(text.as_bytes()[at]);
            Err(Fault { kind: FaultKind::ControlCharacter(character), line, column })
        }
    }
}

/// Line and column, from 1, of what follows `before`.
fn end_of(before: &str) -> (usize, usize) {
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_byte_is_pointed_at() {
        let place = |bytes: &[u8]| text(bytes).map_err(|fault| (fault.line, fault.column)).unwrap_err();
        assert_eq!(place(b"a: 1\nb: \xc3\xa4\xff"), (2, 5));
        assert_eq!(place(b"a: 1\nb\0c"), (2, 2));
        assert_eq!(text("ä\t\r\n".as_bytes()), Ok("ä\t\r\n"));
    }
}
