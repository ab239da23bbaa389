//! Verdicts on one entity.

use catalog_schema::wire::{Outcome, RuleResult, ScorecardResult};
use serde_json::Map;

use super::compile::{CompiledRule, Engine, Rule, Scorecard};
use crate::facts::{FactReader, Facts};

impl Engine {
    /// What every scorecard that applies says of the entity, in the order of the definitions, rules in theirs.
    ///
    /// A scorecard's `max` counts the rules that could be judged: an unknown takes no points away and gives none.
    pub fn evaluate(&self, facts: &Facts<'_>) -> Vec<ScorecardResult> {
        let applying = self.scorecards.iter().filter(|scorecard| scorecard.applies(facts));
        applying.map(|scorecard| scorecard.evaluate(facts)).collect()
    }
}

impl Scorecard {
    fn applies(&self, facts: &Facts<'_>) -> bool {
        includes(&self.definition.kinds, &facts.entity.kind)
    }

    fn rules_for(&self, facts: &Facts<'_>) -> impl Iterator<Item = &Rule> {
        let kind = &facts.entity.kind;
        self.rules.iter().filter(move |rule| includes(&rule.definition.kinds, kind))
    }

    fn evaluate(&self, facts: &Facts<'_>) -> ScorecardResult {
        let (mut score, mut max) = (0_u32, 0_u32);
        let rules = self.rules_for(facts).map(|rule| {
            let result = rule.evaluate(facts);
            let weight = rule.definition.weight;
            match result.outcome {
                Outcome::Pass => (score, max) = (score.saturating_add(weight), max.saturating_add(weight)),
                Outcome::Fail => max = max.saturating_add(weight),
                Outcome::Unknown | Outcome::Exempt => {}
            }
            result
        });
        let rules = rules.collect();
        ScorecardResult {
            scorecard: self.definition.name.clone(),
            title: self.definition.title.clone(),
            level: None,
            score,
            max,
            rules,
        }
    }
}

impl Rule {
    fn evaluate(&self, facts: &Facts<'_>) -> RuleResult {
        let reader = FactReader::new(facts);
        let verdict = match &self.compiled {
            Err(reason) => Verdict::unknown(reason),
            Ok(compiled) => match compiled.check.holds(&reader) {
                Err(reason) => Verdict::unknown(&reason),
                Ok(true) => {
                    let message = compiled.pass_message.render(&reader);
                    Verdict { outcome: Outcome::Pass, message, fix: None }
                }
                Ok(false) => compiled.failure(&reader),
            },
        };
        RuleResult {
            id: self.definition.id.clone(),
            title: self.definition.title.clone(),
            outcome: verdict.outcome,
            message: verdict.message,
            evidence: if self.compiled.is_ok() { reader.evidence() } else { Map::new() },
            fix: verdict.fix,
            since: None,
        }
    }
}

struct Verdict {
    outcome: Outcome,
    message: String,
    fix: Option<String>,
}

impl Verdict {
    fn unknown(reason: &str) -> Self {
        Self { outcome: Outcome::Unknown, message: format!("Could not be judged: {reason}."), fix: None }
    }
}

impl CompiledRule {
    /// The first case that matches. One whose own condition cannot be evaluated does not match.
    fn failure(&self, facts: &FactReader<'_>) -> Verdict {
        let case = self.failures.iter().find(|case| match &case.when {
            Some(when) => when.holds(facts).unwrap_or(false),
            None => true,
        });
        Verdict {
            outcome: Outcome::Fail,
            message: case.map_or_else(|| "It does not hold.".to_owned(), |case| case.message.render(facts)),
            fix: case.map(|case| case.fix.clone()),
        }
    }
}

/// An empty list of kinds includes all.
fn includes(kinds: &[String], kind: &str) -> bool {
    kinds.is_empty() || kinds.iter().any(|included| included.eq_ignore_ascii_case(kind))
}
