//! The APIs that it serves, by their contracts.

use catalog_schema::fields::name_slug;

use super::repository::Repository;

/// How many contracts are described; a repository with more is about contracts, and needs a person.
const MOST: usize = 10;

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Api {
    pub(super) name: String,
    pub(super) contract: &'static str,
    pub(super) file: String,
}

/// Every contract found, for the component of this name.
pub(super) fn apis(repository: &Repository, component: &str) -> Vec<Api> {
    let found = repository.files().filter_map(|path| Some((path, contract(repository, path)?)));
    let found: Vec<(&str, &str)> = found.filter(|(path, _)| !is_of_tests(path)).take(MOST).collect();
    let mut apis: Vec<Api> = Vec::new();
    for (path, contract) in &found {
        // The only one needs no other name than the component's.
        let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or_default();
        let plain = if found.len() == 1 { String::new() } else { format!("-{stem}") };
        let mut name = name_slug(&format!("{component}{plain}-api"));
        if apis.iter().any(|api| api.name == name) {
            name = name_slug(&format!("{component}-{path}"));
        }
        apis.push(Api { name, contract, file: (*path).to_owned() });
    }
    apis
}

/// The language of a contract, by the file's name and what it begins with.
fn contract(repository: &Repository, path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let (stem, ending) = name.rsplit_once('.')?;
    match ending {
        "proto" => return Some("grpc").filter(|_| repository.text(path).is_some_and(|text| text.contains("service "))),
        "graphql" | "graphqls" => {
            return Some("graphql").filter(|_| repository.text(path).is_some_and(|text| text.contains("type Query")));
        }
        "yaml" | "yml" | "json" => {}
        _ => return None,
    }
    let (key, contract) = match stem {
        _ if stem.contains("asyncapi") => ("asyncapi", "asyncapi"),
        _ if stem.contains("openapi") => ("openapi", "openapi"),
        _ if stem.contains("swagger") => ("swagger", "openapi"),
        _ => return None,
    };
    let text = repository.text(path)?;
    let says = |key: &str| {
        text.contains(&format!("\"{key}\"")) || text.lines().any(|line| line.starts_with(&format!("{key}:")))
    };
    (says(key) || says("openapi")).then_some(contract)
}

fn is_of_tests(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "test" | "tests" | "fixtures" | "examples" | "third_party" | "testing"))
}
