//! What a snapshot knows beside its entities, in an image.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::repository::RepositoryFacts;
use scorecards::EventFacts;
use serde::{Deserialize, Serialize};

use super::super::change::GrantedExemption;
use super::super::{Live, PushedFact};
use crate::image::{Block, ImageError, ImageReader, ImageWriter};

/// A pushed fact under its name, with the value as JSON.
#[derive(Serialize, Deserialize)]
struct FactImage<'a> {
    name: &'a str,
    value: String,
    at: i64,
    received_at: i64,
    source: &'a str,
    url: Option<&'a str>,
}

/// The repositories of a location by their places in it, each as JSON.
type OfLocation<'a> = (Arc<str>, Vec<(Arc<str>, Cow<'a, str>)>);

/// The fields of [`EventFacts`], to write them by.
#[derive(Serialize, Deserialize)]
#[serde(remote = "EventFacts")]
struct EventFields {
    last_deployment: Option<i64>,
    last_production_deployment: Option<i64>,
    is_deployed: bool,
    deployments: Vec<i64>,
    failures: Vec<i64>,
    incidents: Vec<i64>,
    last_incident: Option<i64>,
    open_incidents: Vec<i64>,
}

#[derive(Serialize)]
struct Happened<'a>(&'a str, #[serde(with = "EventFields")] &'a EventFacts);

#[derive(Deserialize)]
struct HappenedOwned<'a>(&'a str, #[serde(with = "EventFields")] EventFacts);

fn json<T>(read: serde_json::Result<T>) -> Result<T, ImageError> {
    read.map_err(|_| ImageError::Damaged("what should be JSON is none"))
}

impl Live {
    pub(super) fn write_beside(&self, out: &mut ImageWriter) -> Result<(), ImageError> {
        out.put_list(
            self.pushed.size(),
            self.pushed.iter().map(|(uid, facts)| {
                let facts = facts.iter().map(|(name, fact)| FactImage {
                    name,
                    value: fact.value.to_string(),
                    at: fact.at,
                    received_at: fact.received_at,
                    source: &fact.source,
                    url: fact.url.as_deref(),
                });
                (uid, facts.collect::<Vec<_>>())
            }),
        )?;
        out.put_list(
            self.repositories.size(),
            self.repositories.iter().map(|(location, repositories)| {
                // With its own reader, which knows what is left out.
                let written = |facts: &RepositoryFacts| serde_json::to_string(facts).unwrap_or_default();
                let repositories = repositories.iter().map(|(root, facts)| (root, written(facts)));
                (location, repositories.collect::<Vec<_>>())
            }),
        )?;
        out.put_list(self.happened.size(), self.happened.iter().map(|(uid, facts)| Happened(uid, facts)))?;
        out.put_list(self.exempt.size(), self.exempt.iter())
    }

    pub(super) fn read_beside(&mut self, image: &mut ImageReader) -> Result<(), ImageError> {
        let pushed = image.list(|block| {
            let entities: Vec<(Arc<str>, Vec<FactImage<'_>>)> = block.read()?;
            let entity = |(uid, facts): (Arc<str>, Vec<FactImage<'_>>)| {
                let fact = |fact: FactImage<'_>| {
                    let FactImage { name, value, at, received_at, source, url } = fact;
                    let value = json(serde_json::from_str(&value))?;
                    let (name, source) = (Arc::from(name), Arc::from(source));
                    Ok((name, PushedFact { value, at, received_at, source, url: url.map(Into::into) }))
                };
                Ok((uid, facts.into_iter().map(fact).collect::<Result<Vec<_>, ImageError>>()?))
            };
            entities.into_iter().map(entity).collect()
        })?;
        for (uid, facts) in pushed {
            let shared = facts.into_iter().map(|(name, fact)| {
                let source = self.texts.share(&fact.source);
                (self.texts.share(&name), PushedFact { source, ..fact })
            });
            let shared = Arc::new(shared.collect());
            self.pushed.insert_mut(uid, shared);
        }
        self.repositories = image
            .list(|block| {
                let locations: Vec<OfLocation<'_>> = block.read()?;
                let location = |(location, repositories): OfLocation<'_>| {
                    let repository = |(root, facts): (Arc<str>, Cow<'_, str>)| {
                        Ok((root, Arc::new(json(serde_json::from_str::<RepositoryFacts>(&facts))?)))
                    };
                    let repositories = repositories.into_iter().map(repository);
                    Ok((location, Arc::new(repositories.collect::<Result<BTreeMap<_, _>, ImageError>>()?)))
                };
                locations.into_iter().map(location).collect()
            })?
            .into_iter()
            .collect();
        self.happened = image
            .list(|block: &Block| {
                let entities: Vec<HappenedOwned<'_>> = block.read()?;
                Ok(entities.into_iter().map(|HappenedOwned(uid, facts)| (uid.into(), Arc::new(facts))).collect())
            })?
            .into_iter()
            .collect();
        self.exempt = image
            .list(|block| block.read::<Vec<(Arc<str>, Arc<BTreeMap<Arc<str>, GrantedExemption>>)>>())?
            .into_iter()
            .collect();
        Ok(())
    }
}
