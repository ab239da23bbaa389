//! Descriptors of teams and members.

use std::collections::BTreeMap;

use catalog_schema::convert::to_yaml;
use serde_json::{Map, Value, json};

use super::{People, Person, Team};

/// How a host is called in descriptors.
#[derive(Clone, Copy, Debug)]
pub(in crate::sources) struct Words {
    /// The title of links.
    pub(in crate::sources) host: &'static str,
    /// The annotation of groups that says where the team stands.
    pub(in crate::sources) team: &'static str,
    /// The one of users that says their login.
    pub(in crate::sources) user: &'static str,
}

/// The folders that the descriptors stand in.
const TEAMS: &str = "teams";
const MEMBERS: &str = "members";

impl People {
    /// One descriptor for each team and each member, by the path of its file.
    pub(in crate::sources) fn descriptors(&self, words: &Words) -> BTreeMap<String, String> {
        let teams = self.teams.iter().map(|team| (file(TEAMS, &team.slug), to_yaml(&self.group(team, words))));
        let members =
            self.members.iter().map(|person| (file(MEMBERS, &person.login), to_yaml(&self.user(person, words))));
        teams.chain(members).collect()
    }

    fn group(&self, team: &Team, words: &Words) -> Value {
        let children: Vec<&str> = self
            .teams
            .iter()
            .filter(|child| child.parent.as_deref() == Some(&*team.slug))
            .map(|child| child.slug.as_str())
            .collect();
        let mut spec = Map::new();
        spec.insert("type".to_owned(), json!("team"));
        spec.insert("profile".to_owned(), json!({ "displayName": team.name }));
        if let Some(parent) = &team.parent {
            spec.insert("parent".to_owned(), json!(parent));
        }
        spec.insert("children".to_owned(), json!(children));
        let metadata =
            metadata(&team.slug, team.description.as_deref(), (words.team, &team.path), (words.host, &team.url));
        entity("Group", &metadata, &spec)
    }

    fn user(&self, person: &Person, words: &Words) -> Value {
        let teams = self.teams.iter().filter(|team| team.members.contains(&person.login));
        let member_of: Vec<&str> = teams.map(|team| team.slug.as_str()).collect();
        let mut spec = Map::new();
        if let Some(name) = &person.name {
            spec.insert("profile".to_owned(), json!({ "displayName": name }));
        }
        spec.insert("memberOf".to_owned(), json!(member_of));
        let metadata = metadata(&person.login, None, (words.user, &person.login), (words.host, &person.url));
        entity("User", &metadata, &spec)
    }
}

fn file(folder: &str, name: &str) -> String {
    format!("{folder}/{name}.yaml")
}

fn metadata(
    name: &str,
    description: Option<&str>,
    (annotation, value): (&str, &str),
    (title, url): (&str, &str),
) -> Map<String, Value> {
    let mut metadata = Map::new();
    metadata.insert("name".to_owned(), json!(name));
    if let Some(description) = description {
        metadata.insert("description".to_owned(), json!(description));
    }
    metadata.insert("annotations".to_owned(), json!({ annotation: value }));
    metadata.insert("links".to_owned(), json!([{ "url": url, "title": title }]));
    metadata
}

fn entity(kind: &str, metadata: &Map<String, Value>, spec: &Map<String, Value>) -> Value {
    json!({ "apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_become_groups_and_members_users() {
        let team = |slug: &str, parent: Option<&str>, members: &[&str]| Team {
            slug: slug.to_owned(),
            path: format!("acme/{slug}"),
            name: slug.to_uppercase(),
            url: format!("https://github.com/orgs/acme/teams/{slug}"),
            parent: parent.map(str::to_owned),
            members: members.iter().map(|login| (*login).to_owned()).collect(),
            ..Team::default()
        };
        let person = Person {
            login: "Ada-L".to_owned(),
            name: Some("Ada: \"Countess\"".to_owned()),
            url: "https://github.com/Ada-L".to_owned(),
        };
        let people =
            People { teams: vec![team("all", None, &[]), team("pay", Some("all"), &["Ada-L"])], members: vec![person] };
        let files =
            people.descriptors(&Words { host: "GitHub", team: "github.com/team-slug", user: "github.com/user-login" });
        assert_eq!(files.keys().collect::<Vec<_>>(), ["members/Ada-L.yaml", "teams/all.yaml", "teams/pay.yaml"]);
        let pay = &files["teams/pay.yaml"];
        assert!(pay.contains("parent: all") && pay.contains("github.com/team-slug: acme/pay"), "{pay}");
        assert!(files["teams/all.yaml"].contains("- pay"));
        let ada = &files["members/Ada-L.yaml"];
        assert!(ada.contains("name: Ada-L") && ada.contains("- pay"), "{ada}");
        for (path, text) in &files {
            let decoded = catalog_schema::decode::decode(path, text.as_bytes(), &Default::default());
            assert!(decoded.diagnostics.is_empty(), "{path}: {:?}", decoded.diagnostics);
        }
    }
}
