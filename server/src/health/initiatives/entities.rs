//! The entities of an initiative, page by page, each with what it lacks.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Entity, EntityList, InitiativeEntities, InitiativeEntity, InitiativeEntityQuery, InitiativeLack, InitiativeQuery,
    InitiativeStanding, ListQuery, Outcome, Problem, RuleResult,
};
use scorecards::AskedRule;

use super::board::{Board, Boards};
use super::tell::share;
use crate::graph::{GraphView, Measured};
use crate::insights::Survey;
use crate::lists::problems::invalid_value;
use crate::live::SlotBitmap;
use crate::{health, lists};

/// How a query calls those that are left: who fails, and who is not known to be there.
const LEFT: &str = "left";

/// A page of those of whom an initiative asks something, at a time in milliseconds since the Unix epoch. What they lack is
/// judged anew, so that it comes with what was found and how to mend it.
///
/// # Errors
/// 400 `invalid_parameter` for a state that there is not; those of lists, and of [`share`].
pub(crate) fn entities(
    boards: &Boards,
    board: &Board,
    survey: &Survey,
    query: &InitiativeEntityQuery,
    now: i64,
) -> Result<InitiativeEntities, Problem> {
    let live = boards.live();
    let of = InitiativeQuery { team: query.team.clone(), tree: query.tree, entity: None };
    let among = share(live, &of)?.of(in_state(board, query.state.as_deref())?);
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
    let rules = board.asked(live);
    let rules: Vec<AskedRule<'_>> = rules.into_iter().filter(|asked| asked.counts_on(boards.day())).collect();
    let told = |entity: Entity| {
        let entity_ref: EntityRef = entity.entity_ref.parse().ok()?;
        let slot = live.graph().find(entity_ref.as_str())?;
        let state = board.standings.at(slot.number())?;
        let lacks = match state {
            InitiativeStanding::Reached => Vec::new(),
            _ => lacks(boards, survey, &entity_ref, &rules, now),
        };
        Some(InitiativeEntity {
            entity_ref: entity.entity_ref,
            kind: entity.kind,
            title: entity.title,
            owner: entity.effective_owner.map(|owner| owner.entity_ref),
            state,
            lacks,
        })
    };
    let items = items.into_iter().filter_map(told).collect();
    Ok(InitiativeEntities { items, total, skipped, next_cursor, previous_cursor, revision })
}

fn in_state(board: &Board, state: Option<&str>) -> Result<SlotBitmap, Problem> {
    let Some(asked) = state else { return Ok(board.standings.all()) };
    if asked.eq_ignore_ascii_case(LEFT) {
        let (failing, unknown) = (InitiativeStanding::Failing, InitiativeStanding::Unknown);
        return Ok(board.standings.of(failing) | board.standings.of(unknown));
    }
    let standing = InitiativeStanding::ALL.into_iter().find(|standing| standing.as_str().eq_ignore_ascii_case(asked));
    match standing {
        Some(standing) => Ok(board.standings.of(standing).clone()),
        None => {
            let names: Vec<&str> =
                [LEFT].into_iter().chain(InitiativeStanding::ALL.map(|known| known.as_str())).collect();
            Err(invalid_value("state", asked, &names.join(", ")))
        }
    }
}

/// The rules that an entity does not pass, in the initiative's order.
fn lacks(
    boards: &Boards,
    survey: &Survey,
    entity_ref: &EntityRef,
    rules: &[AskedRule<'_>],
    now: i64,
) -> Vec<InitiativeLack> {
    let results = health::evaluate(boards.live(), survey, entity_ref, now).unwrap_or_default();
    let lack = |asked: &AskedRule<'_>| {
        let result = results.iter().find(|result| result.scorecard == asked.scorecard.name)?;
        let rule = result.rules.iter().find(|rule| rule.id == asked.rule.id)?;
        (rule.outcome != Outcome::Pass).then(|| InitiativeLack {
            scorecard: asked.scorecard.name.clone(),
            rule: rule.id.clone(),
            title: rule.title.clone(),
            outcome: rule.outcome,
            message: found(rule),
            fix: rule.fix.clone(),
        })
    };
    rules.iter().filter_map(lack).collect()
}

/// What was found; of an exemption why it is one, who decided and until when.
fn found(rule: &RuleResult) -> String {
    let Some(note) = rule.exemption.as_ref().filter(|_| rule.outcome == Outcome::Exempt) else {
        return rule.message.clone();
    };
    let by = note.approved_by.as_ref().map(|by| format!(" Decided by {by}.")).unwrap_or_default();
    let until = note.expires.as_ref().map(|day| format!(" Until {day}.")).unwrap_or_default();
    format!("Exempt: {}{by}{until}", note.reason)
}
