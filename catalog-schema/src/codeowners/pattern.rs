//! Which directories a pattern is about. The notation is gitignore's, without its character classes.

use crate::companions::path_is_like;

/// Whether a pattern matches what lies in `directory` whatever its name is. Patterns of file names, such as `*.md`, do
/// not: they say nothing about the directory.
pub(super) fn covers(pattern: &str, directory: &str) -> bool {
    let anchored = pattern.strip_suffix('/').unwrap_or(pattern).contains('/');
    let steps: Vec<&str> = pattern.split('/').filter(|step| !step.is_empty()).collect();
    let Some(last) = steps.last() else { return pattern == "/" };
    let below: Vec<&str> = directory.split('/').filter(|step| !step.is_empty()).collect();
    // `docs/*` are the files of docs and not what its folders hold; `*` and `docs/` are everything.
    let flat = anchored && *last == "*" && !pattern.ends_with('/');
    if flat {
        return path_is_like(&steps[..steps.len() - 1], &below);
    }
    if matches!(steps[..], ["*" | "**"]) && !pattern.ends_with('/') {
        return true;
    }
    let starts = if anchored { 0..=0 } else { 0..=below.len() };
    starts.into_iter().any(|start| {
        let ends = start..=below.len();
        ends.into_iter().any(|end| path_is_like(&steps, &below[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_directories_as_git_hosts_have_it() {
        for (pattern, covered, others) in [
            ("*", &["", "a", "a/b"][..], &[][..]),
            ("/", &["", "a"], &[]),
            ("**", &["", "a/b"], &[]),
            ("/services/", &["services", "services/a", "services/a/b"], &["", "x/services", "services2"]),
            ("/services", &["services", "services/a"], &["", "x/services"]),
            ("services/", &["services", "x/services", "x/services/a"], &["", "services2"]),
            ("services", &["services", "x/services/a"], &[""]),
            ("/services/*", &["services"], &["services/a", ""]),
            ("/services/*/", &["services/a", "services/a/b"], &["services", ""]),
            ("/services/**", &["services", "services/a/b"], &["", "x"]),
            ("services/pay*", &["services/pay", "services/payments/a"], &["services", "x/services/pay"]),
            ("**/payments", &["payments", "a/b/payments", "a/payments/c"], &["", "a"]),
            ("/a/**/z", &["a/z", "a/b/c/z", "a/b/z/y"], &["a", "z"]),
            ("/release\\ notes/", &["release notes"], &["release"]),
            ("/v?/", &["v1", "v2/a"], &["v", "v10"]),
            ("*.md", &[], &["", "a", "docs"]),
            ("catalog-info.yaml", &[], &["", "a"]),
            ("/docs/*.md", &[], &["docs", "docs/a"]),
        ] {
            for directory in covered {
                assert!(covers(pattern, directory), "{pattern} covers {directory:?}");
            }
            for directory in others {
                assert!(!covers(pattern, directory), "{pattern} does not cover {directory:?}");
            }
        }
    }
}
