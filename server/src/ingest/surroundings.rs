//! The files that stand around descriptors, for those that name one.

use catalog_schema::companions::Companion;

/// What a source can read of the files that descriptors name.
pub trait Surroundings: Send + Sync {
    /// The path, within the location, of the repository that a descriptor belongs to; empty where they are the same.
    fn repository(&self, descriptor: &str) -> String;

    /// Reads the file at this path within the location, as long as it lies within the repository, links followed.
    fn read(&self, path: &str, repository: &str) -> Companion;
}

/// Descriptors that come without the files around them.
#[derive(Clone, Copy, Debug)]
pub struct NoSurroundings;

impl Surroundings for NoSurroundings {
    fn repository(&self, _descriptor: &str) -> String {
        String::new()
    }

    fn read(&self, _path: &str, _repository: &str) -> Companion {
        Companion::Refused("only the descriptor came, not the files around it".to_owned())
    }
}
