//! What a scorecard is, and how it is read from a descriptor.

mod applies_to;
mod data;
mod document;
mod exemptions;
mod expression;
mod failures;
mod fields;
mod levels;
mod place;
mod read;
mod rules;
mod tests;
mod text;

pub(crate) use applies_to::read as read_applies_to;
pub(crate) use fields::{At, Fields, Problems, SHORT, nearest, quoted, shorten};
pub(crate) use levels::TITLE;
pub(crate) use text::{day, is_kebab, name, reference};

pub use data::{
    AppliesTo, Exemption, FailureCase, GraduatedShare, Granted, LevelDefinition, RuleDefinition, ScorecardDefinition,
};
pub use read::{Reading, read};
pub use tests::{Expected, TestCase};
