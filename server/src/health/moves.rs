//! Who moved: what scorecards say otherwise than some time ago, from what is written down of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{MoveCount, MoveDirection, MoveList, MoveQuery, Problem, ScoreMove};
use scorecards::{RuleDefinition, ScorecardDefinition};

use super::rollup::owned_by;
use super::transitions::Current;
use crate::clock::rfc3339;
use crate::graph::{GraphView, Slot, effective_owner_ref};
use crate::lists::problems::invalid_ref;
use crate::live::{Live, SlotBitmap};
use crate::store::TransitionRow;

/// Something that moved, in the snapshot.
struct Moved<'a> {
    slot: Slot,
    definition: &'a ScorecardDefinition,
    /// None where it is the level.
    rule: Option<&'a RuleDefinition>,
    was: Option<&'a str>,
    last: &'a TransitionRow,
    direction: MoveDirection,
}

/// What stands elsewhere than before `rows`, which are transitions up to now, the latest first: those that `query` asks
/// for, with at most `limit` told. Levels are as of `day` (`2026-12-01`, UTC).
///
/// # Errors
/// 400 `invalid_ref`, 404 `entity_not_found`.
pub(crate) fn moves(
    live: &Live,
    rows: &[&TransitionRow],
    query: &MoveQuery,
    (limit, day): (usize, &str),
) -> Result<MoveList, Problem> {
    let among = match query.team.as_deref() {
        Some(team) => Some(owned_by(live, &team.parse().map_err(|error| invalid_ref(&error))?, query.tree)?),
        None => None,
    };
    let mut moved = net(live, rows, among.as_ref(), day);
    let mut counts = Vec::new();
    for definition in live.engine().definitions() {
        let of = |direction| {
            let is_it = |moved: &&Moved<'_>| moved.definition.name == definition.name && moved.direction == direction;
            moved.iter().filter(is_it).count() as u64
        };
        let (worse, better) = (of(MoveDirection::Worse), of(MoveDirection::Better));
        if worse + better > 0 {
            counts.push(MoveCount { scorecard: definition.name.clone(), worse, better });
        }
    }
    moved.retain(|moved| query.direction.is_none_or(|wanted| moved.direction == wanted));
    let total = moved.len() as u64;
    let items = moved.iter().take(limit).map(|moved| moved.to_wire(live)).collect();
    Ok(MoveList { items, total, counts, revision: live.revision(), ..MoveList::default() })
}

/// The identities of what a team owns; none where it is more than `most`.
///
/// # Errors
/// 404 `entity_not_found`.
pub(crate) fn uids_of(
    live: &Live,
    team: &EntityRef,
    tree: bool,
    most: usize,
) -> Result<Option<Vec<Arc<str>>>, Problem> {
    let owned = owned_by(live, team, tree)?;
    let uids = owned.iter().filter_map(|number| Some(Arc::clone(&live.graph().record(Slot::of(number))?.uid)));
    Ok((owned.len() <= most as u64).then(|| uids.collect()))
}

/// One for each entity and rule that does not stand where it stood, the latest first. What is not judged any more, or is
/// judged otherwise than was written down last, is none.
fn net<'a>(live: &'a Live, rows: &[&'a TransitionRow], among: Option<&SlotBitmap>, day: &'a str) -> Vec<Moved<'a>> {
    let judging = live.engine().definitions().filter(|definition| !definition.is_draft);
    let definitions: HashMap<&str, &ScorecardDefinition> =
        judging.map(|definition| (definition.name.as_str(), definition)).collect();
    let current = Current::new(live, day);
    let mut said: (&str, BTreeMap<&str, _>) = ("", BTreeMap::new());
    let mut ways: BTreeMap<(&str, &str, &str), Vec<&'a TransitionRow>> = BTreeMap::new();
    for &row in rows {
        ways.entry((&row.uid, &row.scorecard, &row.rule)).or_default().push(row);
    }
    let moved = ways.into_values().filter_map(|way| {
        let (last, first) = (*way.first()?, *way.last()?);
        // What was seen first at that time counts as what it was: nobody knows better. Of a level that stands there.
        let is_seen_first = first.was.is_none() && !first.rule.is_empty() && way.len() > 1;
        let was = if is_seen_first { first.became.as_deref() } else { first.was.as_deref() };
        if was == last.became.as_deref() {
            return None;
        }
        let record = live.get_by_uid(&last.uid)?;
        let slot = live.graph().find(record.entity_ref.as_str())?;
        if among.is_some_and(|among| !among.contains(slot.number())) {
            return None;
        }
        if said.0 != last.uid {
            said = (&last.uid, current.of(&last.uid));
        }
        let now = said.1.get(last.scorecard.as_str()).and_then(|said| said.get(last.rule.as_str()).copied().flatten());
        if now != last.became.as_deref() {
            return None;
        }
        let definition = *definitions.get(last.scorecard.as_str())?;
        let rule = match last.rule.as_str() {
            "" => None,
            id => Some(definition.rules.iter().find(|rule| rule.id == id)?),
        };
        let direction = direction(definition, rule.is_some(), was, last.became.as_deref());
        Some(Moved { slot, definition, rule, was, last, direction })
    });
    let mut moved: Vec<Moved<'_>> = moved.collect();
    moved.sort_by(|one, other| {
        let key = |moved: &Moved<'a>| (moved.last.revision, moved.last.step);
        other.last.at.cmp(&one.last.at).then_with(|| key(other).cmp(&key(one))).then_with(|| {
            let key = |moved: &Moved<'a>| (live.graph().entity_ref(moved.slot), moved.rule.map(|rule| &rule.id));
            key(one).cmp(&key(other))
        })
    });
    moved
}

fn direction(
    definition: &ScorecardDefinition,
    is_rule: bool,
    was: Option<&str>,
    became: Option<&str>,
) -> MoveDirection {
    let rank = |value: Option<&str>| match (is_rule, value) {
        (true, Some("fail")) => Some(0),
        (true, Some("exempt" | "pass")) => Some(1),
        // What could not be judged came to be known, or the reverse: who did nothing is neither better nor worse.
        (true, _) => None,
        (false, Some(level)) => definition.levels.iter().position(|known| known.name == level).map(|place| place + 1),
        (false, None) => Some(0),
    };
    match rank(was).zip(rank(became)) {
        Some((was, became)) if became < was => MoveDirection::Worse,
        Some((was, became)) if became > was => MoveDirection::Better,
        _ => MoveDirection::Other,
    }
}

impl Moved<'_> {
    fn to_wire(&self, live: &Live) -> ScoreMove {
        let (graph, record) = (live.graph(), live.graph().record(self.slot));
        ScoreMove {
            entity_ref: graph.entity_ref(self.slot).to_string(),
            kind: record.map(|record| record.kind.to_string()).unwrap_or_default(),
            title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
            owner: effective_owner_ref(graph, self.slot).map(EntityRef::to_string),
            scorecard: self.definition.name.clone(),
            rule: self.rule.map(|rule| rule.id.clone()),
            rule_title: self.rule.map(|rule| rule.title.clone()),
            was: self.was.map(str::to_owned),
            became: self.last.became.clone(),
            direction: self.direction,
            at: rfc3339(self.last.at).unwrap_or_default(),
            revision: (self.last.step == 0).then_some(self.last.revision),
        }
    }
}
