//! What is said of addresses that descriptors name.

use std::time::Duration;

use crate::guarded_http::Network;

/// What is said of addresses that descriptors name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressSettings {
    /// They are asked for.
    pub fetch: bool,
    /// From one request for an address to the next.
    pub interval: Duration,
    /// What may be asked beside the public internet.
    pub private_networks: Vec<Network>,
}

impl Default for AddressSettings {
    fn default() -> Self {
        Self { fetch: true, interval: Duration::from_secs(15 * 60), private_networks: Vec::new() }
    }
}
