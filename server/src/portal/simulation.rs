//! Scorecards as somebody edits them.

use catalog_schema::wire::{Problem, Simulation, SimulationQuery};

use super::CatalogPortal;
use super::descriptor::descriptor;
use crate::clock::now_ms;
use crate::health;

/// What a definition would say of the catalog.
///
/// # Errors
/// 400 `invalid_limit`; 422 `invalid_scorecard`; 503 `simulations_busy` or `simulation_too_long`.
pub(super) async fn simulate(portal: &CatalogPortal, query: SimulationQuery) -> Result<Simulation, Problem> {
    portal.simulations.answer(portal.seen(), query, now_ms()).await
}

/// The definition of a scorecard as YAML.
///
/// # Errors
/// 404 `scorecard_not_found`; 503 `store_unavailable`.
pub(super) async fn text(portal: &CatalogPortal, name: &str) -> Result<String, Problem> {
    let live = portal.cell.load();
    let definition = health::find(live.engine(), name)?;
    let Some(definer) = live.definer(&definition.name) else { return Ok(definition.to_text()) };
    let told = descriptor(portal, definer).await?;
    let (start, end) = (told.start_line.max(1) as usize, told.end_line as usize);
    let lines = told.text.split_inclusive('\n').skip(start - 1).take((end + 1).saturating_sub(start));
    Ok(lines.collect())
}
