//! The compose file by the schema that the Compose specification publishes.

use serde_json::{Value, json};

use crate::files::{path, root, text, tool, yaml};
use crate::schema::problems;

fn compose() -> Value {
    yaml(&text("compose/compose.yaml"))
}

#[test]
#[ignore = "needs the schema of Compose: cargo xtask test"]
fn the_file_is_what_compose_reads() {
    let schema = std::fs::read_to_string(tool("SEXTANT_TEST_COMPOSE_SCHEMA")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut compose = compose();
    assert_eq!(problems(&schema, &compose), Vec::<String>::new());

    compose["services"]["proxy"]["prots"] = json!([]);
    assert!(problems(&schema, &compose).join("\n").contains("prots"));
}

#[test]
fn what_the_services_name_is_there() {
    let compose = compose();
    let services = compose["services"].as_object().unwrap();
    for (name, service) in services {
        let needed = match &service["depends_on"] {
            Value::Array(names) => names.iter().map(|name| name.as_str().unwrap()).collect(),
            Value::Object(conditions) => conditions.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        assert!(needed.iter().all(|needed| services.contains_key(*needed)), "{name}: {needed:?}");
        for network in service["networks"].as_array().unwrap() {
            assert!(compose["networks"].get(network.as_str().unwrap()).is_some(), "{name}: {network}");
        }
        for volume in service["volumes"].as_array().unwrap().iter().filter_map(Value::as_str) {
            let source = volume.split(':').next().unwrap();
            let is_there = match source.strip_prefix("./") {
                Some(file) => path("compose").join(file).is_file(),
                None => compose["volumes"].get(source).is_some(),
            };
            assert!(is_there, "{name}: {volume}");
        }
    }
    let build = &services["sextant-1"]["build"];
    let context = path("compose").join(build["context"].as_str().unwrap()).canonicalize().unwrap();
    assert_eq!(context, root().canonicalize().unwrap());
    assert!(context.join(build["dockerfile"].as_str().unwrap()).is_file());
}

#[test]
fn nothing_but_the_proxy_has_a_port_and_that_on_this_machine_alone() {
    let compose = compose();
    for (name, service) in compose["services"].as_object().unwrap() {
        let ports: Vec<&str> =
            service["ports"].as_array().into_iter().flatten().map(|port| port.as_str().unwrap()).collect();
        match name.as_str() {
            "proxy" => assert!(ports.iter().all(|port| port.starts_with("127.0.0.1:")), "{ports:?}"),
            _ => assert!(ports.is_empty() && service["networks"] == json!(["inside"]), "{name}: {ports:?}"),
        }
    }
    assert_eq!(compose["networks"]["inside"]["internal"], true);
}

/// Secrets are named, never said; the example of the file that says them says none.
#[test]
fn every_variable_is_in_the_example_and_has_no_value_there() {
    let text = text("compose/compose.yaml");
    let mut asked: Vec<&str> = text.split("${").skip(1).map(|rest| rest.split([':', '}']).next().unwrap()).collect();
    asked.sort_unstable();
    asked.dedup();
    let example = crate::files::text("compose/.env.example");
    let mut lines: Vec<&str> = example.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    lines.sort_unstable();
    assert_eq!(lines, asked.iter().map(|name| format!("{name}=")).collect::<Vec<_>>());
}
