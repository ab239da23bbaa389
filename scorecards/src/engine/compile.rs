//! Definitions are parsed and checked once, when they are loaded.

use thiserror::Error;

use crate::definition::{RuleDefinition, ScorecardDefinition};
use crate::expression::{Expression, ExpressionError};
use crate::template::Template;

/// All scorecards, ready to evaluate. Cheap to share, never changes: a new definition makes a new engine.
pub struct Engine {
    pub(super) scorecards: Vec<Scorecard>,
}

pub(super) struct Scorecard {
    pub(super) definition: ScorecardDefinition,
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
}

pub(super) struct CompiledFailure {
    pub(super) when: Option<Expression>,
    pub(super) message: Template,
    pub(super) fix: String,
}

/// What is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("rule {rule} of scorecard {scorecard}: {part}: {error}")]
pub struct DefinitionError {
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id.
    pub rule: String,
    /// The field of the rule, such as `expression` or `failures[0].message`.
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
    /// unknown for every entity, with the error as the reason.
    pub fn new(definitions: Vec<ScorecardDefinition>) -> (Self, Vec<DefinitionError>) {
        let mut errors = Vec::new();
        let scorecards = definitions.into_iter().map(|definition| {
            let rules = definition.rules.iter().map(|rule| {
                let compiled = compile(&definition.name, rule).map_err(|error| {
                    let reason = format!("the rule's {} is wrong: {}", error.part, error.error);
                    errors.push(error);
                    reason
                });
                Rule { definition: rule.clone(), compiled }
            });
            let rules = rules.collect();
            Scorecard { definition, rules }
        });
        let engine = Self { scorecards: scorecards.collect() };
        (engine, errors)
    }

    /// The definitions, in the order in which they are evaluated.
    pub fn definitions(&self) -> impl Iterator<Item = &ScorecardDefinition> {
        self.scorecards.iter().map(|scorecard| &scorecard.definition)
    }
}

fn compile(scorecard: &str, rule: &RuleDefinition) -> Result<CompiledRule, DefinitionError> {
    let at = |part: &str| {
        let part = part.to_owned();
        move |error| DefinitionError { scorecard: scorecard.to_owned(), rule: rule.id.clone(), part, error }
    };
    let failures = rule.failures.iter().enumerate().map(|(index, failure)| {
        let when = failure.when.as_deref().map(Expression::compile).transpose();
        Ok(CompiledFailure {
            when: when.map_err(at(&format!("failures[{index}].when")))?,
            message: Template::compile(&failure.message).map_err(at(&format!("failures[{index}].message")))?,
            fix: failure.fix.clone(),
        })
    });
    Ok(CompiledRule {
        check: Expression::compile(&rule.expression).map_err(at("expression"))?,
        pass_message: Template::compile(&rule.pass_message).map_err(at("pass_message"))?,
        failures: failures.collect::<Result<_, _>>()?,
    })
}
