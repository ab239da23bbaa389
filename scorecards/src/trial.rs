//! A scorecard, tried on its author's own cases.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::wire::{Outcome, RuleResult, ScorecardResult};
use serde_json::{Map, Value};

use crate::declared::DeclaredFacts;
use crate::definition::{Expected, ScorecardDefinition, TestCase};
use crate::engine::Engine;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::{
    Alone, Around, ContractFacts, Facts, FindingFacts, MeasureFacts, OwnerFacts, RecordFacts, Related, RelatedFacts,
    TransitiveFacts,
};

/// A scorecard that cases can be run against; a draft as well as a published one.
pub struct Trial {
    engine: Engine,
}

/// One thing that is not as a case says.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// The rule's id; or `applies`, `level` or `score`.
    pub of: String,
    /// As the case says it.
    pub expected: String,
    /// As it came out.
    pub found: String,
    /// What the rule says.
    pub message: Option<String>,
    /// The facts that it read, with their values.
    pub evidence: Map<String, Value>,
}

impl Trial {
    /// Gets a scorecard ready. Of pushed facts these are known; others may be of any type.
    pub fn new(definition: &ScorecardDefinition, declared: &DeclaredFacts) -> Self {
        let published = ScorecardDefinition { is_draft: false, ..definition.clone() };
        let (engine, errors) = Engine::with_any_facts(vec![published.clone()], declared.clone());
        let others: BTreeSet<String> = errors.into_iter().filter_map(|error| unknown(error.error)).collect();
        if others.is_empty() {
            return Self { engine };
        }
        // The levels of other scorecards are what the cases say.
        let other = |name| ScorecardDefinition { name, is_draft: true, ..ScorecardDefinition::default() };
        let definitions = [published].into_iter().chain(others.into_iter().map(other)).collect();
        Self { engine: Engine::with_any_facts(definitions, declared.clone()).0 }
    }

    /// What is not as the case says; nothing if all is.
    pub fn run(&self, case: &TestCase) -> Vec<Mismatch> {
        let around = Given { case };
        let facts = Facts { entity: &case.entity, around: &around, now: case.now };
        let result = self.engine.evaluate(&facts).into_iter().next();
        case.expected.iter().filter_map(|expected| compare(expected, result.as_ref())).collect()
    }
}

/// The scorecard whose level is read and that is not there, where that is the error.
fn unknown(error: ExpressionError) -> Option<String> {
    match error.problem {
        ExpressionProblem::UnknownScorecard { name, .. } => Some(name),
        _ => None,
    }
}

fn compare(expected: &Expected, result: Option<&ScorecardResult>) -> Option<Mismatch> {
    let mismatch = |of: &str, expected: String, found: String| Mismatch {
        of: of.to_owned(),
        expected,
        found,
        message: None,
        evidence: Map::new(),
    };
    let not_judged = || "the scorecard does not apply".to_owned();
    match expected {
        Expected::Applies(applies) => {
            let found = result.is_some();
            (found != *applies).then(|| mismatch("applies", applies.to_string(), found.to_string()))
        }
        Expected::Level(level) => {
            let shown = |level: &Option<String>| level.clone().unwrap_or_else(|| "none".to_owned());
            let found = result.map_or_else(not_judged, |result| shown(&result.level));
            let right = result.is_some_and(|result| result.level == *level);
            (!right).then(|| mismatch("level", shown(level), found))
        }
        Expected::Score(score) => {
            let found = result.map_or_else(not_judged, |result| result.score.to_string());
            let right = result.is_some_and(|result| result.score == *score);
            (!right).then(|| mismatch("score", score.to_string(), found))
        }
        Expected::Rule { rule, outcome, message } => {
            let found = result.map(|result| result.rules.iter().find(|found| found.id == *rule));
            let wanted = named(*outcome);
            match found {
                None => Some(mismatch(rule, wanted.to_owned(), not_judged())),
                Some(None) => Some(mismatch(rule, wanted.to_owned(), "the rule is not for this kind".to_owned())),
                Some(Some(found)) => of_rule(found, *outcome, message.as_deref()),
            }
        }
    }
}

fn of_rule(found: &RuleResult, outcome: Outcome, message: Option<&str>) -> Option<Mismatch> {
    let is_said = message.is_none_or(|message| found.message.contains(message));
    if found.outcome == outcome && is_said {
        return None;
    }
    let expected = match message {
        Some(message) if found.outcome == outcome => format!("a message with \"{message}\""),
        _ => named(outcome).to_owned(),
    };
    Some(Mismatch {
        of: found.id.clone(),
        expected,
        found: named(found.outcome).to_owned(),
        message: Some(found.message.clone()),
        evidence: found.evidence.clone(),
    })
}

fn named(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unknown => "unknown",
        Outcome::Exempt => "exempt",
    }
}

/// What a case gives, and nothing else: the owner that the entity declares is there, and no edges are.
struct Given<'a> {
    case: &'a TestCase,
}

impl Around for Given<'_> {
    fn given(&self) -> Option<&BTreeMap<String, Value>> {
        Some(&self.case.facts)
    }

    fn owner(&self) -> OwnerFacts {
        let Some(owner) = &self.case.entity.owner else { return OwnerFacts::default() };
        OwnerFacts {
            declared: Some(owner.clone()),
            effective: Some(owner.clone()),
            exists: true,
            kind: Some(if owner.kind() == "user" { "User" } else { "Group" }.to_owned()),
            within: vec![owner.clone()],
            ..OwnerFacts::default()
        }
    }

    fn related(&self, relation: Related) -> Vec<RelatedFacts> {
        Alone.related(relation)
    }

    fn measures(&self) -> MeasureFacts {
        Alone.measures()
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        Alone.transitive()
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        Alone.findings()
    }

    fn contract(&self) -> Option<ContractFacts> {
        Alone.contract()
    }

    fn record(&self) -> RecordFacts {
        Alone.record()
    }
}
