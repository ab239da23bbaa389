//! Ids of git's objects.

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

use crate::hex;

/// Whether a text is an object's id.
pub(in crate::sources) fn is_oid(text: &str) -> bool {
    [40, 64].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether bytes are a blob of this id: the hash of git's header and them.
pub(in crate::sources) fn is_content_of(oid: &str, bytes: &[u8]) -> bool {
    let algorithm = if oid.len() == 64 { &SHA256 } else { &SHA1_FOR_LEGACY_USE_ONLY };
    let mut whole = format!("blob {}\0", bytes.len()).into_bytes();
    whole.extend_from_slice(bytes);
    hex::encode(digest(algorithm, &whole).as_ref()) == oid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_what_its_id_says() {
        // As `git hash-object` has it.
        assert!(is_content_of("ce013625030ba8dba906f756967f9e9ca394464a", b"hello\n"));
        assert!(!is_content_of("ce013625030ba8dba906f756967f9e9ca394464a", b"hello"));
    }

    #[test]
    fn ids_are_hashes() {
        assert!(is_oid(&"a1".repeat(20)) && is_oid(&"0".repeat(64)));
        assert!(!is_oid("HEAD") && !is_oid(&"g".repeat(40)) && !is_oid(&"a".repeat(41)));
    }
}
