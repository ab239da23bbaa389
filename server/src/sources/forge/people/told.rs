//! Teams and members as hosts tell of them.

use std::collections::BTreeSet;

/// Teams and members of what is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// By slug.
    pub teams: Vec<Team>,
    /// By login.
    pub members: Vec<Person>,
}

/// A team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// The name of its entity; each team has another one.
    pub slug: String,
    /// Where it stands, as annotations say it: `organization/slug`, `group/subgroup`.
    pub path: String,
    /// What people call it.
    pub name: String,
    /// What it says of itself.
    pub description: Option<String>,
    /// What people open.
    pub url: String,
    /// The slug of the team that it is part of.
    pub parent: Option<String>,
    /// The logins of its own members, not those of the teams below it.
    pub members: BTreeSet<String>,
}

/// A member.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// The login.
    pub login: String,
    /// The name, where it is told.
    pub name: Option<String>,
    /// What people open.
    pub url: String,
}
