//! What defines something: scorecards and the types of facts.

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
