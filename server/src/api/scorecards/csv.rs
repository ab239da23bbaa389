//! `GET /api/v1/scorecards/{scorecard}/results.csv`

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{EntityScore, Outcome, Problem, ScorecardResultQuery, ScorecardResults};
use futures_util::stream::{Stream, try_unfold};
use web::portal::Portal;

use super::results::narrowed;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::clock::{day, now_ms};
use crate::lists::csv::write;

/// Entities in memory at once.
const PAGE_SIZE: u32 = 1_000;

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
    let file = format!("{}-{}.csv", file_name(&scorecard.name), day(now_ms()));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
    ];
    let rules = scorecard.rules.into_iter().map(|rule| rule.id).collect();
    Ok((headers, Body::from_stream(pages(portal, Table { name, rules }, query, first))).into_response())
}

/// A name that needs no quoting in a header, whatever a scorecard is called.
pub(super) fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect()
}

/// What the table is of.
struct Table {
    /// The scorecard's.
    name: String,
    /// The ids of its rules, a column each.
    rules: Vec<String>,
}

impl Table {
    fn header(&self) -> io::Result<Vec<u8>> {
        let columns = COLUMNS.into_iter().map(str::to_owned).chain(self.rules.iter().cloned());
        write([columns])
    }

    fn rows(&self, items: &[EntityScore]) -> io::Result<Vec<u8>> {
        write(items.iter().map(|item| self.cells(item)))
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

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unknown => "unknown",
        Outcome::Exempt => "exempt",
    }
}

/// What is written next.
enum Next {
    Header(ScorecardResults),
    Page(ScorecardResults),
    After(String),
}

/// The table in pieces. A piece that cannot be made ends the answer before its end, which the receiver notices.
fn pages(
    portal: Arc<dyn Portal>,
    table: Table,
    query: ScorecardResultQuery,
    first: ScorecardResults,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    let table = Arc::new(table);
    try_unfold(Some(Next::Header(first)), move |next| {
        let (portal, table, query) = (Arc::clone(&portal), Arc::clone(&table), query.clone());
        async move {
            let page = match next {
                None => return Ok(None),
                Some(Next::Header(first)) => return Ok(Some((table.header()?, Some(Next::Page(first))))),
                Some(Next::Page(page)) => page,
                Some(Next::After(cursor)) => {
                    let query = ScorecardResultQuery { cursor: Some(cursor), ..query };
                    let page = portal.scorecard_results(&table.name, &query).await;
                    page.map_err(|problem| io::Error::other(problem.detail))?
                }
            };
            Ok(Some((table.rows(&page.items)?, page.next_cursor.map(Next::After))))
        }
    })
}
