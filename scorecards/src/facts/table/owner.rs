//! Whoever owns it.

use catalog_schema::model::LinkType;

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "owner.ref",
        fact_type: FactType::Text,
        group: FactGroup::Owner,
        description: "The reference of the declared owner, first of them.",
        supplied_by: "the entity's descriptor: `spec.owner`",
        example: "owner.ref != null",
        read: |asked| FactValue::owned_text(asked.facts.around.owner().declared.map(|owner| owner.to_string())),
    },
    FactSpec {
        name: "owner.effective",
        fact_type: FactType::Text,
        group: FactGroup::Owner,
        description: "The reference of the owner that counts: declared, or inherited from the system, the domain or CODEOWNERS.",
        supplied_by: "the entity's descriptor or that of its system: `spec.owner`",
        example: "owner.effective != null",
        read: |asked| FactValue::owned_text(asked.facts.around.owner().effective.map(|owner| owner.to_string())),
    },
    FactSpec {
        name: "owner.exists",
        fact_type: FactType::Bool,
        group: FactGroup::Owner,
        description: "Whether the catalog has the declared owner; `false` where there is none.",
        supplied_by: "a descriptor of that team or person",
        example: "owner.ref == null || owner.exists",
        read: |asked| FactValue::Bool(asked.facts.around.owner().exists),
    },
    FactSpec {
        name: "owner.kind",
        fact_type: FactType::Text,
        group: FactGroup::Owner,
        description: "The kind of the declared owner, such as `Group`; null where the catalog does not have it.",
        supplied_by: "a descriptor of that team or person",
        example: r#"owner.kind == "Group""#,
        read: |asked| FactValue::owned_text(asked.facts.around.owner().kind),
    },
    FactSpec {
        name: "owner.members",
        fact_type: FactType::Int,
        group: FactGroup::Owner,
        description: "People in the owner that counts and in the teams within it; 1 for a person, null where nobody owns it, or the catalog has neither that owner nor people in it.",
        supplied_by: "`memberOf` in the descriptors of people, or `members` in that of the team",
        example: "owner.members >= 2",
        read: |asked| FactValue::optional_int(asked.facts.around.owner().members),
    },
    FactSpec {
        name: "owner.links",
        fact_type: FactType::LinkList,
        group: FactGroup::Owner,
        description: "The links of the owner that counts.",
        supplied_by: "the descriptor of the team or person that owns it: `metadata.links`",
        example: "size(owner.links) > 0",
        read: |asked| FactValue::owned_links(asked.facts.around.owner().links, None),
    },
    FactSpec {
        name: "owner.on_call",
        fact_type: FactType::LinkList,
        group: FactGroup::Owner,
        description: "The links of the owner that counts to who is on call.",
        supplied_by: "the descriptor of the team or person that owns it: `metadata.links` with `type: on-call`",
        example: "size(owner.on_call) > 0",
        read: |asked| FactValue::owned_links(asked.facts.around.owner().links, Some(LinkType::OnCall)),
    },
    FactSpec {
        name: "owner.chat",
        fact_type: FactType::LinkList,
        group: FactGroup::Owner,
        description: "The links of the owner that counts to chat channels.",
        supplied_by: "the descriptor of the team or person that owns it: `metadata.links` with `type: chat`",
        example: "size(owner.chat) > 0",
        read: |asked| FactValue::owned_links(asked.facts.around.owner().links, Some(LinkType::Chat)),
    },
    FactSpec {
        name: "owner.email",
        fact_type: FactType::Text,
        group: FactGroup::Owner,
        description: "The e-mail address of the owner that counts.",
        supplied_by: "the descriptor of the team or person that owns it: `spec.profile.email`",
        example: "owner.email != null",
        read: |asked| FactValue::owned_text(asked.facts.around.owner().email),
    },
];
