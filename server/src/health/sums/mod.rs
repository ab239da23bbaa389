//! What scorecards come to over groups of entities, kept with the snapshot: a change takes away what its entities came to
//! and adds what they come to now, and looks at no others.

mod change;
mod kept;
mod scorecard;
mod share;

#[cfg(test)]
mod tests;

pub(crate) use kept::Sums;
pub(crate) use scorecard::ScorecardSums;
pub(crate) use share::Grouping;
