//! A catalog in memory, of real wire values, for views only: no test of the server or the store uses it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::events::CloudEvent;
use catalog_schema::filter::{Condition, Filter, Test};
use catalog_schema::model::{Alias, EntityRef, Format, Link, LinkType};
use catalog_schema::wire::*;
use web::portal::{Pages, Portal};
use web::{AssetNames, Bundle, PageRequest, PageResponse, Query, Theme};

/// 2026-11-21 in milliseconds since the Unix epoch.
pub(crate) const NOW: i64 = 1_795_219_200_000;

#[derive(Clone, Default)]
pub(crate) struct Memory {
    pub(crate) entities: Vec<Entity>,
    pub(crate) relations: Vec<RelatedEntity>,
    pub(crate) scorecards: Vec<ScorecardResult>,
    /// What was pushed of every entity.
    pub(crate) facts: Vec<EntityFact>,
    pub(crate) definitions: Vec<Scorecard>,
    /// Who need not pass what, and who asks for it.
    pub(crate) exemptions: Vec<Exemption>,
    /// What every scorecard says of entities.
    pub(crate) scores: Vec<EntityScore>,
    /// What every scorecard comes to for groups.
    pub(crate) groups: Vec<RollupGroup>,
    /// The days of every scorecard.
    pub(crate) days: Vec<ScorecardDay>,
    /// What moved, the latest first.
    pub(crate) moves: Vec<ScoreMove>,
    /// What to mend next.
    pub(crate) fixes: Vec<NextFix>,
    /// What scorecards come to over what every team owns.
    pub(crate) team_scorecards: Vec<TeamScorecard>,
    /// The days, groups and entities are those of every initiative.
    pub(crate) initiatives: Vec<Initiative>,
    pub(crate) initiative_days: Vec<InitiativeDay>,
    pub(crate) initiative_groups: Vec<InitiativeGroup>,
    pub(crate) initiative_entities: Vec<InitiativeEntity>,
    pub(crate) text: String,
    pub(crate) lines: (u32, u32),
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Files that contribute beside the primary one.
    pub(crate) more_files: Vec<ContributingFile>,
    pub(crate) origins: Vec<ValueOrigin>,
    pub(crate) sources: Vec<Source>,
    pub(crate) suggestion: Option<String>,
    /// How closely hits match.
    pub(crate) matched: Matched,
    pub(crate) graph: Option<Graph>,
    pub(crate) impact: Option<Impact>,
    pub(crate) paths: Vec<Path>,
    pub(crate) cycles: Vec<Cycle>,
    pub(crate) health: Option<HealthSummary>,
    pub(crate) teams: Vec<Team>,
    pub(crate) gaps: OwnershipGaps,
    pub(crate) needs: Vec<TeamDependency>,
    pub(crate) needed_by: Vec<TeamDependency>,
    pub(crate) page_size: Option<usize>,
    pub(crate) history: Option<History>,
    pub(crate) insights: Insights,
    /// The newest first.
    pub(crate) changes: Vec<Change>,
    /// The newest first.
    pub(crate) events: Vec<Event>,
    pub(crate) next_before: Option<String>,
    /// Who did what, the newest first.
    pub(crate) audit: Vec<AuditEntry>,
    /// What the feed of changes says of every question.
    pub(crate) refused: Option<Problem>,
    /// The reader's teams.
    pub(crate) chosen: Vec<String>,
}

/// An entity with nothing but a name.
pub(crate) fn entity(kind: &str, name: &str) -> Entity {
    Entity {
        uid: format!("uid-{name}"),
        entity_ref: EntityRef::new(kind, "default", name).to_string(),
        kind: kind.to_owned(),
        namespace: "default".to_owned(),
        name: name.to_owned(),
        title: None,
        description: None,
        entity_type: None,
        owner: None,
        additional_owners: Vec::new(),
        unowned: None,
        references: Vec::new(),
        effective_owner: None,
        lifecycle: None,
        tier: None,
        language: None,
        system: None,
        tags: Vec::new(),
        labels: BTreeMap::new(),
        annotations: BTreeMap::new(),
        custom_fields: BTreeMap::new(),
        links: Vec::new(),
        docs: Vec::new(),
        aliases: Vec::new(),
        profile: None,
        format: Format::Backstage,
        source: "examples".to_owned(),
        path: format!("{name}/catalog-info.yaml"),
        stale: false,
        health: None,
        measures: Measures::default(),
        also_described_by: Vec::new(),
        descriptor: None,
        entity_revision: 7,
        created_at: "2026-05-02T08:00:00Z".to_owned(),
        changed_at: "2026-11-18T08:00:00Z".to_owned(),
        changed_by: None,
        revision: 9,
    }
}

