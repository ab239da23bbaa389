//! The links by what they lead to.

use catalog_schema::model::LinkType;

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "links.repository",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to source code.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: repository`",
        example: "size(links.repository) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Repository),
    },
    FactSpec {
        name: "links.documentation",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to documentation.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: documentation`",
        example: "size(links.documentation) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Documentation),
    },
    FactSpec {
        name: "links.dashboard",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to charts, metrics and logs.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: dashboard`",
        example: "size(links.dashboard) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Dashboard),
    },
    FactSpec {
        name: "links.on_call",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to who is on call.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: on-call`",
        example: "size(links.on_call) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::OnCall),
    },
    FactSpec {
        name: "links.runbook",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to what to do when it breaks.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: runbook`",
        example: "size(links.runbook) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Runbook),
    },
    FactSpec {
        name: "links.chat",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to chat channels.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: chat`",
        example: "size(links.chat) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Chat),
    },
    FactSpec {
        name: "links.project",
        fact_type: FactType::LinkList,
        group: FactGroup::Entity,
        description: "Links to issue trackers and project boards.",
        supplied_by: "the entity's descriptor: `metadata.links` with `type: project`",
        example: "size(links.project) > 0",
        read: |asked| FactValue::links_of(&asked.facts.entity.links, LinkType::Project),
    },
];
