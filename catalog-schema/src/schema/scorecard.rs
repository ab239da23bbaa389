//! What a scorecard's spec holds. Who reads it is the crate `scorecards`, whose tests hold the two together.

use super::shape::{Field, Shape, field};

pub(super) const TEXTS: Shape = Shape::List(&Shape::Text);
pub(super) const NAME: Shape = Shape::Matching("^[a-z0-9]+(-[a-z0-9]+)*$", "has-runbook");
pub(super) const DAY: Shape = Shape::Matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2026-12-01");
const EXPRESSION: Shape = Shape::Matching("\\S", "size(links.runbook) > 0");

const APPLIES_TO: Shape = Shape::Object(
    &[
        field("kinds", TEXTS, "Kinds, such as Component; all if left out."),
        field("types", TEXTS, "Types within the kind, such as service."),
        field("lifecycles", TEXTS, "Lifecycles, such as production."),
        field("tiers", Shape::List(&Shape::Tier), "Tiers, 1 to 4."),
        field("tags", TEXTS, "Any of these tags."),
        field("owners", TEXTS, "What these teams own, and the teams within them."),
        field("when", EXPRESSION, "A condition in CEL besides; what cannot be told counts as no."),
    ],
    &[],
);

const LEVEL: Shape = Shape::Object(
    &[
        field("name", NAME, "By which rules name it: lower-case words joined by hyphens."),
        field("title", Shape::Text, "What to call it; the name, if left out."),
        field("color", Shape::Matching("^#[0-9a-fA-F]{6}$", "#a97142"), "In quotes: a `#` begins a comment."),
    ],
    &["name"],
);

const FAILURE: Shape = Shape::Object(
    &[
        field("when", EXPRESSION, "CEL: tell this one if it holds. The last one needs none."),
        field("message", Shape::Text, "What was found; `{…}` holds an expression whose value is shown."),
        field("fix", Shape::Text, "How to make the rule pass, in Markdown."),
    ],
    &["message"],
);

const SHARE: Shape = Shape::Object(
    &[
        field("when", EXPRESSION, "CEL: whoever fails the rule and meets this gets the share."),
        field("percent", Shape::Whole(1, 99), "Of the rule's weight."),
    ],
    &["when", "percent"],
);

const RULE: Shape = Shape::Object(
    &[
        field("id", NAME, "Unique in the scorecard and never changed: lower-case words joined by hyphens."),
        field("title", Shape::Text, "What should hold, such as Has a runbook."),
        field("expression", EXPRESSION, "CEL over the facts of an entity; true if the rule is passed."),
        field("kinds", TEXTS, "Those of the scorecard's kinds that it is for; all if left out."),
        field("level", NAME, "The level that needs it, by name; without one it only gives points."),
        field("weight", Shape::Whole(0, 1_000), "Points for passing; 1 if left out."),
        field("passMessage", Shape::Text, "What is said when it is passed; `{…}` holds an expression."),
        field("failMessage", Shape::Text, "What is said when it is not; `{…}` holds an expression."),
        field("fix", Shape::Text, "How to make it pass, in Markdown."),
        field(
            "failures",
            Shape::List(&FAILURE),
            "Ways to fail, each with its own message; the first that holds is told.",
        ),
        field("graduated", Shape::List(&SHARE), "Shares of the weight for who is on the way; the first that holds."),
        field("documentation", Shape::Url, "Where more is written about it."),
        field("effectiveFrom", DAY, "The day (UTC) from which on it counts; until then it is announced."),
    ],
    &["id", "title", "expression"],
);

const EXEMPTION: Shape = Shape::Object(
    &[
        field("entity", Shape::Text, "Whom it is for, such as component:default/legacy."),
        field("rules", TEXTS, "The rules that it need not pass, by id; all if left out."),
        field("reason", Shape::Text, "Why."),
        field("approvedBy", Shape::Text, "Who decided, such as user:default/ada."),
        field("expires", DAY, "The last day (UTC) on which it holds."),
    ],
    &["entity", "reason"],
);

const TEST: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "What is tried."),
        field("entity", Shape::Map, "A descriptor, of which `kind`, `metadata` and `spec` may be left out."),
        field("facts", Shape::Map, "Facts by name, such as owner.members: 3."),
        field("now", Shape::Text, "The time, such as 2026-12-01T00:00:00Z."),
        field("expect", Shape::Map, "Outcomes by rule, such as has-runbook: pass; also level, score and applies."),
    ],
    &["name", "expect"],
);

/// The fields of the spec besides those of every kind.
pub(super) const FIELDS: &[Field] = &[
    field("state", Shape::One(&["published", "draft"]), "By a draft nothing is judged; published, if left out."),
    field("appliesTo", APPLIES_TO, "Which entities it is about: those that meet all of this."),
    field("levels", Shape::List(&LEVEL), "The levels, the lowest first; left out where there are points only."),
    field("rules", Shape::List(&RULE), "What should hold, in the order in which it is shown."),
    field("exemptions", Shape::List(&EXEMPTION), "Who need not pass which rules."),
    field("tests", Shape::List(&TEST), "Cases that `sextant scorecard test` runs."),
];
