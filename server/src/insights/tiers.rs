//! Words that descriptors use for how far along a thing is.

/// Whether a lifecycle says that people rely on the entity.
pub(super) fn is_in_production(lifecycle: &str) -> bool {
    ["production", "prod", "ga", "generally_available", "generally available", "live", "active", "stable", "released"]
        .contains(&lifecycle)
}

/// Whether a lifecycle says that the entity is on its way out, or gone.
pub(super) fn is_ending(lifecycle: &str) -> bool {
    [
        "deprecated",
        "sunset",
        "sunsetting",
        "retired",
        "decommissioned",
        "decommissioning",
        "end-of-life",
        "end_of_life",
        "eol",
        "archived",
        "obsolete",
    ]
    .contains(&lifecycle)
}

/// Whether a lifecycle says that nobody should rely on the entity yet.
pub(super) fn is_beginning(lifecycle: &str) -> bool {
    [
        "experimental",
        "alpha",
        "beta",
        "preview",
        "pre-release",
        "pre_release",
        "prototype",
        "development",
        "in development",
        "incubating",
        "poc",
    ]
    .contains(&lifecycle)
}
