//! Words for kinds.

use crate::fields::is_kind;
use crate::formats::kinds;
use crate::formats::read::fold;

/// What a word of another portal for a kind of thing is in Sextant.
#[derive(Debug, PartialEq, Eq)]
pub struct ForeignKind {
    /// As displayed; a valid kind.
    pub kind: String,
    /// The type that the word stands for, if it says more than the kind.
    pub entity_type: Option<&'static str>,
}

/// The words, folded: `cloudResource` and `cloud-resource` are `cloudresource`, `_team` is `team`.
///
/// What a word says beyond its kind becomes the type. Words that are not here are custom kinds.
static TABLE: &[(&str, &str, Option<&str>)] = &[
    ("component", "Component", None),
    ("service", "Component", Some("service")),
    ("microservice", "Component", Some("service")),
    ("backend", "Component", Some("service")),
    ("application", "Component", Some("application")),
    ("app", "Component", Some("application")),
    ("mobileapp", "Component", Some("mobile-app")),
    ("website", "Component", Some("website")),
    ("frontend", "Component", Some("frontend")),
    ("ui", "Component", Some("ui")),
    ("library", "Component", Some("library")),
    ("package", "Component", Some("library")),
    ("function", "Component", Some("function")),
    ("lambda", "Component", Some("function")),
    ("job", "Component", Some("job")),
    ("cronjob", "Component", Some("job")),
    ("worker", "Component", Some("worker")),
    ("repository", "Component", Some("repository")),
    ("repo", "Component", Some("repository")),
    ("resource", "Resource", None),
    ("cloudresource", "Resource", None),
    ("infrastructure", "Resource", None),
    ("infra", "Resource", None),
    ("datastore", "Resource", Some("datastore")),
    ("database", "Resource", Some("database")),
    ("db", "Resource", Some("database")),
    ("cache", "Resource", Some("cache")),
    ("bucket", "Resource", Some("bucket")),
    ("queue", "Resource", Some("queue")),
    ("topic", "Resource", Some("topic")),
    ("cluster", "Resource", Some("cluster")),
    ("api", "API", None),
    ("system", "System", None),
    ("domain", "Domain", None),
    ("group", "Group", None),
    ("team", "Group", Some("team")),
    ("user", "User", None),
];

/// What a word for a kind means. A word that is not known is a custom kind, spelt so that it is valid: `ml-model` is
/// `MlModel`.
pub fn foreign_kind(word: &str) -> ForeignKind {
    let folded = fold(word);
    match TABLE.iter().find(|(known, ..)| *known == folded) {
        Some((_, kind, entity_type)) => ForeignKind { kind: (*kind).to_owned(), entity_type: *entity_type },
        None => ForeignKind { kind: custom(word), entity_type: None },
    }
}

/// The kind alone, for references.
pub(in crate::formats) fn kind_name(word: &str) -> String {
    foreign_kind(word).kind
}

/// A valid kind of a word that is not known.
fn custom(word: &str) -> String {
    if let Some(built_in) = kinds::known(word) {
        return built_in.name.to_owned();
    }
    let word = word.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let parts = word.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let capitalised: String = parts.map(|part| part[..1].to_ascii_uppercase() + &part[1..]).collect();
    let kind: String = capitalised.chars().take(63).collect();
    if is_kind(&kind) { kind } else { "Custom".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_have_a_kind_and_perhaps_a_type() {
        for (word, kind, entity_type) in [
            ("service", "Component", Some("service")),
            ("Microservice", "Component", Some("service")),
            ("cloudResource", "Resource", None),
            ("_team", "Group", Some("team")),
            ("API", "API", None),
        ] {
            assert_eq!(foreign_kind(word), ForeignKind { kind: kind.to_owned(), entity_type }, "{word}");
        }
    }

    #[test]
    fn other_words_are_custom_kinds_and_always_valid() {
        for (word, kind) in [
            ("ml-model", "MlModel"),
            ("argocdProject", "ArgocdProject"),
            ("dhr_test", "DhrTest"),
            ("3dModel", "DModel"),
            ("template", "Template"),
            ("日本", "Custom"),
            ("", "Custom"),
        ] {
            assert_eq!(kind_name(word), kind, "{word}");
            assert_eq!(kind_name(kind), kind, "a kind is its own word");
        }
        assert!(is_kind(&kind_name(&"x-".repeat(100))));
    }
}
