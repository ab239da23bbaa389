//! Repeated texts, kept once.

use std::sync::Arc;

use rpds::HashTrieMapSync;

/// Texts that many records share: kinds, types, sources, places in descriptors. Grows with the number of different texts
/// since the start, which is small next to the number of entities.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    known: HashTrieMapSync<Arc<str>, ()>,
}

impl FromIterator<Arc<str>> for Texts {
    fn from_iter<I: IntoIterator<Item = Arc<str>>>(texts: I) -> Self {
        Self { known: texts.into_iter().map(|text| (text, ())).collect() }
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self { known: HashTrieMapSync::new_sync() }
    }
}

impl Texts {
    /// All of them, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<str>> {
        self.known.keys()
    }

    /// The one copy of `text`.
    pub(super) fn share(&mut self, text: &str) -> Arc<str> {
        if let Some((known, ())) = self.known.get_key_value(text) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = text.into();
        self.known.insert_mut(Arc::clone(&shared), ());
        shared
    }
}
