//! How far each team is, or each group of another kind.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{InitiativeGroup, RollupBy};
use leptos::prelude::*;

use super::load::InitiativePage;
use super::state::{Part, State};
use crate::address::{catalog_page, encode, entity_page, short_name, team_page, with_query};
use crate::components::{count_link, number};
use crate::pages::initiatives::progress::{bar, of_all};

/// So many groups are shown: those with the most that is left. The table to save has all.
const SHOWN: usize = 100;

/// What entities can be grouped by.
const GROUPINGS: [(RollupBy, &str); 5] = [
    (RollupBy::Team, "Teams"),
    (RollupBy::Tree, "Teams with those within"),
    (RollupBy::System, "Systems"),
    (RollupBy::Domain, "Domains"),
    (RollupBy::Tier, "Tiers"),
];

/// A table of the groups, those first that have the most left; nothing where one team's share is shown.
pub(super) fn groups(page: &InitiativePage) -> Option<AnyView> {
    if page.team.is_some() {
        return None;
    }
    let (initiative, by) = (&page.initiative, page.state.grouping());
    let mut items: Vec<&InitiativeGroup> = page.rollup.items.iter().collect();
    items.sort_by(|one, other| {
        other.counts.left().cmp(&one.counts.left()).then_with(|| one.of.is_none().cmp(&other.of.is_none()))
    });
    let csv =
        with_query(&format!("/api/v1/initiatives/{}/rollup.csv", encode(&initiative.name)), [("by", by.as_str())]);
    let rest = items.len().saturating_sub(SHOWN) as u64;
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=csv.clone()>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    let body = match items.is_empty() {
        true => view! { <p class="absent">"None."</p> }.into_any(),
        false => table(page, &items),
    };
    Some(
        view! {
            <section aria-labelledby="groups">
                <div class="activity-head">
                    <h2 id="groups">"Who is how far"</h2>
                    <p class="catalog-data">
                        <a href=csv.clone()>"As CSV"</a>
                    </p>
                </div>
                {groupings(page)}
                {body}
                {more}
            </section>
        }
        .into_any(),
    )
}

fn table(page: &InitiativePage, items: &[&InitiativeGroup]) -> AnyView {
    let rows = items.iter().take(SHOWN).map(|group| row(page, group)).collect_view();
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Groups, those first that have the most left"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Progress"</th>
                    <th scope="col" class="figure">
                        "Left"
                    </th>
                    <th scope="col" class="figure">
                        "Exempt"
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &InitiativePage, group: &InitiativeGroup) -> AnyView {
    let counts = &group.counts;
    let figure = |state: &str, count: u64| count_link(count, list(page, group, state));
    view! {
        <tr>
            <th scope="row" class="row-name">
                {name(page.rollup.by, group)}
            </th>
            <td data-label="Progress" class="initiative-bar">
                {bar(counts)} <span class="number">{of_all(counts)}</span>
            </td>
            <td data-label="Left" class="figure">{figure("left", counts.left())}</td>
            <td data-label="Exempt" class="figure">{figure("exempt", counts.exempt)}</td>
        </tr>
    }
    .into_any()
}

/// Where the entities of a group are listed.
fn list(page: &InitiativePage, group: &InitiativeGroup, state: &str) -> String {
    let (field, tree) = match page.rollup.by {
        RollupBy::Team => ("effective_owner", false),
        RollupBy::Tree => ("owner_tree", true),
        RollupBy::System => ("system", false),
        RollupBy::Domain => ("domain", false),
        RollupBy::Tier | RollupBy::Organisation => ("tier", false),
    };
    let is_team = matches!(page.rollup.by, RollupBy::Team | RollupBy::Tree);
    let of = page.state.of(state);
    let narrowed = match &group.of {
        Some(team) if is_team => State { team: Some(team.clone()), tree, ..of },
        Some(name) => State { filter: Some(Condition::is(field, name.as_str()).to_string()), ..of },
        None => State { filter: Some(format!("!{field}")), ..of },
    };
    narrowed.address(&page.initiative.name, Part::Entities)
}

fn name(by: RollupBy, group: &InitiativeGroup) -> AnyView {
    let Some(of) = group.of.clone() else {
        let none = match by {
            RollupBy::System => "No system",
            RollupBy::Domain => "No domain",
            RollupBy::Tier => "No tier",
            RollupBy::Team | RollupBy::Tree | RollupBy::Organisation => "No owner",
        };
        return view! { <span class="absent">{none}</span> }.into_any();
    };
    let name = group.title.clone().unwrap_or_else(|| short_name(&of));
    let (address, name) = match by {
        RollupBy::Tier => (catalog_page([("tier", of.as_str())]), format!("Tier {of}")),
        RollupBy::Team | RollupBy::Tree => (team_page(&of), name),
        RollupBy::System | RollupBy::Domain | RollupBy::Organisation => (entity_page(&of), name),
    };
    view! { <a href=address title=of>{name}</a> }.into_any()
}

/// What to group by, to choose from.
fn groupings(page: &InitiativePage) -> AnyView {
    let chips = GROUPINGS.map(|(by, title)| {
        let here = (page.state.grouping() == by).then_some("true");
        let wanted = (by != RollupBy::Team).then(|| by.as_str().to_owned());
        let address = State { by: wanted, ..page.state.clone() }.address(&page.initiative.name, Part::Groups);
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
