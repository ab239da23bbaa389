//! A store that several teams use directly.

use std::collections::BTreeSet;

use crate::insights::finding::Severity;
use crate::insights::found::listed;
use crate::insights::{Found, Ground, Rule};
use crate::live::Column;

pub(in crate::insights) static RULE: Rule = Rule {
    id: "shared-database",
    title: "Database shared between teams",
    why: "Whoever changes the tables can break a team that was never asked, and nobody can change them alone.",
    fix: "Give the data one owner and let the others ask for it through an API, a copy or events. If it is one thing, put it \
          into one team's hands.",
    find,
};

/// Words in a type that stand for a store of data.
const STORES: &[&str] = &[
    "database",
    "datastore",
    "db",
    "postgres",
    "mysql",
    "mariadb",
    "oracle",
    "sqlserver",
    "mssql",
    "mongo",
    "dynamo",
    "cassandra",
    "redis",
    "elasticsearch",
    "s3",
    "bucket",
    "bigtable",
    "spanner",
    "clickhouse",
    "table",
];

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for (store, row) in ground.of_kinds(&["resource"]) {
        let of_type = ground.column(row, Column::Type);
        let mut words = of_type.split(|character: char| !character.is_alphanumeric());
        if !words
            .any(|word| STORES.iter().any(|store| word.starts_with(store) || (word.ends_with("db") && word.len() < 12)))
        {
            continue;
        }
        let users = ground.dependents(store);
        let owners: BTreeSet<usize> = users
            .iter()
            .map(|&user| ground.owner(user))
            .filter(|owner| owner.is_some())
            .map(|owner| owner.index())
            .collect();
        if owners.len() < 2 {
            continue;
        }
        let severity = if owners.len() > 2 { Severity::High } else { Severity::Medium };
        let teams = ground.owners(&users);
        let named: Vec<String> = teams.iter().take(3).map(|team| short(team).to_owned()).collect();
        let message = format!(
            "{} is used directly by {} components of {} teams: {}",
            ground.name(store),
            users.len(),
            teams.len(),
            listed(&named, teams.len())
        );
        let mut path = users;
        path.push(store);
        all.push(Found::new(severity, store, path, message).told_by(vec![store]));
    }
    all
}

/// A team as sentences name it.
pub(super) fn short(team: &str) -> &str {
    team.strip_prefix("group:default/").unwrap_or(team)
}
