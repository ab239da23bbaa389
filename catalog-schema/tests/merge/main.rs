//! Several descriptors of one entity: what they come to together, and which line says what.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod fields;
mod properties;
mod provenance;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::model::Entity;

/// What Backstage's descriptor of the checkout says.
const BACKSTAGE: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  description: Takes the order.
  tags: [java, pci]
  labels: {region: eu}
  links:
    - url: https://git.example.com/checkout
spec:
  type: service
  lifecycle: production
  owner: payments
  system: shop
  dependsOn: [resource:orders-db]
";

/// What Compass's says.
const COMPASS: &str = "\
configVersion: 1
name: checkout
typeId: APPLICATION
description: The old checkout.
ownerId: ari:cloud:identity::team/1
fields: {tier: 1, lifecycle: Deprecated}
labels: [pci, 'language:java']
links:
  - {name: Code, type: REPOSITORY, url: 'https://git.example.com/checkout'}
  - {name: Runbook, type: OTHER_LINK, url: 'https://wiki.example.com/checkout'}
";

/// What Datadog's says.
const DATADOG: &str = "\
schema-version: v2.2
dd-service: checkout
tier: '3'
team: payments
tags: ['region:us', 'cost:high']
lifecycle: production
";

/// The entity that a document declares.
fn entity(path: &str, text: &str) -> Entity {
    let decoded = decode(path, text.as_bytes(), &DecodeOptions::default());
    match decoded.documents.into_iter().next().map(|document| document.outcome) {
        Some(DocumentOutcome::Entity(entity)) => *entity,
        other => panic!("{path} is no entity but {other:?}"),
    }
}

fn all() -> Vec<Entity> {
    vec![
        entity("service.datadog.yaml", DATADOG),
        entity("compass.yml", COMPASS),
        entity("catalog-info.yaml", BACKSTAGE),
    ]
}
