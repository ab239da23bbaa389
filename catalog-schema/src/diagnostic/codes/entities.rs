//! What an entity is: names, kinds, and what a kind has to say.

use super::Code;
use crate::diagnostic::Severity;

/// The descriptor has no name.
pub static MISSING_NAME: Code = Code {
    name: "missing-name",
    severity: Severity::Error,
    summary: "The descriptor has no name.",
    explanation: "An entity is known by `metadata.name`; without it nothing can be made.\n\
        \n\
        ```yaml\n\
        kind: Component\n\
        metadata:\n\
        \x20 name: payments\n\
        ```",
};

/// The descriptor has no name; one was made of what else it says.
pub static DERIVED_NAME: Code = Code {
    name: "derived-name",
    severity: Severity::Warning,
    summary: "The descriptor has no name; one was made of what else it says.",
    explanation: "For instance a Cortex descriptor without `x-cortex-tag`, which is called after its title. Another title \
        would make another entity of it, and Cortex itself refuses it: write the name.",
};

/// The descriptor describes nothing.
pub static NOTHING_DESCRIBED: Code = Code {
    name: "nothing-described",
    severity: Severity::Error,
    summary: "The descriptor describes nothing.",
    explanation: "An OpsLevel descriptor has, beside its `version`, one of `component`, `service` and `repository`.\n\
        \n\
        ```yaml\n\
        version: 1\n\
        component:\n\
        \x20 name: Payments\n\
        ```",
};

/// One document describes several things.
pub static SEVERAL_DESCRIBED: Code = Code {
    name: "several-described",
    severity: Severity::Warning,
    summary: "One document describes several things.",
    explanation: "The first is read. Write each into a document of its own, with a line `---` between them.",
};

/// The descriptor has no kind.
pub static MISSING_KIND: Code = Code {
    name: "missing-kind",
    severity: Severity::Warning,
    summary: "The descriptor has no kind.",
    explanation: "It is taken for a Component (for a Template where the `apiVersion` is the scaffolder's). Say `kind: \
        Component`, or what it is.",
};

/// The spec is not a map.
pub static INVALID_SPEC: Code = Code {
    name: "invalid-spec",
    severity: Severity::Error,
    summary: "The spec is not a map.",
    explanation: "`spec` holds the entity's fields by name.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 type: service\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The metadata are not a map.
pub static INVALID_METADATA: Code = Code {
    name: "invalid-metadata",
    severity: Severity::Error,
    summary: "The metadata are not a map.",
    explanation: "`metadata` holds name, title, description, labels and so on, by name.",
};

/// The apiVersion is not valid.
pub static INVALID_API_VERSION: Code = Code {
    name: "invalid-api-version",
    severity: Severity::Warning,
    summary: "The apiVersion is not valid.",
    explanation: "An apiVersion is `[prefix/]version`, such as `sextant.dev/v1` or `backstage.io/v1alpha1`: the prefix a \
        DNS name, the version letters and digits. It may be left out.",
};

/// The kind is not a sequence of letters and digits.
pub static INVALID_KIND: Code = Code {
    name: "invalid-kind",
    severity: Severity::Warning,
    summary: "The kind is not a sequence of letters and digits.",
    explanation: "A kind has 1 to 63 letters and digits, a letter first. Other characters are left out.",
};

/// The kind is written in another case than the known one.
pub static KIND_CASE: Code = Code {
    name: "kind-case",
    severity: Severity::Warning,
    summary: "The kind is written in another case than the known one.",
    explanation: "`component` is taken for `Component`. Backstage would not recognise it.",
};

/// The name is not valid; a valid one was made of it.
pub static INVALID_NAME: Code = Code {
    name: "invalid-name",
    severity: Severity::Warning,
    summary: "The name is not valid; a valid one was made of it.",
    explanation: "A name has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit first and last. From any \
        other name a valid one is made: lower case, every run of other characters becomes `-`, long names are \
        shortened. The name as written stays as title and alias, and references that use it still find the \
        entity.",
};

/// The namespace is not valid; a valid one was made of it.
pub static INVALID_NAMESPACE: Code = Code {
    name: "invalid-namespace",
    severity: Severity::Warning,
    summary: "The namespace is not valid; a valid one was made of it.",
    explanation: "A namespace has 1 to 63 lower-case letters, digits and `-`, with `-` neither first nor last.",
};

/// Nobody owns the entity.
pub static MISSING_OWNER: Code = Code {
    name: "missing-owner",
    severity: Severity::Warning,
    summary: "Nobody owns the entity.",
    explanation: "Somebody has to answer for it. Say which team, by its name.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The owner is taken from CODEOWNERS.
pub static CODEOWNERS_OWNER: Code = Code {
    name: "codeowners-owner",
    severity: Severity::Info,
    summary: "The entity declares no owner; the one that counts is taken from CODEOWNERS.",
    explanation: "Where a descriptor names no owner, and its system and domain have none either, the owner of its directory \
        by the repository's CODEOWNERS counts: of the rules that match the directory the last one, and of its owners the \
        first team, else the first person. `.github/CODEOWNERS`, `CODEOWNERS`, `docs/CODEOWNERS` and \
        `.gitlab/CODEOWNERS` are looked for in this order. Rules for names of files, such as `*.md`, say nothing of a \
        directory. A declared owner is better: it is what scorecards ask for.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The entity has no type.
pub static MISSING_TYPE: Code = Code {
    name: "missing-type",
    severity: Severity::Warning,
    summary: "The entity has no type.",
    explanation: "The type says what it is within its kind: a Component may be a `service`, a `website`, a `library`.",
};

/// The entity has no lifecycle.
pub static MISSING_LIFECYCLE: Code = Code {
    name: "missing-lifecycle",
    severity: Severity::Warning,
    summary: "The entity has no lifecycle.",
    explanation: "The lifecycle says how far it can be relied on: usually `experimental`, `production` or `deprecated`.",
};

/// The API has no definition.
pub static MISSING_DEFINITION: Code = Code {
    name: "missing-definition",
    severity: Severity::Warning,
    summary: "The API has no definition.",
    explanation: "`spec.definition` holds the contract as text, or leads to it: `$text: ./openapi.yaml`.",
};
