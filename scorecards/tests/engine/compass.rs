//! docs/reference/compass-criteria.md says what works.

use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::Outcome;
use scorecards::{Engine, ScorecardDefinition, builtin_scorecards};

use crate::support::{bare, rule, tried};

const PAGE: &str = include_str!("../../../docs/reference/compass-criteria.md");

/// Criterion and expression of each row of the first table.
fn rows() -> Vec<(String, Option<String>)> {
    let table = PAGE.split("\n## ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| criterion"));
    rows.map(|row| {
        let cells: Vec<String> =
            row.replace("\\|", "\u{0}").split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect();
        let expression = cells[2].strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).map(str::to_owned);
        assert!(expression.is_some() || !cells[3].is_empty(), "{row} has neither an expression nor a reason");
        (cells[1].clone(), expression)
    })
    .collect()
}

#[test]
fn every_expression_is_one() {
    let rows = rows();
    assert!(rows.len() > 20);
    for (criterion, expression) in rows {
        let Some(expression) = expression else { continue };
        let tried =
            ScorecardDefinition { name: "tried".to_owned(), rules: vec![rule(&expression)], ..Default::default() };
        let (_, errors) = Engine::new(builtin_scorecards().into_iter().chain([tried]).collect());
        assert_eq!(errors, [], "{criterion}: {expression}");
    }
}

#[test]
fn an_entity_that_has_it_all_passes_and_one_that_has_nothing_does_not() {
    let mut full = bare();
    full.description = Some("Takes orders.".to_owned());
    full.tier = Some(1);
    full.lifecycle = Some("production".to_owned());
    let url = "https://docs.example.com/orders";
    let types = [
        LinkType::Repository,
        LinkType::Dashboard,
        LinkType::Documentation,
        LinkType::OnCall,
        LinkType::Chat,
        LinkType::Project,
        LinkType::Other,
    ];
    full.links = types.map(|link_type| Link { url: url.to_owned(), title: None, icon: None, link_type }).to_vec();
    let custom = serde_json::json!({
        "has-slo": true, "cost-centre": "CC12", "replicas": 3, "data-class": "public", "regions": ["eu"],
    });
    full.custom_fields = serde_json::from_value(custom).unwrap();
    for (criterion, expression) in rows() {
        // Owners and levels stand around the entity, and there is nothing around it here.
        let is_around = criterion.contains("hasOwner") || criterion.contains("another scorecard");
        let Some(expression) = expression.filter(|_| !is_around) else { continue };
        let said = tried(rule(&expression), &full);
        assert_eq!(said.outcome, Outcome::Pass, "{criterion}: {expression}: {}", said.message);
        let said = tried(rule(&expression), &bare());
        assert_eq!(said.outcome, Outcome::Fail, "{criterion}: {expression}: {}", said.message);
    }
}
