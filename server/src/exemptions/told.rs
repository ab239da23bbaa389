//! An exemption as the API tells it.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Exemption, ExemptionSource, ExemptionState};
use scorecards::ScorecardDefinition;

use crate::clock::rfc3339;
use crate::graph::{GraphView, effective_owner_ref};
use crate::live::Live;
use crate::store::{self, ExemptionRow};

/// One that somebody asked for, as of a day (`2026-12-31`, UTC).
pub(super) fn told(live: &Live, row: &ExemptionRow, today: &str) -> Exemption {
    let definition = live.engine().definitions().find(|definition| definition.name == row.scorecard);
    let entity_ref = live.get_by_uid(&row.uid).map(|record| record.entity_ref.clone());
    let written: Option<EntityRef> = row.entity_ref.parse().ok();
    let state = match row.state {
        store::ExemptionState::Waiting => ExemptionState::Waiting,
        store::ExemptionState::Approved if row.until.as_str() < today => ExemptionState::Expired,
        store::ExemptionState::Approved => ExemptionState::Approved,
        store::ExemptionState::Declined => ExemptionState::Declined,
        store::ExemptionState::Withdrawn => ExemptionState::Withdrawn,
    };
    let by = |step: &Option<(String, i64)>| step.as_ref().map(|(by, _)| name(by).to_owned());
    let at = |step: &Option<(String, i64)>| step.as_ref().and_then(|(_, at)| rfc3339(*at));
    let asked = Some(row.asked.clone());
    let exemption = Exemption {
        id: Some(row.id.clone()),
        source: ExemptionSource::Request,
        state,
        scorecard: row.scorecard.clone(),
        scorecard_title: definition.map_or_else(|| row.scorecard.clone(), |definition| definition.title.clone()),
        rules: vec![row.rule.clone()],
        entity_ref: row.entity_ref.clone(),
        reason: row.reason.clone(),
        until: Some(row.until.clone()),
        requested_by: by(&asked),
        requested_at: at(&asked),
        decided_by: by(&row.decided),
        decided_at: at(&row.decided),
        comment: row.comment.clone(),
        withdrawn_by: by(&row.withdrawn),
        withdrawn_at: at(&row.withdrawn),
        revision: (row.revision > 0).then_some(row.revision),
        ..Exemption::default()
    };
    about(live, exemption, definition, entity_ref.or(written).as_ref())
}

/// One that a definition says, as of a day.
pub(super) fn defined(
    live: &Live,
    definition: &ScorecardDefinition,
    exemption: &scorecards::Exemption,
    today: &str,
) -> Exemption {
    let is_over = exemption.expires.as_deref().is_some_and(|last| last < today);
    let told = Exemption {
        source: ExemptionSource::Definition,
        state: if is_over { ExemptionState::Expired } else { ExemptionState::Approved },
        scorecard: definition.name.clone(),
        scorecard_title: definition.title.clone(),
        rules: exemption.rules.clone(),
        entity_ref: exemption.entity.to_string(),
        reason: exemption.reason.clone(),
        until: exemption.expires.clone(),
        decided_by: exemption.approved_by.clone(),
        ..Exemption::default()
    };
    about(live, told, Some(definition), Some(&exemption.entity))
}

/// The same with what is known of the rule and of whom it is for.
fn about(
    live: &Live,
    mut exemption: Exemption,
    definition: Option<&ScorecardDefinition>,
    entity: Option<&EntityRef>,
) -> Exemption {
    let rule = exemption.rules.first().and_then(|id| definition?.rules.iter().find(|rule| rule.id == *id));
    exemption.rule_title = rule.map(|rule| rule.title.clone());
    let Some(entity) = entity else { return exemption };
    exemption.entity_ref = entity.to_string();
    if let Some(record) = live.get(entity) {
        exemption.kind = record.kind.to_string();
        exemption.title = record.title.as_deref().map(str::to_owned);
        let slot = live.graph().find(entity.as_str());
        exemption.owner = slot.and_then(|slot| effective_owner_ref(live.graph(), slot)).map(ToString::to_string);
    }
    exemption
}

/// Of an actor as the audit log names it, what people call it.
pub(super) fn name(actor: &str) -> &str {
    actor.strip_prefix("token:").unwrap_or(actor)
}
