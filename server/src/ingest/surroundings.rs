//! The files that stand around descriptors, for those that name one.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog_schema::companions::{Companion, Companions, DescriptorFile, is_address, read_docs};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_examined};
use serde_json::Value;
use url::Url;

use crate::addresses::Book;

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

    /// Reads a file there, or what lies at an address of the web.
    fn read_named(&self, named: &str, repository: &str) -> Companion {
        if is_address(named) { self.address(named) } else { self.read(named, repository) }
    }

    /// Reads several of them, which a source may ask for together.
    fn read_all(&self, named: &BTreeSet<String>, repository: &str) -> Companions {
        named.iter().map(|named| (named.clone(), self.read_named(named, repository))).collect()
    }

    /// What lies at an address of the web.
    fn address(&self, _address: &str) -> Companion {
        Companion::Unasked
    }

    /// The path within the location of a file of the web that is one of its own.
    fn own(&self, _address: &str) -> Option<String> {
        None
    }

    /// Whether one of these is an address that is asked for before its descriptor is decoded to the end; `decoded` is what
    /// came of that without it.
    fn awaits(&self, _named: &Companions, _path: &str, _decoded: &DecodedFile) -> bool {
        false
    }
}

/// The files around descriptors, and those of the web.
pub(super) struct WithAddresses {
    pub(super) files: Arc<dyn Surroundings>,
    pub(super) book: Option<Arc<Book>>,
}

impl Surroundings for WithAddresses {
    fn repository(&self, descriptor: &str) -> String {
        // What lies elsewhere is no part of any repository of the location.
        if is_address(descriptor) { descriptor.to_owned() } else { self.files.repository(descriptor) }
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        self.files.read(path, repository)
    }

    fn read_all(&self, named: &BTreeSet<String>, repository: &str) -> Companions {
        let (addresses, files): (BTreeSet<String>, BTreeSet<String>) =
            named.iter().cloned().partition(|path| is_address(path));
        let mut companions = self.files.read_all(&files, repository);
        companions.extend(addresses.into_iter().map(|address| {
            let companion = self.address(&address);
            (address, companion)
        }));
        companions
    }

    fn address(&self, address: &str) -> Companion {
        match (self.files.address(address), &self.book) {
            (Companion::Unasked, Some(book)) => book.companion(address),
            (companion, _) => companion,
        }
    }

    fn own(&self, address: &str) -> Option<String> {
        self.files.own(address)
    }

    fn awaits(&self, named: &Companions, path: &str, decoded: &DecodedFile) -> bool {
        let mut addresses = named.keys().filter(|named| is_address(named));
        let is_awaited = self.book.as_ref().is_some_and(|book| book.awaits(&mut addresses));
        if is_awaited && let Some(book) = &self.book {
            book.targets(targets(path, decoded));
        }
        is_awaited
    }
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
        decode_examined(&file, bytes, options, &scorecards::examine)
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
        companions.extend(surroundings.read_all(&missing, &repository));
        // What documentation says changes nothing of what the descriptor does.
        if missing.is_subset(&decoded.docs) {
            read_docs(&mut decoded, &DescriptorFile { path, repository: &repository, companions: &companions });
        } else {
            decoded = decode(&companions, &repository);
        }
    }
    companions.retain(|named, _| decoded.companions.contains(named));
    Among { repository, companions, decoded }
}

/// The addresses that Locations of a file name, as they are asked for.
fn targets(path: &str, decoded: &DecodedFile) -> impl Iterator<Item = String> {
    let base = Url::parse(path).ok();
    let locations = decoded.documents.iter().filter_map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) if entity.kind == "Location" => entity.descriptor.get("spec"),
        _ => None,
    });
    let texts = locations.flat_map(|spec| {
        let several = spec.get("targets").and_then(Value::as_array).into_iter().flatten();
        spec.get("target").into_iter().chain(several).filter_map(Value::as_str)
    });
    texts.filter_map(move |text| {
        let text = text.trim();
        let mut url = base.as_ref().map_or_else(|| Url::parse(text), |base| base.join(text)).ok()?;
        url.set_fragment(None);
        Some(String::from(url))
    })
}
