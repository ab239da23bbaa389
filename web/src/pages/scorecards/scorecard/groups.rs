//! Groups of entities: what they are called, and the lists that their figures are counted from.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{RollupBy, RollupGroup};
use leptos::prelude::*;

use super::state::{Part, State};
use crate::address::{catalog_page, entity_page, short_name, team_page};

/// So many groups are all shown.
pub(super) const FEW: usize = 50;
/// Of more so many are shown: a page takes its time by what stands on it.
pub(super) const SHOWN: usize = 30;

/// What entities can be grouped by.
const GROUPINGS: [(RollupBy, &str); 5] = [
    (RollupBy::Team, "Teams"),
    (RollupBy::Tree, "Teams with those within"),
    (RollupBy::System, "Systems"),
    (RollupBy::Domain, "Domains"),
    (RollupBy::Tier, "Tiers"),
];

/// What to group by, to choose from.
pub(super) fn groupings(state: &State, scorecard: &str) -> AnyView {
    let chips = GROUPINGS.map(|(by, title)| {
        let here = (state.grouping() == by).then_some("true");
        let wanted = (by != RollupBy::Team).then(|| by.as_str().to_owned());
        let address = State { by: wanted, ..state.clone() }.address(scorecard, Part::Groups);
        view! {
            <li>
                <a class="chip" href=address aria-current=here>
                    <span class="chip-value">{title}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label="What counts together">
            <ul class="chips">{chips.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The name of a group, as the link to its page.
pub(super) fn group_name(by: RollupBy, group: &RollupGroup) -> AnyView {
    let Some(of) = group.of.clone() else {
        return view! { <span class="absent">{none(by)}</span> }.into_any();
    };
    let name = group.title.clone().unwrap_or_else(|| short_name(&of));
    let (address, name) = match by {
        RollupBy::Tier => (catalog_page([("tier", of.as_str())]), format!("Tier {of}")),
        RollupBy::Team | RollupBy::Tree => (team_page(&of), name),
        RollupBy::System | RollupBy::Domain | RollupBy::Organisation => (entity_page(&of), name),
    };
    view! { <a href=address title=of>{name}</a> }.into_any()
}

/// The entities of a group for which this holds, as the catalog lists them.
pub(super) fn list(by: RollupBy, group: &RollupGroup, key: &str, value: &str) -> String {
    list_of(by, group, &[Condition::is(key, value)])
}

/// The same for which these hold; several values of one key are alternatives.
pub(super) fn list_of(by: RollupBy, group: &RollupGroup, conditions: &[Condition]) -> String {
    let field = match by {
        RollupBy::Team => Some("effective_owner"),
        RollupBy::Tree => Some("owner_tree"),
        RollupBy::System => Some("system"),
        RollupBy::Domain => Some("domain"),
        RollupBy::Tier => Some("tier"),
        RollupBy::Organisation => None,
    };
    let within = field.map(|field| match group.of.as_deref() {
        Some(of) => Condition::is(field, of).to_string(),
        None => format!("!{field}"),
    });
    let all: Vec<String> = within.into_iter().chain(conditions.iter().map(ToString::to_string)).collect();
    catalog_page([("filter", all.join(",").as_str())])
}

fn none(by: RollupBy) -> &'static str {
    match by {
        RollupBy::Team | RollupBy::Tree | RollupBy::Organisation => "No owner",
        RollupBy::System => "No system",
        RollupBy::Domain => "No domain",
        RollupBy::Tier => "No tier",
    }
}
