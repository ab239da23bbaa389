//! The files that stand around descriptors, for those that name one.

use std::collections::BTreeSet;

use catalog_schema::companions::{Companion, Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DecodedFile, decode_examined};

/// How often a descriptor is decoded anew because of what a file that it names leads to: a pattern, then its files, then
/// what is left.
const ROUNDS: usize = 5;

/// What a source can read of the files that descriptors name.
pub trait Surroundings: Send + Sync {
    /// The path, within the location, of the repository that a descriptor belongs to; empty where they are the same.
    fn repository(&self, descriptor: &str) -> String;

    /// Reads the file at this path within the location, as long as it lies within the repository, links followed; of a
    /// pattern, lists the files there that are like it.
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

/// A descriptor file, decoded with the files that it names.
#[derive(Debug)]
pub(crate) struct Among {
    /// The path of its repository within the location.
    pub(crate) repository: String,
    /// What was read of the files that it names.
    pub(crate) companions: Companions,
    pub(crate) decoded: DecodedFile,
}

/// Decodes a descriptor file, reads what it names, and decodes it again with that, until it names nothing more. `named`
/// are the files that it is known to name. Scorecards are looked at as those see them who judge by them.
pub(crate) fn decode_among(
    path: &str,
    bytes: &[u8],
    options: &DecodeOptions,
    surroundings: &dyn Surroundings,
    mut companions: Companions,
    repository: Option<String>,
) -> Among {
    let decode = |companions: &Companions, repository: &str| {
        let file = DescriptorFile { path, repository, companions };
        decode_examined(&file, bytes, options, scorecards::examine)
    };
    let looked_up = repository.is_some();
    let mut repository = repository.unwrap_or_default();
    let mut decoded = decode(&companions, &repository);
    // Finding a repository looks at directories, which most descriptors need not wait for.
    if !looked_up && !decoded.companions.is_empty() {
        repository = surroundings.repository(path);
        if !repository.is_empty() {
            decoded = decode(&companions, &repository);
        }
    }
    for _ in 0..ROUNDS {
        let missing: BTreeSet<String> =
            decoded.companions.iter().filter(|named| !companions.contains_key(*named)).cloned().collect();
        if missing.is_empty() {
            break;
        }
        companions.extend(read_all(&missing, &repository, surroundings));
        decoded = decode(&companions, &repository);
    }
    companions.retain(|named, _| decoded.companions.contains(named));
    Among { repository, companions, decoded }
}

/// What is read of these files.
pub(crate) fn read_all(named: &BTreeSet<String>, repository: &str, surroundings: &dyn Surroundings) -> Companions {
    named.iter().map(|path| (path.clone(), surroundings.read(path, repository))).collect()
}
