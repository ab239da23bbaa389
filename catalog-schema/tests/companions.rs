//! Files that descriptors name: what is asked for, what is put in, and what is said where that is not possible.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::sync::Arc;

use catalog_schema::companions::{Companion, Companions, DescriptorFile, Unread};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_file};
use catalog_schema::model::Entity;
use serde_json::{Value, json};

const API: &str = "\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: orders-api
spec:
  type: openapi
  lifecycle: production
  owner: shop
  definition:
    $text: TARGET
";

fn read(target: &str, companions: &Companions) -> DecodedFile {
    let text = API.replace("TARGET", target);
    let file = DescriptorFile { path: "shop/api/catalog-info.yaml", repository: "shop", companions };
    decode_file(&file, text.as_bytes(), &DecodeOptions::default())
}

fn entity(decoded: &DecodedFile) -> &Entity {
    match &decoded.documents[0].outcome {
        DocumentOutcome::Entity(entity) => entity,
        other => panic!("{other:?}"),
    }
}

fn bytes(text: &str) -> Companion {
    Companion::Bytes(Arc::from(text.as_bytes()))
}

fn told(decoded: &DecodedFile) -> Vec<(String, Option<u32>)> {
    decoded.diagnostics.iter().map(|problem| (problem.code.to_string(), problem.line)).collect()
}

#[test]
fn a_named_file_is_asked_for_and_then_put_in() {
    let asked = read("./openapi.yaml", &Companions::new());
    assert_eq!(asked.companions.iter().collect::<Vec<_>>(), ["shop/api/openapi.yaml"]);
    assert_eq!(told(&asked), [], "that nobody was asked for it yet is no problem");
    let api = entity(&asked).api.clone().unwrap();
    assert_eq!((api.definition, api.reference.as_deref()), (None, Some("./openapi.yaml")));

    let given =
        read("./openapi.yaml", &Companions::from([("shop/api/openapi.yaml".into(), bytes("openapi: 3.1.0\n"))]));
    assert_eq!(given.companions, asked.companions);
    let api = entity(&given).api.clone().unwrap();
    assert_eq!(api.definition.as_deref(), Some("openapi: 3.1.0\n"));
    assert_eq!(api.reference.as_deref(), Some("./openapi.yaml"), "the page says where it comes from");
    assert_eq!(entity(&given).descriptor["spec"]["definition"], json!("openapi: 3.1.0\n"));
}

#[test]
fn what_cannot_be_read_is_said_at_its_place_and_costs_nothing_else() {
    let absent = read("./x.yaml", &Companions::from([("shop/api/x.yaml".into(), Companion::Absent)]));
    assert_eq!(told(&absent), [("missing-file".to_owned(), Some(10))]);
    assert_eq!(entity(&absent).name, "orders-api");
    let refused = Companions::from([("shop/x.yaml".into(), Companion::Refused("it has 20 MiB".into()))]);
    let refused = read("/x.yaml", &refused);
    assert_eq!(told(&refused), [("invalid-file".to_owned(), Some(10))]);
    let outside = read("../../secrets.yaml", &Companions::new());
    assert_eq!(told(&outside), [("file-outside".to_owned(), Some(10))]);
    assert!(outside.companions.is_empty(), "it is not even asked for");
    let remote = read("https://api.example/openapi.json", &Companions::new());
    assert_eq!(told(&remote), []);
    assert_eq!(entity(&remote).api.clone().unwrap().reference.as_deref(), Some("https://api.example/openapi.json"));
}

