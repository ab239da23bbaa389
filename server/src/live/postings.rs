//! Which entities have which value: an inverted index of what lists filter by and count.

use std::sync::{Arc, LazyLock};

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{Column, CowVec, Row, Symbol};
use crate::graph::Slot;

/// Entities by their slots' numbers.
pub(crate) type SlotBitmap = RoaringBitmap;

/// What is indexed. A field's values have numbers; 0 stands for an entity without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indexed {
    /// By the symbol.
    Column(Column),
    /// By the symbol.
    Tag,
    /// By the key's symbol.
    LabelKey,
    /// By the value's symbol, under whatever key.
    LabelValue,
    /// By the key's symbol.
    AnnotationKey,
    /// Custom fields, by the name's symbol.
    FieldName,
    /// Values of custom fields, by the symbol, whatever the field.
    FieldValue,
    /// Rules that fail, by the symbol.
    Failing,
    /// Levels reached, by the symbol: one for each scorecard that applies.
    Level,
    /// By the owner's symbol, whoever is declared.
    CodeOwner,
    /// By the tier.
    Tier,
    /// By where the format stands in `Format::ALL`, counted from 1.
    Format,
    /// 1 where the file does not decode any more.
    Stale,
    /// 1 where a reference leads nowhere, which no row says: what a hub's removal changes of all that need it is this alone.
    Dangling,
    /// By [`health_index`](super::row::health_index), counted from 1.
    Health,
}

impl Indexed {
    const OTHERS: [Self; 14] = [
        Self::Tag,
        Self::LabelKey,
        Self::LabelValue,
        Self::AnnotationKey,
        Self::FieldName,
        Self::FieldValue,
        Self::Failing,
        Self::Level,
        Self::CodeOwner,
        Self::Tier,
        Self::Format,
        Self::Stale,
        Self::Dangling,
        Self::Health,
    ];
    const COUNT: usize = Column::COUNT + Self::OTHERS.len();

    /// Whether a row says by which numbers it is found.
    pub(crate) fn is_in_rows(self) -> bool {
        self != Self::Dangling
    }

    fn index(self) -> usize {
        match self {
            Self::Column(column) => column.index(),
            other => Column::COUNT + Self::OTHERS.iter().position(|known| *known == other).unwrap_or_default(),
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        Column::ALL.into_iter().map(Self::Column).chain(Self::OTHERS)
    }
}

/// Something that an entity is found by: a place among the tables, and the number of a value there.
type Term = (u8, u32);

/// Entities by whether a reference of theirs leads nowhere.
fn dangling(dangles: bool) -> Term {
    static PLACE: LazyLock<u8> = LazyLock::new(|| u8::try_from(Indexed::Dangling.index()).unwrap_or(u8::MAX));
    (*PLACE, dangles.into())
}

/// Everything that a row is found by, sorted, each once.
pub(super) type Terms = SmallVec<[Term; 24]>;

pub(super) fn terms(row: &Row) -> Terms {
    let mut terms = Terms::new();
    for (place, indexed) in (0..).zip(Indexed::all()) {
        row.numbers(indexed, |number| terms.push((place, number)));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The entities that have a value, with how many they are: to ask a bitmap for that goes through its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Posting {
    count: u32,
    of: Arc<SlotBitmap>,
}

impl Posting {
    fn of(bitmap: Arc<SlotBitmap>) -> Self {
        let of = if bitmap.is_empty() { Arc::clone(nobody()) } else { bitmap };
        // No more than there are slots.
        Self { count: u32::try_from(of.len()).unwrap_or(u32::MAX), of }
    }

    fn nobody() -> &'static Self {
        static NOBODY: LazyLock<Posting> = LazyLock::new(|| Posting::of(Arc::clone(nobody())));
        &NOBODY
    }
}

/// Of each value the entities that have it. Follows the rows; a change copies the bitmaps of the values that came or
/// went, and no others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Postings {
    all: Arc<SlotBitmap>,
    tables: [CowVec<Posting>; Indexed::COUNT],
}

impl Default for Postings {
    fn default() -> Self {
        Self { all: Arc::clone(nobody()), tables: Default::default() }
    }
}

/// What values that nothing has share.
fn nobody() -> &'static Arc<SlotBitmap> {
    static NOBODY: LazyLock<Arc<SlotBitmap>> = LazyLock::new(Arc::default);
    &NOBODY
}

