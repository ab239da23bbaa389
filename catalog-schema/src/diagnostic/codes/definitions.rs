//! What defines something, and what does not fit it: scorecards, the types of facts, custom fields and component types.

use super::Code;
use crate::diagnostic::Severity;

/// A field of a scorecard is missing, or says what it cannot say.
pub static SCORECARD_FIELD: Code = Code {
    name: "scorecard-field",
    severity: Severity::Error,
    summary: "A field of a scorecard is missing, or says what it cannot say.",
    explanation: "A scorecard that is half understood would judge by rules that nobody wrote, so it is taken in whole or \
        not at all: until the field is mended, the version before it stays in force. docs/concepts/scorecards.md says \
        field by field what may stand there.",
};

/// An expression of a scorecard cannot be evaluated.
pub static SCORECARD_EXPRESSION: Code = Code {
    name: "scorecard-expression",
    severity: Severity::Error,
    summary: "An expression of a scorecard cannot be evaluated.",
    explanation: "Expressions are CEL over a fixed list of facts. They are checked before anything is judged by them: that \
        every name is a fact, and that evaluating them ends within bounds. The place is that of the part that is wrong. \
        Until it is mended, the version of the scorecard before it stays in force.",
};

/// A case of a scorecard's tests cannot be run.
pub static SCORECARD_TEST: Code = Code {
    name: "scorecard-test",
    severity: Severity::Warning,
    summary: "A case of a scorecard's tests cannot be run.",
    explanation: "A case gives an entity and facts, and says what the scorecard should come to. One that names a rule, a \
        level or a fact that is not there tests nothing. The scorecard is in force all the same; `sextant scorecard test` \
        runs nothing of its file until the case is mended.",
};

/// A field of a fact's type is missing, or says what it cannot say.
pub static FACT_TYPE_FIELD: Code = Code {
    name: "fact-type-field",
    severity: Severity::Error,
    summary: "A field of a fact's type is missing, or says what it cannot say.",
    explanation: "A type says what a fact's values are that others push, and how long each holds. Rules are checked against \
        it, and so is what is pushed; until the field is mended, the version before it stays in force. \
        docs/concepts/facts.md says field by field what may stand there.",
};

/// A field of an initiative is missing, or says what it cannot say.
pub static INITIATIVE_FIELD: Code = Code {
    name: "initiative-field",
    severity: Severity::Error,
    summary: "A field of an initiative is missing, or says what it cannot say.",
    explanation: "An initiative asks of some entities to reach a level, or to pass rules, until a day. One that is half \
        understood would count the wrong ones, so it is taken in whole or not at all: until the field is mended, the \
        version before it stays in force. docs/concepts/initiatives.md says field by field what may stand there.",
};

/// A value of a custom field does not fit the definition of the field.
pub static CUSTOM_FIELD_VALUE: Code = Code {
    name: "custom-field-value",
    severity: Severity::Warning,
    summary: "A value of a custom field does not fit the definition of the field.",
    explanation: "An organisation may define its custom fields: their types, and what may be chosen. What a descriptor says \
        otherwise is kept and shown all the same, but lists that filter by the field do not find it where one looks for \
        it. The place is that of the value. The definitions are on the portal's page `/settings/fields`; \
        docs/concepts/custom-fields.md says what each type takes.\n\n\
        ```yaml\nspec:\n  customFields:\n    cost_centre: 4711        # a number: without quotes\n    \
        data: [personal]         # one or more of its options\n```",
};

/// A custom field is required, and nothing is said in it.
pub static MISSING_CUSTOM_FIELD: Code = Code {
    name: "missing-custom-field",
    severity: Severity::Warning,
    summary: "A custom field is required, and nothing is said in it.",
    explanation: "The definition of a custom field may say that every entity of some kinds and types should have a value \
        there. It may come from any of the descriptors of the entity, also from fields that the portal adds to a file's. \
        The place is the beginning of the descriptor that counts most.",
};

/// The type of an entity is none of those that are defined for its kind.
pub static UNDEFINED_TYPE: Code = Code {
    name: "undefined-type",
    severity: Severity::Info,
    summary: "The type of an entity is none of those that are defined for its kind.",
    explanation: "Where an organisation defines the types of a kind, such as the types of components, every other word is \
        probably a slip, or a type that nobody has defined yet. It is kept as it is. Where no type of the kind is defined, \
        everything goes. The definitions are on the portal's page `/settings/types`.",
};
