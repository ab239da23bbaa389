//! Exemptions: what definitions say, and what people ask for.

pub(super) mod decide;
pub(super) mod list;
pub(super) mod request;
