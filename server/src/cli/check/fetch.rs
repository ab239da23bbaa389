//! Files of the web that descriptors name, asked for by who checks them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use catalog_schema::companions::{Companion, Unread};

use crate::addresses::{AddressSettings, Outcome, PATIENCE, Untold, limit, parsed, read};
use crate::guarded_http::{Guard, GuardedClient};
use crate::ingest::Surroundings;
use crate::sources::directory::DirectoryFiles;

/// Asks for each once, as a portal with these settings would ask that reads none of their repositories.
pub(in crate::cli) struct Fetch {
    runtime: tokio::runtime::Runtime,
    client: GuardedClient,
    known: Mutex<HashMap<String, Companion>>,
}

impl Fetch {
    /// None was asked for yet.
    ///
    /// # Errors
    /// Why none can be.
    pub(super) fn new(settings: AddressSettings) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let client = GuardedClient::new(Guard::new(settings.private_networks), limit(), PATIENCE);
        let client = client.map_err(|error| error.to_string())?;
        Ok(Self { runtime, client, known: Mutex::default() })
    }

    fn companion(&self, address: &str) -> Companion {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(companion) = known().get(address) {
            return companion.clone();
        }
        let asked = parsed(address).and_then(|url| self.runtime.block_on(read(&self.client, &url, (None, None))));
        let companion = match asked {
            Ok(Outcome::File { bytes, .. }) => Companion::Bytes(Arc::from(bytes)),
            Ok(Outcome::Same) => Companion::Unasked,
            Err(Untold { problem, help, .. }) => Companion::Unread(Box::new(Unread { problem, help, kept: None })),
        };
        known().insert(address.to_owned(), companion.clone());
        companion
    }
}

/// The files of a directory, and those of the web.
pub(super) struct WithFetched<'a> {
    pub(super) files: &'a DirectoryFiles,
    pub(super) fetch: Option<&'a Fetch>,
}

impl Surroundings for WithFetched<'_> {
    fn repository(&self, descriptor: &str) -> String {
        self.files.repository(descriptor)
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        self.files.read(path, repository)
    }

    fn address(&self, address: &str) -> Companion {
        self.fetch.map_or(Companion::Unasked, |fetch| fetch.companion(address))
    }
}
