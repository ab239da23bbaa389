//! Which entities a scorecard is about, in words.

use catalog_schema::wire::ScorecardScope;
use leptos::prelude::*;

use crate::address::short_name;

/// `Component or API · production · tier 1 or 2`; every entity where nothing narrows it.
pub(crate) fn scope(applies_to: &ScorecardScope) -> AnyView {
    let condition = applies_to.when.clone().map(|when| view! { ", where " <code>{when}</code> });
    view! {
        {words(applies_to)}
        {condition}
    }
    .into_any()
}

fn words(applies_to: &ScorecardScope) -> String {
    let owners: Vec<String> = applies_to.owners.iter().map(|owner| short_name(owner)).collect();
    let tiers: Vec<String> = applies_to.tiers.iter().map(ToString::to_string).collect();
    let parts = [
        ("", &applies_to.kinds),
        ("of type ", &applies_to.types),
        ("in ", &applies_to.lifecycles),
        ("of tier ", &tiers),
        ("tagged ", &applies_to.tags),
        ("owned by ", &owners),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(lead, names)| format!("{lead}{}", either(names)))
        .collect();
    match (said.is_empty(), applies_to.kinds.is_empty()) {
        (true, _) => "Everything".to_owned(),
        (false, true) => format!("Everything {}", said.join(", ")),
        (false, false) => said.join(", "),
    }
}

/// `a`, `a or b`, `a, b or c`.
fn either(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_said_in_words() {
        assert_eq!(words(&ScorecardScope::default()), "Everything");
        let narrow = ScorecardScope {
            kinds: vec!["Component".into(), "API".into(), "System".into()],
            tiers: vec![1, 2],
            owners: vec!["group:default/retail".into()],
            ..ScorecardScope::default()
        };
        assert_eq!(words(&narrow), "Component, API or System, of tier 1 or 2, owned by retail");
        let tagged = ScorecardScope { tags: vec!["pci".into()], ..ScorecardScope::default() };
        assert_eq!(words(&tagged), "Everything tagged pci");
    }
}
