//! Definitions are parsed and checked once, when they are loaded.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::definition::{RuleDefinition, ScorecardDefinition};
use crate::expression::{Expression, ExpressionError};
use crate::facts::FactGroup;
use crate::template::Template;

use super::order::order;

/// All scorecards, ready to evaluate. Cheap to share, never changes: a new definition makes a new engine.
pub struct Engine {
    /// In the order in which they are evaluated: those whose levels others read come before them.
    pub(super) scorecards: Vec<Scorecard>,
}

pub(super) struct Scorecard {
    pub(super) definition: ScorecardDefinition,
    /// Its place among the definitions, and so among the results.
    pub(super) place: usize,
    /// Who it applies to besides what the lists say; or nobody, while the definition is wrong.
    pub(super) when: Option<Result<Expression, String>>,
    pub(super) rules: Vec<Rule>,
}

pub(super) struct Rule {
    pub(super) definition: RuleDefinition,
    /// Or what is said of every entity while the definition is wrong.
    pub(super) compiled: Result<CompiledRule, String>,
}

pub(super) struct CompiledRule {
    pub(super) check: Expression,
    pub(super) pass_message: Template,
    pub(super) failures: Vec<CompiledFailure>,
    /// Percent of the weight by condition.
    pub(super) graduated: Vec<(Expression, u8)>,
}

pub(super) struct CompiledFailure {
    pub(super) when: Option<Expression>,
    pub(super) message: Template,
    pub(super) fix: String,
}

/// What is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}scorecard {scorecard}: {part}: {error}", .rule.as_ref().map(|rule| format!("rule {rule} of ")).unwrap_or_default())]
pub struct DefinitionError {
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id; none where it is the scorecard's own condition.
    pub rule: Option<String>,
    /// The field of the rule, such as `expression` or `failures[0].message`; `appliesTo.when` without a rule.
    pub part: String,
    /// What is wrong with it.
    pub error: ExpressionError,
}

impl Engine {
    /// The engine of the built-in scorecards.
    pub fn builtin() -> Self {
        // The built-in definitions are right; a test holds it. Were one not, its rule would say so on every entity.
        Self::new(crate::builtin_scorecards()).0
    }

    /// The engine of these definitions, and what is wrong with them. A rule with an error stays in its scorecard and is
    /// unknown for every entity, with the error as the reason; a scorecard whose own condition is wrong applies to
    /// nothing. Drafts are checked, and nothing is judged by them. A scorecard that reads the levels of others is
    /// evaluated after them; what would have to wait for itself is an error.
    pub fn new(definitions: Vec<ScorecardDefinition>) -> (Self, Vec<DefinitionError>) {
        let mut errors = Vec::new();
        let scorecards = definitions.into_iter().enumerate();
        let scorecards = scorecards.map(|(place, definition)| Scorecard::compile(definition, place, &mut errors));
        let scorecards = scorecards.collect();
        (Self { scorecards: order(scorecards, &mut errors) }, errors)
    }

    /// What the rules of all scorecards read, and what decides whom they apply to, besides the entity's own descriptor.
    pub fn groups(&self) -> BTreeSet<FactGroup> {
        let published = self.scorecards.iter().filter(|scorecard| !scorecard.definition.is_draft);
        published.flat_map(|scorecard| scorecard.groups()).collect()
    }

    /// Why the condition and each rule of a scorecard cannot be evaluated, none for those that can; empty for a scorecard
    /// that there is not.
    pub fn faults(&self, scorecard: &str) -> Vec<Option<&str>> {
        let Some(found) = self.scorecards.iter().find(|known| known.definition.name == scorecard) else {
            return Vec::new();
        };
        let when = found.when.as_ref().and_then(|when| when.as_ref().err());
        let rules = found.rules.iter().map(|rule| rule.compiled.as_ref().err());
        [when].into_iter().chain(rules).map(|fault| fault.map(String::as_str)).collect()
    }

