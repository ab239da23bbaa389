//! The shapes that the API speaks, apart from the model: more fields may come, none is renamed or dropped within v1.

mod audit;
mod bulk;
mod change;
mod common;
mod cycles;
mod descriptor;
mod entity;
mod event;
mod exemption;
mod fact;
mod graph;
mod health;
mod history;
mod impact;
mod initiative;
mod insights;
mod list;
mod moves;
mod order;
mod path;
mod problem;
mod push;
mod query;
mod rollup;
mod schema;
mod score;
mod scorecard;
mod search;
mod simulation;
mod source;
mod table;
mod team;
mod token;
mod vocabulary;

pub use audit::{AuditEntry, AuditList};
pub use bulk::{BulkChange, BulkField, BulkItem, BulkOutcome, BulkPlace, BulkSet, LeftOut};
pub use change::{Change, ChangeEvent, ChangeList, ChangeOperation};
pub use common::{Common, CommonItem};
pub use cycles::{Cycle, Cycles};
pub use descriptor::{ContributingFile, DescriptionPlace, Descriptor, OverriddenValue, ValueOrigin};
pub use entity::{DocPage, EffectiveOwner, Entity, Health, Measures, RelatedEntity, Relations, WrittenReference};
pub use event::{EntityEvents, Event, EventKind, EventList, EventOutcome, EventQuery, EventReceipt};
pub use exemption::{
    Exemption, ExemptionDecision, ExemptionList, ExemptionQuery, ExemptionRequest, ExemptionSource, ExemptionState,
};
pub use fact::{EntityFact, EntityFacts, FactBatch, FactPush, FactsPushed, ItemProblem};
pub use graph::{Graph, GraphEdge, GraphNode};
pub use health::{FailingEntity, HealthSummary, RuleSummary};
pub use history::{Difference, FieldChange, History, Line, LineKind, Version, VersionEvent};
pub use impact::{Impact, ImpactDirection, ImpactItem, ImpactTeam};
pub use initiative::{
    Initiative, InitiativeBurndown, InitiativeCounts, InitiativeDay, InitiativeEntities, InitiativeEntity,
    InitiativeEntityQuery, InitiativeGroup, InitiativeLack, InitiativeLevel, InitiativeLink, InitiativeList,
    InitiativePace, InitiativeProblem, InitiativeQuery, InitiativeRollup, InitiativeRule, InitiativeStanding,
    InitiativeState,
};
pub use insights::{Accepted, Insight, InsightDay, InsightQuery, InsightRule, Insights};
pub use list::{ChangeOutcome, DiagnosticList, EntityList, FacetValue, Facets, LocatedDiagnostic, Renamed};
pub use moves::{FixList, FixQuery, MOST_MOVE_DAYS, MoveCount, MoveDirection, MoveList, MoveQuery, ScoreMove};
pub use order::{DependencyOrder, OrderGroup};
pub use path::{Path, PathStep, Paths};
pub use problem::Problem;
pub use push::{
    DryRun, FindingChanges, ImpactChange, JudgedBy, OutcomeChange, Push, PushOutcome, PushedFile, ScoreChange,
    ScoreChanges, ScoreStanding,
};
pub use query::{
    AuditQuery, ChangeFilter, ChangeQuery, CommonQuery, DiagnosticQuery, Direction, FacetQuery, GraphQuery,
    ImpactQuery, ListQuery, OrderQuery, PageQuery, PathQuery, SearchQuery,
};
pub use rollup::{
    NextFix, RollupBy, RollupCounts, RollupGroup, RollupOrder, RollupQuery, RollupRule, ScorecardDay, ScorecardRollup,
    ScorecardTrend, TeamScorecard, TeamScorecards,
};
pub use schema::{SchemaList, SchemaListed};
pub use score::{
    ExemptionNote, ExemptionOrigin, FactOrigin, MissingFact, Outcome, RuleChange, RuleResult, ScorecardLevel,
    ScorecardResult,
};
pub use scorecard::{
    EntityScore, RuleFailure, Scorecard, ScorecardExemption, ScorecardLevelCount, ScorecardList, ScorecardPlace,
    ScorecardResultQuery, ScorecardResults, ScorecardRule, ScorecardScope, ScorecardState,
};
pub use search::{DocMatch, Matched, SearchHit, SearchResults};
pub use simulation::{
    RuleEdit, SimulatedCounts, SimulatedEntity, SimulatedLevel, SimulatedMove, SimulatedMoves, SimulatedOther,
    SimulatedOutcome, SimulatedOutcomes, SimulatedRule, SimulatedStanding, SimulatedTeam, Simulation, SimulationQuery,
    SimulationRequest,
};
pub use source::{
    Budget, Held, InForce, Location, ManagedBy, NewSource, RemotePhase, RemoteState, Source, SourceChange, SourceList,
    SourceRemoval, SyncRun, SyncState, TakenOver,
};
pub use table::{CellProblem, TableChange, TableOutcome, TableRow};
pub use team::{Dependency, OwnershipGaps, Team, TeamDependencies, TeamDependency, TeamList, UnknownOwner};
pub use token::{CreatedToken, NewToken, Token, TokenList, TokenState};
pub use vocabulary::{DefinedField, DefinedType, FieldList, TypeList};
