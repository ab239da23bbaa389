//! Initiatives: where everybody stands, kept as long as it is true, with the days that are written down.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use catalog_schema::companions::DescriptorFile;
use catalog_schema::decode::{DecodeOptions, decode_examined};
use catalog_schema::diagnostic::{FieldPart, FieldProblem, codes};
use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::wire::{
    Initiative, InitiativeBurndown, InitiativeDay, InitiativeEntities, InitiativeEntityQuery, InitiativeList,
    InitiativeQuery, InitiativeRollup, Problem, RollupBy,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::catalog::CatalogPortal;
use super::descriptor;
use super::graph::long;
use super::memo::{Memos, State};
use super::problems::unavailable;
use super::trends::MOST_DAYS;
use crate::clock::{day, now_ms};
use crate::health::initiatives::{self, Board, Boards, Burndown, PACE, Share};
use crate::store::{InitiativePoint, StoreError};

/// How long days that are written down are told without a look at the store: a day is written shortly after it has begun.
const WRITTEN: Duration = Duration::from_secs(1);

/// How long answers are told that follow from the snapshot alone, but for the day.
const COUNTED: Duration = Duration::from_secs(10);
/// So many answers of each kind are kept.
const KEPT: usize = 20;

/// The answers that are kept.
#[derive(Default)]
pub(super) struct KeptInitiatives {
    /// Of the snapshot that was last asked for; the next one's are made from it.
    boards: Mutex<Option<Arc<Boards>>>,
    points: Memos<Vec<InitiativePoint>, KEPT>,
    rollups: Memos<InitiativeRollup, KEPT>,
    entities: Memos<InitiativeEntities, KEPT>,
}

impl fmt::Debug for KeptInitiatives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptInitiatives").finish_non_exhaustive()
    }
}

/// Where everybody stands now.
async fn boards(portal: &CatalogPortal) -> Arc<Boards> {
    let (live, today) = (portal.cell.load(), day(now_ms()));
    let kept = &portal.memos.initiatives.boards;
    let last = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(boards) = last.as_ref().filter(|boards| boards.are_of(&live, &today)) {
        return Arc::clone(boards);
    }
    let made = long(move || Arc::new(Boards::of(live, &today, last.as_deref()))).await;
    *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&made));
    made
}

pub(super) async fn list(portal: &CatalogPortal, query: &InitiativeQuery) -> Result<InitiativeList, Problem> {
    let boards = boards(portal).await;
    let share = initiatives::share(boards.live(), query)?;
    let points = match share {
        // Of one entity there is no pace.
        Share::Entity(_) => BTreeMap::new(),
        _ => of_last_days(portal, &boards, query, None).await?,
    };
    Ok(initiatives::list(&boards, &share, &points))
}

pub(super) async fn one(portal: &CatalogPortal, name: &str, query: &InitiativeQuery) -> Result<Initiative, Problem> {
    let boards = boards(portal).await;
    let board = initiatives::one(&boards, name)?;
    let share = initiatives::share(boards.live(), query)?;
    let mut points = of_last_days(portal, &boards, query, Some(board)).await?;
    let days = points.remove(board.name()).unwrap_or_default();
    let mut told = initiatives::initiative(&boards, board, &share, &days);
    if !told.problems.is_empty() {
        place(portal, &mut told).await?;
    }
    Ok(told)
}

pub(super) async fn rollup(portal: &CatalogPortal, name: &str, by: RollupBy) -> Result<InitiativeRollup, Problem> {
    let boards = boards(portal).await;
    let name = initiatives::one(&boards, name)?.name().to_owned();
    let (question, counted) = (format!("{} {name}", by.as_str()), Arc::clone(&boards));
    let make = long(move || Ok(initiatives::rollup(&counted, initiatives::one(&counted, &name)?, by)));
    let state = State::of(boards.live());
    Ok((*portal.memos.initiatives.rollups.answer(state, question, COUNTED, make).await?).clone())
}

pub(super) async fn burndown(
    portal: &CatalogPortal,
    name: &str,
    query: &InitiativeQuery,
) -> Result<InitiativeBurndown, Problem> {
    let boards = boards(portal).await;
    let board = initiatives::one(&boards, name)?;
    let share = initiatives::share(boards.live(), query)?;
    let since = back(boards.day(), i64::from(MOST_DAYS));
    let points = match share {
        Share::Entity(_) => Vec::new(),
        _ => points(portal, &boards, query, Some(board.name()), &since).await?,
    };
    let mut days = sorted(&boards, points)?.remove(board.name());
    // Of a team that had nothing to do on any day there are no rows, though the days are counted.
    if days.is_none() && is_counted(portal, &boards, board).await? {
        days = Some(Vec::new());
    }
    let team = query.team.as_ref().and_then(|team| team.parse().ok()).map(|team: EntityRef| team.to_string());
    Ok(initiatives::burndown(&boards, board, Burndown { share: &share, team, tree: query.tree, days }))
}

pub(super) async fn entities(
    portal: &CatalogPortal,
    name: &str,
    query: &InitiativeEntityQuery,
) -> Result<InitiativeEntities, Problem> {
    let boards = boards(portal).await;
    let survey = portal.seen().0;
    let name = initiatives::one(&boards, name)?.name().to_owned();
    let question = format!("{} {name} {query:?}", survey.measures.revision());
    let (counted, query) = (Arc::clone(&boards), query.clone());
    // A page may take a thousand evaluations.
    let make =
        long(move || initiatives::entities(&counted, initiatives::one(&counted, &name)?, &survey, &query, now_ms()));
    let state = State::of(boards.live());
    Ok((*portal.memos.initiatives.entities.answer(state, question, COUNTED, make).await?).clone())
}

