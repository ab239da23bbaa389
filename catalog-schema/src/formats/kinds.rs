//! The kinds that have a meaning of their own, and what is expected of each.

/// A built-in kind.
#[derive(Debug)]
pub(crate) struct Kind {
    /// As displayed.
    pub(crate) name: &'static str,
    /// Spec fields whose absence is reported.
    pub(crate) expected: &'static [&'static str],
    /// Other spec fields that it knows.
    pub(crate) optional: &'static [&'static str],
}

/// Fields that Sextant reads on every kind.
pub(crate) const ANY_KIND: &[&str] = &[
    "type",
    "lifecycle",
    "owner",
    "additionalOwners",
    "system",
    "tier",
    "language",
    "customFields",
    "dependsOn",
    "dependencyOf",
    "providesApis",
    "consumesApis",
];

/// Fields that Sextant reads on every kind of its own format.
pub(crate) const NATIVE_ONLY: &[&str] = &["relations", "api", "profile"];

/// The built-in kinds.
pub(crate) static KINDS: &[Kind] = &[
    Kind { name: "Component", expected: &["type", "lifecycle", "owner"], optional: &["subcomponentOf", "definition"] },
    Kind { name: "API", expected: &["type", "lifecycle", "owner", "definition"], optional: &["remotes"] },
    Kind { name: "Resource", expected: &["type", "owner"], optional: &[] },
    Kind { name: "System", expected: &["owner"], optional: &["domain"] },
    Kind { name: "Domain", expected: &["owner"], optional: &["subdomainOf"] },
    Kind { name: "Group", expected: &["type"], optional: &["children", "parent", "members", "profile"] },
    Kind { name: "User", expected: &[], optional: &["memberOf", "profile"] },
    Kind { name: "Location", expected: &[], optional: &["target", "targets", "presence"] },
    Kind {
        name: "Template",
        expected: &["type"],
        optional: &[
            "steps",
            "parameters",
            "output",
            "secrets",
            "presentation",
            "formDecorators",
            "EXPERIMENTAL_recovery",
        ],
    },
    Kind {
        name: "AiResource",
        expected: &["type", "lifecycle", "owner"],
        optional: &[
            "disciplines",
            "categories",
            "category",
            "rationale",
            "agents",
            "allowedTools",
            "license",
            "compatibility",
            "skills",
            "plugins",
            "version",
        ],
    },
    Kind {
        name: "Scorecard",
        expected: &[],
        optional: &["state", "appliesTo", "levels", "rules", "exemptions", "tests"],
    },
    Kind { name: "FactType", expected: &[], optional: &["unit", "maxAge"] },
    Kind {
        name: "Initiative",
        expected: &[],
        optional: &["state", "scorecard", "level", "rules", "appliesTo", "filter", "startsOn", "dueOn"],
    },
];

/// The built-in kind of this name, in whatever case.
pub(crate) fn known(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name))
}
