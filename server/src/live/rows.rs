//! The rows of all entities, and what keeps up with them.

use super::postings::{Postings, terms};
use super::row::SearchRow;
use super::{CowVec, Row, SortPrefix, sort_prefix};
use crate::graph::{DirectMeasures, Slot};

/// One row an entity, by slot, with an index of their values. Every way to change a row keeps the index true.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    rows: CowVec<Option<Row>>,
    /// Apart from the rows, so that ordering a long list by name reads little memory; 0 where there is no row.
    display_names: CowVec<SortPrefix>,
    search_rows: CowVec<Option<SearchRow>>,
    postings: Postings,
}

impl Rows {
    /// The rows of these entities with the beginnings of their display names; some of them `dangle`.
    pub(super) fn of(mut entities: Vec<(Slot, Row, SortPrefix)>, dangles: impl Fn(Slot) -> bool) -> Self {
        entities.sort_unstable_by_key(|(slot, ..)| *slot);
        let mut rows = Self::default();
        for (slot, row, display_name) in entities {
            rows.rows.grow_to(slot.index(), &None);
            rows.display_names.grow_to(slot.index(), &0);
            rows.search_rows.grow_to(slot.index(), &None);
            rows.search_rows.push(Some(row.search_row()));
            rows.rows.push(Some(row));
            rows.display_names.push(display_name);
        }
        rows.postings = Postings::of(rows.iter(), dangles);
        rows
    }

    /// The rows that an image has, by slot, with their postings and the names that lists show for them.
    pub(super) fn of_image<'a>(
        rows: Vec<Option<Row>>,
        postings: Postings,
        display_name: impl Fn(Slot) -> Option<&'a str>,
    ) -> Self {
        let prefix = |(index, row): (usize, &Option<Row>)| {
            row.as_ref().and_then(|_| display_name(Slot::new(index))).map_or(0, sort_prefix)
        };
        Self {
            display_names: rows.iter().enumerate().map(prefix).collect(),
            search_rows: rows.iter().map(|row| row.as_ref().map(Row::search_row)).collect(),
            postings: postings.sharing_nobody(),
            rows: rows.into_iter().collect(),
        }
    }

    pub(super) fn get(&self, slot: Slot) -> Option<&Row> {
        self.rows.get(slot.index())?.as_ref()
    }

    /// Every entity's row, in order of slot.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Slot, &Row)> {
        self.rows.iter().enumerate().filter_map(|(index, row)| Some((Slot::new(index), row.as_ref()?)))
    }

    /// The slots whose rows may be others than in `before`: every one that is, and some beside it.
    pub(super) fn not_shared(&self, before: &Self) -> impl Iterator<Item = Slot> {
        self.rows.not_shared(&before.rows).map(Slot::new)
    }

    /// The beginning of the name that lists show.
    pub(super) fn display_name(&self, slot: Slot) -> SortPrefix {
        self.display_names.get(slot.index()).copied().unwrap_or_default()
    }

    pub(super) fn search_row(&self, slot: Slot) -> Option<&SearchRow> {
        self.search_rows.get(slot.index())?.as_ref()
    }

    pub(super) fn postings(&self) -> &Postings {
        &self.postings
    }

    /// Puts a row in place of the one before, which is returned; `new` comes with the beginning of its display name.
    pub(super) fn replace(&mut self, slot: Slot, new: Option<(Row, SortPrefix)>) -> Option<Row> {
        self.rows.grow_to(slot.index() + 1, &None);
        self.display_names.grow_to(slot.index() + 1, &0);
        self.search_rows.grow_to(slot.index() + 1, &None);
        let (new, display_name) = new.map_or((None, 0), |(row, display_name)| (Some(row), display_name));
        let old_terms = self.get(slot).map(terms);
        self.postings.replace(slot, old_terms.as_ref(), new.as_ref().map(terms).as_ref());
        if self.display_name(slot) != display_name
            && let Some(place) = self.display_names.get_mut(slot.index())
        {
            *place = display_name;
        }
        if let Some(place) = self.search_rows.get_mut(slot.index()) {
            *place = new.as_ref().map(Row::search_row);
        }
        std::mem::replace(self.rows.get_mut(slot.index())?, new)
    }

    /// Changes a row in what its [`SearchRow`] does not tell; nothing where there is none.
    pub(super) fn update(&mut self, slot: Slot, change: impl FnOnce(&mut Row)) {
        let Some(Some(row)) = self.rows.get_mut(slot.index()) else { return };
        let old = terms(row);
        change(row);
        self.postings.replace(slot, Some(&old), Some(&terms(row)));
    }

    /// Takes over whether a reference of an entity leads nowhere.
    pub(super) fn set_dangling(&mut self, slot: Slot, dangles: bool) {
        if self.get(slot).is_some() {
            self.postings.set_dangling(slot, dangles);
        }
    }

    /// Takes over measures, which are not indexed.
    pub(super) fn measure(&mut self, slot: Slot, measures: DirectMeasures) {
        if let Some(Some(row)) = self.rows.get_mut(slot.index()) {
            row.measures = measures;
            let search_row = row.search_row();
            if let Some(place) = self.search_rows.get_mut(slot.index()) {
                *place = Some(search_row);
            }
        }
    }
}
