//! Findings as the API and the pages list them.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Accepted, Insight, InsightDay, InsightQuery, InsightRule, Insights, Problem};

use super::{Finding, Severity, Survey, rules};
use crate::clock::rfc3339;
use crate::lists::problems;

/// Findings a page unless asked for another number, and at most.
const PAGE: (usize, usize) = (100, 1_000);

/// What matches, the heaviest first.
///
/// # Errors
/// 400 `invalid_limit`, `invalid_cursor`, `invalid_ref`, `unknown_rule` or `unknown_severity`.
pub fn insights(survey: &Survey, query: &InsightQuery) -> Result<Insights, Problem> {
    let limit = page_size(query.limit)?;
    let wanted = Wanted::of(query)?;
    let after = query.cursor.as_deref().map(cursor_of).transpose()?;
    let findings: Box<dyn Iterator<Item = &Finding>> = match &wanted.entity {
        Some(entity) => Box::new(survey.naming(entity)),
        None => Box::new(survey.findings.iter()),
    };
    let (mut items, mut total, mut more) = (Vec::new(), 0, false);
    for finding in findings {
        if !wanted.has(finding) {
            continue;
        }
        total += 1;
        let is_later = |(weight, id): &(f64, String)| {
            finding.weight < *weight || (finding.weight == *weight && finding.id.as_str() > id.as_str())
        };
        if !after.as_ref().is_none_or(is_later) {
            continue;
        }
        if items.len() == limit {
            more = true;
            continue;
        }
        items.push(finding);
    }
    let next_cursor = items.last().filter(|_| more).map(|last| format!("{}:{}", last.weight, last.id));
    Ok(Insights {
        items: items.into_iter().map(|finding| to_wire(survey, finding)).collect(),
        total,
        rules: rules()
            .iter()
            .map(|rule| {
                let (open, accepted) = survey.counts(rule.id);
                InsightRule {
                    id: rule.id.to_owned(),
                    title: rule.title.to_owned(),
                    why: rule.why.to_owned(),
                    fix: rule.fix.to_owned(),
                    open,
                    accepted,
                }
            })
            .collect(),
        trend: survey
            .seen
            .days
            .iter()
            .map(|(day, open)| InsightDay { day: day.clone(), open: open.iter().cloned().collect() })
            .collect(),
        next_cursor,
        revision: survey.found_at(),
    })
}

/// What a query asks for.
struct Wanted<'a> {
    rules: &'a [String],
    severity: Option<Severity>,
    owner: Option<String>,
    /// Looked up, not asked of each finding.
    entity: Option<EntityRef>,
    accepted: bool,
}

impl<'a> Wanted<'a> {
    fn of(query: &'a InsightQuery) -> Result<Self, Problem> {
        if let Some(unknown) = query.rules.iter().find(|name| !rules().iter().any(|rule| rule.id == name.as_str())) {
            let known: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
            return Err(problems::unknown_name("unknown_rule", "Unknown rule", unknown, &known.join(", ")));
        }
        let severity = match query.severity.as_deref() {
            None => None,
            Some("high") => Some(Severity::High),
            Some("medium") => Some(Severity::Medium),
            Some("low") => Some(Severity::Low),
            Some(other) => {
                return Err(problems::unknown_name("unknown_severity", "Unknown severity", other, "high, medium, low"));
            }
        };
        let owner = query.owner.as_deref().map(|owner| {
            let named = EntityRef::parse(owner, Some("group"), "default");
            named.map(|owner| owner.to_string()).map_err(|error| problems::invalid_ref(&error))
        });
        let entity = query.entity.as_deref().map(str::parse::<EntityRef>).transpose();
        Ok(Self {
            rules: &query.rules,
            severity,
            owner: owner.transpose()?,
            entity: entity.map_err(|error| problems::invalid_ref(&error))?,
            accepted: query.accepted,
        })
    }

    fn has(&self, finding: &Finding) -> bool {
        (self.accepted || finding.is_open())
            && (self.rules.is_empty() || self.rules.iter().any(|rule| rule == finding.rule.id))
            && self.severity.is_none_or(|severity| severity == finding.severity)
            && self.owner.as_ref().is_none_or(|owner| finding.owners.contains(owner))
    }
}

fn page_size(limit: Option<u32>) -> Result<usize, Problem> {
    match limit.map(|limit| limit as usize) {
        None => Ok(PAGE.0),
        Some(limit) if (1..=PAGE.1).contains(&limit) => Ok(limit),
        Some(limit) => Err(problems::invalid_limit(limit as u32, PAGE.1 as u32)),
    }
}

/// The weight and identity of the last one before.
fn cursor_of(text: &str) -> Result<(f64, String), Problem> {
    let parsed = text.split_once(':').and_then(|(weight, id)| Some((weight.parse().ok()?, id.to_owned())));
    parsed.ok_or_else(|| {
        let detail = "the cursor is not one of an answer's next_cursor".to_owned();
        problems::bad_request("invalid_cursor", "Invalid cursor", detail)
    })
}

/// A finding as the API tells it.
pub(crate) fn to_wire(survey: &Survey, finding: &Finding) -> Insight {
    Insight {
        id: finding.id.clone(),
        rule: finding.rule.id.to_owned(),
        severity: finding.severity.as_str().to_owned(),
        weight: finding.weight,
        message: finding.message.clone(),
        subject: finding.subject.to_string(),
        path: finding.path.iter().map(ToString::to_string).collect(),
        owners: finding.owners.clone(),
        reach: finding.reach,
        first_seen: survey.seen.first.get(&finding.id).copied().and_then(rfc3339),
        accepted: finding.accepted.as_ref().map(|accepted| Accepted {
            reason: accepted.reason.clone(),
            until: accepted.until.clone(),
            expired: accepted.expired,
            by: accepted.by.to_string(),
        }),
        unclear: finding.unclear.clone(),
    }
}
