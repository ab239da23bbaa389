//! Which pushed facts an expression may name, and which it does.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::declared::{DeclaredFact, DeclaredFacts};
use crate::facts::{FactGroup, FactType, Pushed, ReadFact, place_of_pushed};

/// What pushed facts are called, shared by the expressions of one scorecard.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    declared: DeclaredFacts,
    /// What nothing declares is a fact too, of any type: it is not known here what others declare.
    is_open: bool,
    /// Those that expressions read, in the order of their places.
    pushed: Vec<Pushed>,
    /// What was looked for, and what was found.
    sought: Sought,
}

/// What pushed facts expressions named, with what they were found to be.
pub(crate) type Sought = BTreeMap<String, Option<Arc<DeclaredFact>>>;

/// Which of the two sides of a pushed fact is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// What it says: `facts.…`.
    Value,
    /// Since when it says so: `as_of.…`.
    Moment,
}

impl Side {
    /// The side that a name begins with.
    pub(crate) fn of(first: &str) -> Option<Self> {
        match first {
            "facts" => Some(Self::Value),
            "as_of" => Some(Self::Moment),
            _ => None,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Value => "facts",
            Self::Moment => "as_of",
        }
    }
}

impl Vocabulary {
    /// Of declared facts, and no others.
    pub(crate) fn closed(declared: &DeclaredFacts) -> Self {
        Self { declared: declared.clone(), is_open: false, pushed: Vec::new(), sought: Sought::new() }
    }

    /// Of declared facts, and any others.
    pub(crate) fn open(declared: &DeclaredFacts) -> Self {
        Self { is_open: true, ..Self::closed(declared) }
    }

    /// The pushed facts that were read, and those that were looked for.
    pub(crate) fn into_parts(self) -> (Vec<Pushed>, Sought) {
        (self.pushed, self.sought)
    }

    /// A declared name that is like this one.
    pub(crate) fn closest(&self, name: &str) -> Option<String> {
        self.declared.closest(name).map(str::to_owned)
    }

    /// The fact of this name, which an expression reads.
    pub(crate) fn read(&mut self, name: &str, side: Side) -> Option<ReadFact> {
        let declared = self.declared.get(name).cloned();
        self.sought.insert(name.to_owned(), declared.clone());
        if declared.is_none() && !self.is_open {
            return None;
        }
        let fact_type = match (side, &declared) {
            (Side::Moment, _) => FactType::Moment,
            (Side::Value, Some(declared)) => declared.value_type.fact_type(),
            (Side::Value, None) => FactType::Any,
        };
        let index = self.pushed.iter().position(|pushed| pushed.name == name).unwrap_or_else(|| {
            self.pushed.push(Pushed::new(name, declared));
            self.pushed.len() - 1
        });
        let place = place_of_pushed(index, side == Side::Moment);
        Some(ReadFact { place, fact_type, group: FactGroup::of_pushed(name) })
    }
}
