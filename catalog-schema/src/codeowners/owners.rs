//! Owners as CODEOWNERS spells them.

use crate::fields::{is_name, name_slug};
use crate::model::EntityRef;

/// The owner that stands for all of them: the first team, else the first person.
pub(super) fn first(written: &[&str], namespace: &str) -> Option<EntityRef> {
    let understood = || written.iter().filter_map(|owner| understand(owner, namespace));
    understood().find(|owner| owner.kind() == "group").or_else(|| understood().next())
}

/// `@acme/payments` is the team payments, `@jane` is the person jane; an e-mail address is the person of this address.
/// Roles, as GitLab has them (`@@maintainer`), are nobody in particular.
fn understand(owner: &str, namespace: &str) -> Option<EntityRef> {
    let named = |kind: &str, name: &str| {
        let spelt = if is_name(name) { name.to_owned() } else { name_slug(name) };
        name.chars().any(char::is_alphanumeric).then(|| EntityRef::new(kind, namespace, &spelt))
    };
    match owner.strip_prefix('@') {
        Some(role) if role.starts_with('@') => None,
        Some(handle) => match handle.rsplit_once('/') {
            Some((_, team)) => named("group", team),
            None => named("user", handle),
        },
        None => owner.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.')).map(|_| {
            // An alias, by which the person is found; no name could hold it.
            EntityRef::new("user", namespace, owner)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_come_before_people_and_spellings_are_understood() {
        let owner = |written: &[&str]| first(written, "shop").map(|owner| owner.to_string());
        assert_eq!(owner(&["@jane", "@acme/Payments"]), Some("group:shop/payments".to_owned()));
        assert_eq!(owner(&["@acme/sub/payments"]), Some("group:shop/payments".to_owned()));
        assert_eq!(owner(&["@jane"]), Some("user:shop/jane".to_owned()));
        assert_eq!(owner(&["jane.doe@example.com"]), Some("user:shop/jane.doe@example.com".to_owned()));
        assert_eq!(owner(&["@@maintainer", "nobody", "@", "@acme/"]), None);
    }
}
