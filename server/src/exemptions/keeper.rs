//! Asking, approving, declining and taking back.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{Exemption, ExemptionDecision, ExemptionRequest, Outcome, Problem};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::timeout;

use super::problems;
use super::told::told;
use crate::clock::{Clock, day};
use crate::follow::LiveCell;
use crate::graph::{GraphView, Slot};
use crate::health;
use crate::lists::problems::{entity_not_found, invalid_ref};
use crate::live::Live;
use crate::portal::unavailable;
use crate::store::{AuditRow, ExemptionRow, ExemptionState, Store, StoreError, Tx};

/// Characters of a reason and of a comment.
const LONGEST: usize = 2_000;
/// Days for which an exemption may be asked for.
const MOST_DAYS: i64 = 366;
/// Requests that may wait at once, in all and of one who asks: reading is enough to ask.
const WAITING: (u64, u64) = (1_000, 100);
/// How long an answer waits for the catalog to show what it changed.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// The exemptions that people ask for. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Exemptions {
    store: Store,
    cell: Arc<LiveCell>,
    /// Tells followers of a revision at once; they also look by themselves.
    hint: watch::Sender<u64>,
    clock: Clock,
}

/// What is done about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Approve,
    Decline,
    Withdraw {
        /// Also what somebody else asked for.
        any: bool,
    },
}

/// What came of a step within its transaction.
enum Stepped {
    Done(Box<ExemptionRow>),
    Not(Problem),
}

impl Exemptions {
    /// Those in `store`, of the catalog that `cell` shows.
    pub fn new(store: Store, cell: Arc<LiveCell>, hint: watch::Sender<u64>, clock: Clock) -> Self {
        Self { store, cell, hint, clock }
    }

    /// Asks for one, as `actor`, as the audit log names them.
    ///
    /// # Errors
    /// 400 `invalid_body` or `invalid_ref`; 404 `scorecard_not_found`, `rule_not_found` or `entity_not_found`; 409
    /// `rule_does_not_apply`, `already_exempt` or `already_requested`; 422 `too_many_requests_waiting`; 503.
    pub async fn request(&self, asked: &ExemptionRequest, actor: &str) -> Result<Exemption, Problem> {
        let live = self.cell.load();
        let now = self.clock.now();
        let row = asked_for(&live, asked, (actor, now))?;
        match self.ask(row).await.map_err(|error| unavailable(&error))? {
            Stepped::Done(row) => Ok(told(&live, &row, &day(now))),
            Stepped::Not(problem) => Err(problem),
        }
    }

    async fn ask(&self, row: ExemptionRow) -> Result<Stepped, StoreError> {
        let mut tx = self.store.write().await?;
        // From here on nobody else asks.
        tx.lock_head().await?;
        let (all, own) = tx.exemptions_waiting(&row.asked.0).await?;
        for (count, most, whose) in [(all, WAITING.0, "of everybody"), (own, WAITING.1, "of yours")] {
            if count >= most {
                return Ok(Stepped::Not(problems::too_many(most, whose)));
            }
        }
        let known = tx.exemptions(Some(&row.scorecard), Some(&row.uid), u32::MAX >> 1).await?;
        let waits = |known: &&ExemptionRow| known.rule == row.rule && known.state == ExemptionState::Waiting;
        if let Some(same) = known.iter().find(waits) {
            let by = super::told::name(&same.asked.0);
            return Ok(Stepped::Not(problems::already_requested(&row.entity_ref, &row.rule, by)));
        }
        tx.put_exemption(&row).await?;
        audit(&mut tx, ("request-exemption", &row.asked.0, row.asked.1), &row).await?;
        tx.commit().await?;
        Ok(Stepped::Done(Box::new(row)))
    }

    /// Lets it hold from now on.
    ///
    /// # Errors
    /// 400 `invalid_body`; 404 `exemption_not_found`; 409 `exemption_decided`; 503.
    pub async fn approve(&self, id: &str, said: &ExemptionDecision, actor: &str) -> Result<Exemption, Problem> {
        self.step(id, Step::Approve, said, actor).await
    }

    /// Says no.
    ///
    /// # Errors
    /// As [`Exemptions::approve`].
    pub async fn decline(&self, id: &str, said: &ExemptionDecision, actor: &str) -> Result<Exemption, Problem> {
        self.step(id, Step::Decline, said, actor).await
    }

    /// Takes a request back, or an exemption that holds; with `any` also one that somebody else asked for.
    ///
    /// # Errors
    /// As [`Exemptions::approve`]; 403 `forbidden` where somebody else asked for it.
    pub async fn withdraw(
        &self,
        id: &str,
        said: &ExemptionDecision,
        actor: &str,
        any: bool,
    ) -> Result<Exemption, Problem> {
        self.step(id, Step::Withdraw { any }, said, actor).await
    }

    async fn step(&self, id: &str, step: Step, said: &ExemptionDecision, by: &str) -> Result<Exemption, Problem> {
        let comment = said.comment.as_deref().map(str::trim).filter(|comment| !comment.is_empty());
        let comment = comment.map(|comment| bounded(comment, "comment")).transpose()?;
        let stepped = self.stepped(id, step, comment, by).await.map_err(|error| unavailable(&error))?;
        let row = match stepped {
            Stepped::Done(row) => row,
            Stepped::Not(problem) => return Err(problem),
        };
        if row.revision > 0 {
            self.hint.send_replace(row.revision);
            // Where it takes longer the revision tells.
            let _ = timeout(SHOWN_WITHIN, self.cell.wait_for(row.revision)).await;
        }
        Ok(told(&self.cell.load(), &row, &day(self.clock.now())))
    }

