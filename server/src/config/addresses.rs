//! Files of the web that descriptors name: `[addresses]`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::file::{File, read};
use super::settings::Layers;
use super::{ConfigError, Setting};
use crate::addresses::AddressSettings;
use crate::guarded_http::Network;
use crate::sources::Interval;

/// From one request for an address to the next, where nothing is said, and the shortest time.
const DEFAULT_INTERVAL: Interval = Interval::seconds(900);
const SHORTEST_INTERVAL: Interval = Interval::seconds(60);

/// The keys of the table `[addresses]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AddressFile {
    fetch: Option<bool>,
    interval: Option<Interval>,
    private_networks: Option<Vec<Network>>,
}

/// What is said of files of the web that descriptors name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRules {
    /// They are asked for.
    pub fetch: Setting<bool>,
    /// From one request for an address to the next.
    pub interval: Setting<Interval>,
    /// What may be asked beside the public internet.
    pub private_networks: Setting<Vec<Network>>,
}

/// What is said of addresses, for a command that needs nothing else of the configuration: in the named file, else in the one
/// that `environment` names, else in `sextant.toml` where there is one.
///
/// # Errors
/// If the file cannot be read, or says something that cannot be used.
pub fn addresses(named: Option<&Path>, environment: Option<PathBuf>) -> Result<AddressSettings, ConfigError> {
    let named = named.map(Path::to_owned).or(environment);
    let (path, File { addresses, .. }) = read(named.as_deref())?.unwrap_or_default();
    let environment = |name: &str| std::env::var(name).ok();
    Ok(AddressRules::resolve(&Layers { environment: &environment, path: &path }, addresses)?.settings())
}

impl AddressRules {
    pub(super) fn resolve<E: Fn(&str) -> Option<String>>(
        layers: &Layers<'_, E>,
        file: AddressFile,
    ) -> Result<Self, ConfigError> {
        let fetch = layers.pick(("", None), "SEXTANT_ADDRESSES_FETCH", file.fetch, true, |text| {
            text.parse().map_err(|_| "it is either true or false".to_owned())
        })?;
        let interval =
            layers.pick(("", None), "SEXTANT_ADDRESSES_INTERVAL", file.interval, DEFAULT_INTERVAL, |text| {
                text.parse::<Interval>().map_err(|error| error.to_string())
            })?;
        let private_networks = layers.pick(
            ("", None),
            "SEXTANT_ADDRESSES_PRIVATE_NETWORKS",
            file.private_networks,
            Vec::new(),
            |text| text.split(',').map(|network| network.trim().parse()).collect(),
        )?;
        interval.value.at_least(SHORTEST_INTERVAL).map_err(|reason| ConfigError::Value {
            name: "addresses.interval",
            value: interval.value.to_string(),
            origin: interval.origin.clone(),
            reason,
        })?;
        Ok(Self { fetch, interval, private_networks })
    }

    /// The same as who asks takes it.
    pub fn settings(&self) -> AddressSettings {
        AddressSettings {
            fetch: self.fetch.value,
            interval: self.interval.value.duration(),
            private_networks: self.private_networks.value.clone(),
        }
    }
}
