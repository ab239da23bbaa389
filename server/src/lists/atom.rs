//! One condition of a filter, made ready to be asked of every entity.

use std::collections::HashSet;

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef, Format};
use catalog_schema::wire::{Outcome, Problem};

use super::field::{Field, HEALTH};
use super::problems;
use crate::graph::{self, GraphView, Measured, Slot};
use crate::live::{Column, Indexed, Live, Record, Row, SlotBitmap, Symbol, compare_folded, format_index};

/// A condition with its value resolved in one snapshot.
#[derive(Debug)]
pub(super) enum Atom {
    /// The catalog does not know the value.
    Never,
    Has(Field),
    HasNot(Field),
    Symbol(Column, Symbol),
    /// One of these owns it in the end.
    Owners(Vec<Symbol>),
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
    Articulation(bool),
    Health(usize),
    Failing(Symbol),
    /// One of these rules applies to it and comes to this, or to whatever.
    Ruled(Vec<Symbol>, Option<Outcome>),
    /// It is at this level of a scorecard, or at none of it.
    Level(Symbol),
    Label(Symbol, Symbol),
    Annotation(String, String),
    Custom(Symbol, Symbol),
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
                known.map_or(Self::Never, |owner| Self::Owners(vec![owner]))
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
            Field::Articulation => Self::Articulation(truth("articulation", value)?),
            Field::Health => match HEALTH.iter().position(|known| known.eq_ignore_ascii_case(value)) {
                Some(index) => Self::Health(index),
                None => return Err(problems::invalid_value("health", value, &HEALTH.join(", "))),
            },
            Field::Failing => live.columns().rules().find(value).map_or(Self::Never, Self::Failing),
            Field::Ruled(outcome) => {
                let rule = live.columns().rules().find(value);
                rule.map_or(Self::Never, |rule| Self::Ruled(vec![rule], Some(*outcome)))
            }
            Field::Scorecard => Self::Ruled(rules_of(live, value), None),
            Field::Level => level(live, value).map_or(Self::Never, Self::Level),
            Field::Label(key) => {
                let columns = live.columns();
                match (columns.label_keys().find(key), columns.label_values().find(value)) {
                    (Some(key), Some(value)) => Self::Label(key, value),
                    _ => Self::Never,
                }
            }
            Field::Annotation(key) => Self::Annotation(key.clone(), value.to_owned()),
            Field::Custom(name) => {
                let columns = live.columns();
                match (columns.field_names().find(name), columns.field_values().find(value)) {
                    (Some(name), Some(value)) => Self::Custom(name, value),
                    _ => Self::Never,
                }
            }
        })
    }

    /// Whether entities have to be looked at one by one.
    pub(super) fn scans(&self) -> bool {
        match self {
            Self::Name(_) | Self::Title(_) | Self::Annotation(..) => true,
            Self::Ruled(..) | Self::Articulation(_) => true,
            Self::Has(field) | Self::HasNot(field) => {
                matches!(field, Field::Title | Field::Called | Field::Ruled(_) | Field::Articulation)
            }
            _ => false,
        }
    }

    /// The entities among `within` for which the condition holds.
    pub(super) fn holding(&self, seen: Measured<'_>, within: &SlotBitmap) -> SlotBitmap {
        let live = seen.live();
        let postings = live.postings();
        let having = |indexed, number| within & postings.having(indexed, number);
        let scan = |among: &SlotBitmap, holds: &dyn Fn(Slot) -> bool| -> SlotBitmap {
            among.iter().filter(|&number| holds(Slot::of(number))).collect()
        };
        let graph = live.graph();
        match self {
            Self::Never => SlotBitmap::new(),
            Self::Has(field) => has(field, seen, within),
            Self::HasNot(field) => within - has(field, seen, within),
            Self::Symbol(column, symbol) => within & postings.in_column(*column, *symbol),
            Self::Owners(owners) => owned(live, within, owners),
            Self::Domain(domain) => in_domain(live, within, *domain),
            Self::Tag(tag) => having(Indexed::Tag, tag.index()),
            Self::Slot(slot) => within & SlotBitmap::from_iter([slot.number()]),
            Self::Name(name) => scan(within, &|slot| compare_folded(graph.entity_ref(slot).name(), name).is_eq()),
            Self::Title(title) => scan(within, &|slot| {
                let found = graph.entity(slot).and_then(|entity| entity.title.as_deref());
                found.is_some_and(|found| compare_folded(found, title).is_eq())
            }),
            Self::Called(slots) => within & slots.iter().map(|slot| slot.number()).collect::<SlotBitmap>(),
            Self::Tier(tier) => having(Indexed::Tier, usize::from(*tier)),
            Self::Format(format) => having(Indexed::Format, 1 + format_index(*format)),
            Self::Stale(stale) => having(Indexed::Stale, usize::from(*stale)),
            Self::Dangling(dangling) => having(Indexed::Dangling, usize::from(*dangling)),
            Self::Articulation(wanted) => {
                scan(within, &|slot| seen.at(slot).is_some_and(|measure| measure.is_articulation == *wanted))
            }
            Self::Health(index) => having(Indexed::Health, 1 + *index),
            Self::Failing(rule) => having(Indexed::Failing, rule.index()),
            Self::Ruled(rules, wanted) => scan(within, &|slot| {
                live.row(slot).is_some_and(|row| {
                    let is_meant = |outcome| wanted.is_none_or(|wanted| wanted == outcome);
                    row.outcomes().iter().any(|known| is_meant(known.verdict.outcome) && rules.contains(&known.rule))
                })
            }),
            Self::Level(level) => having(Indexed::Level, level.index()),
            Self::Label(key, value) => {
                let likely =
                    having(Indexed::LabelKey, key.index()) & postings.having(Indexed::LabelValue, value.index());
                scan(&likely, &|slot| live.row(slot).is_some_and(|row| row.label(*key) == *value))
            }
            Self::Custom(name, value) => {
                let likely =
                    having(Indexed::FieldName, name.index()) & postings.having(Indexed::FieldValue, value.index());
                scan(&likely, &|slot| live.row(slot).is_some_and(|row| row.fields().contains(&(*name, *value))))
            }
            Self::Annotation(key, value) => scan(&annotated(live, key, within), &|slot| {
                let found = graph.entity(slot).and_then(|entity| entity.annotation(key));
                found.is_some_and(|found| compare_folded(&found, value).is_eq())
            }),
        }
    }
}

