//! The way into the catalog: what every sync of this process goes by.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::decode::DecodeOptions;
use catalog_schema::limits::Limits;
use catalog_schema::merge::Precedence;
use tokio::sync::{mpsc, watch};

use super::FirstFill;
use crate::addresses::{Addresses, SourceAddresses};
use crate::store::{SourceSettings, Store};

/// The way into the catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ingest {
    pub(super) store: Store,
    pub(super) options: DecodeOptions,
    pub(super) precedence: Precedence,
    /// What is configured of sources, by name.
    pub(super) sources: Arc<BTreeMap<String, SourceSettings>>,
    /// Tells followers of the log that there is something new; only a hint, they also look by themselves.
    pub(super) hint: watch::Sender<u64>,
    /// Asks for files that descriptors name by their addresses; none where nobody does.
    addresses: Option<Addresses>,
    /// Who takes what fills a blank catalog as it is written; none where nobody does.
    pub(super) first_fill: Option<mpsc::Sender<FirstFill>>,
    /// Counts what was asked of those who read sources, so that they look.
    pub(super) calls: watch::Sender<u64>,
}

impl Ingest {
    /// An ingestion into `store`; `hint` hears the revision of each change.
    pub fn new(store: Store, options: DecodeOptions, hint: watch::Sender<u64>) -> Self {
        Self {
            store,
            options,
            precedence: Precedence::default(),
            sources: Arc::default(),
            hint,
            addresses: None,
            first_fill: None,
            calls: watch::Sender::new(0),
        }
    }

    /// Says what is configured of sources, by name; of others the store knows.
    #[must_use]
    pub fn configured(mut self, sources: BTreeMap<String, SourceSettings>) -> Self {
        self.sources = Arc::new(sources);
        self
    }

    /// Says who asks for files that descriptors name by their addresses.
    #[must_use]
    pub fn asking(mut self, addresses: Addresses) -> Self {
        self.addresses = Some(addresses);
        self
    }

    /// Says who takes what fills a blank catalog as it is written.
    #[must_use]
    pub fn handing_over(mut self, to: mpsc::Sender<FirstFill>) -> Self {
        self.first_fill = Some(to);
        self
    }

    /// Who asks for files that descriptors of a source name; none where nobody does.
    pub fn addresses_of(&self, source: &str) -> Option<SourceAddresses> {
        self.addresses.as_ref().and_then(|addresses| addresses.of(source))
    }

    /// Takes a source for an overlay, whatever else is configured of it.
    #[must_use]
    pub(crate) fn overlaying(mut self, source: &str) -> Self {
        Arc::make_mut(&mut self.sources).entry(source.to_owned()).or_default().overlay = true;
        self
    }

    /// What is configured of a source.
    pub(crate) fn configured_source(&self, name: &str) -> Option<&SourceSettings> {
        self.sources.get(name)
    }

    /// Believes formats in this order where several of one repository describe an entity.
    #[must_use]
    pub fn believing(mut self, precedence: Precedence) -> Self {
        self.precedence = precedence;
        self
    }

    /// The same with other limits on what is read.
    pub(crate) fn limited(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// How descriptors are decoded.
    pub(crate) fn decode_options(&self) -> &DecodeOptions {
        &self.options
    }

    /// Hears of new revisions.
    pub(crate) fn hint(&self) -> &watch::Sender<u64> {
        &self.hint
    }

    /// Which format is believed.
    pub(crate) fn precedence(&self) -> &Precedence {
        &self.precedence
    }
}