/// The days that a pace is counted from, by initiative.
async fn of_last_days(
    portal: &CatalogPortal,
    boards: &Boards,
    query: &InitiativeQuery,
    board: Option<&Board>,
) -> Result<BTreeMap<String, Vec<InitiativeDay>>, Problem> {
    let since = back(boards.day(), PACE);
    sorted(boards, points(portal, boards, query, board.map(Board::name), &since).await?)
}

/// Whether the days of an initiative are written down as it means them now.
async fn is_counted(portal: &CatalogPortal, boards: &Boards, board: &Board) -> Result<bool, Problem> {
    let meaning = board.meaning(boards.live());
    let read = async { portal.store.read().await?.initiative_heads().await };
    let heads = read.await.map_err(|error| unavailable(&error))?;
    Ok(heads.iter().any(|head| head.initiative == board.name() && head.meaning == meaning))
}

/// What is written down of days over what a query means, from a day on.
async fn points(
    portal: &CatalogPortal,
    boards: &Boards,
    query: &InitiativeQuery,
    initiative: Option<&str>,
    since: &str,
) -> Result<Vec<InitiativePoint>, Problem> {
    let grouped = match (&query.team, query.tree) {
        (None, _) => RollupBy::Organisation,
        (Some(_), false) => RollupBy::Team,
        (Some(_), true) => RollupBy::Tree,
    };
    // References are written down in their one form.
    let team = query.team.as_ref().and_then(|team| team.parse::<EntityRef>().ok());
    let part = team.map(|team| team.to_string()).unwrap_or_default();
    let question = format!("{} {part} {initiative:?} {since}", grouped.as_str());
    let make = async {
        let read = async {
            let mut tx = portal.store.read().await?;
            tx.initiative_points(initiative, (grouped.as_str(), &part), since).await
        };
        read.await.map_err(|error| unavailable(&error))
    };
    let state = State::of(boards.live());
    Ok((*portal.memos.initiatives.points.answer(state, question, WRITTEN, make).await?).clone())
}

/// Days by initiative, without those of which something else was asked.
fn sorted(boards: &Boards, points: Vec<InitiativePoint>) -> Result<BTreeMap<String, Vec<InitiativeDay>>, Problem> {
    let meanings: BTreeMap<&str, String> =
        boards.iter().map(|board| (board.name(), board.meaning(boards.live()))).collect();
    let mut days: BTreeMap<String, Vec<InitiativeDay>> = BTreeMap::new();
    for InitiativePoint { initiative, meaning, day, counts } in points {
        if meanings.get(initiative.as_str()) != Some(&meaning) {
            continue;
        }
        let counts = serde_json::from_str(&counts).map_err(|error| {
            unavailable(&StoreError::Corrupt { what: "counts of an initiative", detail: error.to_string() })
        })?;
        days.entry(initiative).or_default().push(InitiativeDay { day, counts });
    }
    Ok(days)
}

/// The day so many days before another.
fn back(today: &str, days: i64) -> String {
    let date = today.parse::<Date>().ok().and_then(|date| date.checked_sub(days.days()).ok());
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Finds the lines of what the initiative names and is not there, in the file that it was read from.
async fn place(portal: &CatalogPortal, told: &mut Initiative) -> Result<(), Problem> {
    let Ok(by) = told.defined_at.entity_ref.parse::<EntityRef>() else { return Ok(()) };
    let text = match descriptor::descriptor(portal, &by).await {
        Ok(text) => text,
        // It went meanwhile; the initiative goes with the next snapshot.
        Err(problem) if problem.status < 500 => return Ok(()),
        Err(problem) => return Err(problem),
    };
    let found = long(move || {
        let decoded = decode_examined(
            &DescriptorFile::alone(&text.path),
            text.text.as_bytes(),
            &DecodeOptions::default(),
            &names,
        );
        decoded.diagnostics.into_iter().chain(decoded.allowed).collect::<Vec<_>>()
    })
    .await;
    for problem in &mut told.problems {
        let called = mark(&by, &problem.pointer);
        if let Some(place) = found.iter().find(|diagnostic| diagnostic.message == called) {
            (problem.line, problem.column) = (place.line, place.column);
        }
    }
    Ok(())
}

/// Everything by which an initiative names something else, each as a problem that says no more than what it is: the decoder
/// tells where it stands.
fn names(entity: &Entity) -> Vec<FieldProblem> {
    if entity.kind != "Initiative" {
        return Vec::new();
    }
    let rules = entity.descriptor.pointer("/spec/rules").and_then(|rules| rules.as_array()).map_or(0, Vec::len);
    let fields = ["/spec/scorecard", "/spec/level", "/spec/filter"].map(str::to_owned);
    let pointers = fields.into_iter().chain((0..rules).map(|place| format!("/spec/rules/{place}")));
    let problem = |pointer: String| FieldProblem {
        code: &codes::INITIATIVE_FIELD,
        message: mark(&entity.entity_ref(), &pointer),
        help: String::new(),
        pointer,
        part: FieldPart::Value,
    };
    pointers.map(problem).collect()
}

/// How a name in the initiative that an entity defines is called.
fn mark(by: &EntityRef, pointer: &str) -> String {
    format!("{by} {pointer}")
}
