//! Teams of the fake.

use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub(crate) struct FakeTeam {
    pub(crate) slug: String,
    pub(crate) parent: Option<String>,
    pub(crate) members: Vec<String>,
}

impl FakeTeam {
    pub(crate) fn new(slug: &str, parent: Option<&str>, members: &[&str]) -> Self {
        let members = members.iter().map(|login| (*login).to_owned()).collect();
        Self { slug: slug.to_owned(), parent: parent.map(str::to_owned), members }
    }

    pub(super) fn rest(&self, address: &str) -> Value {
        json!({
            "id": 1, "node_id": "MDQ6VGVhbTE=", "slug": self.slug, "name": self.slug.to_uppercase(), "description": "",
            "privacy": "closed", "permission": "pull", "html_url": format!("{address}/orgs/acme/teams/{}", self.slug),
            "parent": self.parent.as_ref().map(|slug| json!({ "id": 2, "slug": slug, "name": slug })),
        })
    }
}
