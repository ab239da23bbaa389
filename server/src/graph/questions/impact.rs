//! What is hit when an entity fails, and whom to tell.

use catalog_schema::wire::{Impact, ImpactDirection, ImpactItem, ImpactQuery, Problem};

use super::super::{GraphView, Slot, Spread, Steps, Trail};
use super::cursor::{self, page_size};
use super::least::page_by_distance;
use super::named::{Named, node, texts};
use super::teams_hit::TeamsHit;
use crate::live::Live;

/// The longest path that an item shows, in entities.
const SHOWN_PATH: u32 = 100;

/// Everything that the root hits, directly or not, or everything that hits it: by distance, each with one shortest way.
/// Of several shortest ways it is the one whose references are the least, read from the item to the root.
///
/// The answer is of one snapshot, its page too: a cursor goes on after what stood at the edge of the page before, in the
/// catalog as it is then.
///
/// # Errors
/// 400 `invalid_ref`, `invalid_limit` or `invalid_cursor`; 404 `entity_not_found` where nothing in the catalog is, or
/// refers to, the root; 410 `cursor_expired`.
pub fn impact(live: &Live, query: &ImpactQuery) -> Result<Impact, Problem> {
    let limit = page_size(query.limit)?;
    let view = live.graph();
    let root = node(live, &query.root)?;
    let root_ref = view.entity_ref(root);
    let question = ["impact", query.direction.as_str(), root_ref.as_str()];
    let after: Option<(u32, String)> = cursor::decode(live, &question, query.cursor.as_deref())?;
    let steps = Steps::from(query.direction);
    let spread = Spread::new(view, &[root], &steps, u32::MAX);
    let levels = (0..).zip(spread.levels()).skip(1);
    let (page, more) = page_by_distance(view, levels, after.as_ref(), limit);
    let mut teams = TeamsHit::new(live);
    for (distance, level) in (1..).zip(spread.levels().skip(1)) {
        level.iter().for_each(|&slot| teams.add(slot, distance));
    }
    let mut trail = Trail::new(view, &spread, &steps);
    let items: Vec<ImpactItem> = page.iter().map(|&slot| item(live, &spread, &mut trail, slot)).collect();
    let last = items.last().filter(|_| more);
    let next_cursor = last.and_then(|last| cursor::encode(live, &question, &(last.distance, &last.entity_ref)));
    Ok(Impact {
        root: root_ref.to_string(),
        direction: query.direction,
        total: spread.hit().len() as u64,
        by_distance: spread.levels().skip(1).map(|level| level.len() as u64).collect(),
        tiers: teams.tiers(),
        unowned: teams.unowned(),
        items,
        teams: teams.into_wire(),
        next_cursor,
        revision: live.revision(),
    })
}

fn item<V: GraphView>(live: &Live, spread: &Spread, trail: &mut Trail<'_, V>, slot: Slot) -> ImpactItem {
    let distance = spread.distance(slot).unwrap_or_default();
    let way = if distance < SHOWN_PATH { trail.back_from(slot) } else { Vec::new() };
    let Named { entity_ref, kind, title, owner, tier, dangling } = Named::new(live, slot);
    let path = texts(live.graph(), way.into_iter().rev());
    ImpactItem { entity_ref, kind, title, distance, path, owner, tier, dangling }
}

impl From<ImpactDirection> for Steps {
    fn from(direction: ImpactDirection) -> Self {
        match direction {
            ImpactDirection::Dependents => Self::ToDependents,
            ImpactDirection::Dependencies => Self::ToDependencies,
        }
    }
}
