//! What a scorecard is, as data. The built-in ones and those that an organisation writes have the same shape.

/// A set of rules that entities of some kinds are judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardDefinition {
    /// Unique and stable, kebab case.
    pub name: String,
    /// For people.
    pub title: String,
    /// What it is for; Markdown.
    pub description: String,
    /// The kinds that it applies to, in any case; every kind if empty.
    pub kinds: Vec<String>,
    /// In the order in which faces list them.
    pub rules: Vec<RuleDefinition>,
}

/// One thing that should hold of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDefinition {
    /// Unique within the scorecard and stable, kebab case.
    pub id: String,
    /// What should hold, for people: "Has a description".
    pub title: String,
    /// Those of the scorecard's kinds that it applies to, in any case; all of them if empty.
    pub kinds: Vec<String>,
    /// Points for passing.
    pub weight: u32,
    /// CEL over [`FACTS`](crate::FACTS); must come to a boolean.
    pub expression: String,
    /// What is said when it holds. `{…}` holds a CEL expression whose value is shown.
    pub pass_message: String,
    /// Ways to fail, the first that matches is told. The last has no condition.
    pub failures: Vec<FailureCase>,
}

/// One way to fail a rule, and the way out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureCase {
    /// CEL; this case is told when it holds. `None` holds always.
    pub when: Option<String>,
    /// What is said; `{…}` as in [`RuleDefinition::pass_message`].
    pub message: String,
    /// How to make the rule pass; Markdown, with an example. Shown as it stands: nothing from a descriptor enters it.
    pub fix: String,
}
