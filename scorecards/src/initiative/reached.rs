//! Where an entity stands with what an initiative asks of it.

use catalog_schema::wire::Outcome;

/// How far an entity is, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// It passes every rule that is asked of it.
    Reached,
    /// It fails none and all are known, of which it need not pass one or more.
    Exempt,
    /// It fails none, and not all could be judged: it is not known to be there.
    Unknown,
    /// It fails one.
    Failing,
}

impl Reached {
    /// By what the rules come to that are asked for and apply to the entity; none where none does, so that nothing is asked
    /// of it. The order of the rules makes no difference: the worst counts.
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Option<Self> {
        outcomes.into_iter().map(Self::by).max()
    }

    /// By what one rule comes to.
    pub fn by(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Reached,
            Outcome::Exempt => Self::Exempt,
            Outcome::Unknown => Self::Unknown,
            Outcome::Fail => Self::Failing,
        }
    }
}
