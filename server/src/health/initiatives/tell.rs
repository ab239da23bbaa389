//! Initiatives as the API tells them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Initiative, InitiativeCounts, InitiativeDay, InitiativeGroup, InitiativeLevel, InitiativeLink, InitiativeList,
    InitiativeProblem, InitiativeQuery, InitiativeRollup, InitiativeRule, InitiativeState, Problem, RollupBy,
    ScorecardPlace,
};
use scorecards::{AskedRule, UnknownPart};

use super::board::{Board, Boards, level};
use super::burndown::{pace, state};
use super::key::Key;
use super::standing::count;
use crate::graph::{GraphView, Slot};
use crate::health::overall::scope;
use crate::health::rollup::owned_by;
use crate::lists::problems::{bad_request, entity_not_found, invalid_ref};
use crate::live::{Indexed, Live, SlotBitmap};

/// Of whom it is told.
pub(crate) enum Share {
    /// Everybody.
    All,
    /// What a team owns.
    Team(SlotBitmap),
    /// One entity.
    Entity(SlotBitmap),
}

/// Whom a query means.
///
/// # Errors
/// 404 `entity_not_found`; 400 `invalid_ref`, or `invalid_parameter` for a tree of no team and for both team and entity.
pub(crate) fn share(live: &Live, query: &InitiativeQuery) -> Result<Share, Problem> {
    let wrong = |detail: &str| Err(bad_request("invalid_parameter", "Invalid parameter", detail));
    match (&query.team, &query.entity) {
        (None, _) if query.tree => wrong("tree=true needs a team"),
        (Some(_), Some(_)) => wrong("team and entity are asked for; leave one of them out"),
        (Some(team), None) => {
            let team: EntityRef = team.parse().map_err(|error| invalid_ref(&error))?;
            Ok(Share::Team(owned_by(live, &team, query.tree)?))
        }
        (None, Some(entity)) => {
            let entity: EntityRef = entity.parse().map_err(|error| invalid_ref(&error))?;
            let slot = live.graph().find(entity.as_str()).filter(|_| live.contains(&entity));
            let slot = slot.ok_or_else(|| entity_not_found(live, &entity))?;
            Ok(Share::Entity(SlotBitmap::from_iter([slot.number()])))
        }
        (None, None) => Ok(Share::All),
    }
}

impl Share {
    /// Those of a set that are meant.
    pub(super) fn of(&self, set: SlotBitmap) -> SlotBitmap {
        match self {
            Self::All => set,
            Self::Team(among) | Self::Entity(among) => set & among,
        }
    }

    /// The counts of an initiative, over those that are meant.
    pub(super) fn counts(&self, board: &Board) -> InitiativeCounts {
        match self {
            Self::All => board.standings.counts(),
            Self::Team(among) | Self::Entity(among) => board.standings.within(among).counts(),
        }
    }
}

/// Initiatives with what they come to over a share; `points` are the days of each that are known of it, by name.
///
/// Of a team or an entity those that ask something of it, or soon will.
pub(crate) fn list(boards: &Boards, share: &Share, points: &BTreeMap<String, Vec<InitiativeDay>>) -> InitiativeList {
    let told = |board: &Board| {
        let days = points.get(board.name()).map(Vec::as_slice).unwrap_or_default();
        initiative(boards, board, share, days)
    };
    let concerns = |item: &Initiative| {
        let asks = !matches!(item.state, InitiativeState::Draft | InitiativeState::Ended | InitiativeState::Invalid);
        matches!(share, Share::All) || (asks && item.counts.entities > 0)
    };
    let mut items: Vec<Initiative> = boards.iter().map(told).filter(concerns).collect();
    let is_over = |item: &Initiative| item.state.is_over(&item.due_on, boards.day());
    items.sort_by(|one, other| match (is_over(one), is_over(other)) {
        (true, true) => Reverse(&one.due_on).cmp(&Reverse(&other.due_on)).then_with(|| one.name.cmp(&other.name)),
        (false, false) => (&one.due_on, &one.name).cmp(&(&other.due_on, &other.name)),
        (one, other) => one.cmp(&other),
    });
    InitiativeList { items, revision: boards.live().revision() }
}

/// The initiative of this name, in any case.
///
/// # Errors
/// 404 `initiative_not_found`, with the names that there are.
pub(crate) fn one<'a>(boards: &'a Boards, name: &str) -> Result<&'a Board, Problem> {
    boards.iter().find(|board| board.name().eq_ignore_ascii_case(name)).ok_or_else(|| {
        let names: Vec<&str> = boards.iter().map(Board::name).collect();
        let known =
            if names.is_empty() { "there is none".to_owned() } else { format!("there are {}", names.join(", ")) };
        let detail = format!("there is no initiative {name:?}; {known}");
        Problem::new(404, "initiative_not_found", "No such initiative", detail)
    })
}

