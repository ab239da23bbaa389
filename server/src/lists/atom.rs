//! One condition of a filter, made ready to be asked of every entity.

use std::collections::HashSet;

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef, Format};
use catalog_schema::wire::Problem;

use super::field::{Field, HEALTH, health_index};
use super::problems;
use crate::graph::{self, GraphView, Slot};
use crate::live::{Column, Live, Row, Symbol, compare_folded};

/// A condition with its value resolved in one snapshot.
#[derive(Debug)]
pub(super) enum Atom {
    /// The catalog does not know the value.
    Never,
    Has(Field),
    HasNot(Field),
    Symbol(Column, Symbol),
    Owners(Vec<Symbol>),
    EffectiveOwner(Symbol),
    Domain(Symbol),
    Tag(Symbol),
    Slot(Slot),
    Name(String),
    Title(String),
    Called(HashSet<Slot>),
    Tier(u8),
    Format(Format),
    Stale(bool),
    Dangling(bool),
    Health(usize),
    Failing(Symbol),
    Label(Symbol, Symbol),
    Annotation(String, String),
}

impl Atom {
    /// That a field has a value.
    ///
    /// # Errors
    /// 400 `invalid_filter` for a value that the field can never have, `invalid_ref` for what is no reference.
    pub(super) fn is(live: &Live, field: &Field, value: &str) -> Result<Self, Problem> {
        Ok(match field {
            Field::Column(column) => {
                let text = match column {
                    Column::Owner => reference(value, "group")?.to_string(),
                    Column::System => reference(value, "system")?.to_string(),
                    _ => value.to_owned(),
                };
                live.columns().table(*column).find(&text).map_or(Self::Never, |symbol| Self::Symbol(*column, symbol))
            }
            Field::Domain => {
                let domain = reference(value, "domain")?;
                live.columns().table(Column::Domain).find(domain.as_str()).map_or(Self::Never, Self::Domain)
            }
            Field::OwnerTree => owner_tree(live, &reference(value, "group")?),
            Field::EffectiveOwner => {
                let owner = reference(value, "group")?;
                let known = live.columns().table(Column::Owner).find(owner.as_str());
                known.map_or(Self::Never, Self::EffectiveOwner)
            }
            Field::Ref => {
                let entity_ref: EntityRef = value.parse().map_err(|error| problems::invalid_ref(&error))?;
                live.graph().find(entity_ref.as_str()).map_or(Self::Never, Self::Slot)
            }
            Field::Name => Self::Name(value.to_owned()),
            Field::Title => Self::Title(value.to_owned()),
            Field::Called => Self::Called(live.called(value)),
            Field::Tag => live.columns().tags().find(value).map_or(Self::Never, Self::Tag),
            Field::Tier => match value.parse() {
                Ok(tier @ 1..=4) => Self::Tier(tier),
                _ => return Err(problems::invalid_value("tier", value, "1, 2, 3 or 4")),
            },
            Field::Format => Self::Format(format(value)?),
            Field::Stale => Self::Stale(truth("stale", value)?),
            Field::Dangling => Self::Dangling(truth("dangling", value)?),
            Field::Health => match HEALTH.iter().position(|known| known.eq_ignore_ascii_case(value)) {
                Some(index) => Self::Health(index),
                None => return Err(problems::invalid_value("health", value, &HEALTH.join(", "))),
            },
            Field::Failing => live.columns().rules().find(value).map_or(Self::Never, Self::Failing),
            Field::Label(key) => {
                let columns = live.columns();
                match (columns.label_keys().find(key), columns.label_values().find(value)) {
                    (Some(key), Some(value)) => Self::Label(key, value),
                    _ => Self::Never,
                }
            }
            Field::Annotation(key) => Self::Annotation(key.clone(), value.to_owned()),
        })
    }

