//! What pages ask of the catalog. The server implements it once; REST handlers and pages use the same implementation,
//! so that no page knows more than a script could.

use std::sync::Arc;

use async_trait::async_trait;
use catalog_schema::events::CloudEvent;
use catalog_schema::model::EntityRef;
use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::{
    AuditList, AuditQuery, ChangeList, ChangeQuery, Common, CommonQuery, Cycles, DependencyOrder, Descriptor,
    DiagnosticList, DiagnosticQuery, DryRun, Entity, EntityEvents, EntityFacts, EntityList, EventList, EventQuery,
    EventReceipt, ExemptionList, ExemptionQuery, FacetQuery, Facets, FactBatch, FactsPushed, FixList, FixQuery, Graph,
    GraphQuery, HealthSummary, History, Impact, ImpactQuery, Initiative, InitiativeBurndown, InitiativeEntities,
    InitiativeEntityQuery, InitiativeList, InitiativeQuery, InitiativeRollup, InsightQuery, Insights, ListQuery,
    MoveList, MoveQuery, NextFix, OrderQuery, PageQuery, PathQuery, Paths, Problem, Push, Relations, RollupBy,
    RollupQuery, Scorecard, ScorecardList, ScorecardResult, ScorecardResultQuery, ScorecardResults, ScorecardRollup,
    ScorecardTrend, SearchQuery, SearchResults, Simulation, SimulationQuery, Source, SourceList, TeamDependencies,
    TeamList, TeamScorecards,
};

/// What is too much for one answer, page by page, all of one revision. Each may take long to make.
pub type Pages<T> = Box<dyn Iterator<Item = Vec<T>> + Send>;

