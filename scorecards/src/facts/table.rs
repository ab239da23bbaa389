//! The fact schema: every fact, its type, what it means and how it is read. The checker, the evaluator and the
//! reference documentation go by this one table.

use super::Facts;
use super::value::FactValue;

/// The type of a fact. Whatever its type, a fact that nobody supplied is `null` unless the fact says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactType {
    /// `true` or `false`, never null.
    Bool,
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// A list of texts; empty rather than null.
    TextList,
    /// Texts by text, as in `entity.labels["team"]`; empty rather than null.
    TextMap,
    /// A list of links `{url, title, type}`; empty rather than null.
    LinkList,
}

/// One fact.
#[derive(Debug)]
pub struct FactSpec {
    /// As a rule names it, such as `entity.description`.
    pub name: &'static str,
    /// The type of its value.
    pub fact_type: FactType,
    /// What it means.
    pub description: &'static str,
    pub(crate) read: for<'a> fn(&Facts<'a>) -> FactValue<'a>,
}

/// Every fact, in the order of the reference.
pub static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "entity.ref",
        fact_type: FactType::Text,
        description: "The canonical reference, `kind:namespace/name` in lower case; never null.",
        read: |facts| FactValue::Text(facts.entity.entity_ref().as_str().to_owned().into()),
    },
    FactSpec {
        name: "entity.kind",
        fact_type: FactType::Text,
        description: "The kind as displayed, such as `Component`; never null.",
        read: |facts| FactValue::text(&facts.entity.kind),
    },
    FactSpec {
        name: "entity.name",
        fact_type: FactType::Text,
        description: "The name as displayed; never null.",
        read: |facts| FactValue::text(&facts.entity.name),
    },
    FactSpec {
        name: "entity.title",
        fact_type: FactType::Text,
        description: "The name for people.",
        read: |facts| FactValue::optional_text(facts.entity.title.as_deref()),
    },
    FactSpec {
        name: "entity.description",
        fact_type: FactType::Text,
        description: "The description, Markdown as written.",
        read: |facts| FactValue::optional_text(facts.entity.description.as_deref()),
    },
    FactSpec {
        name: "entity.type",
        fact_type: FactType::Text,
        description: "The type within the kind, such as `service`.",
        read: |facts| FactValue::optional_text(facts.entity.entity_type.as_deref()),
    },
    FactSpec {
        name: "entity.lifecycle",
        fact_type: FactType::Text,
        description: "The lifecycle, such as `production`.",
        read: |facts| FactValue::optional_text(facts.entity.lifecycle.as_deref()),
    },
    FactSpec {
        name: "entity.tier",
        fact_type: FactType::Int,
        description: "1 (most critical) to 4.",
        read: |facts| facts.entity.tier.map_or(FactValue::Null, |tier| FactValue::Int(tier.into())),
    },
    FactSpec {
        name: "entity.language",
        fact_type: FactType::Text,
        description: "The main programming language, lower case.",
        read: |facts| FactValue::optional_text(facts.entity.language.as_deref()),
    },
    FactSpec {
        name: "entity.system",
        fact_type: FactType::Text,
        description: "The reference of the system that it is part of.",
        read: |facts| FactValue::optional_text(facts.entity.system.as_ref().map(|system| system.as_str())),
    },
    FactSpec {
        name: "entity.tags",
        fact_type: FactType::TextList,
        description: "The tags, in the order written.",
        read: |facts| FactValue::Texts(&facts.entity.tags),
    },
    FactSpec {
        name: "entity.labels",
        fact_type: FactType::TextMap,
        description: "The labels.",
        read: |facts| FactValue::TextMap(&facts.entity.labels),
    },
    FactSpec {
        name: "entity.annotations",
        fact_type: FactType::TextMap,
        description: "The annotations.",
        read: |facts| FactValue::TextMap(&facts.entity.annotations),
    },
    FactSpec {
        name: "entity.links",
        fact_type: FactType::LinkList,
        description: "The links, in the order written.",
        read: |facts| FactValue::Links(&facts.entity.links),
    },
    FactSpec {
        name: "owner.ref",
        fact_type: FactType::Text,
        description: "The reference of the declared owner, first of them.",
        read: |facts| FactValue::optional_text(facts.owner.reference.map(|owner| owner.as_str())),
    },
    FactSpec {
        name: "owner.exists",
        fact_type: FactType::Bool,
        description: "Whether the catalog has that owner; `false` where there is none.",
        read: |facts| FactValue::Bool(facts.owner.exists),
    },
    FactSpec {
        name: "owner.kind",
        fact_type: FactType::Text,
        description: "The kind of that owner, such as `Group`; null where the catalog does not have it.",
        read: |facts| FactValue::optional_text(facts.owner.kind),
    },
    FactSpec {
        name: "measures.dependents",
        fact_type: FactType::Int,
        description: "How many entities are hit directly when this one fails; never null.",
        read: |facts| FactValue::Int(facts.measures.dependents.into()),
    },
    FactSpec {
        name: "measures.dependencies",
        fact_type: FactType::Int,
        description: "How many entities hit this one directly when they fail; never null.",
        read: |facts| FactValue::Int(facts.measures.dependencies.into()),
    },
    FactSpec {
        name: "measures.instability",
        fact_type: FactType::Int,
        description: "The share of dependencies among dependents and dependencies, 0 to 100 percent; null where there are \
                      neither.",
        read: |facts| facts.measures.instability.map_or(FactValue::Null, |percent| FactValue::Int(percent.into())),
    },
];

/// The facts that an evaluation read are kept as bits of one word.
const _: () = assert!(FACTS.len() <= u64::BITS as usize);
