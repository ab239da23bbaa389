//! Where in the list the page is, and the way on.

use catalog_schema::wire::EntityList;
use leptos::prelude::*;

use super::state::{CatalogState, Place};

/// `51 to 100 of 1,234`.
pub(super) fn extent(state: &CatalogState, list: &EntityList) -> String {
    let shown = list.items.len() as u64;
    let total = grouped(list.total);
    let noun = if list.total == 1 { "entity" } else { "entities" };
    if shown == list.total {
        return format!("{total} {noun}");
    }
    let first = skipped(state) + 1;
    format!("{} to {} of {total} {noun}", grouped(first), grouped(first + shown.saturating_sub(1)))
}

/// Links to the next page and back to the first.
pub(super) fn pager(state: &CatalogState, list: &EntityList) -> Option<AnyView> {
    let next = list.next_cursor.as_ref().map(|cursor| {
        let skipped = skipped(state) + list.items.len() as u64;
        let address = state.at(Some(Place { cursor: cursor.clone(), skipped })).address();
        view! { <a class="button" rel="next nofollow" href=address>"Next page"</a> }
    });
    let first = state.place.is_some().then(|| {
        view! { <a class="button" rel="nofollow" href=state.at(None).address()>"First page"</a> }
    });
    if next.is_none() && first.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="pager" aria-label="Pages">
                {first}
                {next}
            </nav>
        }
        .into_any(),
    )
}

fn skipped(state: &CatalogState) -> u64 {
    state.place.as_ref().map_or(0, |place| place.skipped)
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_in_groups_of_three() {
        assert_eq!([grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)], ["0", "999", "1,000", "1,234,567"]);
    }
}
