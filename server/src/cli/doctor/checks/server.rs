//! A PostgreSQL server lets portals work, and keeps what they commit.

use super::super::finding::Finding;
use super::super::subject::Subject;
use super::super::units::{bytes, counted};
use crate::store::{EngineState, PostgresState};

const CHECK: &str = "postgresql";
/// A migration of a large catalog may take so long, in milliseconds.
const LONG_STATEMENT: u64 = 10 * 60 * 1_000;

pub(in super::super) fn check(subject: &Subject) -> Vec<Finding> {
    match subject.database.as_ref().map(|opened| &opened.engine) {
        Some(EngineState::Postgres(server)) => judge(server),
        _ => Vec::new(),
    }
}

fn judge(server: &PostgresState) -> Vec<Finding> {
    let mut findings = Vec::new();
    if server.is_standby {
        let found = "the server is a standby, which nothing can be written to";
        findings.push(Finding::error(CHECK, found, "give the address of the primary"));
    } else if server.read_only {
        let found = "default_transaction_read_only is on: nothing can be written";
        findings.push(Finding::error(CHECK, found, "set it to off for the portal's user or database"));
    }
    if server.encoding != "UTF8" {
        let found = format!("the database's encoding is {}, which not every text can be kept in", server.encoding);
        let remedy = "export the catalog, create a database with encoding UTF8, and import it there";
        findings.push(Finding::error(CHECK, found, remedy));
    }
    findings.extend(connections(server));
    findings.extend(timeouts(server));
    if !server.unsafe_settings.is_empty() {
        let found = format!(
            "off: {}; what a portal has acknowledged may be lost in a crash",
            server.unsafe_settings.join(", ")
        );
        findings.push(Finding::warning(CHECK, found, "set it to on for the portal's database"));
    }
    if findings.is_empty() {
        let portals = counted(server.connections / server.of_a_portal, "portal", "portals");
        let found = format!(
            "room for {portals} ({} connections, {} open, {} for each), {} of data",
            server.connections,
            server.in_use,
            server.of_a_portal,
            bytes(server.bytes)
        );
        findings.push(Finding::ok(CHECK, found));
    }
    findings
}

fn connections(server: &PostgresState) -> Option<Finding> {
    let PostgresState { connections, in_use, of_a_portal, .. } = server;
    let portals = connections / of_a_portal;
    let remedy = format!("raise max_connections: each portal takes up to {of_a_portal}");
    if portals == 0 {
        let found = format!("{connections} connections are allowed, and a portal takes up to {of_a_portal}");
        return Some(Finding::error(CHECK, found, remedy));
    }
    if in_use * 10 >= connections * 8 {
        let found = format!("{in_use} of {connections} connections are open");
        return Some(Finding::warning(CHECK, found, remedy));
    }
    (portals == 1).then(|| {
        let found = format!("{connections} connections are enough for one portal, and not for a second one");
        Finding::warning(CHECK, found, remedy)
    })
}

fn timeouts(server: &PostgresState) -> Vec<Finding> {
    let named = [("statement_timeout", server.statement_timeout), ("transaction_timeout", server.transaction_timeout)];
    let short = named.into_iter().filter(|(_, timeout)| (1..LONG_STATEMENT).contains(timeout));
    let finding = |(name, timeout)| {
        let found = format!("{name} is {timeout} ms, which may cut off a migration or a backup of a large catalog");
        Finding::warning(CHECK, found, format!("`alter role … set {name} = 0` for the portal's user"))
    };
    short.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> PostgresState {
        PostgresState {
            version: "17.5".to_owned(),
            bytes: 1 << 20,
            encoding: "UTF8".to_owned(),
            is_standby: false,
            read_only: false,
            connections: 97,
            in_use: 6,
            of_a_portal: 17,
            statement_timeout: 0,
            transaction_timeout: 0,
            unsafe_settings: Vec::new(),
        }
    }

    fn one(server: &PostgresState) -> (&'static str, String) {
        let findings = judge(server);
        assert_eq!(findings.len(), 1, "{findings:?}");
        (findings[0].status.as_str(), findings[0].found.clone())
    }

    #[test]
    fn what_a_server_lacks_is_said() {
        let ok = "room for 5 portals (97 connections, 6 open, 17 for each), 1.0 MiB of data";
        assert_eq!(one(&sound()), ("ok", ok.to_owned()));
        assert_eq!(one(&PostgresState { is_standby: true, ..sound() }).0, "error");
        assert_eq!(one(&PostgresState { read_only: true, ..sound() }).0, "error");
        assert_eq!(one(&PostgresState { encoding: "LATIN1".to_owned(), ..sound() }).0, "error");
        assert_eq!(one(&PostgresState { connections: 16, in_use: 1, ..sound() }).0, "error");
        assert_eq!(one(&PostgresState { connections: 33, ..sound() }).0, "warning");
        assert_eq!(one(&PostgresState { in_use: 80, ..sound() }).0, "warning");
        let (status, found) = one(&PostgresState { statement_timeout: 30_000, ..sound() });
        assert!(status == "warning" && found.starts_with("statement_timeout is 30000 ms"), "{found}");
        assert_eq!(one(&PostgresState { statement_timeout: LONG_STATEMENT, ..sound() }).0, "ok");
    }
}
