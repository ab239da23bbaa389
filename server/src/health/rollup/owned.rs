//! What a team owns.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;

use crate::graph::{GraphView, descendants};
use crate::lists::owned;
use crate::lists::problems::entity_not_found;
use crate::live::{Column, Live, SlotBitmap, Symbol};

/// The entities that a team owns in the end; with `tree` those of the teams within it as well.
///
/// # Errors
/// 404 `entity_not_found`.
pub(crate) fn owned_by(live: &Live, team: &EntityRef, tree: bool) -> Result<SlotBitmap, Problem> {
    let graph = live.graph();
    let slot = graph.find(team.as_str()).filter(|_| live.contains(team));
    let slot = slot.ok_or_else(|| entity_not_found(live, team))?;
    let teams = if tree { descendants(graph, slot) } else { vec![slot] };
    let owners = live.columns().table(Column::Owner);
    let symbols: Vec<Symbol> = teams.iter().filter_map(|&team| owners.find(graph.entity_ref(team).as_str())).collect();
    Ok(owned(live, live.postings().all(), &symbols))
}
