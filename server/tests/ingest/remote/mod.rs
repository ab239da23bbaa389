//! Sources that are elsewhere: repositories become locations, each read by itself, whatever becomes of the others.

mod forge;
mod hostile;
mod resume;
mod sync;
