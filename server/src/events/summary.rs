//! What rules read of the events of an entity.

use std::collections::BTreeMap;

use scorecards::{Counted, EventFacts};

use super::is_production;
use crate::store::HappenedRow;

/// The facts of entities, of rows in order of entity and time; each entity once.
pub(crate) fn event_facts(rows: &[HappenedRow]) -> impl Iterator<Item = (&str, EventFacts)> {
    rows.chunk_by(|one, other| one.uid == other.uid).filter_map(|rows| Some((rows.first()?.uid.as_str(), of_one(rows))))
}

fn of_one(rows: &[HappenedRow]) -> EventFacts {
    let mut facts = EventFacts::default();
    let (mut deployments, mut failures, mut incidents) = (Vec::new(), Vec::new(), Vec::new());
    let mut open: BTreeMap<Option<&str>, i64> = BTreeMap::new();
    for row in rows {
        let at = row.happened_at;
        match (row.kind.as_str(), row.outcome.as_deref()) {
            ("deployment", Some("success")) => {
                facts.last_deployment = facts.last_deployment.max(Some(at));
                if row.environment.as_deref().is_some_and(is_production) {
                    facts.last_production_deployment = facts.last_production_deployment.max(Some(at));
                }
                facts.is_deployed = true;
                deployments.push(at);
            }
            ("deployment", Some("failure" | "rolled_back")) => {
                facts.is_deployed = true;
                failures.push(at);
            }
            // What is told again of an incident that is not over does not begin one.
            ("incident", Some("open")) => {
                open.entry(row.incident.as_deref()).or_insert_with(|| {
                    incidents.push(at);
                    at
                });
            }
            ("incident", Some("resolved")) => {
                open.remove(&row.incident.as_deref());
            }
            _ => {}
        }
    }
    facts.last_incident = incidents.last().copied();
    facts.open_incidents = open.into_values().collect();
    facts.open_incidents.sort_unstable();
    let facts = facts.with(Counted::Deployments, deployments).with(Counted::FailedDeployments, failures);
    facts.with(Counted::Incidents, incidents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: i64, kind: &str, outcome: &str, more: &str) -> HappenedRow {
        let (environment, incident) = if kind == "deployment" { (Some(more), None) } else { (None, Some(more)) };
        HappenedRow {
            uid: "a".to_owned(),
            happened_at: at,
            kind: kind.to_owned(),
            outcome: Some(outcome.to_owned()),
            environment: environment.map(str::to_owned),
            incident: incident.map(str::to_owned),
        }
    }

    #[test]
    fn deployments_and_incidents_are_told_apart() {
        let rows = [
            row(1, "deployment", "success", "Production"),
            row(2, "deployment", "success", "staging"),
            row(3, "deployment", "rolled_back", "production"),
            row(4, "deployment", "running", "production"),
            row(5, "incident", "open", "1"),
            row(6, "incident", "open", "1"),
            row(7, "incident", "open", "2"),
            row(8, "incident", "resolved", "2"),
            row(9, "incident", "open", "2"),
        ];
        let (uid, facts) = event_facts(&rows).next().unwrap();
        assert_eq!(uid, "a");
        assert_eq!((facts.last_deployment, facts.last_production_deployment), (Some(2), Some(1)));
        assert_eq!((facts.deployments, facts.failures), (vec![2, 1], vec![3]));
        assert_eq!((facts.incidents, facts.last_incident), (vec![9, 7, 5], Some(9)));
        assert_eq!(facts.open_incidents, [5, 9]);
    }
}
