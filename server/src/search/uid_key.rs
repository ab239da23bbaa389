//! An entity's identity as the index keeps it.

use serde::{Deserialize, Serialize};

/// 64 bits of a hash of a uid: small enough to be read for every hit of a query. Two of a million entities share one
/// with a probability of about 1 in 37 million; then a search would find one of the two only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct UidKey(u64);

impl UidKey {
    pub(crate) fn of(uid: &str) -> Self {
        let mut bytes = [0; 8];
        blake3::Hasher::new().update(uid.as_bytes()).finalize_xof().fill(&mut bytes);
        Self(u64::from_le_bytes(bytes))
    }

    pub(super) fn from_index(value: u64) -> Self {
        Self(value)
    }

    pub(super) fn to_index(self) -> u64 {
        self.0
    }
}
