//! Whose results may be others though the catalog did not change.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::model::EntityRef;
use scorecards::{Engine, Exemption, FactGroup, FactGroups, ScorecardDefinition};

use super::around::Ground;
use crate::clock::day;
use crate::graph::GraphView;
use crate::insights::Survey;
use crate::live::Live;

/// The entities about which a survey says something else than the one before, if rules read that.
pub fn surveyed_otherwise(live: &Live, before: &Survey, after: &Survey) -> BTreeMap<EntityRef, FactGroups> {
    if !live.engine().groups().contains(&FactGroup::Survey) {
        return BTreeMap::new();
    }
    let (before, after) = (Ground::new(live, before), Ground::new(live, after));
    let slots = live.rows().map(|(slot, _)| slot);
    let others = slots.filter(|&slot| {
        before.transitive(slot) != after.transitive(slot) || before.findings(slot) != after.findings(slot)
    });
    others.map(|slot| (live.graph().entity_ref(slot).clone(), FactGroup::Survey.into())).collect()
}

/// The entities for which a rule counts or an exemption has ended since the day of a moment before; moments are in
/// milliseconds since the Unix epoch, days are those of UTC. Their facts are the same.
pub fn dated_otherwise(live: &Live, before: i64, now: i64) -> BTreeMap<EntityRef, FactGroups> {
    let (before, today) = (day(before), day(now));
    let mut others = BTreeMap::new();
    if before == today {
        return others;
    }
    let begins = |from: &String| *from > before && *from <= today;
    for scorecard in live.engine().definitions().filter(|scorecard| !scorecard.is_draft) {
        if scorecard.rules.iter().filter_map(|rule| rule.effective_from.as_ref()).any(begins) {
            others.extend(live.records().map(|record| (record.entity_ref.clone(), FactGroups::NONE)));
        }
        let ended = |last: &String| *last >= before && *last < today;
        let exempt = scorecard.exemptions.iter().filter(|exemption| exemption.expires.as_ref().is_some_and(ended));
        others.extend(exempt.map(|exemption| (exemption.entity.clone(), FactGroups::NONE)));
    }
    others
}

/// The entities of which a scorecard that both engines have says otherwise whether they are exempt, and why. Their facts are
/// the same.
pub(super) fn exempt_otherwise(before: &Engine, after: &Engine) -> BTreeSet<EntityRef> {
    if std::ptr::eq(before, after) {
        return BTreeSet::new();
    }
    let old: BTreeMap<&str, &ScorecardDefinition> =
        before.definitions().map(|definition| (definition.name.as_str(), definition)).collect();
    let pairs = after.definitions().filter_map(|new| Some((*old.get(new.name.as_str())?, new)));
    let others = pairs.filter(|(old, new)| old.exemptions != new.exemptions).flat_map(|(old, new)| {
        let gone = old.exemptions.iter().filter(|exemption| !new.exemptions.contains(exemption));
        let came = new.exemptions.iter().filter(|exemption| !old.exemptions.contains(exemption));
        gone.chain(came)
    });
    others.map(|exemption: &Exemption| exemption.entity.clone()).collect()
}
