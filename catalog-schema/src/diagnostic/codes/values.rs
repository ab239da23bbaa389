//! Fields and their values.

use super::Code;
use crate::diagnostic::Severity;

/// The key is not known.
pub static UNKNOWN_KEY: Code = Code {
    name: "unknown-key",
    severity: Severity::Warning,
    summary: "The key is not known.",
    explanation: "It is kept and shown, but means nothing. A misspelt key silently loses what it says, so the nearest \
        known one is suggested.",
};

/// The key is a known one, spelt differently.
pub static MISSPELT_KEY: Code = Code {
    name: "misspelt-key",
    severity: Severity::Warning,
    summary: "The key is a known one, spelt differently.",
    explanation: "It is read as the known one. Other tools would ignore it.",
};

/// The key stands in the wrong map.
pub static MISPLACED_KEY: Code = Code {
    name: "misplaced-key",
    severity: Severity::Warning,
    summary: "The key stands in the wrong map.",
    explanation: "For instance `tags` under `spec` instead of `metadata`. It is read all the same; other tools would \
        ignore it.",
};

/// The value is of another type than the field.
pub static WRONG_TYPE: Code = Code {
    name: "wrong-type",
    severity: Severity::Warning,
    summary: "The value is of another type than the field.",
    explanation: "A number where text is meant, one value where a list is meant, and the like. What is clear is \
        understood, and said here; what is not is left out of the field, and kept in the descriptor.\n\
        \n\
        ```yaml\n\
        labels:\n\
        \x20 version: 1.10     # a number, and read as 1.1 elsewhere\n\
        \x20 version: \"1.10\"   # text\n\
        ```",
};

/// The field is there, but empty.
pub static EMPTY_VALUE: Code = Code {
    name: "empty-value",
    severity: Severity::Info,
    summary: "The field is there, but empty.",
    explanation: "It is read as absent. Backstage refuses an entity with such a field: remove it, or fill it.",
};

/// The label or annotation is not valid.
pub static INVALID_LABEL: Code = Code {
    name: "invalid-label",
    severity: Severity::Warning,
    summary: "The label or annotation is not valid.",
    explanation: "A key is `[prefix/]name`: the prefix a DNS name, the name of the form of an entity's name. A label's \
        value is empty or of the same form; an annotation's is any text.",
};

/// The tag is not valid.
pub static INVALID_TAG: Code = Code {
    name: "invalid-tag",
    severity: Severity::Warning,
    summary: "The tag is not valid.",
    explanation: "A tag has 1 to 63 lower-case letters, digits, `:`, `+`, `#` and single `-`. It is kept as written.",
};

/// The link is not valid.
pub static INVALID_LINK: Code = Code {
    name: "invalid-link",
    severity: Severity::Warning,
    summary: "The link is not valid.",
    explanation: "A link needs a `url` with a scheme, such as `https://`.",
};

/// The tier is none of 1 to 4.
pub static INVALID_TIER: Code = Code {
    name: "invalid-tier",
    severity: Severity::Warning,
    summary: "The tier is none of 1 to 4.",
    explanation: "1 is the most critical, 4 the least. Other portals have words for them, which are understood in their \
        formats, with or without `tier` before them: one, critical, mission critical, business critical, highest, \
        platinum are 1; two, high, important, major, customer facing, gold are 2; three, medium, moderate, normal, \
        internal, internal service, silver are 3; four, low, minor, lowest, other, bronze are 4. Who counts from 0 has \
        a tier above the first; it is read as 1. Anything else is left out of the field, and kept in the descriptor.",
};

/// The reference is not valid, or is not of a valid name.
pub static INVALID_REFERENCE: Code = Code {
    name: "invalid-reference",
    severity: Severity::Warning,
    summary: "The reference is not valid, or is not of a valid name.",
    explanation: "A reference is `[kind:][namespace/]name`. From a name that is not valid the same valid one is made as \
        for an entity of that name, so that the two find each other.",
};

/// The reference does not say of which kind its target is.
pub static REFERENCE_WITHOUT_KIND: Code = Code {
    name: "reference-without-kind",
    severity: Severity::Warning,
    summary: "The reference does not say of which kind its target is.",
    explanation: "In `dependsOn` and `dependencyOf` the target may be of any kind. A component is assumed; Backstage would \
        refuse the entity.\n\
        \n\
        ```yaml\n\
        dependsOn:\n\
        \x20 - component:ledger\n\
        \x20 - resource:payments-db\n\
        ```",
};

/// The owner is a list.
pub static SEVERAL_OWNERS: Code = Code {
    name: "several-owners",
    severity: Severity::Warning,
    summary: "The owner is a list.",
    explanation: "The first one is the owner; the others are kept as additional owners, which have a field of their own.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        \x20 additionalOwners: [team-ledger]\n\
        ```",
};

/// The owner is an identifier that only another product can resolve.
pub static OPAQUE_OWNER: Code = Code {
    name: "opaque-owner",
    severity: Severity::Info,
    summary: "The owner is an identifier that only another product can resolve.",
    explanation: "Compass names teams by an Atlassian identifier (`ari:…`), other products by a UUID. The reference is kept \
        as it is; a Group that has the identifier as alias is found by it.",
};

/// The owner is not written as a reference.
pub static UNCLEAR_OWNER: Code = Code {
    name: "unclear-owner",
    severity: Severity::Warning,
    summary: "The owner is not written as a reference.",
    explanation: "An address of e-mail, the name of a team at a forge (`@acme/payments`) or words for people (`SRE Team`) stand \
        where a reference should. They are understood, and a team or person is found by them as alias or title; written as \
        `[kind:][namespace/]name` nothing has to be guessed.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: payments\n\
        ```",
};

/// What stands in the owner's place means nobody.
pub static OWNER_PLACEHOLDER: Code = Code {
    name: "owner-placeholder",
    severity: Severity::Warning,
    summary: "What stands in the owner's place means nobody.",
    explanation: "Words such as `TBD`, `none` or `unknown` are read as no owner, so that no team of that name seems to be \
        missing. A team that is really called so is meant where its namespace is written: `default/unknown`.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: payments\n\
        ```",
};