#[test]
fn json_and_yaml_become_values_and_must_be_sound() {
    let with = |key: &str, content: &str| {
        let text = API.replace("$text: TARGET", &format!("{key}: ./a"));
        let companions = Companions::from([("a".into(), bytes(content))]);
        let file = DescriptorFile { path: "catalog-info.yaml", repository: "", companions: &companions };
        let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
        (entity(&decoded).descriptor["spec"]["definition"].clone(), told(&decoded))
    };
    assert_eq!(with("$json", "{\"a\":[1,2]}").0, json!({ "a": [1, 2] }));
    assert_eq!(with("$yaml", "a: [1, 2]\n").0, json!({ "a": [1, 2] }));
    for (key, content) in [("$json", "{a"), ("$yaml", "a: 1\n---\nb: 2\n"), ("$yaml", "# nothing\n"), ("$yaml", "a: [")]
    {
        let (value, told) = with(key, content);
        assert_eq!(
            (value, told),
            (json!({ key: "./a" }), vec![("invalid-file".to_owned(), Some(10))]),
            "{key} {content}"
        );
    }
    // A file of a file: not followed, as in Backstage.
    assert_eq!(with("$yaml", "b: {$text: ./c}\n").0, json!({ "b": { "$text": "./c" } }));
}

/// What the published implementation makes of the same placeholders. It keeps answers, not questions: these are written
/// here, by the case's name.
#[test]
fn placeholders_mean_what_they_mean_in_backstage() {
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/placeholders.json");
    let Ok(text) = std::fs::read_to_string(vectors) else {
        println!("skipped: {vectors} is not there");
        return;
    };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let root = "https://github.com/o/r/tree/main/";
    let mut companions: Companions = vectors["available_files"]
        .as_object()
        .unwrap()
        .iter()
        .filter_map(|(url, content)| Some((url.strip_prefix(root)?.to_owned(), bytes(content.as_str().unwrap()))))
        .collect();
    companions.insert("svc/nope.txt".into(), Companion::Absent);
    let questions = [
        ("$text relative", json!({ "definition": { "$text": "./openapi.yaml" } })),
        ("$text repository root path", json!({ "definition": { "$text": "/shared/x.txt" } })),
        ("$yaml", json!({ "definition": { "$yaml": "./openapi.yaml" } })),
        ("$json", json!({ "definition": { "$json": "./a.json" } })),
        ("$json invalid", json!({ "definition": { "$json": "./bad.json" } })),
        ("$yaml with two documents", json!({ "definition": { "$yaml": "./two.yaml" } })),
        ("missing file", json!({ "definition": { "$text": "./nope.txt" } })),
        ("unknown placeholder left alone", json!({ "schema": { "$ref": "#/definitions/node" } })),
        ("two keys, left alone", json!({ "definition": { "$text": "./openapi.yaml", "other": 1 } })),
        (
            "two placeholders side by side, left alone",
            json!({ "definition": { "$text": "./openapi.yaml", "$json": "./a.json" } }),
        ),
        (
            "inside lists and nested objects",
            json!({ "list": [{ "$json": "./a.json" }, { "deep": { "x": { "$text": "../shared/x.txt" } } }, "plain"] }),
        ),
    ];
    for (case, spec) in questions {
        let answer = vectors["cases"].as_array().unwrap().iter().find(|known| known["case"] == case).unwrap();
        let mut document = json!({
            "apiVersion": "backstage.io/v1alpha1", "kind": "Gadget", "metadata": { "name": "a" }, "spec": spec,
        });
        let text = document.take().to_string();
        let file = DescriptorFile { path: "svc/catalog-info.yaml", repository: "", companions: &companions };
        let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
        // Where the reference implementation fails, the placeholder stays and a diagnostic says why.
        let wanted = if answer["ok"] == true { answer["spec"].clone() } else { spec };
        let spec = &entity(&decoded).descriptor["spec"];
        for (key, value) in wanted.as_object().unwrap() {
            assert_eq!(&spec[key], value, "{case}");
        }
        let codes = ["missing-file", "invalid-file"];
        let said = decoded.diagnostics.iter().any(|problem| codes.contains(&&*problem.code));
        assert_eq!(said, answer["ok"] == false, "{case}: {:?}", decoded.diagnostics);
    }
}

