//! What builds a repository, by the file that says so.

/// Files that a system reads from one place.
const FILES: [(&str, &str); 20] = [
    (".gitlab-ci.yml", "GitLab CI"),
    ("Jenkinsfile", "Jenkins"),
    (".circleci/config.yml", "CircleCI"),
    ("azure-pipelines.yml", "Azure Pipelines"),
    ("azure-pipelines.yaml", "Azure Pipelines"),
    (".azure-pipelines.yml", "Azure Pipelines"),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines"),
    (".travis.yml", "Travis CI"),
    (".drone.yml", "Drone"),
    (".woodpecker.yml", "Woodpecker"),
    (".woodpecker.yaml", "Woodpecker"),
    (".buildkite/pipeline.yml", "Buildkite"),
    ("appveyor.yml", "AppVeyor"),
    (".appveyor.yml", "AppVeyor"),
    (".cirrus.yml", "Cirrus CI"),
    ("buildspec.yml", "AWS CodeBuild"),
    ("cloudbuild.yaml", "Google Cloud Build"),
    ("cloudbuild.yml", "Google Cloud Build"),
    (".semaphore/semaphore.yml", "Semaphore"),
    (".build.yml", "SourceHut"),
];

/// Folders of which a system reads every YAML file.
const FOLDERS: [(&str, &str); 7] = [
    (".github/workflows/", "GitHub Actions"),
    (".gitea/workflows/", "Gitea Actions"),
    (".forgejo/workflows/", "Forgejo Actions"),
    (".azure-pipelines/", "Azure Pipelines"),
    (".woodpecker/", "Woodpecker"),
    (".tekton/", "Tekton"),
    (".builds/", "SourceHut"),
];

/// The system that reads this file.
pub(super) fn system_of(path: &str) -> Option<&'static str> {
    if let Some((_, system)) = FILES.iter().find(|(file, _)| *file == path) {
        return Some(system);
    }
    if path.starts_with(".teamcity/") {
        return Some("TeamCity");
    }
    let is_yaml = path.ends_with(".yml") || path.ends_with(".yaml");
    let within = FOLDERS.iter().find(|(folder, _)| {
        let file = path.strip_prefix(folder);
        file.is_some_and(|file| !file.contains('/'))
    });
    within.filter(|_| is_yaml).map(|(_, system)| *system)
}
