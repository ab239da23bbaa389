//! Patterns of paths: `*` is anything but `/`, `**` is anything.

/// Whether all of `path` is of this pattern.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let Some(star) = pattern.find('*') else { return pattern == path };
    let Some(rest) = path.strip_prefix(&pattern[..star]) else { return false };
    let after = &pattern[star + 1..];
    let (after, crosses) = after.strip_prefix('*').map_or((after, false), |after| (after, true));
    let reach = if crosses { rest.len() } else { rest.find('/').unwrap_or(rest.len()) };
    (0..=reach).filter(|end| rest.is_char_boundary(*end)).any(|end| matches(after, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_star_stays_in_its_folder_and_two_do_not() {
        assert!(matches("*.yaml", "teams.yaml") && !matches("*.yaml", "a/teams.yaml"));
        assert!(matches("**", "a/b.yaml") && matches("docs/**", "docs/a/b.md") && !matches("docs/**", "README.md"));
        assert!(matches("**/*.md", "a/b/c.md") && !matches("**/*.md", "c.md"));
        assert!(matches("README.md", "README.md") && !matches("README.md", "README.mdx"));
        assert!(matches("*é*.md", "café.md"));
    }
}
