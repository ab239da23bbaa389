//! Orders of lists. Every order is total: the reference decides between equals.

use std::cmp::Ordering;

use catalog_schema::wire::Problem;
use serde::{Deserialize, Serialize};

use super::problems;
use crate::graph::{GraphView, Measured, Slot};
use crate::live::{Column, Indexed, Live, Record, Row, SortPrefix, Symbol, Symbols, compare_folded, folded};

/// What to order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    DisplayName,
    Column(Column),
    /// The domain that it is part of, itself or through its system.
    Domain,
    Tier,
    Health,
    Dependents,
    Dependencies,
    Instability,
    Reach,
    Depth,
    Criticality,
    Changed,
}

const NAMES: [(&str, By); 19] = [
    ("name", By::DisplayName),
    ("kind", By::Column(Column::Kind)),
    ("namespace", By::Column(Column::Namespace)),
    ("type", By::Column(Column::Type)),
    ("owner", By::Column(Column::Owner)),
    ("system", By::Column(Column::System)),
    ("domain", By::Domain),
    ("lifecycle", By::Column(Column::Lifecycle)),
    ("language", By::Column(Column::Language)),
    ("source", By::Column(Column::Source)),
    ("tier", By::Tier),
    ("health", By::Health),
    ("measures.dependents", By::Dependents),
    ("measures.dependencies", By::Dependencies),
    ("measures.instability", By::Instability),
    ("measures.reach", By::Reach),
    ("measures.depth", By::Depth),
    ("measures.criticality", By::Criticality),
    ("changed", By::Changed),
];

/// An order and its direction. What has no value comes last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    by: By,
    name: &'static str,
    descending: bool,
}

/// Where an entity stands in an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position<'a> {
    pub(super) value: Value<'a>,
    pub(super) kind: Coded<'a>,
    pub(super) namespace: Coded<'a>,
    pub(super) name: Text<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(Text<'a>),
    Symbol(Coded<'a>),
    Number(i64),
    Missing,
}

/// A text that is looked up only where two symbols differ.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coded<'a> {
    Symbol(&'a Symbols, Symbol),
    Given(&'a str),
}

/// A text whose beginning is at hand and whose rest is looked up only where the beginnings are equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) prefix: SortPrefix,
    rest: Rest<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Rest<'a> {
    DisplayName(&'a Live, Slot),
    Name(&'a Live, Slot),
    Given(&'a str),
}

/// A position that outlives its snapshot: what a cursor holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    #[serde(rename = "v")]
    value: MarkValue,
    #[serde(rename = "r")]
    reference: [String; 3],
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum MarkValue {
    Number(i64),
    Text(String),
    Missing(()),
}

impl Order {
    /// The order of this name, with `-` before it for descending; by display name if there is none.
    ///
    /// # Errors
    /// 400 `unknown_order`.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, Problem> {
        let text = text.map(str::trim).filter(|text| !text.is_empty()).unwrap_or("name");
        let (descending, name) = match text.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, text),
        };
        let found = NAMES.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((name, by)) = found else {
            let allowed = NAMES.map(|(name, _)| name).join(", ");
            return Err(problems::unknown_name("unknown_order", "Unknown order", name, &allowed));
        };
        Ok(Self { by, name, descending })
    }

    /// As [`Order::parse`] takes it.
    pub(super) fn name(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.name)
    }

    pub(super) fn is_descending(self) -> bool {
        self.descending
    }

    pub(super) fn is_by_display_name(self) -> bool {
        self.by == By::DisplayName
    }

    /// The column that it goes by.
    pub(super) fn column(self) -> Option<Column> {
        match self.by {
            By::Column(column) => Some(column),
            By::Domain => Some(Column::Domain),
            _ => None,
        }
    }

    /// The index of the values that it goes by, if there is one.
    pub(super) fn indexed(self) -> Option<Indexed> {
        match self.by {
            By::Column(column) => Some(Indexed::Column(column)),
            By::Tier => Some(Indexed::Tier),
            _ => None,
        }
    }

    /// Whether it goes by what is measured of the whole graph, and that was measured already.
    pub(super) fn is_measured(self, seen: Measured<'_>) -> bool {
        matches!(self.by, By::Reach | By::Depth | By::Criticality) && seen.revision().is_some()
    }

    /// Where an entity stands.
    pub(super) fn position<'a>(self, seen: Measured<'a>, slot: Slot, row: &Row) -> Position<'a> {
        let live = seen.live();
        let columns = live.columns();
        let number = |number: Option<u32>| number.map_or(Value::Missing, |number| Value::Number(number.into()));
        let symbol = |column| Coded::Symbol(columns.table(column), row.symbol(column));
        let value = match self.by {
            By::DisplayName => {
                Value::Text(Text { prefix: live.display_name_prefix(slot), rest: Rest::DisplayName(live, slot) })
            }
            By::Column(column) if row.symbol(column).is_some() => Value::Symbol(symbol(column)),
            By::Column(_) => Value::Missing,
            By::Domain => match live.domains().of(row) {
                Symbol::NONE => Value::Missing,
                domain => Value::Symbol(Coded::Symbol(columns.table(Column::Domain), domain)),
            },
            By::Tier => number(row.tier.map(u32::from)),
            By::Health => match row.health {
                Some(health) if health.max > 0 => {
                    Value::Number(i64::from(health.score) * 1_000_000 / i64::from(health.max))
                }
                _ => Value::Missing,
            },
            By::Dependents => Value::Number(row.measures.dependents.into()),
            By::Dependencies => Value::Number(row.measures.dependencies.into()),
            By::Instability => number(row.measures.instability().map(u32::from)),
            By::Reach => number(seen.at(slot).map(|measure| measure.reach)),
            By::Depth => number(seen.at(slot).map(|measure| measure.depth)),
            By::Criticality => number(seen.at(slot).map(|measure| measure.criticality.into())),
            By::Changed => Value::Number(row.changed_at),
        };
        Position {
            value,
            kind: symbol(Column::Kind),
            namespace: symbol(Column::Namespace),
            name: Text { prefix: row.name, rest: Rest::Name(live, slot) },
        }
    }

    pub(super) fn compare(self, left: &Position<'_>, right: &Position<'_>) -> Ordering {
        let directed = |order: Ordering| if self.descending { order.reverse() } else { order };
        let by_value = match (&left.value, &right.value) {
            (Value::Missing, Value::Missing) => Ordering::Equal,
            (Value::Missing, _) => Ordering::Greater,
            (_, Value::Missing) => Ordering::Less,
            (Value::Text(one), Value::Text(other)) => directed(one.compare(other)),
            (Value::Symbol(one), Value::Symbol(other)) => directed(one.compare(other)),
            (Value::Number(one), Value::Number(other)) => directed(one.cmp(other)),
            // Two positions of one order hold the same sort of value; a cursor's is checked before it gets here.
            _ => Ordering::Equal,
        };
        by_value
            .then_with(|| left.kind.compare(&right.kind))
            .then_with(|| left.namespace.compare(&right.namespace))
            .then_with(|| left.name.compare(&right.name))
    }

    /// Whether a cursor's mark can belong to this order.
    pub(super) fn accepts(self, mark: &Mark) -> bool {
        match (&mark.value, self.by) {
            (MarkValue::Text(_), By::DisplayName | By::Column(_) | By::Domain) => true,
            (MarkValue::Number(_), By::DisplayName | By::Column(_) | By::Domain) => false,
            (MarkValue::Number(_), _) => true,
            (MarkValue::Missing(()), By::DisplayName | By::Dependents | By::Dependencies | By::Changed) => false,
            (MarkValue::Missing(()), _) => true,
            (MarkValue::Text(_), _) => false,
        }
    }

    /// The position that a mark stands for.
    pub(super) fn recall(self, mark: &Mark) -> Position<'_> {
        let value = match &mark.value {
            MarkValue::Missing(()) => Value::Missing,
            MarkValue::Number(number) => Value::Number(*number),
            MarkValue::Text(text) if self.by == By::DisplayName => Value::Text(Text::given(text)),
            MarkValue::Text(text) => Value::Symbol(Coded::Given(text)),
        };
        let [kind, namespace, name] = &mark.reference;
        Position { value, kind: Coded::Given(kind), namespace: Coded::Given(namespace), name: Text::given(name) }
    }
}

