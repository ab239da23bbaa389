//! `sextant init`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::{code, sextant, stderr, stdout};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn service() -> TempDir {
    folder(&[
        (".git/config", "[remote \"origin\"]\n\turl = https://token:secret@github.com/acme/orders.git\n"),
        (".github/CODEOWNERS", "*       @acme/shop @jane\n/docs   @acme/writers\n"),
        (".github/workflows/ci.yaml", "jobs: {}\n"),
        ("README.md", "# Orders\n\n[![build](a)](b)\n\nTakes orders: and\nkeeps them.\n\nMore.\n"),
        ("Cargo.toml", "[package]\nname = \"orders-server\"\nversion = \"0.3.0\"\n"),
        ("src/main.rs", "fn main() {}\n"),
        ("Dockerfile", "FROM scratch\n"),
        ("docker-compose.yml", "services:\n  db:\n    image: postgres:16\n  q:\n    image: \"rabbitmq:3\"\n"),
        ("k8s/cache.yaml", "spec:\n  containers:\n    - image: redis:7\n"),
        ("api/openapi.yaml", "openapi: 3.1.0\ninfo: {title: Orders, version: '1'}\npaths: {}\n"),
    ])
}

const NATIVE: &str = "apiVersion: sextant.dev/v1
kind: Component
metadata:
  # from the remote origin of git
  name: orders
  # from README.md
  description: \"Takes orders: and keeps them.\"
  # from the remote origin of git
  annotations:
    github.com/project-slug: acme/orders
  # from the remote origin of git
  links:
    - url: https://github.com/acme/orders
      title: Source
      type: repository
    - url: https://github.com/acme/orders/actions
      title: Pipelines
spec:
  # from Dockerfile
  type: service
  # from version 0.3.0 in Cargo.toml
  lifecycle: experimental
  # from @acme/shop, @jane of `*` in .github/CODEOWNERS
  owner: shop
  additionalOwners:
    - user:jane
  # from Cargo.toml
  language: rust
  # from the contracts below
  providesApis:
    - orders-api
  # from the container images named below
  dependsOn:
    - resource:orders-postgresql
    - resource:orders-rabbitmq
    - resource:orders-redis
";

