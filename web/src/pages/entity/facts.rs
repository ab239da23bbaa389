//! What stands beside the overview: links, facts, tags, labels.

use std::collections::BTreeMap;

use catalog_schema::model::{Link, LinkType};
use catalog_schema::resolve::FoundBy;
use catalog_schema::wire::{Entity, WrittenReference};
use leptos::prelude::*;

use super::contacts::urgency;
use super::descriptor::also_described_by;
use crate::address::{entity_page, short_name, with_query};
use crate::components::{icons, is_safe_address, safe_link, time_ago};

/// Where else it lives; what is needed in an emergency first.
pub(super) fn links(entity: &Entity) -> Option<AnyView> {
    if entity.links.is_empty() {
        return None;
    }
    let mut sorted: Vec<&Link> = entity.links.iter().collect();
    sorted.sort_by_key(|link| urgency(link.link_type));
    let links = sorted.into_iter().map(|link| {
        let class = if urgency(link.link_type) < urgency(LinkType::Other) { "link-urgent" } else { "" };
        let kind = (link.link_type != LinkType::Other)
            .then(|| view! { <span class="link-type">{link.link_type.as_str().replace('-', " ")}</span> });
        view! {
            <li class=class>
                {icons::link(link.link_type)}
                {safe_link(&link.url, link.title.as_deref())}
                {kind}
            </li>
        }
    });
    Some(
        view! {
            <section aria-labelledby="links">
                <h2 id="links">"Links"</h2>
                <ul class="links">{links.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What the descriptor says of it, in short, and when it came; `now` is in milliseconds since the Unix epoch.
pub(super) fn facts(entity: &Entity, now: i64) -> AnyView {
    let other_owners = (!entity.additional_owners.is_empty()).then(|| {
        let owners = entity.additional_owners.iter().map(|owner| {
            view! { <a href=entity_page(owner) title=owner.clone()>{short_name(owner)}</a> }
        });
        fact("Also owned by", view! { <span class="comma-list">{owners.collect_view()}</span> })
    });
    let written = entity.references.iter().filter(|reference| reference.relation == "ownedBy").map(|owner| {
        fact(
            "Owner",
            view! {
                <a href=entity_page(&owner.entity_ref) title=owner.entity_ref.clone()>{short_name(&owner.entity_ref)}</a>
                ", written as "
                <code>{owner.written.clone()}</code>
                {how_found(owner).map(|how| format!(", found by {how}"))}
            },
        )
    });
    let written = written.collect_view();
    let unowned = entity.unowned.clone().map(|word| fact("Owner", view! { "Nobody, written as " <code>{word}</code> }));
    let profile = entity.profile.clone().unwrap_or_default();
    let email = profile.email.map(|email| fact("E-mail", safe_link(&format!("mailto:{email}"), Some(&email))));
    let language = entity.language.clone().map(|language| {
        let address = with_query("/catalog", [("language", language.as_str())]);
        fact("Language", view! { <a href=address>{language}</a> })
    });
    let by = entity.changed_by.clone().map(|author| format!(" by {author}"));
    let revision = format!("In revision {} of the catalog", entity.entity_revision);
    let changed = fact(
        "Changed",
        view! {
            <span title=revision>
                {time_ago(&entity.changed_at, now)}
                {by}
            </span>
        },
    );
    let source = with_query("/catalog", [("source", entity.source.as_str())]);
    let also = also_described_by(&entity.also_described_by).map(|places| fact("Also described by", places));
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts">"Facts"</h2>
            <dl class="facts">
                {written}
                {unowned}
                {other_owners}
                {email}
                {language}
                {fact("Source", view! { <a href=source>{entity.source.clone()}</a> })}
                {fact("File", view! { <code>{entity.path.clone()}</code> })}
                {fact("Format", entity.format.as_str())}
                {also}
                {changed}
                {fact("In the catalog", view! { "since " {day(&entity.created_at)} })}
            </dl>
        </section>
    }
    .into_any()
}

/// The day of an RFC 3339 time, the exact time on hover.
fn day(time: &str) -> AnyView {
    let day = time.split('T').next().unwrap_or(time).to_owned();
    view! { <time datetime=time.to_owned() title=time.to_owned()>{day}</time> }.into_any()
}

/// Tags, each leading to all that have it.
pub(super) fn tags(entity: &Entity) -> Option<AnyView> {
    if entity.tags.is_empty() {
        return None;
    }
    let tags = entity.tags.iter().map(|tag| {
        let address = with_query("/catalog", [("tag", tag.as_str())]);
        view! {
            <li>
                <a class="tag" href=address>{tag.clone()}</a>
            </li>
        }
    });
    Some(
        view! {
            <section aria-labelledby="tags">
                <h2 id="tags">"Tags"</h2>
                <ul class="tags">{tags.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// References, apart from owners, that are not written as the reference of what they lead to.
pub(super) fn references(entity: &Entity) -> Option<AnyView> {
    let others: Vec<&WrittenReference> =
        entity.references.iter().filter(|reference| reference.relation != "ownedBy").collect();
    if others.is_empty() {
        return None;
    }
    let entries = others.into_iter().map(|reference| {
        let how = how_found(reference).map_or_else(|| "not in the catalog".to_owned(), |how| format!("by {how}"));
        view! {
            <div>
                <dt>
                    <code>{reference.written.clone()}</code>
                </dt>
                <dd>
                    <a href=entity_page(&reference.entity_ref)>{reference.entity_ref.clone()}</a>
                    ", "
                    {how}
                </dd>
            </div>
        }
    });
    Some(
        view! {
            <section aria-labelledby="references">
                <h2 id="references">"References, as written"</h2>
                <dl class="pairs">{entries.collect_view()}</dl>
            </section>
        }
        .into_any(),
    )
}

/// By what a reference found its entity, in a word; none where it is dangling.
fn how_found(reference: &WrittenReference) -> Option<&'static str> {
    reference.found_by.map(|found| match found {
        FoundBy::Exact => "name",
        FoundBy::Namespace => "name in another namespace",
        FoundBy::Alias => "alias",
        FoundBy::Title => "title",
    })
}

/// Other names that it answers to.
pub(super) fn aliases(entity: &Entity) -> Option<AnyView> {
    let pairs: Vec<_> = entity.aliases.iter().map(|alias| (alias.scheme.as_str(), alias.value.as_str())).collect();
    pairs_section("Aliases", &pairs)
}

/// Labels or annotations.
pub(super) fn key_values(title: &'static str, values: &BTreeMap<String, String>) -> Option<AnyView> {
    let pairs: Vec<_> = values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    pairs_section(title, &pairs)
}

fn pairs_section(title: &'static str, pairs: &[(&str, &str)]) -> Option<AnyView> {
    if pairs.is_empty() {
        return None;
    }
    let id = title.to_lowercase();
    let labelled_by = id.clone();
    let entries = pairs.iter().map(|&(key, value)| {
        // Backstage writes the addresses of places as `url:https://…`.
        let address = value.strip_prefix("url:").unwrap_or(value);
        let value = match is_safe_address(address) {
            true => safe_link(address, None),
            false => value.to_owned().into_any(),
        };
        view! {
            <div>
                <dt>{key.to_owned()}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    Some(
        view! {
            <section aria-labelledby=labelled_by>
                <h2 id=id>{title}</h2>
                <dl class="pairs">{entries.collect_view()}</dl>
            </section>
        }
        .into_any(),
    )
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
