//! Which entities count together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::wire::RollupBy;
use petgraph::Direction::Outgoing;
use scorecards::{Rollup, ScorecardDefinition};

use crate::graph::{GraphView, RelationId, Slot};
use crate::health::sums::{Grouping, ScorecardSums};
use crate::live::{Column, Live, Symbol};

/// What a scorecard comes to for each group: by the text of a reference or tier, none for what belongs to none and for the
/// organisation.
pub(crate) type Groups = BTreeMap<Option<String>, Rollup>;

/// A group with what a scorecard comes to over it.
pub(super) struct Group<'a> {
    /// As the key of [`Groups`].
    pub(super) of: Option<Cow<'a, str>>,
    pub(super) rollup: Cow<'a, Rollup>,
}

/// The groups of a scorecard, as of a day (`2026-12-01`, UTC); none of a draft.
pub(crate) fn groups(live: &Live, definition: &ScorecardDefinition, by: RollupBy, day: &str) -> Groups {
    let Some(sums) = live.sums(day).of(live, definition, day) else { return Groups::new() };
    let owned = |group: Group<'_>| (group.of.map(Cow::into_owned), group.rollup.into_owned());
    told(live, &sums, by).into_iter().map(owned).collect()
}

/// The groups of a scorecard whose sums these are, in no particular order.
pub(super) fn told<'a>(live: &'a Live, sums: &'a ScorecardSums, by: RollupBy) -> Vec<Group<'a>> {
    let named = |grouping, column: Column| {
        let text = move |number| live.columns().table(column).text(Symbol::of(number));
        sums.groups(grouping).map(move |(number, rollup)| group((number > 0).then(|| text(number).into()), rollup))
    };
    match by {
        RollupBy::Organisation => {
            Some(sums.all()).filter(|all| all.entities > 0).map(|all| group(None, all)).into_iter().collect()
        }
        RollupBy::Team => named(Grouping::Owner, Column::Owner).collect(),
        RollupBy::Tree => tree(live, sums),
        RollupBy::System => named(Grouping::System, Column::System).collect(),
        RollupBy::Domain => named(Grouping::Domain, Column::Domain).collect(),
        RollupBy::Tier => {
            let tier = |number: usize| (number > 0).then(|| number.to_string().into());
            sums.groups(Grouping::Tier).map(|(number, rollup)| group(tier(number), rollup)).collect()
        }
    }
}

fn group<'a>(of: Option<Cow<'a, str>>, rollup: &'a Rollup) -> Group<'a> {
    Group { of, rollup: Cow::Borrowed(rollup) }
}

/// Each team with all that those below it own, and what nobody owns.
fn tree<'a>(live: &'a Live, sums: &'a ScorecardSums) -> Vec<Group<'a>> {
    let (graph, owners) = (live.graph(), live.columns().table(Column::Owner));
    let mut teams: HashMap<Slot, Cow<'a, Rollup>> = HashMap::new();
    let mut others = Vec::new();
    for (number, rollup) in sums.groups(Grouping::Owner) {
        let text = owners.text(Symbol::of(number));
        let Some(team) = graph.find(text).filter(|_| number > 0) else {
            others.push(group((number > 0).then(|| text.into()), rollup));
            continue;
        };
        for team in within(live, team) {
            match teams.get_mut(&team) {
                Some(sum) => sum.to_mut().join(rollup),
                None => _ = teams.insert(team, Cow::Borrowed(rollup)),
            }
        }
    }
    let named = |(team, rollup)| Group { of: Some(Cow::Borrowed(graph.entity_ref(team).as_str())), rollup };
    teams.into_iter().map(named).chain(others).collect()
}

/// A team and the teams that it is within, each once, however the tree is knotted.
pub(in crate::health) fn within(live: &Live, team: Slot) -> Vec<Slot> {
    let mut seen = BTreeSet::from([team]);
    let mut found = vec![team];
    let mut next = 0;
    while let Some(&slot) = found.get(next) {
        next += 1;
        found.extend(
            live.graph().neighbours(slot, Outgoing, RelationId::CHILD_OF).filter(|parent| seen.insert(*parent)),
        );
    }
    found
}
