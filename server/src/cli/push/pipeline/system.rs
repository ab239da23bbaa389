//! How a system tells its pipelines what they run for.

use super::said::Said;
use super::{azure, bitbucket, buildkite, circleci, github, gitlab, jenkins};

/// Looks a variable up.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A system that runs pipelines. Values are texts with variables in braces; of several the first one counts of which all
/// variables are there.
#[derive(Debug)]
pub(super) struct System {
    /// As people call it.
    pub(super) name: &'static str,
    /// A variable that is set there, and nowhere else.
    pub(super) mark: &'static str,
    pub(super) repository: &'static [&'static str],
    pub(super) branch: &'static [&'static str],
    /// What may stand before the branch, and is no part of its name.
    pub(super) branch_prefixes: &'static [&'static str],
    pub(super) commit: &'static [&'static str],
    pub(super) committed_at: &'static [&'static str],
    pub(super) author: &'static [&'static str],
    /// The run; a later one has a greater number.
    pub(super) run_id: &'static [&'static str],
}

/// All of them.
const SYSTEMS: [&System; 7] = [
    &github::GITHUB,
    &gitlab::GITLAB,
    &circleci::CIRCLECI,
    &buildkite::BUILDKITE,
    &azure::AZURE,
    &bitbucket::BITBUCKET,
    // Last: on its machines other systems may be at work.
    &jenkins::JENKINS,
];

/// What the system says that runs this; nothing where none does.
pub(super) fn said(environment: Environment<'_>) -> Said {
    SYSTEMS.iter().find_map(|system| system.said(environment)).unwrap_or_default()
}

impl System {
    fn said(&self, environment: Environment<'_>) -> Option<Said> {
        environment(self.mark).filter(|value| !value.is_empty())?;
        let first = |templates: &[&str]| templates.iter().find_map(|template| filled(template, environment));
        let branch = first(self.branch).map(|branch| {
            let name = self.branch_prefixes.iter().find_map(|prefix| branch.strip_prefix(prefix));
            name.map(str::to_owned).unwrap_or(branch)
        });
        Some(Said {
            system: Some(self.name),
            repository: first(self.repository),
            branch,
            commit: first(self.commit),
            committed_at: first(self.committed_at),
            author: first(self.author),
            run_id: first(self.run_id),
        })
    }
}

/// A text with its variables; none where one of them is not there.
fn filled(template: &str, environment: Environment<'_>) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&environment(name).filter(|value| !value.is_empty())?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// What a system says of these variables, as `field: value` lines.
#[cfg(test)]
pub(super) fn told(variables: &[(&str, &str)]) -> String {
    let said = said(&|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
    let fields = [
        ("system", said.system.map(str::to_owned)),
        ("repository", said.repository),
        ("branch", said.branch),
        ("commit", said.commit),
        ("committed_at", said.committed_at),
        ("author", said.author),
        ("run_id", said.run_id),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", value?)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_whole_or_not_there() {
        let environment = |name: &str| (name == "A").then(|| "1".to_owned());
        assert_eq!(filled("x{A}.{A}", &environment).as_deref(), Some("x1.1"));
        assert_eq!(filled("{A}{B}", &environment), None);
        assert_eq!(told(&[("PATH", "/bin")]), "", "no system at all");
    }
}
