//! What a team owns.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;

use crate::graph::{GraphView, Slot, descendants};
use crate::lists::owned;
use crate::lists::problems::entity_not_found;
use crate::live::{Column, Live, SlotBitmap, Symbol};

/// The entities that a team owns in the end; with `tree` those of the teams within it as well.
///
/// # Errors
/// 404 `entity_not_found`.
pub(crate) fn owned_by(live: &Live, team: &EntityRef, tree: bool) -> Result<SlotBitmap, Problem> {
    let symbols = symbols(live, &teams(live, team, tree)?);
    Ok(owned(live, live.postings().all(), &symbols))
}

/// The team, with `tree` and those within it. One that entities name as their owner and nobody describes is one, too.
///
/// # Errors
/// 404 `entity_not_found`.
pub(super) fn teams(live: &Live, team: &EntityRef, tree: bool) -> Result<Vec<Slot>, Problem> {
    let graph = live.graph();
    let is_owner = || live.columns().table(Column::Owner).find(team.as_str()).is_some();
    let slot = graph.find(team.as_str()).filter(|_| live.contains(team) || is_owner());
    let slot = slot.ok_or_else(|| entity_not_found(live, team))?;
    Ok(if tree { descendants(graph, slot) } else { vec![slot] })
}

/// Those of them that own something, in the column of owners.
pub(super) fn symbols(live: &Live, teams: &[Slot]) -> Vec<Symbol> {
    let owners = live.columns().table(Column::Owner);
    teams.iter().filter_map(|&team| owners.find(live.graph().entity_ref(team).as_str())).collect()
}