/// An initiative over a share.
pub(crate) fn initiative(boards: &Boards, board: &Board, share: &Share, days: &[InitiativeDay]) -> Initiative {
    let (live, definition) = (boards.live(), &*board.definition);
    let counts = share.counts(board);
    let pace = pace(definition, &counts, boards.day(), days);
    let asked = board.asked(live);
    let among = share.of(board.standings.all());
    let record = live.get(&board.by);
    let links = live.entity(&board.by).map(|entity| entity.links).unwrap_or_default();
    Initiative {
        name: definition.name.clone(),
        title: definition.title.clone(),
        description: definition.description.clone(),
        owner: definition.owner.as_ref().map(ToString::to_string),
        state: state(definition, !board.unknown.is_empty(), &counts, boards.day(), pace.as_ref()),
        defined_at: ScorecardPlace {
            entity_ref: board.by.to_string(),
            source: record.map(|record| record.source.to_string()).unwrap_or_default(),
            path: record.map(|record| record.path.to_string()).unwrap_or_default(),
        },
        links: links.into_iter().map(|link| InitiativeLink { url: link.url, title: link.title }).collect(),
        starts_on: definition.starts_on.clone(),
        due_on: definition.due_on.clone(),
        level: level(definition).map(|(scorecard, name)| to_level(&asked, scorecard, name)),
        rules: asked.iter().map(|asked| rule(live, asked, &among, boards.day())).collect(),
        applies_to: scope(&definition.applies_to),
        filter: definition.filter.clone(),
        counts,
        pace,
        problems: board.unknown.iter().map(problem).collect(),
        revision: live.revision(),
    }
}

fn to_level(asked: &[AskedRule<'_>], scorecard: &str, name: &str) -> InitiativeLevel {
    let known = asked.first().and_then(|asked| asked.scorecard.levels.iter().find(|level| level.name == name));
    InitiativeLevel {
        scorecard: scorecard.to_owned(),
        name: name.to_owned(),
        title: known.map_or(name, |level| &level.title).to_owned(),
        color: known.and_then(|level| level.color.clone()),
    }
}

fn rule(live: &Live, asked: &AskedRule<'_>, among: &SlotBitmap, day: &str) -> InitiativeRule {
    let counts = asked.counts_on(day);
    let symbol = live.columns().rules().find(&format!("{}/{}", asked.scorecard.name, asked.rule.id));
    let failing = symbol
        .filter(|_| counts)
        .map(|symbol| among.intersection_len(live.postings().having(Indexed::Failing, symbol.index())));
    InitiativeRule {
        scorecard: asked.scorecard.name.clone(),
        scorecard_title: asked.scorecard.title.clone(),
        rule: asked.rule.id.clone(),
        title: asked.rule.title.clone(),
        failing: failing.unwrap_or_default(),
        announced_for: asked.rule.effective_from.clone().filter(|_| !counts),
    }
}

fn problem(unknown: &UnknownPart) -> InitiativeProblem {
    let UnknownPart { pointer, message, help } = unknown.clone();
    InitiativeProblem { message, help, pointer, line: None, column: None }
}

/// How far each group is. One pass over those of whom it asks something.
pub(crate) fn rollup(boards: &Boards, board: &Board, by: RollupBy) -> InitiativeRollup {
    let live = boards.live();
    let mut by_key: BTreeMap<usize, (Key, InitiativeCounts)> = BTreeMap::new();
    for number in board.standings.all() {
        let Some((row, standing)) = live.row(Slot::of(number)).zip(board.standings.at(number)) else { continue };
        let key = Key::of(live, row, by);
        count(&mut by_key.entry(key.index()).or_insert((key, InitiativeCounts::default())).1, standing);
    }
    let mut groups: BTreeMap<Option<String>, InitiativeCounts> = BTreeMap::new();
    for (key, counts) in by_key.into_values() {
        for text in key.texts(live, by) {
            groups.entry(text).or_default().join(&counts);
        }
    }
    let title = |of: &str| {
        let record = live.graph().find(of).and_then(|slot| live.graph().record(slot));
        record.and_then(|record| record.title.as_deref()).map(str::to_owned)
    };
    let group = |(of, counts): (Option<String>, InitiativeCounts)| InitiativeGroup {
        title: of.as_deref().and_then(title),
        of,
        counts,
    };
    let mut items: Vec<InitiativeGroup> = groups.into_iter().map(group).collect();
    items.sort_by_key(|group| group.of.is_none());
    InitiativeRollup { initiative: board.name().to_owned(), by, items, revision: live.revision() }
}