#[test]
fn a_repository_tells_what_it_is_and_each_guess_says_why() {
    let dir = service();
    let output = sextant(dir.path(), &["init"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = fs::read_to_string(dir.path().join("sextant.yaml")).unwrap();
    let documents: Vec<&str> = text.split("---\n").collect();
    assert_eq!(documents[0], NATIVE);
    assert_eq!(documents.len(), 5);
    assert!(documents[1].contains("  definition:\n    $text: ./api/openapi.yaml\n"), "{}", documents[1]);
    assert!(documents[2].contains("# from the image postgres:16 in docker-compose.yml\n  type: database\n"), "{text}");
    assert!(!text.contains("secret"));

    let check = sextant(dir.path(), &["check", "sextant.yaml"]);
    assert_eq!((code(&check), stdout(&check).as_str()), (0, ""), "{}", stderr(&check));
}

#[test]
fn other_formats_are_valid_too() {
    for (format, file) in [("backstage", "catalog-info.yaml"), ("compass", "compass.yml")] {
        let dir = service();
        assert_eq!(code(&sextant(dir.path(), &["init", ".", "--format", format])), 0);
        let text = fs::read_to_string(dir.path().join(file)).unwrap();
        assert!(text.contains("name: orders\n") && text.contains("# from README.md\n"), "{text}");
        let check = sextant(dir.path(), &["check", "--format", "concise", file]);
        assert_eq!(code(&check), 0, "{text}");
        let told = stdout(&check);
        assert!(told.lines().all(|line| line.contains("[codeowners-owner]")), "{told}\n{text}");
    }
}

#[test]
fn an_empty_directory_still_makes_a_descriptor_and_says_what_is_missing() {
    let dir = folder(&[("my thing/x.txt", "")]);
    let output = sextant(dir.path(), &["init", "my thing", "--dry-run"]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.contains("# from the name of the directory\n  name: my-thing\n"), "{text}");
    assert!(text.contains("# Nothing here says who answers for it: add `owner:`"), "{text}");
    assert!(!dir.path().join("my thing/sextant.yaml").exists());

    assert_eq!(code(&sextant(dir.path(), &["init", "my thing"])), 0);
    let check = sextant(dir.path(), &["check", "--format", "concise", "my thing"]);
    let told = stdout(&check);
    assert!(code(&check) == 0 && told.lines().count() == 1 && told.contains("[missing-owner]"), "{told}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let descriptors = [
        ("catalog-info.yaml", "kind: Component\nmetadata: [\n"),
        ("compass.yml", "configVersion: 1\nname: a\ntypeId: SERVICE\n"),
        ("port.yml", "identifier: a\nblueprint: service\nproperties: {}\n"),
        ("anything.yaml", "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a}\nspec: {owner: b}\n"),
    ];
    for (file, text) in descriptors {
        let dir = folder(&[(file, text)]);
        let output = sextant(dir.path(), &["init"]);
        assert_eq!(code(&output), 2, "{file}");
        assert!(stderr(&output).contains(file), "{}", stderr(&output));
        assert!(!dir.path().join("sextant.yaml").exists());
    }
    let dir = folder(&[("sextant.yaml", "")]);
    assert_eq!(code(&sextant(dir.path(), &["init"])), 2);
    assert_eq!(fs::read_to_string(dir.path().join("sextant.yaml")).unwrap(), "");
    assert_eq!(code(&sextant(dir.path(), &["init", "nowhere"])), 3);
}

#[test]
fn languages_and_types_are_told_from_manifests() {
    type Case<'c> = (&'c [(&'c str, &'c str)], &'c str, &'c str);
    let cases: [Case<'_>; 7] = [
        (
            &[
                ("package.json", "{\"name\": \"@acme/shop\", \"dependencies\": {\"react-dom\": \"19\"}}"),
                ("tsconfig.json", "{}"),
            ],
            "typescript",
            "website",
        ),
        (&[("Cargo.toml", "[package]\nname = \"x\"\n"), ("src/lib.rs", "")], "rust", "library"),
        (&[("go.mod", "module example.com/x/v2\n"), ("main.go", "")], "go", "tool"),
        (
            &[
                ("pom.xml", "<project><parent><artifactId>p</artifactId></parent><artifactId>x</artifactId></project>"),
                ("Dockerfile", ""),
            ],
            "java",
            "service",
        ),
        (&[("build.gradle", ""), ("src/A.kt", "")], "kotlin", "library"),
        (&[("X.csproj", "<Project/>")], "c#", "library"),
        (&[("mix.exs", "[app: :x, version: \"1.0.0\"]")], "elixir", "library"),
    ];
    for (files, language, component_type) in cases {
        let dir = folder(files);
        let text = stdout(&sextant(dir.path(), &["init", "--dry-run"]));
        assert!(text.contains(&format!("language: {language}\n")), "{text}");
        assert!(text.contains(&format!("type: {component_type}\n")), "{text}");
    }
}

/// Hostile input: the file name ends a line, the manifest is deep, the README is no text.
#[test]
#[cfg(unix)]
fn a_hostile_repository_does_no_harm() {
    let outside = folder(&[("secret.md", "The secret is 42.\n"), ("openapi.yaml", "openapi: 3.1.0\n")]);
    let dir = folder(&[
        ("package.json", &"[".repeat(100_000)),
        ("Cargo.toml", &format!("a = {}", "[".repeat(100_000))),
        ("CODEOWNERS", "* @\n* @acme/\u{7}\n"),
        ("deploy/a\nevil: true.yaml", "image: postgres\n"),
        ("deploy/b.yaml", &format!("image: {}\n", "x".repeat(1_000_000))),
    ]);
    std::os::unix::fs::symlink(outside.path().join("secret.md"), dir.path().join("README.md")).unwrap();
    std::os::unix::fs::symlink(outside.path(), dir.path().join("api")).unwrap();
    std::os::unix::fs::symlink("/", dir.path().join("loop")).unwrap();
    let output = sextant(dir.path(), &["init"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = fs::read_to_string(dir.path().join("sextant.yaml")).unwrap();
    assert!(!text.contains("42") && !text.contains("openapi") && !text.contains("\nevil"), "{text}");
    assert_eq!(code(&sextant(dir.path(), &["check", "sextant.yaml"])), 0);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_the_descriptor_is_left_alone() {
    let dir = folder(&[("elsewhere.txt", "mine")]);
    std::os::unix::fs::symlink(Path::new("elsewhere.txt"), dir.path().join("sextant.yaml")).unwrap();
    assert_eq!(code(&sextant(dir.path(), &["init"])), 2);
    assert_eq!(fs::read_to_string(dir.path().join("elsewhere.txt")).unwrap(), "mine");
}
