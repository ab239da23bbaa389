//! A file behind an address, and those beside and below it that it names.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use async_trait::async_trait;
use percent_encoding::percent_decode_str;
use url::Url;

use super::remote::told;
use crate::guarded_http::{Get, GetError, Got, GuardedClient};
use crate::secrets::Secret;
use crate::sources::directory::unreadable;
use crate::sources::paths::{is_sound, is_walked};
use crate::sources::remote::{Commit, Contents, Entry, EntryKind, Listing, RemoteError, Tree};

/// What a file is called whose address does not end like a descriptor's.
const NAMELESS: &str = "descriptor.yaml";

/// A file, and what stands beside it.
pub(super) struct UrlTree {
    url: Url,
    bytes: Vec<u8>,
    etag: Option<String>,
    listing: Listing,
    client: GuardedClient,
    token: Option<Secret>,
    asked: Arc<AtomicU64>,
    /// It names other files: that it is as it was does not say that they are.
    names_files: AtomicBool,
}

impl UrlTree {
    pub(super) fn new(
        url: Url,
        bytes: Vec<u8>,
        etag: Option<String>,
        client: GuardedClient,
        token: Option<Secret>,
        asked: Arc<AtomicU64>,
    ) -> Self {
        let blob = blake3::hash(&bytes).to_string();
        let size = Some(bytes.len() as u64);
        let entry = Entry { path: file_name(&url), blob, size, kind: EntryKind::File };
        let listing = Listing::new(vec![entry], true);
        Self { url, bytes, etag, listing, client, token, asked, names_files: AtomicBool::new(false) }
    }

    /// The bytes of a file that the descriptor names.
    async fn beside(&self, path: &str) -> Result<Contents, RemoteError> {
        let gone = |kind| Err(Box::new(unreadable(path, &std::io::Error::from(kind))));
        // A name with a colon would be another address.
        let Ok(url) = self.url.join(&format!("./{path}")) else { return Ok(gone(std::io::ErrorKind::InvalidInput)) };
        self.asked.fetch_add(1, Ordering::Relaxed);
        match self.client.get(Get { url: &url, etag: None, modified: None, token: self.token.as_ref() }).await {
            Ok(Got::File { bytes, .. }) => Ok(Ok(bytes)),
            Ok(Got::NotModified) => Ok(gone(std::io::ErrorKind::InvalidData)),
            Err(GetError::Status { status: 404 | 410, .. }) => Ok(gone(std::io::ErrorKind::NotFound)),
            Err(error) => Err(told(&error)),
        }
    }
}

#[async_trait]
impl Tree for UrlTree {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        None
    }

    fn etag(&self) -> Option<&str> {
        self.etag.as_deref().filter(|_| !self.names_files.load(Ordering::Relaxed))
    }

    fn unlisted(&self, path: &str) -> Option<Entry> {
        // Nobody keeps code owners beside a file that is served, and of documentation no folder can be listed there.
        if path.ends_with("CODEOWNERS") || path.ends_with("mkdocs.yml") {
            return None;
        }
        self.names_files.store(true, Ordering::Relaxed);
        Some(Entry { path: path.to_owned(), blob: String::new(), size: None, kind: EntryKind::File })
    }

    fn path_of(&self, address: &Url) -> Option<String> {
        // What lies beside or below it is asked for with the same token as by a name.
        if address.origin() != self.url.origin() || address.query().is_some() {
            return None;
        }
        let folder = self.url.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = address.path().strip_prefix(folder)?.strip_prefix('/')?;
        // A name that is encoded in the address would be encoded again.
        Some(below.to_owned()).filter(|below| is_sound(below) && !below.contains('%'))
    }

    async fn contents(&self, files: &[&Entry], _limit: u64) -> Result<Vec<Contents>, RemoteError> {
        let mut contents = Vec::with_capacity(files.len());
        for file in files {
            let own = self.listing.find(&file.path).is_some();
            contents.push(if own { Ok(self.bytes.clone()) } else { self.beside(&file.path).await? });
        }
        Ok(contents)
    }
}

/// What a descriptor is called.
fn file_name(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default();
    let name = percent_decode_str(last).decode_utf8_lossy().into_owned();
    if is_walked(&name) && is_sound(&name) && !name.contains('/') { name } else { NAMELESS.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_its_address_ends_if_that_may_be_a_descriptor() {
        for (url, name) in [
            ("https://a.example/x/catalog-info.yaml?ref=main", "catalog-info.yaml"),
            ("https://a.example/port.YML", "port.YML"),
            ("https://a.example/download/17", NAMELESS),
            ("https://a.example/", NAMELESS),
            ("https://a.example/..%2f..%2fup.yaml", NAMELESS),
        ] {
            assert_eq!(file_name(&Url::parse(url).unwrap()), name, "{url}");
        }
    }
}
