//! The health engine: scorecards as data, rules in CEL over typed facts, and results that carry their evidence.
//!
//! Pure: no IO and no clock. The same facts give the same result. A rule that cannot be judged is
//! [`Outcome::Unknown`](catalog_schema::wire::Outcome::Unknown) with the reason, never a fail and never a panic.
//!
//! ```
//! # use catalog_schema::model::{Entity, Format};
//! # let entity = Entity {
//! #     format: Format::Native, api_version: "sextant.dev/v1".into(), kind: "Component".into(),
//! #     namespace: "default".into(), name: "orders".into(), title: None,
//! #     description: Some("Takes orders.".into()), entity_type: None, lifecycle: None, tier: None, language: None,
//! #     owner: None, additional_owners: vec![], code_owner: None, unowned: None, system: None, tags: vec![],
//! #     labels: Default::default(),
//! #     annotations: Default::default(), links: vec![], aliases: vec![], relations: vec![], profile: None, api: None,
//! #     custom_fields: Default::default(), docs: vec![], descriptor: Default::default(),
//! # };
//! use scorecards::{Engine, Facts};
//!
//! let results = Engine::builtin().evaluate(&Facts::of(&entity));
//! assert_eq!(results[0].scorecard, "ownership");
//! assert_eq!(results[0].rules[0].message, "No owner is declared.");
//! ```

mod builtin;
pub mod convert;
mod declared;
mod definition;
mod engine;
mod examine;
mod expression;
mod facts;
mod initiative;
mod reference;
mod rollup;
mod template;
mod trial;

pub use builtin::builtin_scorecards;
pub use declared::{DeclaredFact, DeclaredFacts, FactTypeReading, ValueType, Wrong, read_fact_type};
pub use definition::{
    AppliesTo, Exemption, Expected, FailureCase, GraduatedShare, Granted, LevelDefinition, Reading, RuleDefinition,
    ScorecardDefinition, TestCase, read,
};
pub use engine::{DefinitionError, Engine, Evaluation, Judge, Judged, Past, PastRules, Standing, Verdict};
pub use examine::examine;
pub use expression::{ExpressionError, ExpressionProblem, FunctionGuide, functions};
pub use facts::{
    Alone, Around, ContractFacts, Counted, EventFacts, FactGroup, FactGroups, FactSpec, FactType, Facts, FindingFacts,
    Levels, MeasureFacts, OwnerFacts, PushedValue, RecordFacts, Related, RelatedFacts, TransitiveFacts, facts,
};
pub use initiative::{
    AskedRule, Asks, InitiativeDefinition, InitiativeReading, Phase, Reached, RuleName, UnknownPart, read_initiative,
};
pub use reference::reference;
pub use rollup::{Rollup, RuleCounts};
pub use trial::{Mismatch, Trial};
