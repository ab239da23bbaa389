//! `GET /api/v1/scorecards/{scorecard}/results.csv`

use std::io;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{EntityScore, Outcome, Problem, ScorecardResultQuery, ScorecardResults};

use super::results::narrowed;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

/// The columns before those of the rules.
const COLUMNS: [&str; 7] = ["ref", "kind", "title", "owner", "level", "score", "max"];

/// What a scorecard says of every entity that it applies to, as a table.
///
/// One header line, then one line an entity, all of one revision, with a column for each rule. Cells that a spreadsheet
/// would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/results.csv",
    tag = "scorecards",
    operation_id = "export_scorecard_results",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("level" = Option<String>, Query, description = "As for the results"),
        ("below" = Option<String>, Query, description = "As for the results"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the results"),
        ("also" = Option<Vec<String>>, Query, description = "As for the results"),
        ("q" = Option<String>, Query, description = "As for the results"),
        ("order" = Option<String>, Query, description = "As for the results"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = ScorecardResultQuery { limit: Some(PAGE_SIZE), ..narrowed(&mut parameters)? };
    parameters.finish()?;
    let portal = state.portal.frozen();
    let scorecard = portal.scorecard(&name).await?;
    // What makes no sense shows with the first page, before anything has been sent.
    let first = portal.scorecard_results(&name, &query).await?;
    let table = Arc::new(Table { rules: scorecard.rules.into_iter().map(|rule| rule.id).collect() });
    Ok(download(&scorecard.name, table.header(), table.page(first), move |cursor| {
        let (portal, table, name) = (Arc::clone(&portal), Arc::clone(&table), name.clone());
        let query = ScorecardResultQuery { cursor: Some(cursor), ..query.clone() };
        async move { Ok(Some(table.page(portal.scorecard_results(&name, &query).await?))) }
    }))
}

/// What the table is of.
struct Table {
    /// The ids of its rules, a column each.
    rules: Vec<String>,
}

impl Table {
    fn header(&self) -> io::Result<Vec<u8>> {
        let columns = COLUMNS.into_iter().map(str::to_owned).chain(self.rules.iter().cloned());
        write([columns])
    }

    fn page(&self, results: ScorecardResults) -> Page {
        Page { lines: write(results.items.iter().map(|item| self.cells(item))), next: results.next_cursor }
    }

    fn cells(&self, item: &EntityScore) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut cells = vec![
            item.entity_ref.clone(),
            item.kind.clone(),
            text(&item.title),
            text(&item.owner),
            text(&item.level),
            item.score.to_string(),
            item.max.to_string(),
        ];
        let outcome = |rule: &String| item.outcomes.get(rule).map_or("", |outcome| word(*outcome)).to_owned();
        cells.extend(self.rules.iter().map(outcome));
        cells
    }
}

pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unknown => "unknown",
        Outcome::Exempt => "exempt",
    }
}
