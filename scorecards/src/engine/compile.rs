//! Definitions are parsed and checked once, when they are loaded.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::declared::DeclaredFacts;
use crate::definition::{RuleDefinition, ScorecardDefinition};
use crate::expression::{Expression, ExpressionError, Sought, Vocabulary};
use crate::facts::{FactGroup, Pushed};
use crate::template::Template;

use super::order::order;

/// All scorecards, ready to evaluate. Cheap to share, never changes: a new definition makes a new engine.
pub struct Engine {
    /// In the order in which they are evaluated: those whose levels others read come before them.
    pub(super) scorecards: Vec<Scorecard>,
    declared: DeclaredFacts,
}

pub(super) struct Scorecard {
    pub(super) definition: ScorecardDefinition,
    /// Its place among the definitions, and so among the results.
    pub(super) place: usize,
    /// Who it applies to besides what the lists say; or nobody, while the definition is wrong.
    pub(super) when: Option<Result<Expression, String>>,
    pub(super) rules: Vec<Rule>,
    /// The pushed facts that its expressions read, in the order of their places.
    pub(super) pushed: Vec<Pushed>,
    /// The pushed facts that its expressions name, with what they are declared to be.
    sought: Sought,
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
        Self::with_facts(definitions, DeclaredFacts::default())
    }

    /// The same, whose rules may read these pushed facts, and no others.
    pub fn with_facts(definitions: Vec<ScorecardDefinition>, declared: DeclaredFacts) -> (Self, Vec<DefinitionError>) {
        let vocabulary = || Vocabulary::closed(&declared);
        let (scorecards, errors) = Self::compiled(definitions, vocabulary);
        (Self { scorecards, declared }, errors)
    }

    /// The same, whose rules may read others besides, of any type.
    pub(crate) fn with_any_facts(
        definitions: Vec<ScorecardDefinition>,
        declared: DeclaredFacts,
    ) -> (Self, Vec<DefinitionError>) {
        let vocabulary = || Vocabulary::open(&declared);
        let (scorecards, errors) = Self::compiled(definitions, vocabulary);
        (Self { scorecards, declared }, errors)
    }

    fn compiled(
        definitions: Vec<ScorecardDefinition>,
        vocabulary: impl Fn() -> Vocabulary,
    ) -> (Vec<Scorecard>, Vec<DefinitionError>) {
        let mut errors = Vec::new();
        let scorecards = definitions.into_iter().enumerate().map(|(place, definition)| {
            let mut vocabulary = vocabulary();
            let (when, rules) = compile(&definition, &mut vocabulary, &mut errors);
            let (pushed, sought) = vocabulary.into_parts();
            Scorecard { definition, place, when, rules, pushed, sought }
        });
        let scorecards = scorecards.collect();
        (order(scorecards, &mut errors), errors)
    }

    /// The pushed facts that rules may read.
    pub fn declared(&self) -> &DeclaredFacts {
        &self.declared
    }

    /// Whether the pushed facts that the expressions of this scorecard name here and in `other` mean the same in both.
    pub fn means_the_same_facts(&self, scorecard: &str, other: &Self) -> bool {
        match (self.sought(scorecard), other.sought(scorecard)) {
            (Some(here), Some(there)) => {
                here.iter().all(|(name, fact)| there.get(name).is_none_or(|other| other == fact))
            }
            (here, there) => here.is_some() == there.is_some(),
        }
    }

    fn sought(&self, scorecard: &str) -> Option<&Sought> {
        let found = self.scorecards.iter().find(|known| known.definition.name == scorecard);
        found.map(|found| &found.sought)
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

/// The condition of a scorecard and its rules.
fn compile(
    definition: &ScorecardDefinition,
    vocabulary: &mut Vocabulary,
    errors: &mut Vec<DefinitionError>,
) -> (Option<Result<Expression, String>>, Vec<Rule>) {
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
        Expression::condition(when, vocabulary).map_err(at).map_err(&mut noted)
    });
    let rules = definition.rules.iter().map(|rule| {
        let compiled = CompiledRule::compile(&definition.name, rule, vocabulary).map_err(&mut noted);
        Rule { definition: rule.clone(), compiled }
    });
    (when, rules.collect())
}

impl Scorecard {
    /// What has to change for any of its results to change.
    fn groups(&self) -> BTreeSet<FactGroup> {
        let when = self.when.iter().flatten().flat_map(|when| when.groups().iter().copied());
        let owner = (!self.definition.applies_to.owners.is_empty()).then_some(FactGroup::Owner);
        self.rules.iter().flat_map(Rule::groups).chain(when).chain(owner).collect()
    }
}

impl CompiledRule {
    fn compile(scorecard: &str, rule: &RuleDefinition, vocabulary: &mut Vocabulary) -> Result<Self, DefinitionError> {
        let at = |part: &str| {
            let part = part.to_owned();
            move |error| DefinitionError { scorecard: scorecard.to_owned(), rule: Some(rule.id.clone()), part, error }
        };
        let check = Expression::condition(&rule.expression, vocabulary).map_err(at("expression"))?;
        let pass_message = Template::compile(&rule.pass_message, vocabulary).map_err(at("passMessage"))?;
        let mut failures = Vec::with_capacity(rule.failures.len());
        for (index, failure) in rule.failures.iter().enumerate() {
            let when = failure.when.as_deref().map(|when| Expression::condition(when, vocabulary)).transpose();
            let when = when.map_err(at(&format!("failures[{index}].when")))?;
            let message = Template::compile(&failure.message, vocabulary);
            let message = message.map_err(at(&format!("failures[{index}].message")))?;
            failures.push(CompiledFailure { when, message, fix: failure.fix.clone() });
        }
        let mut graduated = Vec::with_capacity(rule.graduated.len());
        for (index, share) in rule.graduated.iter().enumerate() {
            let when = Expression::condition(&share.when, vocabulary);
            graduated.push((when.map_err(at(&format!("graduated[{index}].when")))?, share.percent.min(100)));
        }
        Ok(Self { check, pass_message, failures, graduated })
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
