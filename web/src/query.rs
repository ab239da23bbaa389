//! The query part of an address, as pages read it.

use url::form_urlencoded;

/// Decoded pairs in the order written; keys may repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands after the `?`. Anything can be read; bytes that are no UTF-8 become U+FFFD.
    pub fn parse(text: &str) -> Self {
        Self { pairs: form_urlencoded::parse(text.as_bytes()).into_owned().collect() }
    }

    /// The first value of this key that is not blank, trimmed.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.all(key).next()
    }

    /// Every value of this key that is not blank, trimmed.
    pub fn all<'q, 'k>(&'q self, key: &'k str) -> impl Iterator<Item = &'q str> + use<'q, 'k> {
        self.pairs.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.trim()).filter(|v| !v.is_empty())
    }
}
