//! The catalog as REST handlers and pages ask it: from the live snapshot, and from the store for what is too large to
//! be kept in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use catalog_schema::events::CloudEvent;
use catalog_schema::merge::Precedence;
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
use tokio::sync::watch;
use web::portal::{Pages, Portal};

use super::descriptions::Descriptions;
use super::graph::{ask, long};
use super::initiatives::KeptInitiatives;
use super::memo::Memo;
use super::problems::{no_dry_runs, unavailable};
use super::scores::{self, KeptScores};
use super::{audit, changes, descriptor, diagnostics, explained, history, initiatives, simulation, sources};
use crate::clock::{day, now_ms};
use crate::dry_run::DryRuns;
use crate::facts::{self, FactIntake};
use crate::follow::LiveCell;
use crate::graph::Measured;
use crate::health::Simulations;
use crate::insights::{self, Survey, SurveyCell};
use crate::live::Live;
use crate::store::{LocationRow, Store};
use crate::{events, exemptions, graph, health, lists, search, teams};

/// Reads of one catalog. Cheap to clone.
#[derive(Clone)]
pub struct CatalogPortal {
    pub(super) store: Store,
    pub(super) cell: Arc<LiveCell>,
    pub(super) precedence: Precedence,
    surveys: Arc<SurveyCell>,
    dry_runs: Option<DryRuns>,
    pub(super) simulations: Simulations,
    facts: Option<FactIntake>,
    /// Tells followers that events came.
    hint: Option<watch::Sender<u64>>,
    pub(super) memos: Arc<Kept>,
    /// Sources of which the configuration file says something.
    pub(super) of_file: Arc<BTreeSet<String>>,
}

/// What pages ask for again and again.
#[derive(Debug, Default)]
pub(super) struct Kept {
    teams: Memo<TeamList>,
    /// Of the whole catalog.
    health: Memo<HealthSummary>,
    pub(super) scores: KeptScores,
    pub(super) initiatives: KeptInitiatives,
    /// Locations with what is counted of them.
    pub(super) sources: Memo<Vec<LocationRow>>,
}

impl CatalogPortal {
    /// The reads of the catalog that `cell` shows and `store` holds.
    pub fn new(store: Store, cell: Arc<LiveCell>) -> Self {
        Self {
            store,
            cell,
            precedence: Precedence::default(),
            surveys: Arc::default(),
            dry_runs: None,
            simulations: Simulations::default(),
            facts: None,
            hint: None,
            memos: Arc::default(),
            of_file: Arc::default(),
        }
    }

    /// Tells values of several formats apart by the order in which the ingestion believes them.
    #[must_use]
    pub fn believing(mut self, precedence: Precedence) -> Self {
        self.precedence = precedence;
        self
    }

    /// Tells which sources the configuration file says something of.
    #[must_use]
    pub fn configured(mut self, sources: BTreeSet<String>) -> Self {
        self.of_file = Arc::new(sources);
        self
    }

    /// Tells what surveys find, as far as somebody makes them.
    #[must_use]
    pub fn surveyed(mut self, surveys: Arc<SurveyCell>) -> Self {
        self.surveys = surveys;
        self
    }

    /// The last survey and the snapshot, taken in this order: a survey is never of a later revision.
    pub(super) fn seen(&self) -> (Arc<Survey>, Arc<Live>) {
        (self.surveys.load(), self.cell.load())
    }

    /// Says what pushes would do.
    #[must_use]
    pub fn rehearsing(mut self, dry_runs: DryRuns) -> Self {
        self.dry_runs = Some(dry_runs);
        self
    }

    /// Makes simulations within other limits than usual.
    #[must_use]
    pub fn simulating(mut self, simulations: Simulations) -> Self {
        self.simulations = simulations;
        self
    }

    /// Tells followers at once that events came; they also look by themselves.
    #[must_use]
    pub fn hinting(mut self, hint: watch::Sender<u64>) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Takes in facts.
    #[must_use]
    pub fn taking(mut self, facts: FactIntake) -> Self {
        self.facts = Some(facts);
        self
    }
}

#[async_trait]
impl Portal for CatalogPortal {
    fn epoch(&self) -> String {
        self.cell.load().epoch().to_owned()
    }

    fn revision(&self) -> u64 {
        self.cell.load().revision()
    }

    fn measured(&self) -> Option<u64> {
        let (survey, live) = self.seen();
        Measured::new(&live, &survey.measures).revision()
    }

    fn judged_at(&self) -> i64 {
        self.cell.load().judged_at()
    }

    fn frozen(&self) -> Arc<dyn Portal> {
        let surveys = Arc::new(self.surveys.frozen());
        let cell = Arc::new(self.cell.frozen());
        Arc::new(Self { cell, surveys, ..self.clone() })
    }

    fn vocabulary(&self) -> Arc<Vocabulary> {
        Arc::clone(self.cell.load().vocabulary())
    }

    fn entity_count(&self) -> u64 {
        self.cell.load().entity_count() as u64
    }