    /// Whether the condition holds for an entity.
    pub(super) fn matches(&self, live: &Live, slot: Slot, row: &Row) -> bool {
        let entity = || live.graph().entity(slot);
        match self {
            Self::Never => false,
            Self::HasNot(field) => !has(field, live, slot, row),
            Self::Has(field) => has(field, live, slot, row),
            Self::Symbol(column, symbol) => row.symbol(*column) == *symbol,
            Self::Owners(owners) => owners.contains(&live.effective_owner(row)),
            Self::EffectiveOwner(owner) => live.effective_owner(row) == *owner,
            Self::Domain(domain) => live.domains().of(row) == *domain,
            Self::Tag(tag) => row.tags().contains(tag),
            Self::Slot(wanted) => slot == *wanted,
            Self::Name(name) => compare_folded(live.graph().entity_ref(slot).name(), name).is_eq(),
            Self::Title(title) => {
                let found = entity().and_then(|entity| entity.title.as_deref());
                found.is_some_and(|found| compare_folded(found, title).is_eq())
            }
            Self::Called(slots) => slots.contains(&slot),
            Self::Tier(tier) => row.tier == Some(*tier),
            Self::Format(format) => row.format == *format,
            Self::Stale(stale) => row.stale == *stale,
            Self::Dangling(dangling) => (row.dangling > 0) == *dangling,
            Self::Health(index) => row.health.as_ref().map(health_index) == Some(*index),
            Self::Failing(rule) => row.failing().any(|failing| failing == *rule),
            Self::Label(key, value) => row.label(*key) == *value,
            Self::Annotation(key, value) => {
                let found = entity().and_then(|entity| entity.annotation(key));
                found.is_some_and(|found| compare_folded(&found, value).is_eq())
            }
        }
    }
}

fn has(field: &Field, live: &Live, slot: Slot, row: &Row) -> bool {
    let entity = || live.graph().entity(slot);
    match field {
        Field::Column(column) => row.symbol(*column).is_some(),
        Field::OwnerTree | Field::EffectiveOwner => live.effective_owner(row).is_some(),
        Field::Domain => live.domains().of(row).is_some(),
        Field::Name | Field::Ref | Field::Format => true,
        Field::Title => entity().is_some_and(|entity| entity.title.is_some()),
        Field::Called => entity().is_some_and(|entity| entity.has_other_names()),
        Field::Tier => row.tier.is_some(),
        Field::Tag => !row.tags().is_empty(),
        Field::Stale => row.stale,
        Field::Dangling => row.dangling > 0,
        Field::Health => row.health.is_some(),
        Field::Failing => row.failing().next().is_some(),
        Field::Label(key) => live.columns().label_keys().find(key).is_some_and(|key| row.label(key).is_some()),
        Field::Annotation(key) => entity().is_some_and(|entity| entity.annotation(key).is_some()),
    }
}

/// A reference as people write it in a filter: the kind is the field's, the namespace `default`, unless given.
fn reference(value: &str, default_kind: &str) -> Result<EntityRef, Problem> {
    EntityRef::parse(value, Some(default_kind), DEFAULT_NAMESPACE).map_err(|error| problems::invalid_ref(&error))
}

fn owner_tree(live: &Live, owner: &EntityRef) -> Atom {
    let owners = live.columns().table(Column::Owner);
    let Some(team) = live.graph().find(owner.as_str()) else { return Atom::Never };
    let teams = graph::descendants(live.graph(), team);
    Atom::Owners(teams.iter().filter_map(|&team| owners.find(live.graph().entity_ref(team).as_str())).collect())
}

fn format(value: &str) -> Result<Format, Problem> {
    let parsed = serde_json::from_value(serde_json::Value::String(value.to_lowercase()));
    parsed.map_err(|_| problems::invalid_value("format", value, "the name of a descriptor format, such as backstage"))
}

fn truth(field: &str, value: &str) -> Result<bool, Problem> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(problems::invalid_value(field, value, "true or false")),
    }
}
