//! Verdicts on one entity.

use catalog_schema::wire::{ExemptionNote, ExemptionOrigin, Outcome, RuleResult, ScorecardLevel, ScorecardResult};
use serde_json::Map;

use super::applies::includes;
use super::compile::{CompiledRule, Engine, Rule, Scorecard};
use super::deadline::{Deadline, Evaluation};
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
        self.evaluate_with_deadline(facts).results
    }

    /// The same, and when time alone changes it.
    pub fn evaluate_with_deadline(&self, facts: &Facts<'_>) -> Evaluation {
        let mut levels = Levels::new();
        let mut deadline = Deadline::after(facts.now);
        let mut results = Vec::new();
        for scorecard in self.scorecards.iter().filter(|scorecard| !scorecard.definition.is_draft) {
            let reader = FactReader::new(facts, &levels, &scorecard.pushed);
            let result = scorecard.applies(facts, &reader).then(|| scorecard.evaluate(facts, &reader, &mut deadline));
            deadline.note(reader.deadline());
            drop(reader);
            let Some(result) = result else { continue };
            if let Some(level) = &result.level {
                levels.insert(result.scorecard.clone(), level.clone());
            }
            results.push((scorecard.place, result));
        }
        results.sort_by_key(|(place, _)| *place);
        let results = results.into_iter().map(|(_, result)| result).collect();
        Evaluation { results, deadline: deadline.first() }
    }
}

impl Scorecard {
    fn evaluate(&self, facts: &Facts<'_>, reader: &FactReader<'_>, deadline: &mut Deadline) -> ScorecardResult {
        let definition = &self.definition;
        let today = day(facts.now);
        let exemptions = self.exemptions(facts, &today);
        exemptions.iter().for_each(|exemption| deadline.note_exemption(exemption));
        let kind = &facts.entity.kind;
        let rules = self.rules.iter().filter(|rule| includes(&rule.definition.kinds, kind));
        let rules: Vec<RuleResult> = rules
            .map(|rule| {
                deadline.note_rule(&rule.definition);
                rule.evaluate(reader, &today, exempts(&exemptions, &rule.definition.id))
            })
            .collect();
        let counting = || rules.iter().filter(|rule| rule.effective_from.is_none());
        let judged = counting().filter(|rule| matches!(rule.outcome, Outcome::Pass | Outcome::Fail));
        ScorecardResult {
            scorecard: definition.name.clone(),
            title: definition.title.clone(),
            level: reached(&definition.levels, || counting().map(|rule| (rule.level.as_deref(), rule.outcome)))
                .map(|level| level.name.clone()),
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
    fn evaluate(&self, reader: &FactReader<'_>, today: &str, exemption: Option<&Exemption>) -> RuleResult {
        let definition = &self.definition;
        reader.begin();
        let verdict = match &self.compiled {
            Err(reason) => Verdict::unknown(reason),
            Ok(compiled) => match compiled.check.holds(reader) {
                Err(reason) => Verdict::unknown(&reason),
                Ok(true) => {
                    let message = compiled.pass_message.render(reader);
                    Verdict { outcome: Outcome::Pass, percent: 100, message, fix: None }
                }
                Ok(false) => compiled.failure(reader),
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
            expression: String::new(),
            evidence: if self.compiled.is_ok() { reader.evidence() } else { Map::new() },
            origins: Default::default(),
            missing: if outcome == Outcome::Unknown && self.compiled.is_ok() { reader.missing() } else { Vec::new() },
            changes: Vec::new(),
            exemption: exemption.map(|exemption| ExemptionNote {
                reason: exemption.reason.clone(),
                approved_by: exemption.approved_by.clone(),
                expires: exemption.expires.clone(),
                otherwise: verdict.outcome,
                request: exemption.granted.as_ref().map(|granted| ExemptionOrigin {
                    id: granted.id.clone(),
                    requested_by: granted.requested_by.clone(),
                    approved_at: granted.approved_at.clone(),
                }),
            }),
            effective_from: definition.effective_from.clone().filter(|_| !definition.counts_on(today)),
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
    /// The points that a verdict gives.
    pub fn points(&self, verdict: super::Verdict) -> u32 {
        self.earned(verdict.percent)
    }

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