/// A relation to something of this reference.
pub(crate) fn related(relation: &str, reference: &str, dangling: bool) -> RelatedEntity {
    let parsed: EntityRef = reference.parse().expect("a reference");
    RelatedEntity {
        relation: relation.to_owned(),
        entity_ref: reference.to_owned(),
        kind: parsed.kind().to_owned(),
        title: None,
        entity_type: None,
        owner: None,
        lifecycle: None,
        tier: None,
        health: None,
        dependents: 0,
        dangling,
        declared_by: "component:default/checkout".to_owned(),
        origin: "/spec/dependsOn/0".to_owned(),
    }
}

/// A problem at a place.
pub(crate) fn diagnostic(line: u32, message: &str) -> Diagnostic {
    Diagnostic {
        code: "invalid-name".into(),
        severity: Severity::Error,
        message: message.to_owned(),
        file: Some("checkout/catalog-info.yaml".to_owned()),
        line: Some(line),
        column: Some(9),
        excerpt: Some("  name: check out".to_owned()),
        length: 9,
        help: Some("Use letters, digits and hyphens.".to_owned()),
        fix: None,
        allowed: None,
        url: "/diagnostics/invalid-name".to_owned(),
    }
}

/// A small company.
pub(crate) fn company() -> Memory {
    let mut checkout = entity("Component", "checkout");
    checkout.title = Some("Checkout".to_owned());
    checkout.description =
        Some("Takes the basket to an *order*. See the [handbook](https://example.com/handbook).".to_owned());
    checkout.entity_type = Some("service".to_owned());
    checkout.owner = Some("group:default/payments".to_owned());
    checkout.effective_owner = Some(EffectiveOwner::new("group:default/payments", "declared"));
    checkout.lifecycle = Some("production".to_owned());
    checkout.tier = Some(1);
    checkout.language = Some("rust".to_owned());
    checkout.system = Some("system:default/shop".to_owned());
    checkout.tags = vec!["rust".to_owned(), "pci".to_owned()];
    checkout.health = Some(Health { score: 1, max: 2, passed: 1, failed: 1, unknown: 0 });
    checkout.measures = Measures { dependents: 3, dependencies: 2, instability: Some(40), ..Measures::default() };
    checkout.links = vec![
        Link {
            url: "https://git.example.com/checkout".to_owned(),
            title: Some("Repository".to_owned()),
            icon: None,
            link_type: LinkType::Repository,
        },
        Link {
            url: "javascript:alert(1)".to_owned(),
            title: Some("Bad link".to_owned()),
            icon: None,
            link_type: LinkType::Other,
        },
    ];
    checkout.annotations.insert("example.com/on-call".to_owned(), "https://oncall.example.com/payments".to_owned());
    checkout.labels.insert("region".to_owned(), "eu-west-1".to_owned());
    checkout.aliases = vec![Alias { scheme: "compass".to_owned(), value: "ari:cloud:compass:1234".to_owned() }];
    let mut payments = entity("Group", "payments");
    payments.entity_type = Some("team".to_owned());
    let mut shop = entity("System", "shop");
    shop.owner = Some("group:default/payments".to_owned());
    let mut database = entity("Resource", "orders-db");
    database.entity_type = Some("database".to_owned());
    database.lifecycle = Some("deprecated".to_owned());
    Memory {
        entities: vec![checkout, payments, shop, database],
        relations: vec![
            related("dependsOn", "resource:default/orders-db", false),
            related("dependsOn", "resource:default/not-there", true),
            related("ownedBy", "group:default/payments", false),
            related("partOf", "system:default/shop", false),
            related("custom:~calls", "component:default/gateway", true),
        ],
        scorecards: vec![ScorecardResult {
            scorecard: "ownership".to_owned(),
            title: "Ownership".to_owned(),
            level: None,
            levels: Vec::new(),
            score: 1,
            max: 2,
            rules: vec![
                rule("owner", "Has an owner that exists", Outcome::Pass, None),
                rule("description", "Has a description", Outcome::Fail, Some("Add `description` under `metadata`.")),
            ],
        }],
        text:
            "# the team\nkind: Group\n---\napiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: check out\n"
                .to_owned(),
        lines: (4, 7),
        diagnostics: vec![diagnostic(7, "the name \"check out\" is not valid")],
        sources: vec![Source {
            name: "examples".to_owned(),
            source_type: "directory".to_owned(),
            priority: 100,
            overlay: false,
            kinds: None,
            namespaces: None,
            paused: false,
            paused_at: None,
            managed_by: ManagedBy::Portal,
            remote: None,
            runs: Vec::new(),
            locations: vec![Location {
                address: "/srv/catalog".to_owned(),
                state: SyncState::Failed,
                files: 3,
                claims: 4,
                stale: 1,
                last_sync: Some("2026-11-20T22:00:00Z".to_owned()),
                duration_ms: Some(12),
                error: Some("permission denied".to_owned()),
                revision: 9,
                held: None,
                in_force: vec![InForce {
                    branch: Some("main".to_owned()),
                    commit: Some("9f31c2a4be07".to_owned()),
                    committed_at: Some("2026-11-20T21:00:00Z".to_owned()),
                    pushed_at: "2026-11-20T22:00:00Z".to_owned(),
                    ..InForce::default()
                }],
            }],
            entities: 4,
            errors: 1,
            warnings: 0,
            revision: 9,
        }],
        suggestion: None,
        matched: Matched::default(),
        page_size: None,
        ..Memory::default()
    }
}