    async fn list(&self, query: &ListQuery) -> Result<EntityList, Problem> {
        let (survey, live) = self.seen();
        lists::list(Measured::new(&live, &survey.measures), query)
    }

    async fn facets(&self, query: &FacetQuery) -> Result<Facets, Problem> {
        let (survey, live) = self.seen();
        lists::facets(Measured::new(&live, &survey.measures), query)
    }

    async fn counts(&self, filters: &[String]) -> Result<Vec<u64>, Problem> {
        let ((survey, live), filters) = (self.seen(), filters.to_vec());
        long(move || lists::counts(Measured::new(&live, &survey.measures), &filters)).await
    }

    async fn entity(&self, entity_ref: &EntityRef) -> Result<Entity, Problem> {
        let (survey, live) = self.seen();
        let mut entity = lists::entity(Measured::new(&live, &survey.measures), entity_ref)?;
        // By version, not by name: the descriptor is of the same revision as the rest of the answer.
        let mut tx = self.store.read().await.map_err(|error| unavailable(&error))?;
        let content = tx.entity_content(&entity.uid, entity.entity_revision).await;
        entity.descriptor = content.map_err(|error| unavailable(&error))?.map(|content| content.descriptor);
        let descriptions = Descriptions::read(&mut tx, entity_ref, &self.precedence).await;
        let descriptions = descriptions.map_err(|error| unavailable(&error))?;
        entity.also_described_by = descriptions.map(|descriptions| descriptions.also()).unwrap_or_default();
        Ok(entity)
    }

    async fn relations(&self, entity_ref: &EntityRef) -> Result<Relations, Problem> {
        graph::relations(&self.cell.load(), entity_ref)
    }

    async fn descriptor(&self, entity_ref: &EntityRef) -> Result<Descriptor, Problem> {
        descriptor::descriptor(self, entity_ref).await
    }

    async fn history(&self, entity_ref: &EntityRef, query: &PageQuery) -> Result<History, Problem> {
        history::history(self, entity_ref, query).await
    }

    async fn changes(&self, query: &ChangeQuery) -> Result<ChangeList, Problem> {
        changes::changes(self, query).await
    }

    async fn events(&self, query: &EventQuery) -> Result<EventList, Problem> {
        events::events(&self.store, &self.cell.load(), query).await
    }

    async fn entity_events(&self, entity_ref: &EntityRef, query: &EventQuery) -> Result<EntityEvents, Problem> {
        events::entity_events(&self.store, &self.cell.load(), entity_ref, query).await
    }

    async fn event(&self, id: &str) -> Result<String, Problem> {
        events::event_data(&self.store, id).await
    }

    async fn record_events(&self, events: Vec<CloudEvent>, actor: &str) -> Result<EventReceipt, Problem> {
        Ok(events::record(&self.store, self.cell.load(), events, actor, now_ms(), self.hint.as_ref()).await?)
    }

    async fn audit(&self, query: &AuditQuery) -> Result<AuditList, Problem> {
        audit::audit(self, query).await
    }

    async fn shown(&self, revision: u64) {
        self.cell.wait_for(revision).await;
    }

