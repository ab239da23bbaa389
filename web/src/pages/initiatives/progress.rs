//! How far everybody is: a bar, and figures that lead to whom they count.

use catalog_schema::wire::InitiativeCounts;
use leptos::prelude::*;

use crate::components::{Share, count_link, share_bar};

/// The bar alone: who is there, who is not known to be, who fails.
pub(super) fn bar(counts: &InitiativeCounts) -> AnyView {
    let shares = [
        Share { count: counts.reached, class: "share-good" },
        Share { count: counts.exempt, class: "share-none" },
        Share { count: counts.unknown, class: "share-fair" },
        Share { count: counts.failing, class: "share-poor" },
    ];
    share_bar(&shares, counts.entities)
}

/// The bar with its figures; `list` is where those of a state are listed.
pub(super) fn progress(counts: &InitiativeCounts, list: impl Fn(&str) -> String) -> AnyView {
    let parts = [
        (counts.reached, "share-good", "there", "reached"),
        (counts.failing, "share-poor", "fail a rule", "failing"),
        (counts.unknown, "share-fair", "not known", "unknown"),
        (counts.exempt, "share-none", "need not: exempt", "exempt"),
    ];
    let keys = parts.into_iter().map(|(count, class, words, state)| {
        view! {
            <li>
                <svg class="share-key" width="10" height="10" aria-hidden="true">
                    <rect class=class width="10" height="10" rx="2"></rect>
                </svg>
                {count_link(count, list(state))}
                {format!(" {words}")}
            </li>
        }
    });
    view! {
        <div class="initiative-progress">
            {bar(counts)}
            <ul class="share-keys">{keys.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// `12 of 20`: those that are there, of all that are counted.
pub(super) fn of_all(counts: &InitiativeCounts) -> String {
    format!("{} of {}", counts.reached, counts.counted())
}