impl Postings {
    /// The postings of all rows, given in order of slot, of entities that `dangle` or not.
    pub(super) fn of<'a>(rows: impl Iterator<Item = (Slot, &'a Row)>, dangles: impl Fn(Slot) -> bool) -> Self {
        let mut all = SlotBitmap::new();
        let mut tables: [Vec<SlotBitmap>; Indexed::COUNT] = Default::default();
        for (slot, row) in rows {
            all.insert(slot.number());
            for (place, number) in terms(row).into_iter().chain([dangling(dangles(slot))]) {
                let (table, number) = (&mut tables[usize::from(place)], number as usize);
                if table.len() <= number {
                    table.resize_with(number + 1, SlotBitmap::new);
                }
                table[number].insert(slot.number());
            }
        }
        let posting = |bitmap: SlotBitmap| Posting::of(Arc::new(bitmap));
        Self { all: Arc::new(all), tables: tables.map(|table| table.into_iter().map(posting).collect()) }
    }

    /// The same, whose empty bitmaps are one.
    pub(super) fn sharing_nobody(self) -> Self {
        let share = |posting: &Posting| Posting::of(Arc::clone(&posting.of));
        Self { all: self.all, tables: self.tables.map(|table| table.iter().map(share).collect()) }
    }

    /// Every entity.
    pub(crate) fn all(&self) -> &SlotBitmap {
        &self.all
    }

    /// The entities that have the value of this number.
    pub(crate) fn having(&self, indexed: Indexed, number: usize) -> &SlotBitmap {
        self.tables[indexed.index()].get(number).map_or(nobody(), |posting| &posting.of)
    }

    /// The entities that have this value of a column.
    pub(crate) fn in_column(&self, column: Column, symbol: Symbol) -> &SlotBitmap {
        self.having(Indexed::Column(column), symbol.index())
    }

    /// The entities of each value, by its number.
    pub(crate) fn table(&self, indexed: Indexed) -> impl Iterator<Item = &SlotBitmap> {
        self.tables[indexed.index()].iter().map(|posting| &*posting.of)
    }

    /// How many entities have each value, by its number.
    pub(crate) fn counts(&self, indexed: Indexed) -> impl Iterator<Item = u64> {
        self.tables[indexed.index()].iter().map(|posting| posting.count.into())
    }

    /// Above the number of every value.
    pub(crate) fn bound(&self, indexed: Indexed) -> usize {
        self.tables[indexed.index()].len()
    }

    /// Takes over what an entity is found by from now on, given what it was found by; none stands for no entity.
    pub(super) fn replace(&mut self, slot: Slot, old: Option<&Terms>, new: Option<&Terms>) {
        if old.is_some() != new.is_some() {
            let all = Arc::make_mut(&mut self.all);
            if new.is_some() {
                all.insert(slot.number());
                self.change(dangling(false), |bitmap| bitmap.insert(slot.number()));
            } else {
                all.remove(slot.number());
                for dangles in [false, true] {
                    self.change(dangling(dangles), |bitmap| bitmap.remove(slot.number()));
                }
            }
        }
        let (old, new) = (old.map_or(&[][..], |terms| terms), new.map_or(&[][..], |terms| terms));
        for term in old.iter().filter(|term| new.binary_search(term).is_err()) {
            self.change(*term, |bitmap| bitmap.remove(slot.number()));
        }
        for term in new.iter().filter(|term| old.binary_search(term).is_err()) {
            self.change(*term, |bitmap| bitmap.insert(slot.number()));
        }
    }

    /// Takes over whether a reference of an entity leads nowhere.
    pub(super) fn set_dangling(&mut self, slot: Slot, dangles: bool) {
        let (place, number) = dangling(dangles);
        let known = self.tables[usize::from(place)].get(number as usize);
        if !known.is_some_and(|known| known.of.contains(slot.number())) {
            self.change(dangling(!dangles), |bitmap| bitmap.remove(slot.number()));
            self.change(dangling(dangles), |bitmap| bitmap.insert(slot.number()));
        }
    }

    /// Whether they are what the rows say, in order of slot, and no more.
    #[cfg(test)]
    pub(super) fn are_of<'a>(
        &self,
        rows: impl Iterator<Item = (Slot, &'a Row)>,
        dangles: impl Fn(Slot) -> bool,
    ) -> bool {
        let anew = Self::of(rows, dangles);
        let same = |(one, other): (&CowVec<Posting>, &CowVec<Posting>)| {
            (0..one.len().max(other.len())).all(|number| {
                let at = |table: &CowVec<Posting>| table.get(number).unwrap_or(Posting::nobody()).clone();
                at(one) == at(other)
            })
        };
        self.all == anew.all && self.tables.iter().zip(&anew.tables).all(same)
    }

    fn change(&mut self, (place, number): Term, change: impl FnOnce(&mut SlotBitmap) -> bool) {
        let table = &mut self.tables[usize::from(place)];
        table.grow_to(number as usize + 1, Posting::nobody());
        let Some(posting) = table.get_mut(number as usize) else { return };
        let mut of = std::mem::replace(&mut posting.of, Arc::clone(nobody()));
        change(Arc::make_mut(&mut of));
        *posting = Posting::of(of);
    }
}
