//! A scorecard as data. The built-in ones and those that an organisation writes have the same shape.

use catalog_schema::model::EntityRef;

/// A set of rules that some entities are judged by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScorecardDefinition {
    /// Unique and stable, kebab case.
    pub name: String,
    /// For people.
    pub title: String,
    /// What it is for; Markdown. Untrusted where it is not built in.
    pub description: String,
    /// Who answers for it; none for a built-in one.
    pub owner: Option<EntityRef>,
    /// Checked and simulated, but no entity is judged by it yet.
    pub is_draft: bool,
    /// Which entities it is about.
    pub applies_to: AppliesTo,
    /// The lowest first; none where it gives points only.
    pub levels: Vec<LevelDefinition>,
    /// In the order in which faces list them.
    pub rules: Vec<RuleDefinition>,
    /// Who need not pass which rules.
    pub exemptions: Vec<Exemption>,
}

/// Which entities a scorecard is about: those that meet every list that is not empty, and the condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppliesTo {
    /// In any case, as are the other lists.
    pub kinds: Vec<String>,
    /// Types within the kind.
    pub types: Vec<String>,
    /// Lifecycles.
    pub lifecycles: Vec<String>,
    /// Tiers, 1 to 4.
    pub tiers: Vec<u8>,
    /// Any of these tags.
    pub tags: Vec<String>,
    /// What these teams own, and the teams within them.
    pub owners: Vec<EntityRef>,
    /// CEL over the [facts](crate::facts()). What cannot be told counts as no.
    pub when: Option<String>,
}

/// A level of a scorecard. It is reached by passing all its rules and those of the levels below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelDefinition {
    /// Unique within the scorecard and stable, kebab case.
    pub name: String,
    /// For people.
    pub title: String,
    /// `#rrggbb`; faces choose one where there is none.
    pub color: Option<String>,
}

/// One thing that should hold of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleDefinition {
    /// Unique within the scorecard and stable, kebab case.
    pub id: String,
    /// What should hold, for people: "Has a description".
    pub title: String,
    /// Those of the scorecard's kinds that it applies to, in any case; all of them if empty.
    pub kinds: Vec<String>,
    /// Points for passing.
    pub weight: u32,
    /// The level that needs it, by name; none where it only gives points.
    pub level: Option<String>,
    /// CEL over the [facts](crate::facts()); must come to a boolean.
    pub expression: String,
    /// What is said when it holds. `{…}` holds a CEL expression whose value is shown.
    pub pass_message: String,
    /// Ways to fail, the first that matches is told. The last has no condition.
    pub failures: Vec<FailureCase>,
    /// What of the weight a failing entity still gets: the first that holds. Empty: nothing.
    pub graduated: Vec<GraduatedShare>,
    /// Where more is written about it, http or https.
    pub documentation: Option<String>,
    /// The day (`2026-12-01`, UTC) from which on it counts; until then it is shown as announced.
    pub effective_from: Option<String>,
}

impl RuleDefinition {
    /// Whether it counts on a day (`2026-12-01`, UTC), rather than being announced.
    pub fn counts_on(&self, day: &str) -> bool {
        self.effective_from.as_deref().is_none_or(|from| from <= day)
    }
}

/// One way to fail a rule, and the way out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureCase {
    /// CEL; this case is told when it holds. `None` holds always.
    pub when: Option<String>,
    /// What is said; `{…}` as in [`RuleDefinition::pass_message`].
    pub message: String,
    /// How to make the rule pass; Markdown, with an example. Shown as it stands: nothing from a descriptor of an entity
    /// enters it. Untrusted where the scorecard is not built in.
    pub fix: String,
}

/// A part of a rule's weight for who is on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraduatedShare {
    /// CEL.
    pub when: String,
    /// Percent of the weight, 1 to 99.
    pub percent: u8,
}

/// Someone's decision that an entity need not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// Whom it is for.
    pub entity: EntityRef,
    /// Ids of rules; all of the scorecard if empty.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who decided, as written.
    pub approved_by: Option<String>,
    /// The last day (`2026-12-31`, UTC) on which it holds.
    pub expires: Option<String>,
    /// What somebody asked for who got it; none where the definition itself says it.
    pub granted: Option<Granted>,
}

/// The request that an exemption comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Of the request.
    pub id: String,
    /// Who asked.
    pub requested_by: String,
    /// When somebody agreed, RFC 3339.
    pub approved_at: String,
}

impl ScorecardDefinition {
    /// Whether the other one differs in no more than who is exempt.
    pub fn is_same_but_for_exemptions(&self, other: &Self) -> bool {
        let Self { name, title, description, owner, is_draft, applies_to, levels, rules, exemptions: _ } = self;
        *name == other.name
            && *title == other.title
            && *description == other.description
            && *owner == other.owner
            && *is_draft == other.is_draft
            && *applies_to == other.applies_to
            && *levels == other.levels
            && *rules == other.rules
    }
}