/// Where Sextant differs on purpose: it fetches nothing, and reads what `$openapi` names as text.
#[test]
fn nothing_is_fetched_and_openapi_is_text() {
    let given = Companions::from([("shop/api/openapi.yaml".into(), bytes("openapi: 3.1.0\n"))]);
    let text = API.replace("$text: TARGET", "$openapi: ./openapi.yaml");
    let file = DescriptorFile { path: "shop/api/catalog-info.yaml", repository: "shop", companions: &given };
    let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
    assert_eq!(entity(&decoded).api.clone().unwrap().definition.as_deref(), Some("openapi: 3.1.0\n"));
}

#[test]
fn contracts_of_every_language_are_text_and_other_words_are_said() {
    let given = Companions::from([("shop/api/a".into(), bytes("type Query"))]);
    for key in ["$openapi", "$asyncapi", "$graphql", "$grpc", "$file"] {
        let text = API.replace("$text: TARGET", &format!("{key}: ./a"));
        let file = DescriptorFile { path: "shop/api/catalog-info.yaml", repository: "shop", companions: &given };
        let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
        assert_eq!(entity(&decoded).api.clone().unwrap().definition.as_deref(), Some("type Query"), "{key}");
    }
    let decoded = read("./a", &given);
    assert_eq!(told(&decoded), []);
    let text = API.replace("$text: TARGET", "$include: ./a");
    let decoded = decode_file(&DescriptorFile::alone("a.yaml"), text.as_bytes(), &DecodeOptions::default());
    assert_eq!(told(&decoded), [("wrong-type".to_owned(), Some(10))]);
    assert!(decoded.diagnostics[0].message.contains("`$include`"), "{:?}", decoded.diagnostics);
}

#[test]
fn properties_of_port_take_what_files_say() {
    let text = "\
- identifier: pay
  blueprint: service
  team: shop
  properties:
    description: file://./about.md
    openapi: file://api/openapi.yaml
    readme: file://README.md
    notes: file://./long.md
    secret: file://../../secret
    gone: file:///gone.md
";
    let mut companions = Companions::from([
        ("shop/svc/about.md".into(), bytes("Takes payments.")),
        ("shop/api/openapi.yaml".into(), bytes("openapi: 3.1.0\n")),
        ("shop/README.md".into(), bytes("# Pay")),
        ("shop/svc/long.md".into(), bytes(&"long ".repeat(2_000))),
        ("shop/gone.md".into(), Companion::Absent),
    ]);
    let asked = {
        let file = DescriptorFile { path: "shop/svc/port.yml", repository: "shop", companions: &Companions::new() };
        decode_file(&file, text.as_bytes(), &DecodeOptions::default()).companions
    };
    companions.retain(|path, _| asked.contains(path));
    assert_eq!(companions.len(), 5, "{asked:?}");
    let file = DescriptorFile { path: "shop/svc/port.yml", repository: "shop", companions: &companions };
    let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
    let pay = entity(&decoded);
    assert_eq!(pay.description.as_deref(), Some("Takes payments."));
    let api = pay.api.clone().unwrap();
    assert_eq!(api.definition.as_deref(), Some("openapi: 3.1.0\n"));
    assert_eq!(api.reference.as_deref(), Some("file://api/openapi.yaml"), "the page says where it comes from");
    assert_eq!(pay.custom_fields["readme"], json!("# Pay"));
    assert_eq!(pay.custom_fields["notes"], json!("file://./long.md"), "a long text stays where it is");
    assert_eq!(told(&decoded), [("file-outside".to_owned(), Some(9)), ("missing-file".to_owned(), Some(10))]);
}

