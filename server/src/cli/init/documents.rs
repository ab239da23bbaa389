//! The descriptor, put together from what the detectors found.

use serde_json::{Map, Value, json};

use super::apis::{Api, apis};
use super::dependencies::{Dependency, dependencies};
use super::guess::Guess;
use super::manifest;
use super::remote::Remote;
use super::repository::Repository;
use super::{description, language, lifecycle, links, name, owner, what};

/// A document of the native format, and what to say beside its fields.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) value: Value,
    /// By the name of the field.
    pub(super) comments: Vec<(&'static str, String)>,
    /// Whether nothing told who answers for it.
    pub(super) ownerless: bool,
}

/// The component, the APIs that it serves, and the resources that it needs.
pub(super) fn documents(repository: &Repository) -> Vec<Document> {
    let manifests = manifest::all(repository);
    let remote = Remote::of(repository);
    let name = name::name(repository, remote.as_ref(), &manifests);
    let lifecycle = lifecycle::lifecycle(&manifests);
    let owners = owner::owners(repository);
    let apis = apis(repository, &name.value);
    let dependencies = dependencies(repository);

    let mut component = Builder::new("Component", &name.value);
    component.comments.push(("name", format!("from {}", name.from)));
    component.guess("metadata", "description", description::description(repository, &manifests));
    if let Some(remote) = &remote {
        let annotation = links::annotation(remote).map(|(key, slug)| json!({ key: slug }));
        component.put("metadata", "annotations", annotation, "from the remote origin of git");
        component.put(
            "metadata",
            "links",
            Some(json!(links::links(repository, remote))),
            "from the remote origin of git",
        );
    }
    component.guess("spec", "type", Some(what::component_type(repository, &manifests)));
    component.guess("spec", "lifecycle", Some(lifecycle.clone()));
    component.owners(owners.as_ref());
    component.guess("spec", "language", language::language(repository, &manifests));
    let provided = apis.iter().map(|api| api.name.as_str()).collect::<Vec<_>>();
    component.put("spec", "providesApis", list(&provided), "from the contracts below");
    let needed: Vec<_> =
        dependencies.iter().map(|one| format!("resource:{}", resource_name(&name.value, one))).collect();
    component.put("spec", "dependsOn", list(&needed), "from the container images named below");

    let mut documents = vec![component.finish()];
    documents.extend(apis.iter().map(|api| document_of_api(api, &lifecycle, owners.as_ref())));
    documents.extend(dependencies.iter().map(|one| document_of_resource(&name.value, one, owners.as_ref())));
    documents
}

fn list<T: serde::Serialize>(items: &[T]) -> Option<Value> {
    (!items.is_empty()).then(|| json!(items))
}

fn resource_name(component: &str, dependency: &Dependency) -> String {
    catalog_schema::fields::name_slug(&format!("{component}-{}", dependency.product))
}

fn document_of_api(api: &Api, lifecycle: &Guess<String>, owners: Option<&Guess<Vec<String>>>) -> Document {
    let mut builder = Builder::new("API", &api.name);
    builder.put("spec", "type", Some(json!(api.contract)), &format!("from {}", api.file));
    builder.put("spec", "lifecycle", Some(json!(lifecycle.value)), "as the component's");
    builder.owners(owners);
    builder.put("spec", "definition", Some(json!({ "$text": format!("./{}", api.file) })), "");
    builder.finish()
}

fn document_of_resource(component: &str, dependency: &Dependency, owners: Option<&Guess<Vec<String>>>) -> Document {
    let mut builder = Builder::new("Resource", &resource_name(component, dependency));
    builder.put("spec", "type", Some(json!(dependency.resource_type)), &format!("from {}", dependency.from));
    builder.owners(owners);
    builder.finish()
}

/// A document that is being filled.
struct Builder {
    kind: &'static str,
    metadata: Map<String, Value>,
    spec: Map<String, Value>,
    comments: Vec<(&'static str, String)>,
    ownerless: bool,
}

impl Builder {
    fn new(kind: &'static str, name: &str) -> Self {
        let metadata = Map::from_iter([("name".to_owned(), json!(name))]);
        Self { kind, metadata, spec: Map::new(), comments: Vec::new(), ownerless: false }
    }

    fn guess(&mut self, part: &str, key: &'static str, guess: Option<Guess<String>>) {
        if let Some(guess) = guess {
            self.put(part, key, Some(json!(guess.value)), &format!("from {}", guess.from));
        }
    }

    fn put(&mut self, part: &str, key: &'static str, value: Option<Value>, comment: &str) {
        let Some(value) = value else { return };
        let part = if part == "metadata" { &mut self.metadata } else { &mut self.spec };
        part.insert(key.to_owned(), value);
        if !comment.is_empty() {
            self.comments.push((key, comment.to_owned()));
        }
    }

    fn owners(&mut self, owners: Option<&Guess<Vec<String>>>) {
        let Some((guess, (first, others))) = owners.and_then(|guess| Some((guess, guess.value.split_first()?))) else {
            self.ownerless = true;
            return;
        };
        self.put("spec", "owner", Some(json!(first)), &format!("from {}", guess.from));
        self.put("spec", "additionalOwners", list(others), "");
    }

    fn finish(self) -> Document {
        let value = json!({
            "apiVersion": "sextant.dev/v1", "kind": self.kind, "metadata": self.metadata, "spec": self.spec,
        });
        Document { value, comments: self.comments, ownerless: self.ownerless }
    }
}