impl Position<'_> {
    pub(super) fn mark(&self) -> Mark {
        let value = match &self.value {
            Value::Missing => MarkValue::Missing(()),
            Value::Number(number) => MarkValue::Number(*number),
            Value::Symbol(coded) => MarkValue::Text(coded.text().to_owned()),
            Value::Text(text) => MarkValue::Text(folded(text.full()).collect()),
        };
        let name = folded(self.name.full()).collect();
        Mark { value, reference: [self.kind.text().to_owned(), self.namespace.text().to_owned(), name] }
    }
}

impl<'a> Coded<'a> {
    pub(super) fn text(&self) -> &'a str {
        match self {
            Self::Symbol(table, symbol) => table.text(*symbol),
            Self::Given(text) => text,
        }
    }

    fn compare(&self, other: &Coded<'_>) -> Ordering {
        match (self, other) {
            // All symbols that meet here are of one column.
            (Self::Symbol(_, one), Coded::Symbol(_, other)) if one == other => Ordering::Equal,
            _ => self.text().cmp(other.text()),
        }
    }
}

impl<'a> Text<'a> {
    fn given(text: &'a str) -> Self {
        Self { prefix: crate::live::sort_prefix(text), rest: Rest::Given(text) }
    }

    fn full(&self) -> &'a str {
        match self.rest {
            Rest::Given(text) => text,
            Rest::Name(live, slot) => live.graph().entity_ref(slot).name(),
            Rest::DisplayName(live, slot) => live.graph().entity(slot).map_or("", Record::display_name),
        }
    }

    fn compare(&self, other: &Text<'_>) -> Ordering {
        self.prefix.cmp(&other.prefix).then_with(|| compare_folded(self.full(), other.full()))
    }
}
