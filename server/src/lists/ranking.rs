//! An order made quick for one query: most comparisons are of two numbers.

use std::cmp::Ordering;

use super::order::{Coded, Order, Position, Value};
use crate::graph::{Measured, Slot};
use crate::live::{Column, Live, SlotBitmap, Symbol, Symbols};

/// An entity with the beginning of where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Where two keys differ, the entities stand as the keys do; where they do not, more has to be looked at.
    pub(super) key: u128,
    pub(super) slot: Slot,
}

/// An order over the entities of one snapshot.
#[derive(Debug)]
pub(super) struct Ranking<'a> {
    order: Order,
    seen: Measured<'a>,
    /// Of the column that is ordered by.
    values: Option<Ranks<'a>>,
    kinds: Ranks<'a>,
    namespaces: Ranks<'a>,
}

/// Bits of a key: the value, the kind, the namespace, and as much as is left of the name.
const VALUE_BITS: u32 = 48;
const KIND_BITS: u32 = 8;
const NAMESPACE_BITS: u32 = 24;
const NAME_BITS: u32 = u128::BITS - VALUE_BITS - KIND_BITS - NAMESPACE_BITS;

/// What stands for no value, after all values.
const MISSING: u64 = (1 << VALUE_BITS) - 1;
/// The greatest value. It and 0 stand for what lies beyond them, too.
const GREATEST: u64 = MISSING - 1;

impl<'a> Ranking<'a> {
    pub(super) fn new(order: Order, seen: Measured<'a>) -> Self {
        let live = seen.live();
        let ranks = |column| Ranks::new(live.columns().table(column));
        Self {
            order,
            seen,
            values: order.column().map(ranks),
            kinds: ranks(Column::Kind),
            namespaces: ranks(Column::Namespace),
        }
    }

    fn live(&self) -> &'a Live {
        self.seen.live()
    }

    /// The beginning of where an entity stands.
    pub(super) fn place(&self, slot: Slot) -> Place {
        let key = if self.order.is_by_display_name() {
            self.directed_prefix(self.live().display_name_prefix(slot))
        } else {
            self.position(slot).map_or(u128::MAX, |position| self.key(&position))
        };
        Place { key, slot }
    }

    /// Where an entity stands.
    pub(super) fn position(&self, slot: Slot) -> Option<Position<'a>> {
        Some(self.order.position(self.seen, slot, self.live().row(slot)?))
    }

    pub(super) fn compare(&self, one: &Place, other: &Place) -> Ordering {
        one.key.cmp(&other.key).then_with(|| match self.position(other.slot) {
            Some(position) => self.compare_in_full(one, &position),
            None => Ordering::Equal,
        })
    }

    /// Compares with a position of this key.
    pub(super) fn compare_to(&self, one: &Place, key: u128, position: &Position<'_>) -> Ordering {
        one.key.cmp(&key).then_with(|| self.compare_in_full(one, position))
    }

    fn compare_in_full(&self, one: &Place, position: &Position<'_>) -> Ordering {
        self.position(one.slot).map_or(Ordering::Equal, |own| self.order.compare(&own, position))
    }

    /// The key of a position, be an entity there or not.
    pub(super) fn key(&self, position: &Position<'_>) -> u128 {
        if let Value::Text(text) = &position.value {
            return self.directed_prefix(text.prefix);
        }
        let value = self.value(position);
        let head = u128::from(value) << (u128::BITS - VALUE_BITS);
        let kind = self.kinds.of(&position.kind);
        let namespace = self.namespaces.of(&position.namespace);
        if value == 0 || value == GREATEST || kind >> KIND_BITS > 0 || namespace >> NAMESPACE_BITS > 0 {
            return head;
        }
        let kind = u128::from(kind) << (NAMESPACE_BITS + NAME_BITS);
        let namespace = u128::from(namespace) << NAME_BITS;
        head | kind | namespace | position.name.prefix >> (u128::BITS - NAME_BITS)
    }

    /// The value of a position that is not a text's, as a number that is greater the later it comes.
    pub(super) fn value(&self, position: &Position<'_>) -> u64 {
        match &position.value {
            Value::Text(_) | Value::Missing => MISSING,
            Value::Number(number) => self.directed(u64::try_from(*number).unwrap_or(0)),
            Value::Symbol(coded) => self.directed(self.values.as_ref().map_or(0, |ranks| ranks.of(coded))),
        }
    }

    /// The entities of each value in the order's order, with the [`value`](Self::value) of their positions; none where
    /// the order does not go by a field of which there is an index.
    pub(super) fn groups(&self) -> Option<Vec<(u64, &'a SlotBitmap)>> {
        let (postings, indexed) = (self.live().postings(), self.order.indexed()?);
        let mut groups: Vec<_> = match &self.values {
            Some(ranks) => {
                ranks.sorted.iter().map(|(_, symbol)| (ranks.by_symbol[symbol.index()], symbol.index())).collect()
            }
            None => (1..postings.bound(indexed)).map(|number| (number as u64, number)).collect(),
        };
        if self.order.is_descending() {
            groups.reverse();
        }
        let of_values =
            groups.into_iter().map(|(value, number)| (self.directed(value), postings.having(indexed, number)));
        Some(of_values.chain([(MISSING, postings.having(indexed, 0))]).collect())
    }

    fn directed(&self, value: u64) -> u64 {
        let value = value.min(GREATEST);
        if self.order.is_descending() { GREATEST - value } else { value }
    }

    fn directed_prefix(&self, prefix: u128) -> u128 {
        if self.order.is_descending() { !prefix } else { prefix }
    }
}

