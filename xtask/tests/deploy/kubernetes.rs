//! The manifests by Kubernetes' own types, and what they say of each other. The types are those of 1.33, so that what they
//! take is taken by that release and later ones.

use std::collections::BTreeSet;

use k8s_openapi::Resource;
use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::core::v1::{Namespace, PersistentVolumeClaim, Secret, Service};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};

use crate::files::{path, text, yaml};
use crate::schema::{close, problems};

/// Not in kustomization.yaml, on purpose; it says why.
const BY_HAND: [&str; 2] = ["ingress.yaml", "secret.example.yaml"];

fn manifest(name: &str) -> Value {
    yaml(&text(&format!("kubernetes/{name}")))
}

fn manifests() -> BTreeSet<String> {
    let files = path("kubernetes").read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files.filter(|name| name.ends_with(".yaml") && name != "kustomization.yaml").collect()
}

/// The schema of a kind of resource, with what kind it is of.
fn schema_of<R: Resource + JsonSchema>() -> (Value, Value) {
    let mut schema = schema_for!(R).to_value();
    close(&mut schema);
    (json!([R::API_VERSION, R::KIND]), schema)
}

fn check(manifest: &Value) -> Vec<String> {
    let known = [
        schema_of::<Deployment>(),
        schema_of::<Ingress>(),
        schema_of::<Namespace>(),
        schema_of::<NetworkPolicy>(),
        schema_of::<PersistentVolumeClaim>(),
        schema_of::<PodDisruptionBudget>(),
        schema_of::<Secret>(),
        schema_of::<Service>(),
    ];
    let kind = json!([manifest["apiVersion"], manifest["kind"]]);
    match known.iter().find(|(name, _)| *name == kind) {
        Some((_, schema)) => problems(schema, manifest),
        None => vec![format!("nothing is known of {kind}")],
    }
}

#[test]
fn every_manifest_is_what_kubernetes_reads() {
    let names = manifests();
    assert!(names.len() > BY_HAND.len(), "{names:?}");
    for name in names {
        assert_eq!(check(&manifest(&name)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_check_sees_what_is_misspelt_missing_and_of_another_type() {
    let deployment = manifest("deployment.yaml");
    let broken = |pointer: &str, name: &str, value: Option<Value>| {
        let mut broken = deployment.clone();
        let object = broken.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => object.insert(name.to_owned(), value),
            None => object.remove(name),
        };
        check(&broken).join("\n")
    };
    let container = "/spec/template/spec/containers/0";
    assert!(broken(container, "readinesProbe", Some(json!({}))).contains("readinesProbe"));
    assert!(broken("/spec", "selector", None).contains("selector"));
    assert!(broken("/spec", "replicas", Some(json!("two"))).contains("/spec/replicas"));
    assert!(broken("", "apiVersion", Some(json!("apps/v1beta1"))).contains("apps/v1beta1"));
}

#[test]
fn kustomize_applies_all_that_is_meant_to_be_applied() {
    let kustomization = manifest("kustomization.yaml");
    let known = ["apiVersion", "kind", "namespace", "resources", "configMapGenerator", "images"];
    let unknown: Vec<&String> =
        kustomization.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())).collect();
    assert_eq!(unknown, Vec::<&String>::new());
    assert_eq!(kustomization["apiVersion"], "kustomize.config.k8s.io/v1beta1");
    assert_eq!(kustomization["kind"], "Kustomization");

    let listed = kustomization["resources"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
    let by_hand = BY_HAND.map(str::to_owned);
    assert_eq!(listed.chain(by_hand).collect::<BTreeSet<_>>(), manifests());
    assert_eq!(kustomization["namespace"], manifest("namespace.yaml")["metadata"]["name"]);
    let files = &kustomization["configMapGenerator"][0]["files"];
    assert!(files.as_array().unwrap().iter().all(|file| path("kubernetes").join(file.as_str().unwrap()).is_file()));
}

#[test]
fn what_the_manifests_name_of_each_other_is_there() {
    let deployment = manifest("deployment.yaml");
    let pod = &deployment["spec"]["template"];
    let container = &pod["spec"]["containers"][0];
    let kustomization = manifest("kustomization.yaml");
    let labels = &pod["metadata"]["labels"];
    assert_eq!(container["image"], kustomization["images"][0]["name"]);

    for (name, selector) in [
        ("deployment.yaml", "/spec/selector/matchLabels"),
        ("service.yaml", "/spec/selector"),
        ("disruption-budget.yaml", "/spec/selector/matchLabels"),
        ("network-policy.yaml", "/spec/podSelector/matchLabels"),
    ] {
        assert_eq!(manifest(name).pointer(selector), Some(labels), "{name}");
    }

    let port = &container["ports"][0]["name"];
    let service = manifest("service.yaml");
    assert_eq!(&service["spec"]["ports"][0]["targetPort"], port);
    assert_eq!(&manifest("network-policy.yaml")["spec"]["ingress"][0]["ports"][0]["port"], port);
    let backend = &manifest("ingress.yaml")["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"];
    assert_eq!(backend["name"], service["metadata"]["name"]);
    assert_eq!(backend["port"]["name"], service["spec"]["ports"][0]["name"]);

    let secret = manifest("secret.example.yaml");
    let asked = &container["env"][1]["valueFrom"]["secretKeyRef"];
    assert_eq!(asked["name"], secret["metadata"]["name"]);
    assert!(secret["stringData"].get(asked["key"].as_str().unwrap()).is_some());

    let volumes = pod["spec"]["volumes"].as_array().unwrap();
    let volume = |name: &Value| volumes.iter().find(|volume| volume["name"] == *name).unwrap();
    assert_eq!(
        volume(&json!("catalog"))["persistentVolumeClaim"]["claimName"],
        manifest("catalog.yaml")["metadata"]["name"]
    );
    assert_eq!(volume(&json!("configuration"))["configMap"]["name"], kustomization["configMapGenerator"][0]["name"]);
    for mount in container["volumeMounts"].as_array().unwrap() {
        assert_eq!(volume(&mount["name"])["name"], mount["name"]);
    }
}
