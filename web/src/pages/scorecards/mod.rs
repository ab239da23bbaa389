//! `/scorecards` and `/scorecards/{name}`: where do we stand, and what next?

mod counts;
mod list;
mod organisation;
mod scope;
mod scorecard;
pub(crate) mod simulate;
mod standing;

pub(crate) use list::load as load_list;
pub(crate) use scope::scope;
pub(crate) use scorecard::load as load_scorecard;
pub(crate) use standing::compared;
