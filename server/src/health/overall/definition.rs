//! A definition as the API tells it, without counts.

use catalog_schema::wire::{
    ExemptionOrigin, Problem, RuleFailure, Scorecard, ScorecardExemption, ScorecardLevelCount, ScorecardPlace,
    ScorecardRule, ScorecardScope, ScorecardState,
};
use scorecards::{AppliesTo, Engine, Exemption, FailureCase, RuleDefinition, ScorecardDefinition};

use crate::live::Live;

/// How a scorecard writes its name, of which any case is understood.
///
/// # Errors
/// As [`find`].
pub(crate) fn scorecard_name(engine: &Engine, name: &str) -> Result<String, Problem> {
    Ok(find(engine, name)?.name.clone())
}

/// The definition of this name, in any case.
///
/// # Errors
/// 404 `scorecard_not_found`, with the names that there are.
pub(crate) fn find<'a>(engine: &'a Engine, name: &str) -> Result<&'a ScorecardDefinition, Problem> {
    let found = engine.definitions().find(|definition| definition.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| {
        let names: Vec<&str> = engine.definitions().map(|definition| definition.name.as_str()).collect();
        let known =
            if names.is_empty() { "there is none".to_owned() } else { format!("there are {}", names.join(", ")) };
        let detail = format!("there is no scorecard {name:?}; {known}");
        Problem::new(404, "scorecard_not_found", "No such scorecard", detail)
    })
}

/// The definition as of a day (`2026-12-01`, UTC), with all counts at zero.
pub(super) fn to_wire(live: &Live, definition: &ScorecardDefinition, day: &str) -> Scorecard {
    let level = |level: &scorecards::LevelDefinition| ScorecardLevelCount {
        name: level.name.clone(),
        title: level.title.clone(),
        color: level.color.clone(),
        entities: 0,
    };
    Scorecard {
        name: definition.name.clone(),
        title: definition.title.clone(),
        description: definition.description.clone(),
        owner: definition.owner.as_ref().map(ToString::to_string),
        state: if definition.is_draft { ScorecardState::Draft } else { ScorecardState::Published },
        defined_at: place(live, definition),
        applies_to: scope(&definition.applies_to),
        levels: definition.levels.iter().map(level).collect(),
        rules: definition.rules.iter().map(rule).collect(),
        exemptions: exemptions(live, definition, day),
        revision: live.revision(),
        ..Scorecard::default()
    }
}

/// The descriptor that defines it; none where it is built in.
fn place(live: &Live, definition: &ScorecardDefinition) -> Option<ScorecardPlace> {
    let record = live.get(live.definer(&definition.name)?)?;
    Some(ScorecardPlace {
        entity_ref: record.entity_ref.to_string(),
        source: record.source.to_string(),
        path: record.path.to_string(),
    })
}

/// Those that hold on the day, those first that end first.
fn exemptions(live: &Live, definition: &ScorecardDefinition, day: &str) -> Vec<ScorecardExemption> {
    let holds = |exemption: &&Exemption| exemption.expires.as_deref().is_none_or(|last| last >= day);
    let told = definition.exemptions.iter().filter(holds).map(|exemption| ScorecardExemption {
        entity_ref: exemption.entity.to_string(),
        title: live.get(&exemption.entity).and_then(|record| record.title.as_deref()).map(str::to_owned),
        rules: exemption.rules.clone(),
        reason: exemption.reason.clone(),
        approved_by: exemption.approved_by.clone(),
        expires: exemption.expires.clone(),
        request: exemption.granted.as_ref().map(|granted| ExemptionOrigin {
            id: granted.id.clone(),
            requested_by: granted.requested_by.clone(),
            approved_at: granted.approved_at.clone(),
        }),
    });
    let mut told: Vec<ScorecardExemption> = told.collect();
    told.sort_by(|one, other| {
        let end = |told: &ScorecardExemption| told.expires.is_none();
        let ends = end(one).cmp(&end(other)).then_with(|| one.expires.cmp(&other.expires));
        ends.then_with(|| one.entity_ref.cmp(&other.entity_ref))
    });
    told
}

pub(in crate::health) fn scope(applies_to: &AppliesTo) -> ScorecardScope {
    ScorecardScope {
        kinds: applies_to.kinds.clone(),
        types: applies_to.types.clone(),
        lifecycles: applies_to.lifecycles.clone(),
        tiers: applies_to.tiers.clone(),
        tags: applies_to.tags.clone(),
        owners: applies_to.owners.iter().map(ToString::to_string).collect(),
        when: applies_to.when.clone(),
    }
}

fn rule(rule: &RuleDefinition) -> ScorecardRule {
    let failure = |case: &FailureCase| RuleFailure {
        when: case.when.clone(),
        message: case.message.clone(),
        fix: case.fix.clone(),
    };
    ScorecardRule {
        id: rule.id.clone(),
        title: rule.title.clone(),
        kinds: rule.kinds.clone(),
        level: rule.level.clone(),
        weight: rule.weight,
        expression: rule.expression.clone(),
        failures: rule.failures.iter().map(failure).collect(),
        documentation: rule.documentation.clone(),
        effective_from: rule.effective_from.clone(),
        ..ScorecardRule::default()
    }
}