/// A Location asks for its targets, and says at their lines what is wrong with them.
#[test]
fn targets_of_a_location_are_descriptors() {
    let text = "\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec:
  target: ./one.json
  targets:
    - /services/*/catalog-info.yaml
    - ../gone.yaml
    - ../../outside.yaml
    - https://github.com/a/b/blob/main/catalog-info.yaml
    - ./all.yaml
";
    let read = |companions: &Companions, text: &str| {
        let file = DescriptorFile { path: "shop/catalog/all.yaml", repository: "shop", companions };
        decode_file(&file, text.as_bytes(), &DecodeOptions::default())
    };
    let asked = read(&Companions::new(), text);
    let far = "https://github.com/a/b/blob/main/catalog-info.yaml";
    assert!(asked.companions.contains(far));
    let names: Vec<&str> = asked.companions.iter().map(String::as_str).filter(|name| *name != far).collect();
    assert_eq!(names, ["shop/catalog/one.json", "shop/gone.yaml", "shop/services/*/catalog-info.yaml"]);
    assert!(asked.descriptors.is_empty(), "nobody knows yet whether they are there");

    let services = ["shop/services/a/catalog-info.yaml", "shop/services/b/catalog-info.yaml"];
    let given = Companions::from([
        (names[0].into(), bytes("{}")),
        (names[1].into(), Companion::Absent),
        (names[2].into(), Companion::Listing(services.map(str::to_owned).to_vec())),
        (far.into(), Companion::Unasked),
    ]);
    let decoded = read(&given, text);
    let found: Vec<&str> = decoded.descriptors.iter().map(String::as_str).collect();
    assert_eq!(found, [names[0], services[0], services[1]]);
    let lines = [("missing-file", 8), ("file-outside", 9), ("remote-target", 10)];
    assert_eq!(told(&decoded), lines.map(|(code, line)| (code.to_owned(), Some(line))));

    let optional = text.replace("  target: ./one.json", "  presence: optional");
    let told = told(&read(&given, &optional));
    assert_eq!(told, lines[1..].iter().map(|(code, line)| ((*code).to_owned(), Some(*line))).collect::<Vec<_>>());
    let json = Companions::from([(names[2].into(), Companion::Listing(vec!["shop/services/a.json".into()]))]);
    assert!(read(&json, text).companions.contains("shop/services/a.json"), "nobody else would follow its changes");
    let nothing = Companions::from([(names[2].into(), Companion::Listing(vec![]))]);
    let decoded = read(&nothing, text);
    assert!(decoded.diagnostics.iter().any(|told| told.message.starts_with("no file is like")), "{decoded:?}");
}

#[test]
fn a_file_of_the_web_is_asked_for_by_its_address_and_counts_as_it_was_last_read() {
    let text = "kind: API\nmetadata: {name: a}\nspec:\n  type: openapi\n  lifecycle: production\n  owner: t\n  definition:\n    \
                $text: https://specs.example/a.yaml#/paths\n";
    let read = |companion: Option<Companion>| {
        let companions: Companions =
            companion.into_iter().map(|one| ("https://specs.example/a.yaml".into(), one)).collect();
        let file = DescriptorFile { path: "a/catalog-info.yaml", repository: "", companions: &companions };
        decode_file(&file, text.as_bytes(), &DecodeOptions::default())
    };
    let definition = |decoded: &DecodedFile| entity(decoded).api.clone().unwrap().definition;
    let unread = |kept: Option<&str>| {
        let kept = kept.map(|kept| Arc::from(kept.as_bytes()));
        Companion::Unread(Box::new(Unread { problem: "the host answers 500".into(), help: "wait".into(), kept }))
    };
    assert!(read(None).companions.contains("https://specs.example/a.yaml"));
    let decoded = read(Some(bytes("openapi: 3.1.0\n")));
    assert_eq!((definition(&decoded).as_deref(), decoded.diagnostics.len()), (Some("openapi: 3.1.0\n"), 0));
    let decoded = read(Some(unread(Some("openapi: 3.0.0\n"))));
    assert_eq!(definition(&decoded).as_deref(), Some("openapi: 3.0.0\n"));
    assert_eq!(told(&decoded), [("unread-address".to_owned(), Some(8))]);
    let decoded = read(Some(unread(None)));
    assert_eq!((definition(&decoded), told(&decoded).len()), (None, 1));
    assert!(read(Some(Companion::Unasked)).diagnostics.is_empty(), "a link is nothing to complain of");
}
