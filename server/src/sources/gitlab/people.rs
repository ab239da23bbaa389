//! A group, the groups below it, and their members.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::client::Ask;
use super::{Client, GitlabError};
use crate::sources::forge::{People, Person, Team, Words};

/// How GitLab is called in descriptors.
pub(super) const WORDS: Words = Words { host: "GitLab", team: "gitlab.com/group-path", user: "gitlab.com/user-login" };
/// Pages of one list, of 100 entries each.
const PAGES: usize = 1_000;

#[derive(Deserialize)]
struct GroupWire {
    id: u64,
    name: String,
    full_path: String,
    description: Option<String>,
    web_url: String,
    parent_id: Option<u64>,
}

#[derive(Deserialize)]
struct MemberWire {
    username: String,
    name: Option<String>,
    web_url: String,
    state: Option<String>,
}

/// The group of this path with those below it, and who is a member of each by itself. Who is blocked, and what GitLab makes
/// for tokens, is left out.
///
/// # Errors
/// If GitLab does not tell all of it: half of it would take people out of their groups.
pub async fn people(client: &Client, group: &str) -> Result<People, GitlabError> {
    let encoded = utf8_percent_encode(group, NON_ALPHANUMERIC);
    let root: GroupWire = client.ask(&Ask::get(&format!("/groups/{encoded}?with_projects=false"))).await?.json()?;
    let path = root.full_path.clone();
    let below = whole(client, &format!("/groups/{}/descendant_groups?per_page=100", root.id)).await?;
    let groups: Vec<GroupWire> = std::iter::once(root).chain(below).collect();
    let slugs = slugs(&groups, &path);
    let (mut teams, mut members) = (Vec::with_capacity(groups.len()), BTreeMap::new());
    for group in groups {
        let mut logins = BTreeSet::new();
        for member in whole::<MemberWire>(client, &format!("/groups/{}/members?per_page=100", group.id)).await? {
            let is_active = member.state.as_deref().is_none_or(|state| state == "active");
            if !is_active || is_bot(&member.username) {
                continue;
            }
            logins.insert(member.username.clone());
            let person = Person { login: member.username.clone(), name: member.name, url: member.web_url };
            members.insert(member.username, person);
        }
        teams.push(Team {
            slug: slugs.get(&group.id).cloned().unwrap_or_default(),
            path: group.full_path,
            name: group.name,
            description: group.description.filter(|text| !text.trim().is_empty()),
            url: group.web_url,
            parent: group.parent_id.and_then(|parent| slugs.get(&parent).cloned()),
            members: logins,
        });
    }
    teams.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(People { teams, members: members.into_values().collect() })
}

async fn whole<T: serde::de::DeserializeOwned>(client: &Client, path: &str) -> Result<Vec<T>, GitlabError> {
    match client.list(Ask::get(path), PAGES).await? {
        (entries, true) => Ok(entries),
        (_, false) => {
            let why = format!("the list has more than {PAGES} pages");
            Err(GitlabError::Malformed { path: path.to_owned(), why })
        }
    }
}

/// The names of groups, by their numbers: the path below the outermost one, and of that its own last part. Where two would be
/// called the same, the later one has its number in its name.
fn slugs(groups: &[GroupWire], root: &str) -> BTreeMap<u64, String> {
    let mut taken = BTreeSet::new();
    let mut slug = |group: &GroupWire| {
        let below = group.full_path.strip_prefix(root).and_then(|rest| rest.strip_prefix('/'));
        let last = root.rsplit('/').next().unwrap_or(root);
        let slug = below.unwrap_or(last).replace('/', "-");
        if taken.insert(slug.to_ascii_lowercase()) { slug } else { format!("{slug}-{}", group.id) }
    };
    groups.iter().map(|group| (group.id, slug(group))).collect()
}

/// Whether GitLab has made a user for a token of a project or group.
fn is_bot(username: &str) -> bool {
    let rest = username.strip_prefix("project_").or_else(|| username.strip_prefix("group_"));
    rest.and_then(|rest| rest.split_once("_bot"))
        .is_some_and(|(id, _)| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_called_by_their_paths_and_each_otherwise() {
        let group = |id: u64, path: &str| GroupWire {
            id,
            name: String::new(),
            full_path: path.to_owned(),
            description: None,
            web_url: String::new(),
            parent_id: None,
        };
        let groups = [group(1, "org/acme"), group(2, "org/acme/a-b"), group(3, "org/acme/a/b"), group(4, "org/acme/a")];
        let names: Vec<String> = slugs(&groups, "org/acme").into_values().collect();
        assert_eq!(names, ["acme", "a-b", "a-b-3", "a"]);
    }

    #[test]
    fn users_of_tokens_are_nobody() {
        for bot in ["project_12_bot_6f1c", "group_7_bot", "project_1_bot1"] {
            assert!(is_bot(bot), "{bot}");
        }
        for person in ["ada", "project_lead", "group_x_bot", "project__bot"] {
            assert!(!is_bot(person), "{person}");
        }
    }
}
