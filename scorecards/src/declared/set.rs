//! All declared facts, by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::DeclaredFact;

/// How a fact that is not in the catalog comes into it.
pub(super) const PUSHED: &str =
    "whoever measures it: `POST /api/v1/facts`, or `sextant fact push`, with a token of the scope `facts`";

/// The facts that there are besides those of the fact schema. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredFacts(Arc<BTreeMap<String, Arc<DeclaredFact>>>);

impl DeclaredFacts {
    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<DeclaredFact>> {
        self.0.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<DeclaredFact>> {
        self.0.values()
    }

    /// The name of a declared fact that is most like this one, if one is at all like it.
    pub fn closest(&self, name: &str) -> Option<&str> {
        crate::expression::closest(name, self.0.keys().map(String::as_str), 0.8)
    }

    /// Who can supply a fact that nothing declares.
    pub(crate) fn supplied_by(fact: Option<&DeclaredFact>) -> String {
        fact.map_or_else(|| PUSHED.to_owned(), DeclaredFact::supplied_by)
    }
}

impl FromIterator<DeclaredFact> for DeclaredFacts {
    /// Of several of one name the first counts.
    fn from_iter<I: IntoIterator<Item = DeclaredFact>>(facts: I) -> Self {
        let mut by_name = BTreeMap::new();
        for fact in facts {
            by_name.entry(fact.name.clone()).or_insert_with(|| Arc::new(fact));
        }
        Self(Arc::new(by_name))
    }
}
