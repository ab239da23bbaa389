//! Sources of descriptors behind web addresses, served by hosts that are not always kind.

mod hostile;
pub(crate) mod shelf;
mod sync;
