//! Verdicts on one entity.

use catalog_schema::wire::{ExemptionNote, Outcome, RuleResult, ScorecardLevel, ScorecardResult};
use serde_json::Map;

use super::applies::includes;
use super::compile::{CompiledRule, Engine, Rule, Scorecard};
use super::judge::exempts;
use super::level::reached;
use crate::definition::{Exemption, RuleDefinition};
use crate::facts::{FactReader, Facts, Levels, day};

impl Engine {
    /// What every scorecard that applies says of the entity, in the order of the definitions, rules in theirs.
    ///
    /// A scorecard's `max` counts the rules that could be judged: an unknown takes no points away and gives none, and so
    /// does a rule that someone is exempt from, or that does not count yet.
    pub fn evaluate(&self, facts: &Facts<'_>) -> Vec<ScorecardResult> {
        let mut levels = Levels::new();
        let mut results = Vec::new();
        for scorecard in self.scorecards.iter().filter(|scorecard| !scorecard.definition.is_draft) {
            if !scorecard.applies(facts, &levels) {
                continue;
            }
            let result = scorecard.evaluate(facts, &levels);
            if let Some(level) = &result.level {
                levels.insert(result.scorecard.clone(), level.clone());
            }
            results.push(result);
        }
        results
    }
}

impl Scorecard {
    fn evaluate(&self, facts: &Facts<'_>, levels: &Levels) -> ScorecardResult {
        let definition = &self.definition;
        let today = day(facts.now);
        let exemptions = self.exemptions(facts, &today);
        let kind = &facts.entity.kind;
        let rules = self.rules.iter().filter(|rule| includes(&rule.definition.kinds, kind));
        let rules: Vec<RuleResult> =
            rules.map(|rule| rule.evaluate(facts, levels, &today, exempts(&exemptions, &rule.definition.id))).collect();
        let counting = || rules.iter().filter(|rule| rule.effective_from.is_none());
        let judged = counting().filter(|rule| matches!(rule.outcome, Outcome::Pass | Outcome::Fail));
        ScorecardResult {
            scorecard: definition.name.clone(),
            title: definition.title.clone(),
            level: reached(&definition.levels, counting).map(str::to_owned),
            levels: definition
                .levels
                .iter()
                .map(|level| ScorecardLevel {
                    name: level.name.clone(),
                    title: level.title.clone(),
                    color: level.color.clone(),
                })
                .collect(),
            score: counting().fold(0, |score, rule| score.saturating_add(rule.earned)),
            max: judged.fold(0, |max, rule| max.saturating_add(rule.weight)),
            rules,
        }
    }
}

impl Rule {
    fn evaluate(&self, facts: &Facts<'_>, levels: &Levels, today: &str, exemption: Option<&Exemption>) -> RuleResult {
        let definition = &self.definition;
        let reader = FactReader::new(facts, levels);
        let verdict = match &self.compiled {
            Err(reason) => Verdict::unknown(reason),
            Ok(compiled) => match compiled.check.holds(&reader) {
                Err(reason) => Verdict::unknown(&reason),
                Ok(true) => {
                    let message = compiled.pass_message.render(&reader);
                    Verdict { outcome: Outcome::Pass, percent: 100, message, fix: None }
                }
                Ok(false) => compiled.failure(&reader),
            },
        };
        let outcome = if exemption.is_some() { Outcome::Exempt } else { verdict.outcome };
        let percent = if exemption.is_some() { 0 } else { verdict.percent };
        RuleResult {
            id: definition.id.clone(),
            title: definition.title.clone(),
            outcome,
            weight: definition.weight,
            earned: definition.earned(percent),
            level: definition.level.clone(),
            message: verdict.message,
            evidence: if self.compiled.is_ok() { reader.evidence() } else { Map::new() },
            origins: Default::default(),
            missing: if outcome == Outcome::Unknown && self.compiled.is_ok() { reader.missing() } else { Vec::new() },
            exemption: exemption.map(|exemption| ExemptionNote {
                reason: exemption.reason.clone(),
                approved_by: exemption.approved_by.clone(),
                expires: exemption.expires.clone(),
                otherwise: verdict.outcome,
            }),
            effective_from: definition.effective_from.clone().filter(|from| from.as_str() > today),
            documentation: definition.documentation.clone(),
            fix: verdict.fix,
            since: None,
            since_revision: None,
        }
    }
}

struct Verdict {
    outcome: Outcome,
    /// Of the weight.
    percent: u8,
    message: String,
    fix: Option<String>,
}

impl Verdict {
    fn unknown(reason: &str) -> Self {
        Self { outcome: Outcome::Unknown, percent: 0, message: format!("Could not be judged: {reason}."), fix: None }
    }
}

impl RuleDefinition {
    /// The points of this share of the weight, in percent.
    pub(super) fn earned(&self, percent: u8) -> u32 {
        let earned = u64::from(self.weight) * u64::from(percent) / 100;
        u32::try_from(earned).unwrap_or(self.weight)
    }
}

impl CompiledRule {
    /// What of the weight an entity that fails still gets, in percent.
    pub(super) fn share(&self, facts: &FactReader<'_>) -> u8 {
        let share = self.graduated.iter().find(|(when, _)| when.holds(facts).unwrap_or(false));
        share.map_or(0, |(_, percent)| *percent)
    }

    /// The first case that matches. One whose own condition cannot be evaluated does not match.
    fn failure(&self, facts: &FactReader<'_>) -> Verdict {
        let case = self.failures.iter().find(|case| match &case.when {
            Some(when) => when.holds(facts).unwrap_or(false),
            None => true,
        });
        Verdict {
            outcome: Outcome::Fail,
            percent: self.share(facts),
            message: case.map_or_else(|| "It does not hold.".to_owned(), |case| case.message.render(facts)),
            fix: case.map(|case| case.fix.clone()),
        }
    }
}
