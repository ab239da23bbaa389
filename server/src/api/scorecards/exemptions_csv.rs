//! `GET /api/v1/scorecards/{scorecard}/exemptions.csv`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{Problem, ScorecardExemption};

use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::lists::csv::write;

const COLUMNS: [&str; 6] = ["ref", "title", "rules", "reason", "approved_by", "expires"];

/// Who need not pass what of a scorecard, as a table.
///
/// One header line, then one line an exemption that holds. No rules are all of the scorecard. Cells that a spreadsheet would
/// take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/exemptions.csv",
    tag = "scorecards",
    operation_id = "export_scorecard_exemptions",
    params(("scorecard" = String, Path, description = "The scorecard's name, in any case")),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let scorecard = state.portal.scorecard(&name).await?;
    let page = Page { lines: write(scorecard.exemptions.iter().map(cells)), next: None };
    Ok(download(&format!("{}-exemptions", scorecard.name), write([COLUMNS.map(str::to_owned)]), page, |_| async {
        Ok(None)
    }))
}

fn cells(exemption: &ScorecardExemption) -> [String; 6] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        exemption.entity_ref.clone(),
        text(&exemption.title),
        exemption.rules.join(" "),
        exemption.reason.clone(),
        text(&exemption.approved_by),
        text(&exemption.expires),
    ]
}
