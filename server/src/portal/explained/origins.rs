//! Where facts come from: the line of a descriptor that says it, or the page of the portal that shows it.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Descriptor, EffectiveOwner, FactOrigin, ValueOrigin};
use serde_json::Value;
use web::address::{entity_page, insights_about, with_query};

use crate::clock::{now_ms, rfc3339};
use crate::facts::told_as;
use crate::graph::{self, GraphView};
use crate::live::Live;

/// Lines of a file up to which the descriptor's page shows it whole.
const WHOLE: usize = 1_000;
/// Lines before the one that is meant, where the page shows a part.
const LEAD: u32 = 20;

/// What facts of one entity can be led back to.
pub(super) struct Origins<'a> {
    live: &'a Live,
    /// The entity's reference.
    of: String,
    /// The owner that counts.
    owner: Option<EffectiveOwner>,
    text: &'a Descriptor,
}

impl<'a> Origins<'a> {
    pub(super) fn new(live: &'a Live, entity_ref: &EntityRef, text: &'a Descriptor) -> Self {
        let graph = live.graph();
        let owner = graph.find(entity_ref.as_str()).and_then(|slot| graph::effective_owner_of(graph, slot));
        Self { live, of: entity_ref.to_string(), owner, text }
    }

    /// Where a fact comes from; none for one that nothing is known of.
    pub(super) fn of(&self, fact: &str, value: &Value) -> Option<FactOrigin> {
        let (part, field) = fact.split_once('.').unwrap_or((fact, ""));
        match part {
            "entity" => Some(self.of_entity(field, value)),
            "links" => Some(self.of_link(value)),
            "owner" => Some(self.of_owner(field)),
            "api" => Some(self.by_field(|origin| origin.field.starts_with("api."))),
            "dependencies" | "dependents" | "provided_apis" | "consumed_apis" | "providers" | "consumers" | "parts"
            | "members" | "owned" => Some(page(self.tab("dependencies"))),
            "measures" => Some(page(format!("{}#measures", entity_page(&self.of)))),
            "findings" => Some(page(insights_about(&self.of))),
            "levels" => Some(page(self.tab("scorecards"))),
            "repository" => self.of_repository(value),
            "events" => Some(page(self.tab("activity"))),
            "facts" | "as_of" => self.of_pushed(field),
            _ => None,
        }
    }

    /// The file of the repository that the fact names, and the commit that it was seen at; none where nobody sees it.
    fn of_repository(&self, value: &Value) -> Option<FactOrigin> {
        let record = self.live.get(&self.of.parse().ok()?)?;
        let (root, facts) = self.live.repository_of(record)?;
        let within = |path: &str| if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") };
        let file = value.as_str().or_else(|| value.as_object()?.values().next()?.as_str());
        let file = file.filter(|path| facts.paths().any(|known| known == *path));
        Some(FactOrigin {
            source: Some(record.source.to_string()),
            path: file.map(within).or_else(|| (!root.is_empty()).then(|| root.to_owned())),
            commit: facts.commit.clone(),
            since: facts.last_commit_at.and_then(rfc3339),
            ..FactOrigin::default()
        })
    }

    /// Who pushed it, and when; none where nobody did.
    fn of_pushed(&self, name: &str) -> Option<FactOrigin> {
        let record = self.live.get(&self.of.parse().ok()?)?;
        let fact = self.live.pushed(&record.uid)?.get(name)?;
        let pushed = told_as(self.live, name, fact, now_ms());
        Some(FactOrigin {
            since: Some(pushed.at.clone()),
            pushed: Some(pushed),
            ..page(format!("{}#pushed", entity_page(&self.of)))
        })
    }

    fn of_entity(&self, field: &str, value: &Value) -> FactOrigin {
        match field {
            "created_at" | "changed_at" => {
                FactOrigin { since: value.as_str().map(str::to_owned), ..page(self.tab("activity")) }
            }
            "ref" => self.by_field(|origin| origin.field == "name"),
            "type" => self.by_field(|origin| origin.field == "entity_type"),
            "custom" => self.by_field(|origin| origin.field.starts_with("custom_fields.")),
            "labels" | "annotations" => {
                let is_of_map =
                    |origin: &ValueOrigin| origin.field.strip_prefix(field).is_some_and(|key| key.starts_with('.'));
                self.by_field(is_of_map)
            }
            other => self.by_field(|origin| origin.field == other),
        }
    }

    /// The line of the first link that the fact has.
    fn of_link(&self, value: &Value) -> FactOrigin {
        let url = value.pointer("/0/url").and_then(Value::as_str);
        // Long addresses are cut where they are shown, and not everywhere alike.
        let is_it = |origin: &ValueOrigin| {
            let said = origin.value.trim_end_matches('…');
            url.is_some_and(|url| url.starts_with(said) || said.starts_with(url.trim_end_matches('…')))
        };
        self.by_field(|origin| origin.field == "links" && is_it(origin))
    }

    fn of_owner(&self, field: &str) -> FactOrigin {
        let declared = || self.by_field(|origin| origin.field == "owner");
        let Some(owner) = &self.owner else { return declared() };
        match (field, owner.via.as_str()) {
            ("ref", _) | ("effective", "declared") => declared(),
            ("effective", "codeowners") => FactOrigin {
                source: Some(self.text.source.clone()),
                path: owner.file.clone(),
                line: owner.line,
                href: Some(self.tab("descriptor")),
                ..FactOrigin::default()
            },
            ("effective", container) => page(entity_page(container)),
            _ => match owner.entity_ref.parse() {
                Ok(known) if self.live.contains(&known) => page(entity_page(&owner.entity_ref)),
                _ => declared(),
            },
        }
    }

    /// The first value of a field; where the descriptor says nothing of it, the line with the entity's name, below which it
    /// can be said.
    fn by_field(&self, is_it: impl Fn(&ValueOrigin) -> bool) -> FactOrigin {
        let name = || self.text.origins.iter().find(|origin| origin.field == "name" && origin.file == self.text.path);
        match self.text.origins.iter().find(|origin| is_it(origin)).or_else(name) {
            Some(origin) => FactOrigin {
                source: Some(origin.source.clone()),
                path: Some(origin.file.clone()),
                line: Some(origin.line),
                href: Some(self.line(origin)),
                ..FactOrigin::default()
            },
            None => FactOrigin {
                source: Some(self.text.source.clone()),
                path: Some(self.text.path.clone()),
                ..page(self.tab("descriptor"))
            },
        }
    }

    fn tab(&self, tab: &str) -> String {
        with_query(&entity_page(&self.of), [("tab", tab)])
    }

    /// The address of a line on the entity's page.
    fn line(&self, origin: &ValueOrigin) -> String {
        let is_it = |file: &&catalog_schema::wire::ContributingFile| {
            (&file.source, &file.path) == (&origin.source, &origin.file) && file.format == origin.format
        };
        let Some(file) = self.text.files.iter().find(is_it) else { return self.tab("descriptor") };
        let from = origin.line.saturating_sub(LEAD).max(1).to_string();
        let mut pairs = vec![("tab", "descriptor")];
        pairs.extend((!file.primary).then_some(("file", file.path.as_str())));
        pairs.extend((file.text.lines().count() > WHOLE).then_some(("from", from.as_str())));
        format!("{}#L{}", with_query(&entity_page(&self.of), pairs), origin.line)
    }
}

/// A page of the portal.
fn page(href: String) -> FactOrigin {
    FactOrigin { href: Some(href), ..FactOrigin::default() }
}