    async fn scorecards(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem> {
        let (survey, live) = self.seen();
        let known = live.get(entity_ref).zip(health::evaluate(&live, &survey, entity_ref, now_ms()));
        let Some((record, mut results)) = known else {
            return Err(lists::problems::entity_not_found(&live, entity_ref));
        };
        let told = health::transitions::tell_since(&self.store, &record.uid, &mut results).await;
        told.map_err(|error| unavailable(&error))?;
        Ok(results)
    }

    async fn explained(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem> {
        explained::explain(self, entity_ref).await
    }

    async fn facts(&self, entity_ref: &EntityRef) -> Result<EntityFacts, Problem> {
        let live = self.cell.load();
        facts::told(&live, entity_ref, now_ms()).ok_or_else(|| lists::problems::entity_not_found(&live, entity_ref))
    }

    async fn push_facts(&self, source: &str, batch: FactBatch) -> Result<FactsPushed, Problem> {
        match &self.facts {
            Some(intake) => intake.take(source, batch).await,
            None => Err(facts::no_facts()),
        }
    }

    async fn scorecard_list(&self) -> Result<ScorecardList, Problem> {
        Ok(scores::all(self).await)
    }

    async fn scorecard(&self, name: &str) -> Result<Scorecard, Problem> {
        scores::one(self, name).await
    }

    async fn scorecard_results(&self, name: &str, query: &ScorecardResultQuery) -> Result<ScorecardResults, Problem> {
        let (survey, live) = self.seen();
        let (name, query) = (name.to_owned(), query.clone());
        long(move || health::results(&live, &survey, &name, &query, &day(now_ms()))).await
    }

    async fn scorecard_rollup(&self, name: &str, query: &RollupQuery) -> Result<ScorecardRollup, Problem> {
        scores::rollup(self, name, query).await
    }

    async fn scorecard_trend(
        &self,
        name: &str,
        by: RollupBy,
        of: Option<&str>,
        days: u32,
    ) -> Result<ScorecardTrend, Problem> {
        scores::trend(self, name, (by, of), days).await
    }

    async fn moves(&self, query: &MoveQuery) -> Result<MoveList, Problem> {
        scores::moves(self, query).await
    }

    async fn fixes(&self, query: &FixQuery) -> Result<FixList, Problem> {
        scores::fixes(self, query).await
    }

    async fn initiatives(&self, query: &InitiativeQuery) -> Result<InitiativeList, Problem> {
        initiatives::list(self, query).await
    }

    async fn initiative(&self, name: &str, query: &InitiativeQuery) -> Result<Initiative, Problem> {
        initiatives::one(self, name, query).await
    }

    async fn initiative_rollup(&self, name: &str, by: RollupBy) -> Result<InitiativeRollup, Problem> {
        initiatives::rollup(self, name, by).await
    }

    async fn initiative_burndown(&self, name: &str, query: &InitiativeQuery) -> Result<InitiativeBurndown, Problem> {
        initiatives::burndown(self, name, query).await
    }

    async fn initiative_entities(
        &self,
        name: &str,
        query: &InitiativeEntityQuery,
    ) -> Result<InitiativeEntities, Problem> {
        initiatives::entities(self, name, query).await
    }

    async fn every_fix(&self, query: &FixQuery) -> Result<Pages<NextFix>, Problem> {
        scores::every_fix(self, query).await
    }

    async fn exemptions(&self, query: &ExemptionQuery) -> Result<ExemptionList, Problem> {
        exemptions::list(&self.store, &self.cell.load(), query, &day(now_ms())).await
    }

    async fn simulate(&self, query: SimulationQuery) -> Result<Simulation, Problem> {
        simulation::simulate(self, query).await
    }

    async fn scorecard_text(&self, name: &str) -> Result<String, Problem> {
        simulation::text(self, name).await
    }

    async fn health(&self, filter: &[String]) -> Result<HealthSummary, Problem> {
        let (survey, live) = self.seen();
        if !filter.is_empty() {
            let filter = filter.to_vec();
            return long(move || health::summary(Measured::new(&live, &survey.measures), &filter)).await;
        }
        let summary = match self.memos.health.recall(&live, None) {
            Some(recalled) => recalled,
            None => {
                let counted = Arc::clone(&live);
                self.memos.health.keep(&live, long(move || health::summary(&*counted, &[])).await?)
            }
        };
        Ok((*summary).clone())
    }

    async fn teams(&self) -> Result<TeamList, Problem> {
        let live = self.cell.load();
        let recalled = self.memos.teams.recall(&live, None);
        Ok((*recalled.unwrap_or_else(|| self.memos.teams.keep(&live, teams::list(&live)))).clone())
    }

    async fn team_dependencies(&self, team: &EntityRef) -> Result<TeamDependencies, Problem> {
        teams::dependencies(&self.cell.load(), team)
    }

    async fn team_scorecards(&self, team: &EntityRef, tree: bool) -> Result<TeamScorecards, Problem> {
        scores::of_team(self, team, tree).await
    }

    async fn graph(&self, query: &GraphQuery) -> Result<Graph, Problem> {
        graph::graph(&self.cell.load(), query)
    }

    async fn impact(&self, query: &ImpactQuery) -> Result<Impact, Problem> {
        ask(self, query, graph::impact).await
    }

    async fn paths(&self, query: &PathQuery) -> Result<Paths, Problem> {
        ask(self, query, graph::paths).await
    }

    async fn cycles(&self, query: &PageQuery) -> Result<Cycles, Problem> {
        ask(self, query, graph::cycles).await
    }

    async fn order(&self, query: &OrderQuery) -> Result<DependencyOrder, Problem> {
        ask(self, query, graph::order).await
    }

    async fn common(&self, query: &CommonQuery) -> Result<Common, Problem> {
        ask(self, query, graph::common).await
    }

    async fn insights(&self, query: &InsightQuery) -> Result<Insights, Problem> {
        insights::insights(&self.surveys.load(), query)
    }

    async fn search(&self, query: &SearchQuery) -> Result<SearchResults, Problem> {
        let (survey, live) = self.seen();
        search::search(Measured::new(&live, &survey.measures), query)
    }

    async fn sources(&self) -> Result<SourceList, Problem> {
        sources::sources(self).await
    }

    async fn source(&self, name: &str) -> Result<Source, Problem> {
        sources::source(self, name).await
    }

    async fn dry_run(&self, source: &str, push: Push) -> Result<DryRun, Problem> {
        match &self.dry_runs {
            Some(dry_runs) => dry_runs.answer(source, push).await,
            None => Err(no_dry_runs()),
        }
    }

    async fn diagnostics(&self, query: &DiagnosticQuery) -> Result<DiagnosticList, Problem> {
        diagnostics::diagnostics(self, query).await
    }
}
