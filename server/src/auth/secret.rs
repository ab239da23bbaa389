//! The secret part of a token or a session.

use std::fmt;

/// What every token begins with, for people and scanners of repositories to know one when they see it.
const PREFIX: &str = "sxt_";
/// 62 characters: no separator that would end a selection by a double click.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Characters behind the prefix: 43 of 62 are 256 bits.
const LENGTH: usize = 43;

/// A token as its holder has it. It is shown once and never stored or logged: what prints it prints dots.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one of 256 bits.
    ///
    /// # Errors
    /// If the system has no randomness to give.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut text = String::with_capacity(PREFIX.len() + LENGTH);
        text.push_str(PREFIX);
        let mut bytes = [0_u8; 64];
        while text.len() < PREFIX.len() + LENGTH {
            getrandom::fill(&mut bytes)?;
            // Of 256 values the first 248 are four for each character; the others would favour some.
            let even = bytes.iter().filter(|byte| **byte < 248);
            let characters = even.filter_map(|byte| ALPHABET.get(usize::from(byte % 62))).map(|byte| char::from(*byte));
            text.extend(characters.take(PREFIX.len() + LENGTH - text.len()));
        }
        Ok(Self(text))
    }

    /// A secret as somebody presents it; none where it cannot be one.
    pub fn of(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        let fits = rest.len() == LENGTH && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned()))
    }

    /// What is stored of it. 256 random bits need neither salt nor a slow hash.
    pub fn hash(&self) -> String {
        blake3::hash(self.0.as_bytes()).to_hex().to_string()
    }

    /// The text itself, for the one time that it is shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({PREFIX}…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_recognised_and_never_printed() {
        let (one, other) = (Secret::generate().unwrap(), Secret::generate().unwrap());
        assert!(one != other && one.hash() != other.hash());
        assert_eq!(one.reveal().len(), 47);
        assert_eq!(Secret::of(one.reveal()), Some(one.clone()));
        assert_eq!(format!("{one:?}"), "Secret(sxt_…)");
        assert!(!one.hash().contains(&one.reveal()[4..]));
        for text in ["", "sxt_", "sxt_short", &one.reveal()[4..], &format!("{} ", one.reveal())] {
            assert_eq!(Secret::of(text), None, "{text:?}");
        }
    }
}
