//! What happened to it (docs/concepts/events.md).

use super::spec::{Asked, FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;
use crate::facts::{Counted, EventFacts};

/// Who tells of deployments.
const PIPELINE: &str = "the pipeline that deploys it: `POST /api/v1/events` with a token of the scope `events`";
/// Who tells of incidents.
const ALERTS: &str = "whatever raises alerts: `POST /api/v1/events` with a token of the scope `events`";

/// How many deployments there were; unknown where nobody ever told of one.
fn deployments<'a>(asked: &Asked<'a>, counted: Counted, days: i64) -> FactValue<'a> {
    match asked.facts.around.events().filter(|events| events.is_deployed) {
        Some(events) => events.count(counted, days, asked.facts.now),
        None => FactValue::Unknown("nobody told of a deployment of it yet".into()),
    }
}

fn incidents<'a>(asked: &Asked<'a>, days: i64) -> FactValue<'a> {
    let events = asked.facts.around.events();
    events.map_or(FactValue::Int(0), |events| events.count(Counted::Incidents, days, asked.facts.now))
}

fn moment<'a>(asked: &Asked<'a>, of: impl FnOnce(&'a EventFacts) -> Option<i64>) -> FactValue<'a> {
    asked.facts.around.events().and_then(of).map_or(FactValue::Null, FactValue::Moment)
}

macro_rules! count {
    ($name:literal, $counted:ident, $days:literal, $what:literal, $example:literal) => {
        FactSpec {
            name: $name,
            fact_type: FactType::Int,
            group: FactGroup::Events,
            description: concat!(
                "How many ",
                $what,
                " in the last ",
                stringify!($days),
                " days, counted up to a thousand; unknown where nobody ever told of a deployment."
            ),
            supplied_by: PIPELINE,
            example: $example,
            read: |asked| deployments(asked, Counted::$counted, $days),
        }
    };
}

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "events.last_deployment",
        fact_type: FactType::Moment,
        group: FactGroup::Events,
        description: "When it was deployed last and that went well, to whatever environment; null where nobody told of it.",
        supplied_by: PIPELINE,
        example: r#"within(events.last_deployment, "90d")"#,
        read: |asked| moment(asked, |events| events.last_deployment),
    },
    FactSpec {
        name: "events.last_production_deployment",
        fact_type: FactType::Moment,
        group: FactGroup::Events,
        description: "When it was deployed last to an environment called `production`, `prod` or `live` and that went well; null where nobody told of it.",
        supplied_by: PIPELINE,
        example: r#"within(events.last_production_deployment, "30d")"#,
        read: |asked| moment(asked, |events| events.last_production_deployment),
    },
    count!("events.deployments_7d", Deployments, 7, "deployments went well", "events.deployments_7d >= 1"),
    count!("events.deployments_30d", Deployments, 30, "deployments went well", "events.deployments_30d >= 4"),
    count!("events.deployments_90d", Deployments, 90, "deployments went well", "events.deployments_90d >= 1"),
    count!(
        "events.failed_deployments_30d",
        FailedDeployments,
        30,
        "deployments went wrong or were taken back",
        "events.failed_deployments_30d <= 2"
    ),
    FactSpec {
        name: "events.open_incidents",
        fact_type: FactType::Int,
        group: FactGroup::Events,
        description: "How many incidents are not over, as far as they were told; never null.",
        supplied_by: ALERTS,
        example: "events.open_incidents == 0",
        read: |asked| {
            let open = asked.facts.around.events().map_or(0, |events| events.open_incidents.len());
            FactValue::Int(i64::try_from(open).unwrap_or(i64::MAX))
        },
    },
    FactSpec {
        name: "events.oldest_open_incident",
        fact_type: FactType::Moment,
        group: FactGroup::Events,
        description: "When the oldest incident that is not over began; null where there is none.",
        supplied_by: ALERTS,
        example: r#"events.open_incidents == 0 || within(events.oldest_open_incident, "7d")"#,
        read: |asked| moment(asked, |events| events.open_incidents.first().copied()),
    },
    FactSpec {
        name: "events.incidents_30d",
        fact_type: FactType::Int,
        group: FactGroup::Events,
        description: "How many incidents began in the last 30 days, as far as they were told, counted up to a thousand; never null.",
        supplied_by: ALERTS,
        example: "events.incidents_30d <= 3",
        read: |asked| incidents(asked, 30),
    },
    FactSpec {
        name: "events.last_incident",
        fact_type: FactType::Moment,
        group: FactGroup::Events,
        description: "When the last incident began; null where none was told.",
        supplied_by: ALERTS,
        example: r#"events.last_incident == null || older_than(events.last_incident, "14d")"#,
        read: |asked| moment(asked, |events| events.last_incident),
    },
];
