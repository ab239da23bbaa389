//! From a name to the addresses that may be asked.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::timeout;

use super::network::{Network, is_metadata, is_public};

/// How long a name may take to resolve.
const PATIENCE: Duration = Duration::from_secs(10);

/// Finds the addresses of a name.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// The addresses of a host.
    ///
    /// # Errors
    /// If there are none, or the name cannot be resolved now.
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The one of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((host, port)).await?.collect())
    }
}

/// Why a host is not asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// It has no address.
    #[error("the host {host} cannot be found: {reason}")]
    Unknown {
        /// Its name.
        host: String,
        /// Why.
        reason: String,
    },
    /// Its address is not one of the public internet.
    #[error(
        "the host {host} has the address {address}, which is none of the public internet; `private_networks` of the source in \
         sextant.toml names those that may be asked"
    )]
    Private {
        /// Its name.
        host: String,
        /// The address.
        address: IpAddr,
    },
    /// Machines of a cloud are told their secrets there.
    #[error(
        "the host {host} has the address {address}, where machines are told secrets of their own; nothing is asked there"
    )]
    Metadata {
        /// Its name.
        host: String,
        /// The address.
        address: IpAddr,
    },
}

/// Who may be asked.
#[derive(Clone)]
pub struct Guard {
    resolver: Arc<dyn Resolver>,
    allowed: Vec<Network>,
}

impl Guard {
    /// The public internet, and `allowed` beside it.
    pub fn new(allowed: Vec<Network>) -> Self {
        Self::resolving(Arc::new(SystemResolver), allowed)
    }

    /// The same with another resolver.
    pub fn resolving(resolver: Arc<dyn Resolver>, allowed: Vec<Network>) -> Self {
        Self { resolver, allowed }
    }

    /// The addresses of a host, every one of which may be asked. A connection is made to one of these, and the name is not
    /// resolved again for it: what it resolves to then may be something else.
    ///
    /// # Errors
    /// If it has none, or one that may not be asked.
    pub async fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, GuardError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let addresses = match bare.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => {
                let unknown = |reason: String| GuardError::Unknown { host: host.to_owned(), reason };
                let resolved = timeout(PATIENCE, self.resolver.resolve(bare, port)).await;
                resolved
                    .map_err(|_| unknown("no name server answered in time".to_owned()))?
                    .map_err(|error| unknown(error.to_string()))?
            }
        };
        if addresses.is_empty() {
            return Err(GuardError::Unknown { host: host.to_owned(), reason: "it has no address".to_owned() });
        }
        for address in addresses.iter().map(SocketAddr::ip) {
            self.check(host, address)?;
        }
        Ok(addresses)
    }

    fn check(&self, host: &str, address: IpAddr) -> Result<(), GuardError> {
        let host = host.to_owned();
        if is_metadata(address) {
            return Err(GuardError::Metadata { host, address });
        }
        let is_allowed = is_public(address) || self.allowed.iter().any(|network| network.contains(address));
        if is_allowed { Ok(()) } else { Err(GuardError::Private { host, address }) }
    }
}
