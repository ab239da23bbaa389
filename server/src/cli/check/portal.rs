//! What a running portal knows.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use catalog_schema::model::{Alias, EntityRef, Profile};
use catalog_schema::references::{KnownEntities, NamedEntity};
use catalog_schema::resolve::Called;
use serde::Deserialize;
use ureq::Agent;

use crate::cli::Exit;

/// References that are asked for at once: an address of some 4,000 characters, which every proxy takes.
const BATCH: usize = 40;
/// Entities in one answer at most.
const PAGE: usize = 200;
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

/// What a reference may find.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// The reference itself, and those by which its target is looked for elsewhere.
    pub(super) refs: Vec<EntityRef>,
    /// The keys of the aliases and titles that it may be.
    pub(super) keys: Vec<String>,
}

/// What is needed of a list of entities.
#[derive(Deserialize)]
struct Entities {
    items: Vec<Item>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "ref")]
    entity_ref: EntityRef,
    name: String,
    title: Option<String>,
    aliases: Vec<Alias>,
    annotations: BTreeMap<String, String>,
    profile: Option<Profile>,
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

    /// Adds the entities of the portal that may be wanted. What is wanted and known already is not asked for.
    pub(super) fn existing(&self, wanted: &BTreeSet<Wanted>, known: &mut KnownEntities) -> Result<(), PortalError> {
        let missing = |known: &KnownEntities| -> Vec<&Wanted> {
            let is_missing = |wanted: &&Wanted| !wanted.refs.first().is_some_and(|exact| known.contains(exact));
            wanted.iter().filter(is_missing).collect()
        };
        let refs = missing(known).into_iter().flat_map(|wanted| wanted.refs.iter().map(ToString::to_string)).collect();
        self.add("ref", &refs, known)?;
        let keys = missing(known).into_iter().flat_map(|wanted| wanted.keys.iter().cloned()).collect();
        self.add("called", &keys, known)
    }

    /// Adds the entities of which this field has one of these values.
    fn add(&self, field: &str, values: &BTreeSet<String>, known: &mut KnownEntities) -> Result<(), PortalError> {
        let conditions: Vec<String> = values.iter().map(|value| format!("{field}=\"{value}\"")).collect();
        for batch in conditions.chunks(BATCH) {
            let mut cursor = None;
            loop {
                let asked = self.ask(&batch.join(","), cursor.as_deref());
                let answer = asked.map_err(|source| PortalError::Request {
                    address: self.address.clone(),
                    source: Box::new(source),
                })?;
                answer.items.into_iter().for_each(|item| known.insert(item.named()));
                cursor = answer.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn ask(&self, filter: &str, cursor: Option<&str>) -> Result<Entities, ureq::Error> {
        let mut request = self
            .agent
            .get(format!("{}/api/v1/entities", self.address))
            .query("filter", filter)
            .query("limit", PAGE.to_string());
        if let Some(cursor) = cursor {
            request = request.query("cursor", cursor);
        }
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        request.call()?.body_mut().read_json()
    }
}

impl Item {
    fn named(self) -> NamedEntity {
        let called = Called {
            name: &self.name,
            title: self.title.as_deref(),
            aliases: &self.aliases,
            annotations: &self.annotations,
            profile: self.profile.as_ref(),
        };
        NamedEntity::new(self.entity_ref.clone(), &called)
    }
}
