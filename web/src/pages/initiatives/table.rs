//! Initiatives as rows.

use catalog_schema::wire::Initiative;
use leptos::prelude::*;

use super::due::due;
use super::progress::{bar, of_all};
use super::standing::standing_mark;
use crate::address::{initiative_page, with_query};
use crate::components::{count_link, owner_link};

/// A table of initiatives; `narrowed` is asked besides on the page of each, such as a team. `now` is in milliseconds since the
/// Unix epoch.
pub(crate) fn initiatives_table(items: &[Initiative], narrowed: &[(&str, &str)], now: i64) -> AnyView {
    let rows = items.iter().map(|item| row(item, narrowed, now)).collect_view();
    view! {
        <table class="rows">
            <caption class="visually-hidden">"What is to be reached until when, and how far everybody is"</caption>
            <thead>
                <tr>
                    <th scope="col">"Initiative"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Due"</th>
                    <th scope="col">"Progress"</th>
                    <th scope="col" class="figure">
                        "Left"
                    </th>
                    <th scope="col">"Owner"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(item: &Initiative, narrowed: &[(&str, &str)], now: i64) -> AnyView {
    let page = with_query(&initiative_page(&item.name), narrowed.iter().copied());
    let left = with_query(&initiative_page(&item.name), narrowed.iter().copied().chain([("state", "left")]));
    view! {
        <tr>
            <th scope="row" class="row-name">
                <a href=page>{item.title.clone()}</a>
            </th>
            <td data-label="State">{standing_mark(item.state)}</td>
            <td data-label="Due">{due(&item.due_on, now)}</td>
            <td data-label="Progress" class="initiative-bar">
                {bar(&item.counts)} <span class="number">{of_all(&item.counts)}</span>
            </td>
            <td data-label="Left" class="figure">{count_link(item.counts.left(), format!("{left}#entities"))}</td>
            <td data-label="Owner">{owner_link(item.owner.as_deref())}</td>
        </tr>
    }
    .into_any()
}
