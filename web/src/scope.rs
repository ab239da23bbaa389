//! Whose entities a page sums up: as a filter, and as the list that a figure leads to.

use catalog_schema::filter::Condition;

use crate::address::catalog_page;

/// Whose entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everybody's.
    All,
    /// Those that count as this team's.
    Own(String),
    /// Those that count as one of these teams', or as that of a team within them.
    Within(Vec<String>),
}

impl Scope {
    /// As the portal takes it.
    pub(crate) fn filter(&self) -> Vec<String> {
        let conditions: Vec<String> =
            self.pairs().into_iter().map(|(key, value)| Condition::is(key, value).to_string()).collect();
        if conditions.is_empty() { Vec::new() } else { vec![conditions.join(",")] }
    }

    /// The list of those of them for which this holds besides.
    pub(crate) fn catalog(&self, besides: &[(&str, &str)]) -> String {
        catalog_page(self.pairs().into_iter().chain(besides.iter().copied()))
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::All => Vec::new(),
            Self::Own(team) => vec![("effective_owner", team.as_str())],
            Self::Within(teams) => teams.iter().map(|team| ("owner_tree", team.as_str())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_of_what_the_filter_lets_pass() {
        let scope = Scope::Within(vec!["group:default/a".to_owned(), "group:x/b,c".to_owned()]);
        assert_eq!(scope.filter(), [r#"owner_tree=group:default/a,owner_tree="group:x/b,c""#]);
        assert_eq!(
            scope.catalog(&[("health", "fail")]),
            "/catalog?owner_tree=group:default%2Fa&owner_tree=group:x%2Fb,c&health=fail"
        );
        assert_eq!((Scope::All.filter(), Scope::All.catalog(&[])), (Vec::new(), "/catalog".to_owned()));
    }
}
