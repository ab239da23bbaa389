//! What type of component it is.

use super::guess::Guess;
use super::manifest::Manifest;
use super::repository::Repository;

/// Packages that only pages in a browser need.
const OF_PAGES: [&str; 9] =
    ["react-dom", "vue", "next", "nuxt", "svelte", "@angular/core", "gatsby", "astro", "solid-js"];

/// Files that only what runs on its own has.
const OF_SERVICES: [&str; 7] = [
    "Dockerfile",
    "Containerfile",
    "Procfile",
    "docker-compose.yml",
    "docker-compose.yaml",
    "compose.yaml",
    "fly.toml",
];

/// The type, from how it is built and run.
pub(super) fn component_type(repository: &Repository, manifests: &[Manifest]) -> Guess<String> {
    let guess = |word: &str, from: &str| Guess::new(word.to_owned(), from);
    if let Some(package) = repository.text("package.json").filter(|_| repository.has("package.json"))
        && let Some(name) = OF_PAGES.iter().find(|name| package.contains(&format!("\"{name}\":")))
    {
        return guess("website", &format!("{name} in package.json"));
    }
    if let Some(file) = repository.first(&OF_SERVICES) {
        return guess("service", file);
    }
    let deployed = ["k8s/", "kubernetes/", "helm/", "charts/", "deploy/"];
    if let Some(path) = repository.files().find(|path| deployed.iter().any(|folder| path.starts_with(folder))) {
        return guess("service", path);
    }
    if let Some(program) = repository.first(&["src/main.rs", "main.go", "src/main.py", "__main__.py"]) {
        return guess("tool", program);
    }
    if let Some(path) = repository.files().find(|path| path.starts_with("cmd/") && path.ends_with(".go")) {
        return guess("tool", path);
    }
    if let Some(manifest) = manifests.first() {
        return guess("library", &format!("{}, and nothing that runs it", manifest.file));
    }
    if let Some(path) = repository.files().find(|path| path.ends_with(".tf")) {
        return guess("infrastructure", path);
    }
    if let Some(file) = repository.first(&["mkdocs.yml", "docusaurus.config.js", "antora.yml"]) {
        return guess("documentation", file);
    }
    guess("service", "nothing here; it is assumed")
}
