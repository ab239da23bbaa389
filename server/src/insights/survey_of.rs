//! Going through the whole catalog.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::accepted::{Said, said};
use super::finding::weight;
use super::{Finding, Found, Ground, Rule, rules};
use crate::graph::{GraphView, Slot, TransitiveMeasures};
use crate::live::Live;

/// Nodes of a path that are kept.
const PATH: usize = 50;

/// What every rule finds, the heaviest first. It takes some tenths of a second for 100,000 components.
pub fn survey(live: &Live, measures: &TransitiveMeasures, today: Date) -> Vec<Finding> {
    let ground = Ground { live, measures };
    let of_rule = |rule: &'static Rule| {
        let ground = &ground;
        (rule.find)(ground).into_iter().map(move |found| finding(ground, rule, found, today))
    };
    let mut findings: Vec<Finding> = rules().iter().copied().flat_map(of_rule).collect();
    findings.sort_by(|one, other| other.weight.total_cmp(&one.weight).then_with(|| one.id.cmp(&other.id)));
    // Two ways of saying the same thing are one finding.
    let mut seen = BTreeSet::new();
    findings.retain(|finding| seen.insert(finding.id.clone()));
    findings
}

fn finding(ground: &Ground<'_>, rule: &'static Rule, found: Found, today: Date) -> Finding {
    let reach = ground.reach(found.subject);
    let (accepted, unclear) = match said(ground, rule, &found, today) {
        Said::Nothing => (None, None),
        Said::Accepted(acceptance) => (Some(acceptance), None),
        Said::Unclear(why) => (None, Some(why)),
    };
    let mut named = found.path.clone();
    named.push(found.subject);
    Finding {
        id: identity(ground, rule, &found.key),
        rule,
        severity: found.severity,
        weight: weight(found.severity, reach),
        message: found.message,
        subject: ground.entity_ref(found.subject).clone(),
        owners: ground.owners(&named),
        path: found.path.iter().take(PATH).map(|&slot| ground.entity_ref(slot).clone()).collect(),
        reach,
        accepted,
        unclear,
    }
}

/// Of the rule and the identities of what it is about; of references where the catalog has no entity.
fn identity(ground: &Ground<'_>, rule: &Rule, key: &[Slot]) -> String {
    let graph = ground.live.graph();
    let name = |&slot: &Slot| match graph.entity(slot) {
        Some(entity) => entity.uid.to_string(),
        None => graph.entity_ref(slot).to_string(),
    };
    let mut hasher = blake3::Hasher::new();
    for part in std::iter::once(rule.id.to_owned()).chain(key.iter().map(name)) {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