/// The rules of a scorecard that apply to some entity, or the one rule that is named, as `scorecard/rule`.
fn rules_of(live: &Live, named: &str) -> Vec<Symbol> {
    if named.contains('/') {
        return live.columns().rules().find(named).into_iter().collect();
    }
    let is_of = |id: &str| id.split_once('/').is_some_and(|(of, _)| of.eq_ignore_ascii_case(named));
    live.columns().rules().iter().filter(|(_, id)| is_of(id)).map(|(rule, _)| rule).collect()
}

/// The level of a scorecard that is named, as `scorecard/level`; `scorecard/none` is that none is reached.
fn level(live: &Live, named: &str) -> Option<Symbol> {
    let (scorecard, level) = named.split_once('/')?;
    let id = if level.eq_ignore_ascii_case("none") { scorecard } else { named };
    live.columns().levels().iter().find(|(_, known)| known.eq_ignore_ascii_case(id)).map(|(level, _)| level)
}

/// The entities that have an annotation of this key.
fn annotated(live: &Live, key: &str, within: &SlotBitmap) -> SlotBitmap {
    match live.columns().annotation_keys().find(key) {
        Some(key) => within & live.postings().having(Indexed::AnnotationKey, key.index()),
        None => SlotBitmap::new(),
    }
}

/// The entities of a domain, itself or through their system; those in none, for [`Symbol::NONE`].
fn in_domain(live: &Live, within: &SlotBitmap, domain: Symbol) -> SlotBitmap {
    let postings = live.postings();
    let undeclared = within & postings.in_column(Column::Domain, Symbol::NONE);
    let systems = live.domains().systems_in(domain);
    let inherited = systems.map(|system| &undeclared & postings.in_column(Column::System, system));
    let declared = domain.is_some().then(|| within & postings.in_column(Column::Domain, domain));
    inherited.fold(declared.unwrap_or_default(), |all, some| all | some)
}

/// The entities that these own in the end; that nobody owns, for [`Symbol::NONE`].
pub(crate) fn owned(live: &Live, within: &SlotBitmap, owners: &[Symbol]) -> SlotBitmap {
    let postings = live.postings();
    let declared =
        owners.iter().filter(|owner| owner.is_some()).map(|&owner| within & postings.in_column(Column::Owner, owner));
    let mut undeclared = within & postings.in_column(Column::Owner, Symbol::NONE);
    if owners.iter().all(|owner| owner.is_some()) {
        undeclared &= live.may_inherit(owners);
    }
    let inherited = undeclared.iter().filter(|&number| {
        let row = live.row(Slot::of(number));
        row.is_some_and(|row| owners.contains(&live.effective_owner(row)))
    });
    declared.fold(inherited.collect(), |all, some| all | some)
}

fn has(field: &Field, seen: Measured<'_>, within: &SlotBitmap) -> SlotBitmap {
    let live = seen.live();
    let postings = live.postings();
    let valued = |indexed| within - postings.having(indexed, 0);
    let scan = |holds: &dyn Fn(&Record) -> bool| -> SlotBitmap {
        let known = |number: &u32| live.graph().entity(Slot::of(*number)).is_some_and(holds);
        within.iter().filter(known).collect()
    };
    match field {
        Field::Column(column) => valued(Indexed::Column(*column)),
        Field::OwnerTree | Field::EffectiveOwner => within - owned(live, within, &[Symbol::NONE]),
        Field::Domain => within - in_domain(live, within, Symbol::NONE),
        Field::Name | Field::Ref | Field::Format => within.clone(),
        Field::Title => scan(&|record| record.title.is_some()),
        Field::Called => scan(&Record::has_other_names),
        Field::Tier => valued(Indexed::Tier),
        Field::Tag => valued(Indexed::Tag),
        Field::Stale => valued(Indexed::Stale),
        Field::Dangling => valued(Indexed::Dangling),
        Field::Articulation => within.iter().filter(|&number| seen.at(Slot::of(number)).is_some()).collect(),
        Field::Health => valued(Indexed::Health),
        Field::Failing => valued(Indexed::Failing),
        Field::Scorecard | Field::Level => valued(Indexed::Health),
        Field::Ruled(wanted) => {
            let comes_to_it = |row: &Row| row.outcomes().iter().any(|known| known.verdict.outcome == *wanted);
            within.iter().filter(|&number| live.row(Slot::of(number)).is_some_and(comes_to_it)).collect()
        }
        Field::Label(key) => match live.columns().label_keys().find(key) {
            Some(key) => within & postings.having(Indexed::LabelKey, key.index()),
            None => SlotBitmap::new(),
        },
        Field::Annotation(key) => annotated(live, key, within),
        Field::Custom(name) => match live.columns().field_names().find(name) {
            Some(name) => within & postings.having(Indexed::FieldName, name.index()),
            None => SlotBitmap::new(),
        },
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
