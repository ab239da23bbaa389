//! Teams and members as GitHub tells of them.

use serde::Deserialize;
use serde_json::json;

use crate::sources::forge::{People, Person, Team};
use crate::sources::github::client::Ask;
use crate::sources::github::discovery::PageInfo;
use crate::sources::github::{Client, GithubError};

/// Levels of teams above a team that are gone through.
const DEEPEST: usize = 50;

#[derive(Deserialize)]
struct TeamWire {
    slug: String,
    name: String,
    description: Option<String>,
    html_url: String,
    parent: Option<Parent>,
}

#[derive(Deserialize)]
struct Parent {
    slug: String,
}

#[derive(Deserialize)]
struct Login {
    login: String,
}

#[derive(Deserialize)]
struct Answered {
    organization: Option<Organization>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Organization {
    members_with_role: Members,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    page_info: PageInfo,
    nodes: Vec<Option<Member>>,
}

#[derive(Deserialize)]
struct Member {
    login: String,
    name: Option<String>,
    url: String,
}

/// All teams and members. Lists of teams are asked for with their ETags, so that unchanged ones cost nothing.
///
/// # Errors
/// If GitHub does not tell all of it: half of it would take people out of their teams.
pub async fn people(client: &Client, organization: &str) -> Result<People, GithubError> {
    let found: Vec<TeamWire> = client.list(Ask::get(format!("/orgs/{organization}/teams?per_page=100")).kept()).await?;
    let mut teams = Vec::with_capacity(found.len());
    for team in found {
        let path = format!("/orgs/{organization}/teams/{}/members?per_page=100", team.slug);
        let members: Vec<Login> = client.list(Ask::get(path).kept()).await?;
        teams.push(Team {
            path: format!("{organization}/{}", team.slug),
            slug: team.slug,
            name: team.name,
            description: team.description.filter(|text| !text.trim().is_empty()),
            url: team.html_url,
            parent: team.parent.map(|parent| parent.slug),
            members: members.into_iter().map(|member| member.login).collect(),
        });
    }
    teams.sort_by(|a, b| a.slug.cmp(&b.slug));
    own_members_only(&mut teams);
    Ok(People { teams, members: members(client, organization).await? })
}

async fn members(client: &Client, organization: &str) -> Result<Vec<Person>, GithubError> {
    const QUERY: &str = "query($login: String!, $after: String) { rateLimit { cost resetAt }
  organization(login: $login) { membersWithRole(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { login name url } } } }";
    let (mut members, mut after) = (Vec::new(), None::<String>);
    loop {
        let answer = client.graphql::<Answered>(QUERY, &json!({ "login": organization, "after": after })).await?;
        let Some(found) = answer.data.organization else {
            return Err(GithubError::NotFound(format!("organisation {organization}")));
        };
        let page = found.members_with_role;
        let person = |member: Member| Person { login: member.login, name: member.name, url: member.url };
        members.extend(page.nodes.into_iter().flatten().map(person));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            members.sort();
            return Ok(members);
        }
    }
}

/// GitHub counts the members of the teams below a team as its own.
fn own_members_only(teams: &mut [Team]) {
    let all: Vec<Team> = teams.to_vec();
    let parent_of = |slug: &str| all.iter().find(|team| team.slug == slug).and_then(|team| team.parent.clone());
    for team in &all {
        let mut above = team.parent.clone();
        for _ in 0..DEEPEST {
            let Some(slug) = above else { break };
            if let Some(parent) = teams.iter_mut().find(|parent| parent.slug == slug) {
                parent.members.retain(|login| !team.members.contains(login));
            }
            above = parent_of(&slug);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_of_the_team_that_they_are_in() {
        let team = |slug: &str, parent: Option<&str>, members: &[&str]| Team {
            slug: slug.to_owned(),
            parent: parent.map(str::to_owned),
            members: members.iter().map(|login| (*login).to_owned()).collect(),
            ..Team::default()
        };
        let mut teams = [
            team("all", None, &["ada", "bob", "cleo"]),
            team("inner", Some("middle"), &["cleo"]),
            team("middle", Some("all"), &["bob", "cleo"]),
            team("circle", Some("circle"), &[]),
        ];
        own_members_only(&mut teams);
        let members: Vec<Vec<&str>> =
            teams.iter().map(|team| team.members.iter().map(String::as_str).collect()).collect();
        assert_eq!(members, [vec!["ada"], vec!["cleo"], vec!["bob"], vec![]]);
    }
}