/// A rule's verdict, with nothing that explains it.
pub(crate) fn rule(id: &str, title: &str, outcome: Outcome, fix: Option<&str>) -> RuleResult {
    RuleResult {
        id: id.to_owned(),
        title: title.to_owned(),
        outcome,
        weight: 1,
        earned: u32::from(outcome == Outcome::Pass),
        level: None,
        message: format!("{id} was looked at"),
        expression: String::new(),
        evidence: serde_json::Map::new(),
        origins: BTreeMap::new(),
        missing: Vec::new(),
        changes: Vec::new(),
        exemption: None,
        effective_from: None,
        documentation: None,
        fix: fix.map(str::to_owned),
        since: None,
        since_revision: None,
    }
}

impl Memory {
    /// The page at this address, without a bundle.
    pub(crate) async fn get(&self, address: &str) -> PageResponse {
        self.get_with(address, None).await
    }

    /// The page at this address.
    pub(crate) async fn get_with(&self, address: &str, bundle: Option<Bundle>) -> PageResponse {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let request = PageRequest {
            visitor: None,
            teams: self.chosen.clone(),
            path: path.to_owned(),
            query: Query::parse(query),
            raw_query: query.to_owned(),
            theme: Theme::Auto,
            nonce: Some("abc123".to_owned()),
            assets: AssetNames { css: "/assets/sextant.css", bundle },
            now: NOW,
        };
        web::respond(self, &request).await
    }

    fn find(&self, entity_ref: &EntityRef) -> Result<&Entity, Problem> {
        self.entities.iter().find(|entity| entity.entity_ref == entity_ref.as_str()).ok_or_else(|| {
            Problem::new(
                404,
                "entity_not_found",
                "There is no such entity",
                format!("{entity_ref} is not in the catalog."),
            )
        })
    }

    /// The entities that one of these filters lets pass, whatever it asks of the field `but`.
    fn passing(&self, filters: &[String], but: Option<&str>) -> Vec<&Entity> {
        let filters: Vec<Filter> = filters.iter().map(|filter| filter.parse().expect("a filter")).collect();
        let has = |entity: &Entity, condition: &Condition| {
            let values = values(entity, condition.key());
            match condition.test() {
                Test::Is(value) => values.contains(value),
                Test::IsNot(value) => !values.contains(value),
                Test::Exists => !values.is_empty(),
                Test::Missing => values.is_empty(),
            }
        };
        let holds = |entity: &Entity, filter: &Filter| {
            let all = filter.conditions();
            all.iter().all(|one| {
                Some(one.key()) == but || all.iter().any(|other| other.key() == one.key() && has(entity, other))
            })
        };
        let passes = |entity: &&Entity| filters.is_empty() || filters.iter().any(|filter| holds(entity, filter));
        self.entities.iter().filter(passes).collect()
    }

    fn matching(&self, filters: &[String], words: Option<&str>) -> Vec<&Entity> {
        let mut found = self.passing(filters, None);
        found.retain(|entity| words.is_none_or(|words| entity.entity_ref.contains(&words.to_lowercase())));
        found
    }

    /// Those of these entities that every one of these filters lets pass.
    fn narrowed<'a>(&'a self, entities: Vec<&'a Entity>, also: &[String]) -> Vec<&'a Entity> {
        let passes = |entity: &Entity, filter: &String| {
            self.passing(std::slice::from_ref(filter), None).iter().any(|one| one.entity_ref == entity.entity_ref)
        };
        entities.into_iter().filter(|entity| also.iter().all(|filter| passes(entity, filter))).collect()
    }