    /// The definitions, in the order in which they were given and faces list them; drafts among them.
    pub fn definitions(&self) -> impl Iterator<Item = &ScorecardDefinition> {
        let mut scorecards: Vec<&Scorecard> = self.scorecards.iter().collect();
        scorecards.sort_by_key(|scorecard| scorecard.place);
        scorecards.into_iter().map(|scorecard| &scorecard.definition)
    }
}

impl Rule {
    /// What has to change for the outcome, or the points, to change.
    pub(super) fn groups(&self) -> BTreeSet<FactGroup> {
        let Ok(compiled) = &self.compiled else { return BTreeSet::new() };
        let expressions = compiled.graduated.iter().map(|(when, _)| when).chain([&compiled.check]);
        expressions.flat_map(|expression| expression.groups().iter().copied()).collect()
    }
}

impl Scorecard {
    fn compile(definition: ScorecardDefinition, place: usize, errors: &mut Vec<DefinitionError>) -> Self {
        let mut noted = |error: DefinitionError| {
            let reason = format!("the rule's {} is wrong: {}", error.part, error.error);
            errors.push(error);
            reason
        };
        let when = definition.applies_to.when.as_deref().map(|when| {
            let at = |error| DefinitionError {
                scorecard: definition.name.clone(),
                rule: None,
                part: "appliesTo.when".to_owned(),
                error,
            };
            Expression::condition(when).map_err(at).map_err(&mut noted)
        });
        let rules = definition.rules.iter().map(|rule| {
            let compiled = CompiledRule::compile(&definition.name, rule).map_err(&mut noted);
            Rule { definition: rule.clone(), compiled }
        });
        let rules = rules.collect();
        Self { definition, place, when, rules }
    }

    /// What has to change for any of its results to change.
    fn groups(&self) -> BTreeSet<FactGroup> {
        let when = self.when.iter().flatten().flat_map(|when| when.groups().iter().copied());
        let owner = (!self.definition.applies_to.owners.is_empty()).then_some(FactGroup::Owner);
        self.rules.iter().flat_map(Rule::groups).chain(when).chain(owner).collect()
    }
}

impl CompiledRule {
    fn compile(scorecard: &str, rule: &RuleDefinition) -> Result<Self, DefinitionError> {
        let at = |part: &str| {
            let part = part.to_owned();
            move |error| DefinitionError { scorecard: scorecard.to_owned(), rule: Some(rule.id.clone()), part, error }
        };
        let failures = rule.failures.iter().enumerate().map(|(index, failure)| {
            let when = failure.when.as_deref().map(Expression::condition).transpose();
            Ok(CompiledFailure {
                when: when.map_err(at(&format!("failures[{index}].when")))?,
                message: Template::compile(&failure.message).map_err(at(&format!("failures[{index}].message")))?,
                fix: failure.fix.clone(),
            })
        });
        let graduated = rule.graduated.iter().enumerate().map(|(index, share)| {
            let when = Expression::condition(&share.when).map_err(at(&format!("graduated[{index}].when")))?;
            Ok((when, share.percent.min(100)))
        });
        Ok(Self {
            check: Expression::condition(&rule.expression).map_err(at("expression"))?,
            pass_message: Template::compile(&rule.pass_message).map_err(at("passMessage"))?,
            failures: failures.collect::<Result<_, _>>()?,
            graduated: graduated.collect::<Result<_, _>>()?,
        })
    }

    /// The expressions in it: the part of the rule, where in that part it begins, and the expression.
    pub(super) fn expressions(&self) -> Vec<(String, usize, &Expression)> {
        let mut found = vec![("expression".to_owned(), 0, &self.check)];
        found.extend(self.pass_message.expressions().map(|(start, shown)| ("passMessage".to_owned(), start, shown)));
        for (index, failure) in self.failures.iter().enumerate() {
            found.extend(failure.when.as_ref().map(|when| (format!("failures[{index}].when"), 0, when)));
            let part = format!("failures[{index}].message");
            found.extend(failure.message.expressions().map(|(start, shown)| (part.clone(), start, shown)));
        }
        let graduated = self.graduated.iter().enumerate();
        found.extend(graduated.map(|(index, (when, _))| (format!("graduated[{index}].when"), 0, when)));
        found
    }
}
