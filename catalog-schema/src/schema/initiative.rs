//! What an initiative's spec holds. Who reads it is the crate `scorecards`, whose tests hold the two together.

use super::scorecard::{DAY, NAME, TEXTS};
use super::shape::{Field, Shape, field};

const APPLIES_TO: Shape = Shape::Object(
    &[
        field("kinds", TEXTS, "Kinds, such as Component; all if left out."),
        field("types", TEXTS, "Types within the kind, such as service."),
        field("lifecycles", TEXTS, "Lifecycles, such as production."),
        field("tiers", Shape::List(&Shape::Tier), "Tiers, 1 to 4."),
        field("tags", TEXTS, "Any of these tags."),
        field("owners", TEXTS, "What these teams own, and the teams within them."),
    ],
    &[],
);

/// The fields of the spec besides those of every kind.
pub(super) const FIELDS: &[Field] = &[
    field(
        "state",
        Shape::One(&["published", "draft", "ended"]),
        "A draft asks nothing of anybody yet, one that is ended nothing any more; published, if left out.",
    ),
    field("scorecard", NAME, "The scorecard of the level, and of rules that are named by their id alone."),
    field("level", NAME, "The level of the scorecard that everybody is to reach, by name."),
    field("rules", TEXTS, "The rules that everybody is to pass, by id, or as scorecard/rule; in place of a level."),
    field("appliesTo", APPLIES_TO, "Whom it is about; everybody whom the scorecard is about, if left out."),
    field("filter", Shape::Text, "Narrows that by a filter as lists take it, such as label.exposure=public."),
    field("startsOn", DAY, "The day (UTC) from which on progress is counted."),
    field("dueOn", DAY, "The day (UTC) until the end of which everybody is to be there."),
];
