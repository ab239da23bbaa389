//! Who the team is, and how to reach it.

use catalog_schema::model::{Link, LinkType};
use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{entity_page, short_name, team_page};
use crate::components::{icons, markdown, safe_link};
use crate::pages::teams::tree::team_name;

/// Name, description and contacts.
pub(super) fn header(page: &TeamPage) -> AnyView {
    let group = &page.group;
    let description = group.description.as_deref().map(markdown);
    let of_type = group.entity_type.clone().map(|of_type| view! { <span class="team-type">{of_type}</span> });
    view! {
        <header class="team-header">
            {breadcrumb(page)}
            <h1>
                {icons::kind("group")}
                <span>{group.display_name().to_owned()}</span>
                {of_type}
            </h1>
            <p class="entity-ref">
                <a href=entity_page(&group.entity_ref)>
                    <code>{group.entity_ref.clone()}</code>
                </a>
            </p>
            {description}
            {contacts(page)}
        </header>
    }
    .into_any()
}

/// The teams that it is within.
fn breadcrumb(page: &TeamPage) -> AnyView {
    let parent = page.tree.find(&page.group.entity_ref).and_then(|place| place.team.parent.as_deref());
    let parent = parent.map(|parent| {
        let name = page.tree.find(parent).map_or_else(|| short_name(parent), |place| team_name(&place.team));
        view! {
            <li>
                <a href=team_page(parent) title=parent.to_owned()>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>
                <li>
                    <a href="/teams">"Teams"</a>
                </li>
                {parent}
            </ol>
        </nav>
    }
    .into_any()
}

/// Whom to ask, the most urgent way first.
fn contacts(page: &TeamPage) -> Option<AnyView> {
    let email = page.group.profile.as_ref().and_then(|profile| profile.email.as_deref());
    let email = email.map(|email| {
        let address = format!("mailto:{email}");
        contact("E-mail", icons::mail(), safe_link(&address, Some(email)))
    });
    let mut links: Vec<&Link> = page.group.links.iter().collect();
    if links.is_empty() && email.is_none() {
        return None;
    }
    links.sort_by_key(|link| urgency(link.link_type));
    let links = links.into_iter().map(|link| {
        contact(
            contact_name(link.link_type),
            icons::link(link.link_type).into_any(),
            safe_link(&link.url, link.title.as_deref()),
        )
    });
    Some(
        view! {
            <dl class="summary contacts">
                {links.collect_view()}
                {email}
            </dl>
        }
        .into_any(),
    )
}

fn contact(name: &'static str, icon: AnyView, link: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                {icon}
                {link}
            </dd>
        </div>
    }
    .into_any()
}

fn urgency(link_type: LinkType) -> u8 {
    match link_type {
        LinkType::OnCall => 0,
        LinkType::Chat => 1,
        LinkType::Runbook => 2,
        _ => 3,
    }
}

fn contact_name(link_type: LinkType) -> &'static str {
    match link_type {
        LinkType::OnCall => "On call",
        LinkType::Chat => "Chat",
        LinkType::Runbook => "Runbook",
        LinkType::Repository => "Repository",
        LinkType::Dashboard => "Dashboard",
        LinkType::Documentation => "Documentation",
        LinkType::Project => "Project",
        LinkType::Other => "Link",
    }
}