    async fn stepped(&self, id: &str, step: Step, comment: Option<String>, by: &str) -> Result<Stepped, StoreError> {
        let mut tx = self.store.write().await?;
        // From here on nobody else decides.
        tx.lock_head().await?;
        let Some(mut row) = tx.exemption(id).await? else { return Ok(Stepped::Not(problems::no_exemption(id))) };
        let now = self.clock.now();
        let is_over = row.until < day(now);
        let (holds, at) = (row.state == ExemptionState::Approved && !is_over, (by.to_owned(), now));
        if step == (Step::Withdraw { any: false }) && row.asked.0 != by {
            return Ok(Stepped::Not(problems::not_yours(super::told::name(&row.asked.0))));
        }
        match (row.state, step) {
            (ExemptionState::Waiting, Step::Approve) if is_over => {
                return Ok(Stepped::Not(problems::decided("over")));
            }
            (ExemptionState::Waiting, Step::Approve) => {
                (row.state, row.decided) = (ExemptionState::Approved, Some(at));
                row.revision = tx.next_revision().await?;
            }
            (ExemptionState::Waiting, Step::Decline) => {
                (row.state, row.decided) = (ExemptionState::Declined, Some(at));
            }
            (ExemptionState::Waiting, Step::Withdraw { .. }) => {
                (row.state, row.withdrawn) = (ExemptionState::Withdrawn, Some(at));
            }
            (ExemptionState::Approved, Step::Withdraw { .. }) if holds => {
                (row.state, row.withdrawn) = (ExemptionState::Withdrawn, Some(at));
                row.revision = tx.next_revision().await?;
            }
            (ExemptionState::Approved, _) if is_over => return Ok(Stepped::Not(problems::decided("over"))),
            (state, _) => return Ok(Stepped::Not(problems::decided(state.as_str()))),
        }
        row.comment = comment.or(row.comment);
        tx.put_exemption(&row).await?;
        let action = match step {
            Step::Approve => "approve-exemption",
            Step::Decline => "decline-exemption",
            Step::Withdraw { .. } => "withdraw-exemption",
        };
        audit(&mut tx, (action, by, now), &row).await?;
        tx.commit().await?;
        Ok(Stepped::Done(Box::new(row)))
    }
}

/// What somebody asks for, if it makes sense as the catalog is.
fn asked_for(live: &Live, asked: &ExemptionRequest, (by, now): (&str, i64)) -> Result<ExemptionRow, Problem> {
    let definition = health::find(live.engine(), &asked.scorecard)?;
    let rule = definition.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(&asked.rule)).ok_or_else(|| {
        let known: Vec<&str> = definition.rules.iter().map(|rule| rule.id.as_str()).collect();
        problems::no_rule(&definition.name, &asked.rule, &known.join(", "))
    })?;
    let entity_ref = EntityRef::parse(&asked.entity_ref, Some("component"), DEFAULT_NAMESPACE);
    let entity_ref = entity_ref.map_err(|error| invalid_ref(&error))?;
    let record = live.get(&entity_ref).ok_or_else(|| entity_not_found(live, &entity_ref))?;
    let entity = record.entity_ref.to_string();
    match live.graph().find(entity_ref.as_str()).and_then(|slot| outcome(live, slot, &definition.name, &rule.id)) {
        None => return Err(problems::not_judged(&entity, &definition.name, &rule.id)),
        Some(Outcome::Exempt) => return Err(problems::already_exempt(&entity, &rule.id)),
        Some(_) => {}
    }
    let reason = asked.reason.trim();
    if reason.is_empty() {
        return Err(problems::invalid("say in `reason` why it need not pass"));
    }
    Ok(ExemptionRow {
        id: uuid::Uuid::now_v7().to_string(),
        uid: record.uid.to_string(),
        entity_ref: entity,
        scorecard: definition.name.clone(),
        rule: rule.id.clone(),
        reason: bounded(reason, "reason")?,
        until: until(asked.until.trim(), now)?,
        asked: (by.to_owned(), now),
        ..ExemptionRow::default()
    })
}

/// What a rule comes to for an entity.
fn outcome(live: &Live, slot: Slot, scorecard: &str, rule: &str) -> Option<Outcome> {
    let symbol = live.columns().rules().find(&format!("{scorecard}/{rule}"))?;
    let found = live.row(slot)?.outcomes().iter().find(|found| found.rule == symbol)?;
    Some(found.verdict.outcome)
}

/// A day from today on, and not too far away.
fn until(text: &str, now: i64) -> Result<String, Problem> {
    let (first, last) = (day(now), day(now.saturating_add(MOST_DAYS * DAY)));
    let is_day = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text);
    if !is_day || *text < *first || *text > *last {
        let detail = format!("`until` is {text:?}; write a day such as {last}, from {first} to {last}");
        return Err(problems::invalid(detail));
    }
    Ok(text.to_owned())
}

fn bounded(text: &str, field: &str) -> Result<String, Problem> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(problems::invalid(format!("`{field}` has {length} characters; {LONGEST} are allowed")));
    }
    Ok(text.to_owned())
}

async fn audit(tx: &mut Tx, (action, actor, at): (&str, &str, i64), row: &ExemptionRow) -> Result<(), StoreError> {
    let detail: Value = json!({
        "id": row.id,
        "scorecard": row.scorecard,
        "rule": row.rule,
        "until": row.until,
        "requested_by": row.asked.0,
        "reason": row.reason,
        "comment": row.comment,
    });
    let entry = AuditRow {
        id: uuid::Uuid::now_v7().to_string(),
        at,
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: row.entity_ref.clone(),
        detail,
        revision: (row.revision > 0).then_some(row.revision),
    };
    tx.audit(&[entry]).await
}
