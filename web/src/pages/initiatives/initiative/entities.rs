//! The entities, each with what it lacks and the way to mend it.

use catalog_schema::wire::{
    InitiativeEntities, InitiativeEntity, InitiativeLack, InitiativeStanding, Outcome, Problem,
};
use leptos::prelude::*;

use super::load::InitiativePage;
use super::state::{Part, State};
use crate::address::{initiative_page, rule_on_entity};
use crate::components::{Tone, alert, entity_link, number, outcome_mark, owner_link};

/// The choices of what is listed, with their names in addresses.
const LISTED: [(&str, &str); 6] = [
    ("left", "Left"),
    ("failing", "Fail a rule"),
    ("unknown", "Not known"),
    ("exempt", "Exempt"),
    ("reached", "There"),
    ("all", "All"),
];

/// A page of them, narrowed as the address says.
pub(super) fn entities(page: &InitiativePage) -> AnyView {
    let (name, state) = (&page.initiative.name, &page.state);
    let body = match &page.entities {
        Ok(entities) if entities.items.is_empty() => nobody(page),
        Ok(entities) => table(page, entities),
        Err(problem) => refused(name, problem),
    };
    view! {
        <section aria-labelledby="entities">
            <div class="activity-head">
                <h2 id="entities">{heading(page)}</h2>
                <p class="catalog-data">
                    <a href=state.entities_csv(name)>"As CSV"</a>
                </p>
            </div>
            {choices(page)}
            {narrowed(page)}
            {body}
        </section>
    }
    .into_any()
}

fn heading(page: &InitiativePage) -> String {
    if let Some(asked) = &page.state.rule {
        let is_it = |(scorecard, id): (&str, &str)| {
            page.initiative.rules.iter().find(|rule| rule.scorecard == scorecard && rule.rule == id)
        };
        let title = asked.split_once('/').and_then(is_it).map_or(asked, |rule| &rule.title);
        return format!("Who fails: {title}");
    }
    match page.state.listed() {
        Some("left") => "Who is left".to_owned(),
        Some("failing") => "Who fails a rule".to_owned(),
        Some("unknown") => "Who is not known to be there".to_owned(),
        Some("exempt") => "Who is exempt".to_owned(),
        Some("reached") => "Who is there".to_owned(),
        _ => "Entities".to_owned(),
    }
}

/// What narrows the list besides; nothing where nothing does.
fn narrowed(page: &InitiativePage) -> Option<AnyView> {
    let filter = page.state.filter.clone()?;
    let all = State { filter: None, cursor: None, ..page.state.clone() };
    Some(
        view! {
            <p class="initiative-share">
                "Only where " <code>{filter}</code> ". "
                <a href=all.address(&page.initiative.name, Part::Entities)>"Show all of them"</a>
            </p>
        }
        .into_any(),
    )
}

fn nobody(page: &InitiativePage) -> AnyView {
    match page.state.listed() {
        Some("left") if page.initiative.counts.entities > 0 && page.state.filter.is_none() => {
            view! { <p class="absent">"Nobody is left: everybody is there."</p> }.into_any()
        }
        _ => view! { <p class="absent">"None."</p> }.into_any(),
    }
}

/// What to list, to choose from.
fn choices(page: &InitiativePage) -> AnyView {
    let is_plain = page.state.rule.is_none() && page.state.filter.is_none();
    let listed = is_plain.then(|| page.state.listed().unwrap_or("all"));
    let chips = LISTED.map(|(state, title)| {
        let here = (listed == Some(state)).then_some("true");
        let address = page.state.of(state).address(&page.initiative.name, Part::Entities);
        view! {
            <li>
                <a class="chip" href=address aria-current=here>
                    <span class="chip-value">{title}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label="Who is listed">
            <ul class="chips">{chips.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn table(page: &InitiativePage, entities: &InitiativeEntities) -> AnyView {
    let rows = entities.items.iter().map(row).collect_view();
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Entities with what each lacks"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Owner"</th>
                    <th scope="col">"What it lacks"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {pager(page, entities)}
    }
    .into_any()
}

fn row(item: &InitiativeEntity) -> AnyView {
    let lacks: Vec<_> = item.lacks.iter().map(|lack| lacking(item, lack)).collect();
    let lacks = match (lacks.is_empty(), item.state) {
        (true, InitiativeStanding::Reached) => view! { <span class="absent">"Nothing"</span> }.into_any(),
        (true, _) => view! { <span class="absent">"–"</span> }.into_any(),
        (false, _) => view! { <ul class="initiative-lacks">{lacks}</ul> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
            </th>
            <td data-label="Owner">{owner_link(item.owner.as_deref())}</td>
            <td data-label="What it lacks">{lacks}</td>
        </tr>
    }
    .into_any()
}

/// The rule, which leads to how to mend it and to the line that it is about, and what was found.
fn lacking(item: &InitiativeEntity, lack: &InitiativeLack) -> AnyView {
    let address = rule_on_entity(&item.entity_ref, &lack.scorecard, Some(&lack.rule));
    let mark = (lack.outcome != Outcome::Fail).then(|| outcome_mark(lack.outcome));
    view! {
        <li>
            <a href=address>{lack.title.clone()}</a>
            " "
            {mark}
            " "
            <span class="initiative-found">{lack.message.clone()}</span>
        </li>
    }
    .into_any()
}

fn pager(page: &InitiativePage, entities: &InitiativeEntities) -> Option<AnyView> {
    let step = |cursor: &Option<String>, rel: &'static str, title: &'static str| {
        cursor.clone().map(|cursor| {
            let at = State { cursor: Some(cursor), ..page.state.clone() };
            view! {
                <a class="button" rel=format!("{rel} nofollow") href=at.address(&page.initiative.name, Part::Entities)>
                    {title}
                </a>
            }
        })
    };
    let shown = entities.items.len() as u64;
    (shown < entities.total).then(|| {
        let (first, last) = (number(entities.skipped + 1), number(entities.skipped + shown));
        view! {
            <nav class="pager" aria-label="Pages">
                {step(&entities.previous_cursor, "prev", "Previous page")}
                {step(&entities.next_cursor, "next", "Next page")}
                <span class="extent">{format!("{first}–{last} of {}", number(entities.total))}</span>
            </nav>
        }
        .into_any()
    })
}

/// What the address asks for and the portal does not have.
fn refused(name: &str, problem: &Problem) -> AnyView {
    let (text, address) = (problem.detail.clone(), initiative_page(name));
    let body = view! { <p>{text} " " <a href=address>"Show who is left"</a></p> };
    alert(Tone::Warning, "This cannot be looked for", body)
}
