//! Sources of git repositories, which git itself serves over HTTP.

mod host;
mod hostile;
mod sync;
