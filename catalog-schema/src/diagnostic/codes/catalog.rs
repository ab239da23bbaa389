//! Descriptors beside each other, other products, and what a file allows itself.

use super::Code;
use crate::diagnostic::Severity;

/// Two descriptors of one location declare the same entity.
pub static DUPLICATE_ENTITY: Code = Code {
    name: "duplicate-entity",
    severity: Severity::Warning,
    summary: "Another descriptor declares the same entity already.",
    explanation: "Descriptors of different formats in one repository are merged; a second one of the same format, or one \
        in another repository, is kept but not shown. It takes over when the other one goes. Rename one, or remove it.",
};

/// The reference leads to nothing that is known.
pub static DANGLING_REFERENCE: Code = Code {
    name: "dangling-reference",
    severity: Severity::Warning,
    summary: "The reference leads to nothing that is known.",
    explanation: "Reported by `sextant check --references`, of what is not described in the files that are checked, and by \
        `sextant check --server URL`, of what the portal does not know either. In a single repository most \
        references lead out of it; that is why nothing is said unless it is asked for.\n\
        \n\
        Write the name of an entity that exists, or describe the one that is meant. In the portal the reference is \
        kept and shown, and leads somewhere as soon as its target is described. There it is also said of a description \
        from an overlay to which no other source has an entity.",
};

/// Backstage would refuse the entity.
pub static BACKSTAGE_INVALID: Code = Code {
    name: "backstage-invalid",
    severity: Severity::Error,
    summary: "Backstage would refuse the entity.",
    explanation: "Reported by `sextant check --strict backstage`, with what Backstage says. Sextant is kinder and shows \
        the entity all the same.",
};

/// Backstage would not recognise the entity.
pub static BACKSTAGE_NOT_RECOGNISED: Code = Code {
    name: "backstage-not-recognised",
    severity: Severity::Error,
    summary: "Backstage would not recognise the entity.",
    explanation: "Reported by `sextant check --strict backstage`. The kind, in exactly this case, or the `apiVersion` is \
        none that Backstage knows without extensions.",
};

/// A comment that should allow a problem cannot be understood.
pub static INVALID_SUPPRESSION: Code = Code {
    name: "invalid-suppression",
    severity: Severity::Warning,
    summary: "A comment that should allow a problem cannot be understood.",
    explanation: "A file may allow itself a problem, with a reason, on the line of the problem or above it:\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 # sextant: allow(missing-owner) the team is being formed\n\
        \x20 type: service\n\
        ```\n\
        \n\
        In the parentheses stand one or more codes, separated by commas. Errors cannot be allowed, for what has an error \
        is not in the catalog.",
};

/// A comment allows a problem without a reason.
pub static SUPPRESSION_WITHOUT_REASON: Code = Code {
    name: "suppression-without-reason",
    severity: Severity::Warning,
    summary: "A comment allows a problem without a reason.",
    explanation: "Whoever reads the file next will want to know whether it still holds. Say it after the parenthesis: \
        `# sextant: allow(unknown-key) read by our deploy tool`. The problem is allowed all the same.",
};

/// A comment allows a problem that is not there.
pub static UNUSED_SUPPRESSION: Code = Code {
    name: "unused-suppression",
    severity: Severity::Warning,
    summary: "A comment allows a problem that is not there.",
    explanation: "The problem was mended, or the comment stands on another line than the problem: it holds for the end of \
        its own line or, on a line of its own, for the next line that is no comment. Left where it is, it would hide the \
        next problem of the kind.",
};

/// The format that a descriptor is converted to cannot say this.
pub static NOT_EXPRESSED: Code = Code {
    name: "not-expressed",
    severity: Severity::Warning,
    summary: "The format that a descriptor is converted to cannot say this.",
    explanation: "`sextant convert` writes what the other format has a field for, and lists the rest, so that nothing is \
        dropped in silence. What is *lost* is not in the document that it writes. What is *written* stands there, but \
        the other product does nothing with it, or refuses the document until it is mended. Converting to the native \
        format lists nothing.\n\n\
        ```yaml\nspec:\n  dependsOn:\n    - ref: component:ledger\n      criticality: high   # lost in Backstage\n```\n\n\
        The line says what to do instead, where there is something.",
};

/// The source of a file may not describe what the file describes.
pub static NOT_ALLOWED: Code = Code {
    name: "not-allowed",
    severity: Severity::Error,
    summary: "The source of the file may not describe this.",
    explanation: "A source may be limited to some kinds and namespaces by `kinds` and `namespaces` in its table \
        `[sources.NAME]` of sextant.toml, so that a service's repository cannot declare teams, for example. What is \
        beyond is not taken in. `sextant check --source NAME` says the same before it is there.",
};
