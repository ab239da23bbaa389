//! `GET /api/v1/fixes.csv`

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{FixQuery, NextFix, Problem};

use super::fixes::asked;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::csv::write;

const COLUMNS: [&str; 8] = ["ref", "title", "scorecard", "rule", "rule_title", "points", "criticality", "worth"];

/// What to mend next, as a table.
///
/// One header line, then one line a fix, the 1,000 most useful. Cells that a spreadsheet would take for a formula begin
/// with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/fixes.csv",
    tag = "scorecards",
    operation_id = "export_fixes",
    params(
        ("scorecard" = Option<String>, Query, description = "As for the fixes"),
        ("team" = Option<String>, Query, description = "As for the fixes"),
        ("tree" = Option<bool>, Query, description = "As for the fixes"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard or team", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = asked(&mut parameters)?;
    parameters.finish()?;
    let fixes = state.portal.fixes(&FixQuery { limit: Some(PAGE_SIZE), ..query }).await?;
    let page = Page { lines: write(fixes.items.iter().map(cells)), next: None };
    Ok(download("fixes", write([COLUMNS.map(str::to_owned)]), page, |_| async { Ok(None) }))
}

fn cells(fix: &NextFix) -> [String; 8] {
    [
        fix.entity_ref.clone(),
        fix.title.clone().unwrap_or_default(),
        fix.scorecard.clone(),
        fix.rule.clone(),
        fix.rule_title.clone(),
        fix.points.to_string(),
        fix.criticality.to_string(),
        fix.worth.to_string(),
    ]
}
