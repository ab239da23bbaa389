//! Sources of descriptors behind web addresses, served by hosts that are not always kind.

mod hostile;
mod shelf;
mod sync;
