//! What a scorecard says of the entities that it applies to, page by page.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Entity, EntityList, EntityScore, ListQuery, Problem, ScorecardResult, ScorecardResultQuery, ScorecardResults,
};
use scorecards::ScorecardDefinition;

use super::definition::find;
use crate::clock::day;
use crate::graph::Measured;
use crate::health::reading::Reading;
use crate::insights::Survey;
use crate::lists::problems::bad_request;
use crate::live::{Live, Row, SlotBitmap};
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
    let among = entities(live, definition, query.level.as_deref(), &day(now))?;
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

/// The entities that it applies to, or those of them at a level.
fn entities(
    live: &Live,
    definition: &ScorecardDefinition,
    level: Option<&str>,
    day: &str,
) -> Result<SlotBitmap, Problem> {
    let wanted = level.map(|level| place(definition, level)).transpose()?;
    let reading = Reading::new(live, definition);
    let mut verdicts = Vec::new();
    let mut is_meant = |row: &Row| {
        reading.read(row, &mut verdicts)
            && wanted.is_none_or(|wanted| definition.place_of_level(&verdicts, day) == wanted)
    };
    Ok(live.rows().filter(|(_, row)| is_meant(row)).map(|(slot, _)| slot.number()).collect())
}

/// The place of a level among the scorecard's; none for no level.
fn place(definition: &ScorecardDefinition, level: &str) -> Result<Option<usize>, Problem> {
    let place = definition.levels.iter().position(|known| known.name.eq_ignore_ascii_case(level));
    if place.is_none() && !level.eq_ignore_ascii_case(NO_LEVEL) {
        let names = definition.levels.iter().map(|level| level.name.as_str());
        let allowed: Vec<&str> = names.chain([NO_LEVEL]).collect();
        let detail = format!("level={level} is not understood; level is one of: {}", allowed.join(", "));
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
