//! What a scorecard says of the entities that it applies to, page by page.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Entity, EntityList, EntityScore, ListQuery, Problem, ScorecardResult, ScorecardResultQuery, ScorecardResults,
};
use scorecards::ScorecardDefinition;

use super::definition::find;
use crate::graph::Measured;
use crate::health::kept::level_id;
use crate::insights::Survey;
use crate::lists::problems::bad_request;
use crate::live::{Live, Row, SlotBitmap, Symbol};
use crate::{health, lists};

/// How a query calls that no level is reached.
const NO_LEVEL: &str = "none";

/// A page of a scorecard's entities, at a time in milliseconds since the Unix epoch.
///
/// # Errors
/// 404 `scorecard_not_found`; 400 `invalid_parameter` for a level that it does not have; those of lists.
pub fn results(
    live: &Live,
    survey: &Survey,
    name: &str,
    query: &ScorecardResultQuery,
    now: i64,
) -> Result<ScorecardResults, Problem> {
    let definition = find(live.engine(), name)?;
    let among = entities(live, definition, query)?;
    let asked = ListQuery {
        filter: query.filter.clone(),
        also: query.also.clone(),
        q: query.q.clone(),
        order: query.order.clone(),
        limit: query.limit,
        cursor: query.cursor.clone(),
    };
    let list = lists::list_among(Measured::new(live, &survey.measures), &among, &asked)?;
    let EntityList { items, total, skipped, next_cursor, previous_cursor, revision } = list;
    let items = items.into_iter().filter_map(|entity| score(live, survey, definition, entity, now)).collect();
    Ok(ScorecardResults { items, total, skipped, next_cursor, previous_cursor, revision })
}

/// The entities that it applies to, or those of them that stand where the query asks for.
fn entities(
    live: &Live,
    definition: &ScorecardDefinition,
    query: &ScorecardResultQuery,
) -> Result<SlotBitmap, Problem> {
    // By places of levels, one more for those at none.
    let mut wanted = vec![true; definition.levels.len() + 1];
    let none = definition.levels.len();
    if let Some(level) = query.level.as_deref() {
        let at = place(definition, level, "level")?.unwrap_or(none);
        wanted.iter_mut().enumerate().for_each(|(place, wanted)| *wanted = place == at);
    }
    if let Some(level) = query.below.as_deref() {
        let target = place(definition, level, "below")?.unwrap_or(0);
        wanted.iter_mut().enumerate().for_each(|(place, wanted)| *wanted &= place < target || place == none);
    }
    let names = definition.levels.iter().map(|level| Some(level.name.as_str())).chain([None]);
    let meant: Vec<Symbol> = names
        .zip(wanted)
        .filter(|(_, wanted)| *wanted)
        .filter_map(|(level, _)| live.columns().levels().find(&level_id(&definition.name, level)))
        .collect();
    let is_meant = |row: &Row| row.levels.iter().any(|level| meant.contains(level));
    Ok(live.rows().filter(|(_, row)| is_meant(row)).map(|(slot, _)| slot.number()).collect())
}

/// The place of a level among the scorecard's; none for no level, where that can be asked for.
fn place(definition: &ScorecardDefinition, level: &str, asked: &str) -> Result<Option<usize>, Problem> {
    let place = definition.levels.iter().position(|known| known.name.eq_ignore_ascii_case(level));
    let none = (asked == "level").then_some(NO_LEVEL);
    if place.is_none() && !none.is_some_and(|none| none.eq_ignore_ascii_case(level)) {
        let names = definition.levels.iter().map(|level| level.name.as_str());
        let allowed: Vec<&str> = names.chain(none).collect();
        let detail = format!("{asked}={level} is not understood; {asked} is one of: {}", allowed.join(", "));
        return Err(bad_request("invalid_parameter", "Invalid parameter", detail));
    }
    Ok(place)
}

fn score(
    live: &Live,
    survey: &Survey,
    definition: &ScorecardDefinition,
    entity: Entity,
    now: i64,
) -> Option<EntityScore> {
    let entity_ref: EntityRef = entity.entity_ref.parse().ok()?;
    let results = health::evaluate(live, survey, &entity_ref, now)?;
    let result = results.into_iter().find(|result| result.scorecard == definition.name)?;
    let ScorecardResult { level, score, max, rules, .. } = result;
    Some(EntityScore {
        entity_ref: entity.entity_ref,
        kind: entity.kind,
        title: entity.title,
        owner: entity.effective_owner.map(|owner| owner.entity_ref),
        level,
        score,
        max,
        outcomes: rules.into_iter().map(|rule| (rule.id, rule.outcome)).collect(),
    })
}
