//! The entries of lists: links, entities and findings, with fields of known names and types.

use std::any::Any;
use std::sync::Arc;

use catalog_schema::model::Link;
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelBool, CelInt, CelNull, CelString, Type};
use cel::common::value::{CowVal, StaticVal, Val};

use super::table::FactType;
use super::{FindingFacts, RelatedFacts};

/// What the entries of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordKind {
    Link,
    Entity,
    Finding,
}

impl RecordKind {
    /// Its fields; each may be null.
    pub(crate) fn fields(self) -> &'static [(&'static str, FactType)] {
        match self {
            Self::Link => &[("url", FactType::Text), ("title", FactType::Text), ("type", FactType::Text)],
            Self::Entity => &[
                ("ref", FactType::Text),
                ("exists", FactType::Bool),
                ("kind", FactType::Text),
                ("type", FactType::Text),
                ("lifecycle", FactType::Text),
                ("tier", FactType::Int),
                ("owner", FactType::Text),
                ("system", FactType::Text),
            ],
            Self::Finding => &[("rule", FactType::Text), ("severity", FactType::Text), ("is_subject", FactType::Bool)],
        }
    }

    pub(crate) fn one(self) -> &'static str {
        match self {
            Self::Link => "a link",
            Self::Entity => "an entity",
            Self::Finding => "a finding",
        }
    }

    pub(crate) fn many(self) -> &'static str {
        match self {
            Self::Link => "links",
            Self::Entity => "entities",
            Self::Finding => "findings",
        }
    }
}

static RECORD: Type = Type::new_unspecified_type("record");

/// An entry as CEL sees it. Loops copy each entry that they come to, so that a copy shares its fields.
#[derive(Clone, Debug)]
pub(super) struct Record(Arc<Fields>);

#[derive(Debug)]
struct Fields {
    kind: RecordKind,
    /// In the order of the kind's fields.
    values: Vec<Box<dyn Val>>,
}

impl Record {
    pub(super) fn link(link: &Link) -> Self {
        let values =
            vec![text(link.url.clone()), optional(link.title.clone()), text(link.link_type.as_str().to_owned())];
        Self(Arc::new(Fields { kind: RecordKind::Link, values }))
    }

    pub(super) fn entity(entity: &RelatedFacts) -> Self {
        let tier = entity.tier.map_or_else(null, |tier| Box::new(CelInt::from(i64::from(tier))) as Box<dyn Val>);
        let values = vec![
            text(entity.entity_ref.clone()),
            Box::new(CelBool::from(entity.exists)),
            optional(entity.kind.clone()),
            optional(entity.entity_type.clone()),
            optional(entity.lifecycle.clone()),
            tier,
            optional(entity.owner.clone()),
            optional(entity.system.clone()),
        ];
        Self(Arc::new(Fields { kind: RecordKind::Entity, values }))
    }

    pub(super) fn finding(finding: &FindingFacts) -> Self {
        let values: Vec<Box<dyn Val>> = vec![
            text(finding.rule.clone()),
            text(finding.severity.clone()),
            Box::new(CelBool::from(finding.is_subject)),
        ];
        Self(Arc::new(Fields { kind: RecordKind::Finding, values }))
    }

    /// The fields by name.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, &(dyn Val + 'static))> {
        let names = self.0.kind.fields().iter().map(|(name, _)| *name);
        names.zip(self.0.values.iter().map(|value| &**value))
    }
}

impl Val for Record {
    fn get_type(&self) -> &Type {
        &RECORD
    }

    fn cel_type() -> &'static Type {
        &RECORD
    }

    fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn Indexer + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| {
            let (mine, theirs) = (&self.0.values, &other.0.values);
            self.0.kind == other.0.kind && mine.iter().zip(theirs).all(|(mine, theirs)| mine.equals(&**theirs))
        })
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Record {}

impl Indexer for Record {
    fn get<'b, 'v>(&'b self, field: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let name = field.downcast_ref::<CelString<'_>>().map(|name| name.inner()).unwrap_or_default();
        let found = self.fields().find(|(known, _)| *known == name);
        found.map(|(_, value)| CowVal::Borrowed(value)).ok_or_else(|| ExecutionError::no_such_key(name))
    }

    fn steal<'v>(self: Box<Self>, field: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(field).map(CowVal::into_owned)
    }
}

fn null() -> Box<dyn Val> {
    Box::new(CelNull)
}

fn text(text: String) -> Box<dyn Val> {
    Box::new(CelString::from(text))
}

fn optional(value: Option<String>) -> Box<dyn Val> {
    value.map_or_else(null, text)
}
