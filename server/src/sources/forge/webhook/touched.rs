//! Whether what a push touched may matter to the catalog.

use std::path::Path;

use crate::sources::directory::is_candidate;

/// Beginnings of names that tell something of a repository.
const NAMES: [&str; 14] = [
    "readme",
    "license",
    "licence",
    "copying",
    "codeowners",
    "contributing",
    "security",
    "changelog",
    "history",
    "dockerfile",
    "containerfile",
    "makefile",
    "jenkinsfile",
    "justfile",
];
/// Endings of contracts, documentation and manifests.
const ENDINGS: [&str; 22] = [
    "json", "jsonc", "md", "markdown", "mdx", "adoc", "rst", "txt", "toml", "graphql", "graphqls", "gql", "proto",
    "avsc", "avdl", "wsdl", "xsd", "raml", "lock", "mod", "sum", "xml",
];

/// Whether a file may be a descriptor, may be named by one, or tells something of its repository.
pub(in crate::sources) fn matters(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name).to_ascii_lowercase();
    is_candidate(Path::new(path))
        || NAMES.iter().any(|known| name.starts_with(known))
        || name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::matters;

    #[test]
    fn descriptors_and_what_they_may_name_matter() {
        for path in ["catalog-info.yaml", "api/openapi.json", ".github/CODEOWNERS", "docs/README.md", "Cargo.lock"] {
            assert!(matters(path), "{path}");
        }
        for path in ["src/main.rs", "lib/a.go", "image.png", "a"] {
            assert!(!matters(path), "{path}");
        }
    }
}
