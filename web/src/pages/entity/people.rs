//! The overview of people and teams: where to go on.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Entity, EntityList, ListQuery, Problem, RelatedEntity, Relations};
use leptos::prelude::*;

use crate::address::{short_name, team_page, with_query};
use crate::components::{entity_link, kind_and_type};
use crate::portal::Portal;

/// Entities shown of one team.
const SHOWN: u32 = 12;

/// A team of a person, and what it owns.
pub(super) struct TeamOfPerson {
    team: RelatedEntity,
    owned: EntityList,
}

/// The teams that a person is a member of; none for other kinds.
///
/// # Errors
/// What the portal answers to a list.
pub(super) async fn teams_of(
    portal: &dyn Portal,
    entity: &Entity,
    relations: &Relations,
) -> Result<Vec<TeamOfPerson>, Problem> {
    let mut teams = Vec::new();
    if !entity.kind.eq_ignore_ascii_case("user") {
        return Ok(teams);
    }
    for team in relations.items.iter().filter(|item| item.relation == "memberOf" && !item.dangling) {
        let owner = team.entity_ref.replace('\\', "\\\\").replace('"', "\\\"");
        let query = ListQuery {
            filter: vec![format!("owner=\"{owner}\"")],
            order: Some("tier".to_owned()),
            limit: Some(SHOWN),
            ..ListQuery::default()
        };
        teams.push(TeamOfPerson { team: team.clone(), owned: portal.list(&query).await? });
    }
    Ok(teams)
}

/// What each team of a person owns, the most critical first.
pub(super) fn teams(teams: &[TeamOfPerson]) -> Option<AnyView> {
    (!teams.is_empty()).then(|| {
        view! {
            <section aria-labelledby="teams">
                <h2 id="teams">"Teams and what they own"</h2>
                <div class="relation-groups">{teams.iter().map(team).collect_view()}</div>
            </section>
        }
        .into_any()
    })
}

fn team(one: &TeamOfPerson) -> AnyView {
    let reference = &one.team.entity_ref;
    let name = one.team.title.clone().unwrap_or_else(|| short_name(reference));
    let owned = one.owned.items.iter().map(|entity| {
        view! {
            <li>
                {entity_link(&entity.entity_ref, &entity.kind, Some(entity.display_name()))}
                {kind_and_type(&entity.kind, entity.entity_type.as_deref())}
            </li>
        }
    });
    let rest = one.owned.total.saturating_sub(one.owned.items.len() as u64);
    let more = (rest > 0).then(|| {
        view! {
            <li>
                <a href=with_query("/catalog", [("owner", reference.as_str())])>{format!("{rest} more")}</a>
            </li>
        }
    });
    view! {
        <section class="relation-group">
            <h3>
                <a href=team_page(reference) title=reference.clone()>{name}</a>
                " "
                <span class="count number">{one.owned.total}</span>
            </h3>
            <ul>
                {owned.collect_view()}
                {more}
            </ul>
        </section>
    }
    .into_any()
}

/// Whether entities of this kind own and hold together others, and need nothing themselves.
pub(super) fn is_of_people(entity: &Entity) -> bool {
    matches!(entity.kind.to_ascii_lowercase().as_str(), "group" | "user" | "location")
}

/// For a team: the way to its page.
pub(super) fn team_link(entity: &Entity) -> Option<AnyView> {
    let is_team = entity.entity_ref.parse::<EntityRef>().is_ok_and(|reference| reference.kind() == "group");
    is_team.then(|| {
        view! {
            <div class="team-link">
                <a class="button" href=team_page(&entity.entity_ref)>
                    "What this team carries, and how it is doing"
                </a>
            </div>
        }
        .into_any()
    })
}