    fn counts<'a>(
        &'a self,
        facets: &[String],
        entities: impl Fn(&str) -> Vec<&'a Entity>,
    ) -> BTreeMap<String, Vec<FacetValue>> {
        let facets = facets.iter().map(|facet| {
            let entities = entities(facet);
            let known: BTreeSet<String> = entities.iter().flat_map(|entity| values(entity, facet)).collect();
            let counted = known.into_iter().map(|value| {
                let count = entities.iter().filter(|entity| values(entity, facet).contains(&value)).count() as u64;
                FacetValue { value, count }
            });
            (facet.clone(), counted.collect())
        });
        facets.collect()
    }
}

/// Whether every filter parses and the order is known: there is none by colour.
fn understood(query: &ListQuery) -> Result<(), Problem> {
    let refuse = |what: &str| Err(Problem::new(400, "invalid_filter", "Invalid filter", format!("what is {what:?}?")));
    if let Some(broken) = query.filter.iter().chain(&query.also).find(|filter| filter.parse::<Filter>().is_err()) {
        return refuse(broken);
    }
    match query.order.as_deref() {
        Some(order @ "colour") => refuse(order),
        _ => Ok(()),
    }
}

/// What an entity has of a facet, as filters take it.
fn values(entity: &Entity, facet: &str) -> Vec<String> {
    match facet {
        "kind" => vec![entity.kind.to_lowercase()],
        "type" => entity.entity_type.iter().cloned().collect(),
        "owner" => entity.owner.iter().cloned().collect(),
        "lifecycle" => entity.lifecycle.iter().cloned().collect(),
        "tier" => entity.tier.iter().map(u8::to_string).collect(),
        "system" => entity.system.iter().cloned().collect(),
        "language" => entity.language.iter().cloned().collect(),
        "tag" => entity.tags.clone(),
        "source" => vec![entity.source.clone()],
        "format" => vec![entity.format.as_str().to_owned()],
        "stale" => vec![entity.stale.to_string()],
        "ref" => vec![entity.entity_ref.clone()],
        "effective_owner" | "owner_tree" => {
            entity.effective_owner.iter().map(|owner| owner.entity_ref.clone()).collect()
        }
        "health" => entity
            .health
            .iter()
            .map(|health| match (health.failed, health.unknown) {
                (0, 0) => "pass".to_owned(),
                (0, _) => "unknown".to_owned(),
                _ => "fail".to_owned(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[async_trait]
impl Portal for Memory {
    fn entity_count(&self) -> u64 {
        self.entities.len() as u64
    }

    fn frozen(&self) -> Arc<dyn Portal> {
        Arc::new(self.clone())
    }

    fn epoch(&self) -> String {
        "memory".to_owned()
    }

    fn revision(&self) -> u64 {
        9
    }

    fn measured(&self) -> Option<u64> {
        Some(9)
    }

    async fn list(&self, query: &ListQuery) -> Result<EntityList, Problem> {
        understood(query)?;
        let matching = self.narrowed(self.matching(&query.filter, query.q.as_deref()), &query.also);
        let start: usize = query.cursor.as_deref().map_or(0, |cursor| cursor.parse().expect("a cursor"));
        let size = self.page_size.unwrap_or(50);
        Ok(EntityList {
            items: matching.iter().skip(start).take(size).map(|&entity| entity.clone()).collect(),
            total: matching.len() as u64,
            skipped: start as u64,
            previous_cursor: (start > 0).then(|| start.saturating_sub(size).to_string()),
            next_cursor: (start + size < matching.len()).then(|| (start + size).to_string()),
            revision: 9,
        })
    }

    async fn counts(&self, filters: &[String]) -> Result<Vec<u64>, Problem> {
        Ok(filters.iter().map(|filter| self.matching(std::slice::from_ref(filter), None).len() as u64).collect())
    }

    async fn facets(&self, query: &FacetQuery) -> Result<Facets, Problem> {
        let facets = self.counts(&query.facet, |facet| {
            let passing = self.narrowed(self.passing(&query.filter, Some(facet)), &query.also);
            let said = |entity: &&Entity| {
                query.q.as_ref().is_none_or(|words| entity.entity_ref.contains(&words.to_lowercase()))
            };
            passing.into_iter().filter(said).collect()
        });
        Ok(Facets { facets, left_out: BTreeMap::new(), revision: 9 })
    }

    async fn entity(&self, entity_ref: &EntityRef) -> Result<Entity, Problem> {
        self.find(entity_ref).cloned()
    }

    async fn facts(&self, entity_ref: &EntityRef) -> Result<EntityFacts, Problem> {
        self.find(entity_ref)?;
        Ok(EntityFacts { items: self.facts.clone(), total: self.facts.len() as u64, revision: 9 })
    }

    async fn push_facts(&self, _source: &str, _batch: FactBatch) -> Result<FactsPushed, Problem> {
        Err(Problem::new(503, "not_ready", "Not ready", "pages push nothing"))
    }

    async fn exemptions(&self, _query: &ExemptionQuery) -> Result<ExemptionList, Problem> {
        Ok(ExemptionList {
            items: self.exemptions.clone(),
            total: self.exemptions.len() as u64,
            waiting: self.exemptions.iter().filter(|item| item.state == ExemptionState::Waiting).count() as u64,
            next_cursor: None,
            revision: 9,
        })
    }

    async fn simulate(&self, _query: SimulationQuery) -> Result<Simulation, Problem> {
        Err(Problem::new(503, "not_ready", "Not ready", "pages of here try nothing"))
    }

    async fn scorecard_text(&self, _name: &str) -> Result<String, Problem> {
        Err(Problem::new(503, "not_ready", "Not ready", "pages of here try nothing"))
    }

    async fn relations(&self, entity_ref: &EntityRef) -> Result<Relations, Problem> {
        let entity_ref = self.find(entity_ref)?.entity_ref.clone();
        Ok(Relations { entity_ref, items: self.relations.clone(), revision: 9 })
    }

    async fn descriptor(&self, entity_ref: &EntityRef) -> Result<Descriptor, Problem> {
        let entity = self.find(entity_ref)?;
        let primary = ContributingFile {
            source: entity.source.clone(),
            path: entity.path.clone(),
            format: entity.format,
            primary: true,
            text: self.text.clone(),
            start_line: self.lines.0,
            end_line: self.lines.1,
            stale: entity.stale && self.more_files.is_empty(),
            diagnostics: self.diagnostics.clone(),
        };
        Ok(Descriptor {
            entity_ref: entity.entity_ref.clone(),
            source: entity.source.clone(),
            path: entity.path.clone(),
            format: entity.format,
            text: self.text.clone(),
            start_line: self.lines.0,
            end_line: self.lines.1,
            stale: primary.stale,
            diagnostics: self.diagnostics.clone(),
            files: std::iter::once(primary).chain(self.more_files.iter().cloned()).collect(),
            origins: self.origins.clone(),
            also_described_by: entity.also_described_by.clone(),
            revision: 9,
        })
    }

    async fn history(&self, entity_ref: &EntityRef, _query: &PageQuery) -> Result<History, Problem> {
        let known = self.history.clone().filter(|history| history.entity_ref == entity_ref.as_str());
        known.ok_or_else(|| Problem::new(404, "entity_not_found", "There is no such entity", "It never was."))
    }

    async fn events(&self, query: &EventQuery) -> Result<EventList, Problem> {
        if let Some(problem) = &self.refused {
            return Err(problem.clone());
        }
        let mut items = self.events.clone();
        items.retain(|event| query.kind.as_deref().is_none_or(|kind| event.kind.as_str() == kind));
        Ok(EventList { items, next_cursor: self.next_before.clone(), revision: 9 })
    }

    async fn entity_events(&self, entity_ref: &EntityRef, query: &EventQuery) -> Result<EntityEvents, Problem> {
        let of_entity = |event: &Event| event.entity_ref == entity_ref.as_str();
        let events: Vec<Event> = self.events.iter().filter(|event| of_entity(event)).cloned().collect();
        let having = |kind, outcomes: &[EventOutcome]| -> Vec<Event> {
            let is = |event: &&Event| event.kind == kind && event.outcome.is_some_and(|one| outcomes.contains(&one));
            events.iter().filter(is).cloned().collect()
        };
        Ok(EntityEvents {
            entity_ref: entity_ref.to_string(),
            uid: "uid".to_owned(),
            deployed: having(EventKind::Deployment, &[EventOutcome::Success, EventOutcome::RolledBack]),
            open_incidents: having(EventKind::Incident, &[EventOutcome::Open]),
            items: self.events(query).await?.items.into_iter().filter(of_entity).collect(),
            next_cursor: self.next_before.clone(),
            revision: 9,
        })
    }

    async fn event(&self, _id: &str) -> Result<String, Problem> {
        Ok("{}".to_owned())
    }

    async fn record_events(&self, _events: Vec<CloudEvent>, _actor: &str) -> Result<EventReceipt, Problem> {
        Ok(EventReceipt { accepted: 0, duplicates: 0 })
    }

    async fn changes(&self, query: &ChangeQuery) -> Result<ChangeList, Problem> {
        if let Some(problem) = &self.refused {
            return Err(problem.clone());
        }
        let (epoch, next_since) = ("memory".to_owned(), "9".to_owned());
        if query.before.as_deref() == Some("memory:1") {
            return Err(Problem::new(
                410,
                "revision_gone",
                "Revision gone",
                "The feed reaches back to revision 2 only.",
            ));
        }
        let (items, next_before) = (self.changes.clone(), self.next_before.clone());
        let more = next_before.is_some();
        Ok(ChangeList { items, next_since, next_before, more, epoch, oldest_revision: 0, revision: 9 })
    }

    async fn audit(&self, _query: &AuditQuery) -> Result<AuditList, Problem> {
        Ok(AuditList { items: self.audit.clone(), next_cursor: None, revision: 9 })
    }

    async fn shown(&self, _revision: u64) {}

    async fn scorecards(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem> {
        self.find(entity_ref)?;
        Ok(self.scorecards.clone())
    }

    async fn explained(&self, entity_ref: &EntityRef) -> Result<Vec<ScorecardResult>, Problem> {
        self.scorecards(entity_ref).await
    }

    async fn scorecard_list(&self) -> Result<ScorecardList, Problem> {
        Ok(ScorecardList { items: self.definitions.clone(), revision: 9 })
    }

    async fn scorecard(&self, name: &str) -> Result<Scorecard, Problem> {
        let found = self.definitions.iter().find(|scorecard| scorecard.name == name).cloned();
        let none = || Problem::new(404, "scorecard_not_found", "No such scorecard", format!("There is no {name}."));
        found.ok_or_else(none)
    }

    async fn scorecard_results(&self, name: &str, query: &ScorecardResultQuery) -> Result<ScorecardResults, Problem> {
        let levels = self.scorecard(name).await?.levels;
        let asked = query.level.as_deref();
        if let Some(unknown) = asked.filter(|asked| *asked != "none" && levels.iter().all(|level| level.name != *asked))
        {
            let detail = format!("level={unknown} is not understood");
            return Err(Problem::new(400, "invalid_parameter", "Invalid parameter", detail));
        }
        let is_at = |score: &&EntityScore| asked.is_none_or(|asked| score.level.as_deref().unwrap_or("none") == asked);
        let items: Vec<EntityScore> = self.scores.iter().filter(is_at).cloned().collect();
        let shown = self.page_size.unwrap_or(usize::MAX).min(items.len());
        let next_cursor = (shown < items.len()).then(|| "on".to_owned());
        Ok(ScorecardResults {
            total: items.len() as u64,
            items: items.into_iter().take(shown).collect(),
            next_cursor,
            ..ScorecardResults::default()
        })
    }

    async fn initiatives(&self, query: &InitiativeQuery) -> Result<InitiativeList, Problem> {
        let concerns = |item: &&Initiative| match (&query.team, &query.entity) {
            (None, None) => true,
            _ => item.counts.entities > 0,
        };
        let items = self.initiatives.iter().filter(concerns).cloned().collect();
        Ok(InitiativeList { items, revision: 42 })
    }

    async fn initiative(&self, name: &str, _: &InitiativeQuery) -> Result<Initiative, Problem> {
        let found = self.initiatives.iter().find(|initiative| initiative.name == name).cloned();
        found.ok_or_else(|| Problem::new(404, "initiative_not_found", "No such initiative", format!("no {name}")))
    }

    async fn initiative_rollup(&self, name: &str, by: RollupBy) -> Result<InitiativeRollup, Problem> {
        let items = self.initiative_groups.clone();
        Ok(InitiativeRollup { initiative: name.to_owned(), by, items, revision: 42 })
    }

    async fn initiative_burndown(&self, name: &str, query: &InitiativeQuery) -> Result<InitiativeBurndown, Problem> {
        let initiative = self.initiative(name, query).await?;
        Ok(InitiativeBurndown {
            initiative: initiative.name,
            starts_on: initiative.starts_on,
            due_on: initiative.due_on,
            days: self.initiative_days.clone(),
            ..InitiativeBurndown::default()
        })
    }

    async fn initiative_entities(&self, _: &str, query: &InitiativeEntityQuery) -> Result<InitiativeEntities, Problem> {
        let is_meant = |entity: &&InitiativeEntity| match query.state.as_deref() {
            Some("left") => matches!(entity.state, InitiativeStanding::Failing | InitiativeStanding::Unknown),
            Some(state) => entity.state.as_str() == state,
            None => true,
        };
        let items: Vec<InitiativeEntity> = self.initiative_entities.iter().filter(is_meant).cloned().collect();
        Ok(InitiativeEntities { total: items.len() as u64, items, revision: 42, ..InitiativeEntities::default() })
    }

    async fn health(&self, filter: &[String]) -> Result<HealthSummary, Problem> {
        let entities = self.matching(filter, None).len() as u64;
        Ok(self.health.clone().unwrap_or(HealthSummary {
            entities,
            scored: 0,
            passing: 0,
            failing: 0,
            unknown: 0,
            total: Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 },
            rules: Vec::new(),
            revision: 9,
        }))
    }

    async fn teams(&self) -> Result<TeamList, Problem> {
        Ok(TeamList { items: self.teams.clone(), gaps: self.gaps.clone(), revision: 9 })
    }

    async fn team_scorecards(&self, team: &EntityRef, tree: bool) -> Result<TeamScorecards, Problem> {
        let entity_ref = self.find(team)?.entity_ref.clone();
        let fixes_total = self.fixes.len() as u64;
        let (scorecards, fixes) = (self.team_scorecards.clone(), self.fixes.clone());
        Ok(TeamScorecards { entity_ref, tree, scorecards, fixes, fixes_total, revision: 9 })
    }

    async fn scorecard_rollup(&self, name: &str, query: &RollupQuery) -> Result<ScorecardRollup, Problem> {
        let scorecard = self.scorecard(name).await?.name;
        let (mut items, total) = (self.groups.clone(), self.groups.len() as u64);
        let share = |group: &RollupGroup| (group.counts.score * 1_000).checked_div(group.counts.max);
        match query.order {
            RollupOrder::Name => {}
            RollupOrder::Failing => items.sort_by_key(|group| std::cmp::Reverse(group.counts.failing)),
            RollupOrder::Points => items.sort_by_key(|group| (std::cmp::Reverse(share(group)), group.of.clone())),
            RollupOrder::LeastPoints => items.sort_by_key(|group| (share(group), std::cmp::Reverse(group.of.clone()))),
        }
        items.truncate(query.limit.map_or(usize::MAX, |limit| limit as usize));
        Ok(ScorecardRollup { scorecard, by: query.by, items, total, revision: 9 })
    }

    async fn moves(&self, query: &MoveQuery) -> Result<MoveList, Problem> {
        let is_meant = |moved: &&ScoreMove| query.direction.is_none_or(|wanted| wanted == moved.direction);
        let items: Vec<ScoreMove> = self.moves.iter().filter(is_meant).cloned().collect();
        let of = |direction| self.moves.iter().filter(|moved| moved.direction == direction).count() as u64;
        let (worse, better) = (of(MoveDirection::Worse), of(MoveDirection::Better));
        let scorecard = self.moves.first().map(|moved| moved.scorecard.clone());
        let counts = scorecard.map(|scorecard| MoveCount { scorecard, worse, better }).into_iter().collect();
        let (total, since) = (items.len() as u64, "2026-11-14T00:00:00Z".to_owned());
        Ok(MoveList { items, total, counts, since, truncated: false, revision: 9 })
    }

    async fn fixes(&self, _: &FixQuery) -> Result<FixList, Problem> {
        Ok(FixList { items: self.fixes.clone(), total: self.fixes.len() as u64, revision: 9 })
    }

    async fn every_fix(&self, _: &FixQuery) -> Result<Pages<NextFix>, Problem> {
        Ok(Box::new([self.fixes.clone()].into_iter()))
    }

    async fn scorecard_trend(
        &self,
        name: &str,
        by: RollupBy,
        of: Option<&str>,
        _: u32,
    ) -> Result<ScorecardTrend, Problem> {
        let scorecard = self.scorecard(name).await?.name;
        Ok(ScorecardTrend { scorecard, by, of: of.map(str::to_owned), days: self.days.clone() })
    }

    async fn team_dependencies(&self, team: &EntityRef) -> Result<TeamDependencies, Problem> {
        let entity_ref = self.find(team)?.entity_ref.clone();
        let (needs, needed_by) = (self.needs.clone(), self.needed_by.clone());
        Ok(TeamDependencies { entity_ref, needs, needed_by, revision: 9 })
    }

    async fn graph(&self, query: &GraphQuery) -> Result<Graph, Problem> {
        if query.root.parse::<EntityRef>().is_err() {
            return Err(Problem::new(400, "invalid_ref", "Invalid reference", format!("{:?} has no kind", query.root)));
        }
        let empty = Graph { nodes: Vec::new(), edges: Vec::new(), truncated: false, revision: 9 };
        Ok(self.graph.clone().unwrap_or(empty))
    }

    async fn impact(&self, query: &ImpactQuery) -> Result<Impact, Problem> {
        if let Some(impact) = &self.impact {
            return Ok(impact.clone());
        }
        Ok(Impact {
            root: query.root.clone(),
            direction: query.direction,
            total: 0,
            by_distance: Vec::new(),
            tiers: [0; 4],
            unowned: 0,
            items: Vec::new(),
            teams: Vec::new(),
            next_cursor: None,
            revision: 9,
        })
    }

    async fn paths(&self, query: &PathQuery) -> Result<Paths, Problem> {
        let (from, to) = (query.from.clone(), query.to.clone());
        Ok(Paths { from, to, paths: self.paths.clone(), max_length: 1_000, truncated: false, revision: 9 })
    }

    async fn cycles(&self, _query: &PageQuery) -> Result<Cycles, Problem> {
        let (items, total) = (self.cycles.clone(), self.cycles.len() as u64);
        let entities = items.iter().map(|cycle| cycle.size).sum();
        Ok(Cycles { items, total, entities, next_cursor: None, revision: 9 })
    }

    async fn order(&self, _query: &OrderQuery) -> Result<DependencyOrder, Problem> {
        Ok(DependencyOrder { items: Vec::new(), total: 0, entities: 0, levels: 0, next_cursor: None, revision: 9 })
    }

    async fn common(&self, query: &CommonQuery) -> Result<Common, Problem> {
        let (refs, direction) = (query.refs.clone(), query.direction);
        Ok(Common { refs, direction, items: Vec::new(), total: 0, next_cursor: None, revision: 9 })
    }

    async fn insights(&self, query: &InsightQuery) -> Result<Insights, Problem> {
        if let Some(unknown) =
            query.rules.iter().find(|rule| !self.insights.rules.iter().any(|known| known.id == **rule))
        {
            return Err(Problem::new(400, "unknown_rule", "Unknown rule", format!("there is no {unknown:?}")));
        }
        let mut found = self.insights.clone();
        if let Some(entity) = &query.entity {
            found.items.retain(|item| item.subject == *entity || item.path.contains(entity));
            found.total = found.items.len() as u64;
        }
        found.items.truncate(query.limit.unwrap_or(100) as usize);
        Ok(found)
    }

    async fn search(&self, query: &SearchQuery) -> Result<SearchResults, Problem> {
        let hits = self.matching(&query.filter, Some(&query.q)).into_iter().map(|entity| SearchHit {
            entity_ref: entity.entity_ref.clone(),
            kind: entity.kind.clone(),
            title: entity.display_name().to_owned(),
            entity_type: entity.entity_type.clone(),
            owner: entity.owner.clone(),
            lifecycle: entity.lifecycle.clone(),
            tier: entity.tier,
            summary: entity.description.clone(),
            doc: entity.docs.first().map(|page| DocMatch {
                path: page.path.clone(),
                title: page.title.clone(),
                url: page.url.clone(),
                excerpt: "Restart the \u{E000}relay\u{E001} <now>.".to_owned(),
            }),
            score: 1.0,
            highlights: BTreeMap::from([("name".to_owned(), format!("\u{E000}{}\u{E001}", entity.name))]),
        });
        let hits: Vec<SearchHit> = hits.collect();
        let offset = query.offset.unwrap_or(0) as usize;
        let limit = query.limit.unwrap_or(20) as usize;
        let facets = self.counts(&query.facet, |facet| {
            let passing = self.passing(&query.filter, Some(facet)).into_iter();
            passing.filter(|entity| entity.entity_ref.contains(&query.q.to_lowercase())).collect()
        });
        Ok(SearchResults {
            total: hits.len() as u64,
            hits: hits.into_iter().skip(offset).take(limit).collect(),
            matched: self.matched,
            facets,
            suggestion: self.suggestion.clone(),
            revision: 9,
        })
    }

    async fn sources(&self) -> Result<SourceList, Problem> {
        Ok(SourceList { items: self.sources.clone(), revision: 9 })
    }

    async fn source(&self, name: &str) -> Result<Source, Problem> {
        let found = self.sources.iter().find(|source| source.name == name).cloned();
        found.ok_or_else(|| {
            Problem::new(404, "source_not_found", "No such source", format!("There is no source {name}."))
        })
    }

    async fn dry_run(&self, _source: &str, _push: Push) -> Result<DryRun, Problem> {
        Ok(DryRun::default())
    }

    async fn diagnostics(&self, query: &DiagnosticQuery) -> Result<DiagnosticList, Problem> {
        let wanted = |diagnostic: &&Diagnostic| {
            query.severity.as_deref().is_none_or(|severity| severity == diagnostic.severity.as_str())
                && query.source.as_deref().is_none_or(|source| source == "examples")
        };
        let located = self.diagnostics.iter().filter(wanted).map(|diagnostic| LocatedDiagnostic {
            source: "examples".to_owned(),
            location: "/srv/catalog".to_owned(),
            entity: Some("component:default/checkout".to_owned()),
            diagnostic: diagnostic.clone(),
        });
        let items: Vec<LocatedDiagnostic> = located.collect();
        Ok(DiagnosticList { total: items.len() as u64, items, next_cursor: None, revision: 9 })
    }
}
