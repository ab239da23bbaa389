//! What the manifests of package managers say.

use serde_json::Value;

use super::repository::Repository;

/// What one manifest at the root says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) file: String,
    pub(super) language: &'static str,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) version: Option<String>,
}

/// File names of manifests, the language that each is of, and how each is read.
type Row = (&'static str, &'static str, fn(&str, &mut Manifest));

const TABLE: &[Row] = &[
    ("Cargo.toml", "rust", cargo),
    ("package.json", "javascript", json),
    ("go.mod", "go", go),
    ("pyproject.toml", "python", pyproject),
    ("setup.py", "python", nothing),
    ("requirements.txt", "python", nothing),
    ("pom.xml", "java", pom),
    ("build.gradle", "java", nothing),
    ("build.gradle.kts", "kotlin", nothing),
    ("mix.exs", "elixir", mix),
    ("Gemfile", "ruby", nothing),
    ("composer.json", "php", json),
];

/// Every manifest at the root.
pub(super) fn all(repository: &Repository) -> Vec<Manifest> {
    let mut found = Vec::new();
    for (file, language, read) in TABLE.iter().filter(|(file, ..)| repository.has(file)) {
        let language = if *file == "package.json" && repository.has("tsconfig.json") { "typescript" } else { language };
        let mut manifest = Manifest { file: (*file).to_owned(), language, ..Manifest::default() };
        read(&repository.text(file).unwrap_or_default(), &mut manifest);
        found.push(manifest);
    }
    let project = repository.files().find(|path| path.ends_with(".csproj") && path.matches('/').count() <= 2);
    if let Some(path) = project {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".csproj");
        let name = Some(stem.to_owned());
        found.push(Manifest { file: path.to_owned(), language: "c#", name, ..Manifest::default() });
    }
    for manifest in &mut found {
        for text in [&mut manifest.name, &mut manifest.description, &mut manifest.version] {
            *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        }
    }
    found
}

fn nothing(_: &str, _: &mut Manifest) {}

fn cargo(text: &str, manifest: &mut Manifest) {
    let Ok(table) = text.parse::<toml::Table>() else { return };
    fill(manifest, |key| table.get("package")?.get(key)?.as_str());
}

fn pyproject(text: &str, manifest: &mut Manifest) {
    let Ok(table) = text.parse::<toml::Table>() else { return };
    let poetry = || table.get("tool")?.get("poetry");
    let project = table.get("project").or_else(poetry);
    fill(manifest, |key| project?.get(key)?.as_str());
}

fn json(text: &str, manifest: &mut Manifest) {
    let Ok(document) = serde_json::from_str::<Value>(text) else { return };
    fill(manifest, |key| document.get(key)?.as_str());
    // `@scope/name` and `vendor/name` name the owner too.
    manifest.name = manifest.name.take().map(|name| name.rsplit('/').next().unwrap_or_default().to_owned());
}

fn fill<'t>(manifest: &mut Manifest, text: impl Fn(&str) -> Option<&'t str>) {
    manifest.name = text("name").map(str::to_owned);
    manifest.description = text("description").map(str::to_owned);
    manifest.version = text("version").map(str::to_owned);
}

fn go(text: &str, manifest: &mut Manifest) {
    let module = text.lines().find_map(|line| line.strip_prefix("module "));
    let mut parts = module.unwrap_or_default().trim().rsplit('/');
    // A major version is no name: `example.com/orders/v2`.
    let is_version = |part: &&str| part.strip_prefix('v').is_some_and(|digits| digits.parse::<u32>().is_ok());
    manifest.name = parts.find(|part| !is_version(part)).map(str::to_owned);
}

fn pom(text: &str, manifest: &mut Manifest) {
    // The parent and the dependencies have the same elements.
    let own = match (text.find("<parent>"), text.find("</parent>")) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &text[..start], &text[end..]),
        _ => text.to_owned(),
    };
    let own = own.split("<dependencies>").next().unwrap_or_default();
    let element = |name: &str| {
        let rest = own.split_once(&format!("<{name}>"))?.1;
        Some(rest.split_once(&format!("</{name}>"))?.0.to_owned())
    };
    manifest.name = element("artifactId");
    manifest.description = element("description");
    manifest.version = element("version").filter(|version| !version.contains('$'));
}

fn mix(text: &str, manifest: &mut Manifest) {
    let after = |key: &str| text.split_once(key).map(|(_, rest)| rest.trim_start());
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    manifest.name = after("app:").and_then(|rest| rest.strip_prefix(':')).map(word);
    let version = after("version:").and_then(|rest| rest.strip_prefix('"')).and_then(|rest| rest.split_once('"'));
    manifest.version = version.map(|(version, _)| version.to_owned());
}
