//! Whom an initiative is about, besides that its rules have to apply: by the bitmaps that lists are filtered by.

use scorecards::{AppliesTo, InitiativeDefinition, UnknownPart};

use crate::graph::{GraphView, descendants};
use crate::lists::{Filters, owned};
use crate::live::{Column, Indexed, Live, SlotBitmap, Symbol};

/// The entities that meet every list that is not empty, and the filter.
///
/// # Errors
/// Where the filter asks for something that there is not, which the grammar alone does not tell.
pub(super) fn selection(live: &Live, definition: &InitiativeDefinition) -> Result<SlotBitmap, UnknownPart> {
    let listed = listed(live, &definition.applies_to);
    let Some(filter) = &definition.filter else { return Ok(listed) };
    match Filters::new(live, std::slice::from_ref(filter)) {
        Ok(filters) => Ok(filters.passing(&listed)),
        Err(problem) => Err(UnknownPart {
            pointer: "/spec/filter".to_owned(),
            message: format!("the filter asks for what there is not: {}", problem.detail),
            help: "write conditions as lists take them: tier=1,label.exposure=public".to_owned(),
        }),
    }
}

/// As [`AppliesTo`] means it of a scorecard, without its condition.
fn listed(live: &Live, applies_to: &AppliesTo) -> SlotBitmap {
    let postings = live.postings();
    let mut found = postings.all().clone();
    let columns = [
        (Column::Kind, &applies_to.kinds),
        (Column::Type, &applies_to.types),
        (Column::Lifecycle, &applies_to.lifecycles),
    ];
    for (column, names) in columns.into_iter().filter(|(_, names)| !names.is_empty()) {
        let table = live.columns().table(column);
        let named = names.iter().filter_map(|name| table.find(name));
        found &= union(named.map(|symbol| postings.in_column(column, symbol)));
    }
    if !applies_to.tiers.is_empty() {
        found &= union(applies_to.tiers.iter().map(|&tier| postings.having(Indexed::Tier, tier.into())));
    }
    if !applies_to.tags.is_empty() {
        let tags = applies_to.tags.iter().filter_map(|tag| live.columns().tags().find(tag));
        found &= union(tags.map(|tag| postings.having(Indexed::Tag, tag.index())));
    }
    if !applies_to.owners.is_empty() {
        let (graph, owners) = (live.graph(), live.columns().table(Column::Owner));
        let teams = applies_to.owners.iter().filter_map(|owner| graph.find(owner.as_str()));
        let within = teams.flat_map(|team| descendants(graph, team));
        let symbols: Vec<Symbol> = within.filter_map(|team| owners.find(graph.entity_ref(team).as_str())).collect();
        found = owned(live, &found, &symbols);
    }
    found
}

fn union<'a>(parts: impl Iterator<Item = &'a SlotBitmap>) -> SlotBitmap {
    parts.fold(SlotBitmap::new(), |all, some| all | some)
}