/// Reads of the catalog, and what is pushed into it. Every answer is of one revision. A [`Problem`] has status 400, 404, 410 or 503.
#[async_trait]
pub trait Portal: Send + Sync + 'static {
    /// The store's epoch: after a restore another one, and revisions count anew.
    fn epoch(&self) -> String;
    /// The revision that answers are of now.
    fn revision(&self) -> u64;
    /// The revision that figures about the whole graph are of in answers of now; none before they were first counted.
    fn measured(&self) -> Option<u64>;

    /// When scores last came to be others without a change of the catalog, by what was found out about the whole of it or
    /// with time; in milliseconds since the Unix epoch, 0 where they did not.
    fn judged_at(&self) -> i64 {
        0
    }
    /// The same reads, which go on answering from the snapshot of now, figures and findings too: for an answer that takes several lists. What is
    /// read from the store, such as descriptors, sources and diagnostics, is not part of a snapshot.
    fn frozen(&self) -> Arc<dyn Portal>;
    /// What is defined of custom fields and types, as answers of now have it.
    fn vocabulary(&self) -> Arc<Vocabulary> {
        Arc::default()
    }
    /// How many entities there are now.
    fn entity_count(&self) -> u64;
    /// A page of entities.
    async fn list(&self, query: &ListQuery) -> Result<EntityList, Problem>;
    /// Counts per value.
    async fn facets(&self, query: &FacetQuery) -> Result<Facets, Problem>;
    /// How many entities each of these filters lets pass.
    async fn counts(&self, filters: &[String]) -> Result<Vec<u64>, Problem>;
    /// One entity with its descriptor.
    async fn entity(&self, entity_ref: &EntityRef) -> Result<Entity, Problem>;
    /// What one entity relates to.
    async fn relations(&self, entity_ref: &EntityRef) -> Result<Relations, Problem>;
    /// The text that one entity was read from.
    async fn descriptor(&self, entity_ref: &EntityRef) -> Result<Descriptor, Problem>;
    /// What one entity was before, also where it is gone.
    async fn history(&self, entity_ref: &EntityRef, query: &PageQuery) -> Result<History, Problem>;
    /// What changed, in order: no more than answers of this revision show.
    async fn changes(&self, query: &ChangeQuery) -> Result<ChangeList, Problem>;
    /// What happened, as of now: events are no part of a snapshot.
    async fn events(&self, query: &EventQuery) -> Result<EventList, Problem>;
    /// What happened to one entity, also where it is gone; what runs where, and which incidents are open.
    async fn entity_events(&self, entity_ref: &EntityRef, query: &EventQuery) -> Result<EntityEvents, Problem>;
    /// One event whole: the JSON of the CloudEvent.
    async fn event(&self, id: &str) -> Result<String, Problem>;
    /// Writes events down, all or none. A [`Problem`] may also have status 422.
    async fn record_events(&self, events: Vec<CloudEvent>, actor: &str) -> Result<EventReceipt, Problem>;
    /// Who did what, the newest first.
    async fn audit(&self, query: &AuditQuery) -> Result<AuditList, Problem>;
    /// Waits until answers are of this revision or a later one.
    async fn shown(&self, revision: u64);
    /// What scorecards say of one entity.
    async fn scorecards(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem>;
    /// The same with where the facts come from, and what would change the outcomes.
    async fn explained(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem>;
    /// What others pushed of one entity.
    async fn facts(&self, entity_ref: &EntityRef) -> Result<EntityFacts, Problem>;
    /// Takes in facts that `source`, as the audit log names it, pushed: all or none. A [`Problem`] may also have status 422.
    async fn push_facts(&self, source: &str, batch: FactBatch) -> Result<FactsPushed, Problem>;
    /// All scorecards, with what they come to.
    async fn scorecard_list(&self) -> Result<ScorecardList, Problem>;
    /// One scorecard, with what it comes to.
    async fn scorecard(&self, name: &str) -> Result<Scorecard, Problem>;
    /// What a scorecard says of the entities that it applies to.
    async fn scorecard_results(&self, name: &str, query: &ScorecardResultQuery) -> Result<ScorecardResults, Problem>;
    /// What a scorecard comes to for groups of entities.
    async fn scorecard_rollup(&self, name: &str, query: &RollupQuery) -> Result<ScorecardRollup, Problem>;
    /// What a scorecard came to on the last days, over a group of entities.
    async fn scorecard_trend(
        &self,
        name: &str,
        by: RollupBy,
        of: Option<&str>,
        days: u32,
    ) -> Result<ScorecardTrend, Problem>;
    /// What scorecards say otherwise than some days ago, as far as answers of this revision show it.
    async fn moves(&self, query: &MoveQuery) -> Result<MoveList, Problem>;
    /// What to mend next.
    async fn fixes(&self, query: &FixQuery) -> Result<FixList, Problem>;
    /// Initiatives with how far everybody is; of a team or an entity those that ask something of it.
    async fn initiatives(&self, query: &InitiativeQuery) -> Result<InitiativeList, Problem>;
    /// One initiative, with how far everybody is.
    async fn initiative(&self, name: &str, query: &InitiativeQuery) -> Result<Initiative, Problem>;
    /// How far groups of entities are with an initiative.
    async fn initiative_rollup(&self, name: &str, by: RollupBy) -> Result<InitiativeRollup, Problem>;
    /// How many were left with an initiative on each day.
    async fn initiative_burndown(&self, name: &str, query: &InitiativeQuery) -> Result<InitiativeBurndown, Problem>;
    /// The entities of which an initiative asks something, each with what it lacks.
    async fn initiative_entities(
        &self,
        name: &str,
        query: &InitiativeEntityQuery,
    ) -> Result<InitiativeEntities, Problem>;
    /// All that there is to mend, the most useful first, whatever limit is asked for.
    async fn every_fix(&self, query: &FixQuery) -> Result<Pages<NextFix>, Problem>;
    /// What scorecards say of the entities that one of these filters lets pass; of all where there is none.
    async fn health(&self, filter: &[String]) -> Result<HealthSummary, Problem>;
    /// Who need not pass what, and who asks for it: what definitions say, and what the store has as of now.
    async fn exemptions(&self, query: &ExemptionQuery) -> Result<ExemptionList, Problem>;
    /// What an edited scorecard would say. Nothing is written. A [`Problem`] may also have status 422.
    async fn simulate(&self, query: SimulationQuery) -> Result<Simulation, Problem>;
    /// The definition of a scorecard as YAML: its author's, or what says the same where it is built in.
    async fn scorecard_text(&self, name: &str) -> Result<String, Problem>;
    /// All teams.
    async fn teams(&self) -> Result<TeamList, Problem>;
    /// Which teams a team needs, and which need it.
    async fn team_dependencies(&self, team: &EntityRef) -> Result<TeamDependencies, Problem>;
    /// What scorecards say of what a team owns, or the teams below it as well, and what to mend next.
    async fn team_scorecards(&self, team: &EntityRef, tree: bool) -> Result<TeamScorecards, Problem>;
    /// A part of the graph.
    async fn graph(&self, query: &GraphQuery) -> Result<Graph, Problem>;
    /// What is hit when something fails, or what hits it.
    async fn impact(&self, query: &ImpactQuery) -> Result<Impact, Problem>;
    /// Ways from one entity to another.
    async fn paths(&self, query: &PathQuery) -> Result<Paths, Problem>;
    /// What depends on itself by way of others.
    async fn cycles(&self, query: &PageQuery) -> Result<Cycles, Problem>;
    /// In which order things depend on each other.
    async fn order(&self, query: &OrderQuery) -> Result<DependencyOrder, Problem>;
    /// What several entities have in common.
    async fn common(&self, query: &CommonQuery) -> Result<Common, Problem>;
    /// What is wrong with how things hang together.
    async fn insights(&self, query: &InsightQuery) -> Result<Insights, Problem>;
    /// Ranked hits.
    async fn search(&self, query: &SearchQuery) -> Result<SearchResults, Problem>;
    /// All sources.
    async fn sources(&self) -> Result<SourceList, Problem>;
    /// One source.
    async fn source(&self, name: &str) -> Result<Source, Problem>;
    /// What a push to a source would do. Nothing is written. A [`Problem`] may also have status 413 or 422.
    async fn dry_run(&self, source: &str, push: Push) -> Result<DryRun, Problem>;
    /// Problems of descriptors.
    async fn diagnostics(&self, query: &DiagnosticQuery) -> Result<DiagnosticList, Problem>;
}