/// The values of a column in order. A value that there is has an odd number, any other an even one between those.
#[derive(Debug)]
struct Ranks<'a> {
    sorted: Vec<(&'a str, Symbol)>,
    by_symbol: Vec<u64>,
}

impl<'a> Ranks<'a> {
    fn new(table: &'a Symbols) -> Self {
        let mut sorted: Vec<(&str, Symbol)> = table.iter().map(|(symbol, text)| (text, symbol)).collect();
        sorted.sort_unstable_by_key(|(text, _)| *text);
        let mut by_symbol = vec![0; table.bound()];
        for (rank, (_, symbol)) in (0..).zip(&sorted) {
            by_symbol[symbol.index()] = 2 * rank + 1;
        }
        Self { sorted, by_symbol }
    }

    fn of(&self, coded: &Coded<'_>) -> u64 {
        match coded {
            Coded::Symbol(_, symbol) => self.by_symbol.get(symbol.index()).copied().unwrap_or_default(),
            Coded::Given(text) => match self.sorted.binary_search_by_key(text, |(known, _)| *known) {
                Ok(index) => 2 * index as u64 + 1,
                Err(index) => 2 * index as u64,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::Outcome;
    use proptest::prelude::*;

    use super::*;
    use crate::graph::GraphView;
    use crate::live::testing::*;

    proptest! {
        /// The short way to compare says what the long one says, of entities and of where a cursor stood before its entity
        /// went.
        #[test]
        fn keys_order_as_positions_do(
            entities in prop::collection::vec(any_entity(), 1..25),
            gone in any::<prop::sample::Index>(),
            order in prop::sample::select(vec![
                "name", "-name", "kind", "-type", "owner", "-lifecycle", "domain", "-system", "namespace", "source", "language", "-tier", "tier", "health",
                "-measures.dependents", "measures.dependencies", "-measures.instability", "changed", "measures.reach",
            ]),
        ) {
            let before = catalog(entities);
            let scored = before.records().zip([Outcome::Pass, Outcome::Fail, Outcome::Unknown].into_iter().cycle());
            let scored: Vec<_> = scored.map(|(record, outcome)| (record.entity_ref.clone(), judgement(outcome))).collect();
            let before = before.judged(&scored);
            let order = Order::parse(Some(order)).unwrap();
            let gone = gone.get(&before.rows().map(|(slot, _)| slot).collect::<Vec<_>>()).to_owned();
            let mark = Ranking::new(order, Measured::from(&before)).position(gone).unwrap().mark();

            let live = before.apply(2, &[remove(before.graph().entity_ref(gone).as_str())]).0;
            let ranking = Ranking::new(order, Measured::from(&live));
            let places: Vec<Place> = live.rows().map(|(slot, _)| ranking.place(slot)).collect();
            let edge = order.recall(&mark);
            let key = ranking.key(&edge);
            for one in &places {
                let position = ranking.position(one.slot).unwrap();
                prop_assert_eq!(ranking.compare_to(one, key, &edge), order.compare(&position, &edge));
                for other in &places {
                    let expected = order.compare(&position, &ranking.position(other.slot).unwrap());
                    prop_assert_eq!(ranking.compare(one, other), expected);
                }
            }
        }
    }

    #[test]
    fn values_beyond_the_key_are_told_apart_by_the_rest() {
        let at = |changed_at: i64, name: &str| {
            let mut change = put(entity(&format!("component:{name}")));
            if let crate::live::change::EntityChange::Put(version) = &mut change {
                version.changed_at = changed_at;
            }
            change
        };
        let times = [i64::MIN, -1, 0, 1, (1 << 48) - 3, (1 << 48) - 2, (1 << 48) - 1, i64::MAX];
        let changes: Vec<_> = times.iter().rev().zip('a'..).map(|(time, name)| at(*time, &name.to_string())).collect();
        let live = empty().apply(1, &changes).0;
        for (text, directed) in [("changed", false), ("-changed", true)] {
            let ranking = Ranking::new(Order::parse(Some(text)).unwrap(), Measured::from(&live));
            let mut places: Vec<Place> = live.rows().map(|(slot, _)| ranking.place(slot)).collect();
            places.sort_by(|one, other| ranking.compare(one, other));
            let mut found: Vec<i64> = places.iter().map(|place| live.row(place.slot).unwrap().changed_at).collect();
            if directed {
                found.reverse();
            }
            assert_eq!(found, times, "{text}");
        }
    }
}
