//! What a scorecard says of the entities that it applies to, page by page.

use std::collections::BTreeMap;

use catalog_schema::wire::{
    Entity, EntityList, EntityScore, ListQuery, Outcome, Problem, ScorecardResultQuery, ScorecardResults,
};
use scorecards::{Rollup, ScorecardDefinition, Verdict};

use super::definition::find;
use crate::graph::{GraphView, Measured};
use crate::health::kept::level_id;
use crate::health::reading::Reading;
use crate::insights::Survey;
use crate::lists;
use crate::lists::problems::bad_request;
use crate::live::{Indexed, Live, SlotBitmap};

/// How a query calls that no level is reached.
const NO_LEVEL: &str = "none";

/// A page of a scorecard's entities, as of a day (`2026-12-01`, UTC): what the snapshot keeps of their results.
///
/// # Errors
/// 404 `scorecard_not_found`; 400 `invalid_parameter` for a level that it does not have; those of lists.
pub fn results(
    live: &Live,
    survey: &Survey,
    name: &str,
    query: &ScorecardResultQuery,
    day: &str,
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
    let reading = Reading::new(live, definition);
    let items = items.into_iter().filter_map(|entity| score(live, definition, &reading, entity, day)).collect();
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
    let meant = names.zip(wanted).filter(|(_, wanted)| *wanted);
    let symbols = meant.filter_map(|(level, _)| live.columns().levels().find(&level_id(&definition.name, level)));
    let postings = live.postings();
    Ok(symbols.fold(SlotBitmap::new(), |all, level| all | postings.having(Indexed::Level, level.index())))
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

/// What the snapshot keeps of an entity's results; none where it has no such entity.
fn score(
    live: &Live,
    definition: &ScorecardDefinition,
    reading: &Reading,
    entity: Entity,
    day: &str,
) -> Option<EntityScore> {
    let (mut verdicts, mut rollup) = (Vec::new(), Rollup::of(definition));
    // Without an outcome where it applies, and none of its rules does.
    reading.read(live.row(live.graph().find(&entity.entity_ref)?)?, &mut verdicts);
    rollup.add(definition, &verdicts, day);
    let outcome = |(rule, verdict): (&scorecards::RuleDefinition, &Option<Verdict>)| {
        Some((rule.id.clone(), verdict.as_ref()?.outcome))
    };
    let outcomes: BTreeMap<String, Outcome> = definition.rules.iter().zip(&verdicts).filter_map(outcome).collect();
    let level = definition.place_of_level(&verdicts, day).and_then(|place| definition.levels.get(place));
    Some(EntityScore {
        entity_ref: entity.entity_ref,
        kind: entity.kind,
        title: entity.title,
        owner: entity.effective_owner.map(|owner| owner.entity_ref),
        level: level.map(|level| level.name.clone()),
        score: u32::try_from(rollup.score).unwrap_or(u32::MAX),
        max: u32::try_from(rollup.max).unwrap_or(u32::MAX),
        outcomes,
    })
}
