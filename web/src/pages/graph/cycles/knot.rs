//! One knot: who is in it and whose, how it goes round, what to cut.

use catalog_schema::wire::{Cycle, Dependency};
use leptos::prelude::*;

use crate::address::{entity_page, graph_path, short_name, team_page};
use crate::components::{chain, counted, number};

/// Members that are named at once; more are behind a click.
const OPEN: usize = 12;

/// One item of the list.
pub(super) fn knot(knot: &Cycle) -> AnyView {
    view! {
        <li>
            <h2>{format!("{} that depend on each other", counted(knot.size, "entity", "entities"))}</h2>
            <dl class="graph-knot">
                <dt>"Round"</dt>
                <dd>{round(knot)}</dd>
                <dt>{format!("Cut {}", knot.cut_size.map(number).unwrap_or_default())}</dt>
                <dd>{cut(knot)}</dd>
                <dt>"Owners"</dt>
                <dd>{owners(knot)}</dd>
                <dt>"Entities"</dt>
                <dd>{members(knot)}</dd>
            </dl>
        </li>
    }
    .into_any()
}

/// A shortest cycle, back to where it begins.
fn round(knot: &Cycle) -> AnyView {
    match knot.example.first() {
        Some(first) => chain(knot.example.iter().chain([first]).map(String::as_str), "depends on"),
        None => view! { <span class="absent">"The shortest cycle is too long to show."</span> }.into_any(),
    }
}

fn cut(knot: &Cycle) -> AnyView {
    if knot.cut.is_empty() {
        return view! { <span class="absent">"There is too much to tell what to cut."</span> }.into_any();
    }
    let rest = knot.cut_size.unwrap_or(0).saturating_sub(knot.cut.len() as u64);
    let rest = (rest > 0).then(|| view! { <li class="absent">{format!("and {} more", number(rest))}</li> });
    let smallest = match knot.cut_is_smallest {
        true => "No smaller set would do.",
        false => "A smaller set may do.",
    };
    view! {
        <ul class="graph-cut">
            {knot.cut.iter().map(dependency).collect_view()}
            {rest}
        </ul>
        <p class="absent">{smallest}</p>
    }
    .into_any()
}

fn dependency(dependency: &Dependency) -> AnyView {
    let pair = [dependency.dependent.as_str(), dependency.on.as_str()];
    view! {
        <li>
            {chain(pair, "depends on")}
            <a class="impact-why" href=graph_path(pair[0], pair[1])>
                "why"<span class="visually-hidden">{format!(" {} depends on {}", short_name(pair[0]), short_name(pair[1]))}</span>
            </a>
        </li>
    }
    .into_any()
}

fn owners(knot: &Cycle) -> AnyView {
    if knot.owners.is_empty() {
        return view! { <span class="absent">"Nobody"</span> }.into_any();
    }
    let owners = knot.owners.iter().map(|owner| {
        view! {
            <li>
                <a href=team_page(owner) title=owner.clone()>{short_name(owner)}</a>
            </li>
        }
    });
    view! { <ul class="graph-names">{owners.collect_view()}</ul> }.into_any()
}

fn members(knot: &Cycle) -> AnyView {
    let names = |members: &[String]| {
        let items = members.iter().map(|member| {
            view! {
                <li>
                    <a href=entity_page(member) title=member.clone()>{short_name(member)}</a>
                </li>
            }
        });
        view! { <ul class="graph-names">{items.collect_view()}</ul> }
    };
    let (open, rest) = knot.members.split_at(knot.members.len().min(OPEN));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more", number(knot.size.saturating_sub(open.len() as u64)))}</summary>
                {names(rest)}
            </details>
        }
    });
    view! {
        {names(open)}
        {rest}
    }
    .into_any()
}
