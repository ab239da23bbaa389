//! Who answers for it.

use std::collections::BTreeMap;

use catalog_schema::fields::name_slug;

use super::guess::Guess;
use super::repository::Repository;

const FILES: [&str; 4] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// Those who own everything in CODEOWNERS, the first of them first; else the one who owns most rules. Teams come before
/// people.
pub(super) fn owners(repository: &Repository) -> Option<Guess<Vec<String>>> {
    let file = repository.first(&FILES)?;
    let text = repository.text(file)?;
    let rules: Vec<(&str, Vec<&str>)> = text.lines().filter_map(rule).collect();
    // The last rule that fits is the one that counts.
    let everything =
        rules.iter().rfind(|(pattern, owners)| matches!(*pattern, "*" | "/" | "/**" | "**") && !owners.is_empty());
    let (written, how) = match everything {
        Some((pattern, owners)) => (owners.clone(), format!("`{pattern}` in {file}")),
        None => (vec![most_frequent(&rules)?], format!("the most frequent owner in {file}")),
    };
    let mut understood: Vec<(&str, String)> =
        written.iter().filter_map(|owner| Some((*owner, reference(owner)?))).collect();
    understood.sort_by_key(|(_, reference)| reference.contains(':'));
    let spelt: Vec<&str> = understood.iter().map(|(written, _)| *written).collect();
    let from = format!("{} of {how}", spelt.join(", "));
    (!understood.is_empty()).then(|| Guess::new(understood.into_iter().map(|(_, reference)| reference).collect(), from))
}

/// Pattern and owners of a line; comments, and the sections that GitLab has, are no rules.
fn rule(line: &str) -> Option<(&str, Vec<&str>)> {
    let line = line.split(" #").next().unwrap_or(line).trim();
    if line.is_empty() || line.starts_with(['#', '[', '^']) {
        return None;
    }
    let mut words = line.split_whitespace();
    Some((words.next()?, words.collect()))
}

fn most_frequent<'r>(rules: &[(&str, Vec<&'r str>)]) -> Option<&'r str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for owner in rules.iter().flat_map(|(_, owners)| owners) {
        *counts.entry(owner).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(owner, _)| owner)
}

/// `@acme/payments` is the group payments, `@jane` and `jane@example.com` are the user jane.
fn reference(owner: &str) -> Option<String> {
    let named = |name: &str| Some(name_slug(name)).filter(|_| name.chars().any(char::is_alphanumeric));
    match owner.strip_prefix('@') {
        Some(handle) => match handle.rsplit_once('/') {
            Some((_, team)) => named(team),
            None => named(handle).map(|person| format!("user:{person}")),
        },
        None => named(owner.split_once('@')?.0).map(|person| format!("user:{person}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_understood() {
        assert_eq!(reference("@acme/Payments"), Some("payments".to_owned()));
        assert_eq!(reference("@jane"), Some("user:jane".to_owned()));
        assert_eq!(reference("jane.doe@example.com"), Some("user:jane.doe".to_owned()));
        assert_eq!(reference("nobody"), None);
        assert_eq!(reference("@"), None);
        assert_eq!(rule("  * @a/b @c  # why"), Some(("*", vec!["@a/b", "@c"])));
        assert_eq!(rule("[Backend] @a"), None);
    }
}
