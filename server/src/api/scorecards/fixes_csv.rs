//! `GET /api/v1/fixes.csv`

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{NextFix, Problem};
use web::portal::Pages;

use super::fixes::asked;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::csv::write;
use crate::portal::long;

const COLUMNS: [&str; 8] = ["ref", "title", "scorecard", "rule", "rule_title", "points", "criticality", "worth"];

/// What to mend next, as a table.
///
/// One header line, then one line a fix, the most useful first, all of one revision. Cells that a spreadsheet would take for a formula begin
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
    let (first, fixes) = next(state.portal.frozen().every_fix(&query).await?).await;
    let left = Arc::new(Mutex::new(fixes));
    Ok(download("fixes", write([COLUMNS.map(str::to_owned)]), page(&first.unwrap_or_default()), move |_| {
        let left = Arc::clone(&left);
        async move {
            let taken = left.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(pages) = taken else { return Ok(None) };
            let (found, rest) = next(pages).await;
            *left.lock().unwrap_or_else(PoisonError::into_inner) = rest;
            Ok(found.as_deref().map(page))
        }
    }))
}

/// The next page, and the rest where there may be one.
async fn next(mut pages: Pages<NextFix>) -> (Option<Vec<NextFix>>, Option<Pages<NextFix>>) {
    let (found, pages) = long(move || (pages.next(), pages)).await;
    let is_more = found.is_some();
    (found, is_more.then_some(pages))
}

fn page(fixes: &[NextFix]) -> Page {
    // The place is kept beside; it only says that there may be more.
    let next = (!fixes.is_empty()).then(String::new);
    Page { lines: write(fixes.iter().map(cells)), next }
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
