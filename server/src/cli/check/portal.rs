//! What a running portal knows.

use std::collections::BTreeSet;
use std::time::Duration;

use catalog_schema::model::EntityRef;
use catalog_schema::references::KnownEntities;
use serde::Deserialize;
use ureq::Agent;

use crate::cli::Exit;

/// References that are asked for at once: an address of some 4,000 characters, which every proxy takes.
const BATCH: usize = 40;
/// Longer than any sound answer takes.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why a portal was not asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum PortalError {
    #[error("{0} is no address of a portal; write it as https://sextant.example.com")]
    Address(String),
    #[error("the portal at {address} cannot be asked: {source}")]
    Request { address: String, source: Box<ureq::Error> },
}

impl PortalError {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Address(_) => Exit::Usage,
            Self::Request { .. } => Exit::Outside,
        }
    }
}

/// A portal, asked over its API.
#[derive(Debug)]
pub(super) struct Portal {
    address: String,
    agent: Agent,
    token: Option<String>,
}

/// What is needed of a list of entities.
#[derive(Deserialize)]
struct Entities {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "ref")]
    entity_ref: EntityRef,
}

impl Portal {
    /// The portal at this address, asked with the token in `SEXTANT_TOKEN`, if there is one.
    pub(super) fn new(address: &str) -> Result<Self, PortalError> {
        if !address.starts_with("https://") && !address.starts_with("http://") {
            return Err(PortalError::Address(address.to_owned()));
        }
        let agent = Agent::config_builder().timeout_global(Some(TIMEOUT)).build().into();
        let token = std::env::var("SEXTANT_TOKEN").ok().filter(|token| !token.is_empty());
        Ok(Self { address: address.trim_end_matches('/').to_owned(), agent, token })
    }

    /// Adds those of `targets` that the portal knows.
    pub(super) fn existing(&self, targets: &BTreeSet<EntityRef>, known: &mut KnownEntities) -> Result<(), PortalError> {
        let targets: Vec<_> = targets.iter().collect();
        for batch in targets.chunks(BATCH) {
            let asked = self.ask(batch);
            let answer = asked
                .map_err(|source| PortalError::Request { address: self.address.clone(), source: Box::new(source) })?;
            answer.items.into_iter().for_each(|item| known.insert(item.entity_ref));
        }
        Ok(())
    }

    fn ask(&self, batch: &[&EntityRef]) -> Result<Entities, ureq::Error> {
        let alternatives: Vec<_> = batch.iter().map(|target| format!("ref=\"{target}\"")).collect();
        let mut request = self
            .agent
            .get(format!("{}/api/v1/entities", self.address))
            .query("filter", alternatives.join(","))
            .query("limit", BATCH.to_string());
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        request.call()?.body_mut().read_json()
    }
}
