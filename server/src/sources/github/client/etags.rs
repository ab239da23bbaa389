//! Answers that are asked for again, with their ETags.

use std::collections::HashMap;
use std::sync::Arc;

/// Answers that are kept.
const MOST: usize = 2_000;
/// The largest of them, in bytes.
const LARGEST: usize = 256 << 10;

/// An answer and its ETag.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) etag: String,
    pub(super) body: Arc<[u8]>,
    pub(super) link: Option<String>,
}

/// Answers by what was asked.
#[derive(Debug, Default)]
pub(super) struct Etags(HashMap<String, Kept>);

impl Etags {
    pub(super) fn get(&self, path: &str) -> Option<Kept> {
        self.0.get(path).cloned()
    }

    /// Keeps an answer. Where there are too many, all others go: they cost a request each, and no more.
    pub(super) fn put(&mut self, path: &str, kept: Kept) {
        if kept.body.len() > LARGEST {
            self.0.remove(path);
            return;
        }
        if self.0.len() >= MOST && !self.0.contains_key(path) {
            self.0.clear();
        }
        self.0.insert(path.to_owned(), kept);
    }
}
