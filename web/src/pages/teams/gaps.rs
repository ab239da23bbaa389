//! Where ownership has gaps, and what to do about each.

use catalog_schema::wire::{OwnershipGaps, UnknownOwner};
use leptos::prelude::*;

use crate::address::{catalog_page, short_name, team_page};
use crate::components::{counted, icons};

/// The entities that nobody owns and somebody should.
const UNOWNED: &str = "!effective_owner,kind!=group,kind!=user,kind!=location";

/// All gaps with what to do.
pub(super) fn gaps(gaps: &OwnershipGaps) -> AnyView {
    let body = match is_whole(gaps) {
        true => view! {
            <p class="outcome outcome-pass">
                {icons::check()}
                <span>"None: whatever should have an owner has one, and every team has members."</span>
            </p>
        }
        .into_any(),
        false => view! {
            <dl class="gaps">
                {(gaps.unowned > 0).then(|| unowned(gaps.unowned))}
                {(!gaps.unknown_owners.is_empty()).then(|| unknown_owners(&gaps.unknown_owners))}
                {(!gaps.empty_teams.is_empty()).then(|| empty_teams(&gaps.empty_teams))}
            </dl>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="gaps">
            <h2 id="gaps">"Gaps in ownership"</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Whether ownership has no gap.
pub(crate) fn is_whole(gaps: &OwnershipGaps) -> bool {
    gaps.unowned == 0 && gaps.unknown_owners.is_empty() && gaps.empty_teams.is_empty()
}

/// The list of what nobody owns.
pub(crate) fn unowned_page() -> String {
    catalog_page([("filter", UNOWNED)])
}

/// An owner that the catalog does not have, with what it would own.
pub(crate) fn unknown_owner(unknown: &UnknownOwner) -> AnyView {
    view! {
        <a href=catalog_page([("effective_owner", unknown.owner.as_str())]) title=unknown.owner.clone()>
            {short_name(&unknown.owner)}
        </a>
        " "
        <span class="count number">{unknown.entities}</span>
    }
    .into_any()
}

fn unowned(count: u64) -> AnyView {
    view! {
        <div>
            <dt>
                <a href=unowned_page()>{counted(count, "entity has no owner", "entities have no owner")}</a>
            </dt>
            <dd>
                "Nobody is told when they break. Write " <code>"owner:"</code>
                " into their descriptors, or into that of the system that they are part of."
            </dd>
        </div>
    }
    .into_any()
}

fn unknown_owners(owners: &[UnknownOwner]) -> AnyView {
    let items = owners.iter().map(|owner| view! { <li>{unknown_owner(owner)}</li> });
    view! {
        <div>
            <dt>
                {counted(
                    owners.len() as u64,
                    "owner is not in the catalog",
                    "owners are not in the catalog",
                )}
            </dt>
            <dd>
                "Descriptors name them, and nobody knows who they are. Correct the reference, or describe the team as a "
                <code>"Group"</code> "."
                <ul class="gap-items">{items.collect_view()}</ul>
            </dd>
        </div>
    }
    .into_any()
}

fn empty_teams(teams: &[String]) -> AnyView {
    let items = teams.iter().map(|team| {
        view! {
            <li>
                <a href=team_page(team) title=team.clone()>
                    {short_name(team)}
                </a>
            </li>
        }
    });
    view! {
        <div>
            <dt>
                {counted(
                    teams.len() as u64,
                    "team owns something and has no member",
                    "teams own something and have no member",
                )}
            </dt>
            <dd>
                "Nobody answers for what they own. Add the team to " <code>"memberOf"</code>
                " of its people, or give what it owns to another team."
                <ul class="gap-items">{items.collect_view()}</ul>
            </dd>
        </div>
    }
    .into_any()
}
