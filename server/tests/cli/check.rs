//! `sextant check`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const SOUND: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: sound}\n\
                     spec: {type: service, lifecycle: production, owner: team}\n";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn sound_descriptors_are_no_news() {
    let dir = folder();
    write(dir.path(), "a/catalog-info.yaml", SOUND);
    write(dir.path(), "a/ci.yaml", "jobs: {}\n");
    let output = sextant(dir.path(), &["check"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""));
    assert_eq!(stderr(&output), "checked 1 descriptor file: 1 entity; 0 errors, 0 warnings\n");
}

#[test]
fn every_problem_of_every_file_is_told_at_its_place() {
    let dir = folder();
    write(dir.path(), "broken.yaml", "kind: Component\nmetadata: [\n");
    write(dir.path(), "warned.yaml", &SOUND.replace("sound", "warned").replace("owner: team", "ownr: team"));
    write(dir.path(), "sound.yaml", SOUND);
    let output = sextant(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(text.contains("broken.yaml:2:1: error[invalid-yaml]"), "{text}");
    assert!(text.contains("warned.yaml:4:") && text.contains("owner"), "{text}");
    assert!(!text.contains("sound.yaml"), "{text}");

    let human = stdout(&sextant(dir.path(), &["check"]));
    assert!(human.contains("error[invalid-yaml]") && human.contains("broken.yaml:2:1"), "{human}");
    assert!(human.contains("help:"), "{human}");
    assert!(!human.contains('\u{1b}'), "no colour where there is no terminal: {human}");
}

#[test]
fn programs_get_an_object_a_line() {
    let dir = folder();
    write(dir.path(), "broken.yaml", "kind: Component\nmetadata: [\n");
    let output = sextant(dir.path(), &["check", "--format", "json", "broken.yaml"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (1, ""));
    let text = stdout(&output);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["code"], "invalid-yaml");
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(lines[0]["file"], "broken.yaml");
    assert_eq!(lines[0]["line"], 2);
}

#[test]
fn one_reference_in_two_files_is_told() {
    let dir = folder();
    write(dir.path(), "a.yaml", SOUND);
    write(dir.path(), "b.yaml", SOUND);
    let output = sextant(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(code(&output), 0, "a warning is no error");
    let text = stdout(&output);
    assert!(text.contains("b.yaml:1:1: warning[duplicate-entity]") && text.contains("a.yaml line 1"), "{text}");
}

#[test]
fn two_formats_of_one_repository_describe_an_entity_together() {
    let dir = folder();
    let compass = "configVersion: 1\nname: sound\ntypeId: SERVICE\nownerId: payments\n";
    write(dir.path(), "one/catalog-info.yaml", SOUND);
    write(dir.path(), "one/compass.yml", compass);
    let together = sextant(dir.path(), &["check", "--format", "concise"]);
    assert!(!stdout(&together).contains("duplicate-entity"), "{}", stdout(&together));

    // Of another repository it is another word for it.
    write(dir.path(), "two/.git/HEAD", "");
    write(dir.path(), "two/compass.yml", compass);
    let apart = stdout(&sextant(dir.path(), &["check", "--format", "concise"]));
    assert!(apart.contains("two/compass.yml:1:1: warning[duplicate-entity]"), "{apart}");
    assert_eq!(apart.matches("duplicate-entity").count(), 1, "{apart}");
}

#[test]
fn what_backstage_would_refuse_is_told_when_asked() {
    let dir = folder();
    write(dir.path(), "catalog-info.yaml", &SOUND.replace("{name: sound}", "{name: Payments API}"));
    let kind = sextant(dir.path(), &["check"]);
    assert_eq!(code(&kind), 0);
    let strict = sextant(dir.path(), &["check", "--strict", "backstage", "--format", "concise"]);
    assert_eq!(code(&strict), 1);
    assert!(stdout(&strict).contains("error[backstage-invalid]"), "{}", stdout(&strict));
}

#[test]
fn a_path_that_is_not_there_is_an_outside_failure_and_nonsense_is_wrong_usage() {
    let dir = folder();
    let output = sextant(dir.path(), &["check", "nowhere"]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("nowhere cannot be read"), "{}", stderr(&output));
    assert_eq!(code(&sextant(dir.path(), &["check", "--format", "xml"])), 2);
}

#[test]
fn what_is_certain_is_fixed_in_the_file_once_and_the_rest_is_told() {
    let dir = folder();
    let broken = SOUND.replace("kind: Component", "kind: component").replace("owner: team", "ownr: team");
    write(dir.path(), "a.yaml", &broken);
    write(dir.path(), "b.yaml", &SOUND.replace("sound", "other").replace("type: service, ", ""));
    let diff = sextant(dir.path(), &["check", "--fix", "--diff"]);
    assert_eq!(code(&diff), 1, "there is something to fix");
    let text = stdout(&diff);
    assert!(text.starts_with("--- a/a.yaml\n+++ b/a.yaml\n@@"), "{text}");
    assert!(text.contains("\n-kind: component\n+kind: Component\n"), "{text}");
    assert_eq!(fs::read_to_string(dir.path().join("a.yaml")).unwrap(), broken, "nothing is written");

    let output = sextant(dir.path(), &["check", "--fix", "--format", "concise"]);
    assert_eq!(code(&output), 0);
    assert_eq!(fs::read_to_string(dir.path().join("a.yaml")).unwrap(), SOUND);
    assert_eq!(stdout(&output), "b.yaml:4:1: warning[missing-type]: the Component other has no type\n");
    assert_eq!(
        stderr(&output),
        "fixed a.yaml:2:7: kind-case: write `Component`\nfixed a.yaml:4:46: unknown-key: write `owner`\n\
         checked 2 descriptor files: 2 entities; 0 errors, 1 warning; 2 fixed\n"
    );
    let again = sextant(dir.path(), &["check", "--fix", "--diff"]);
    assert_eq!((code(&again), stdout(&again).as_str()), (0, ""));
    assert_eq!(code(&sextant(dir.path(), &["check", "--diff"])), 2, "a diff of what?");
}

#[cfg(unix)]
#[test]
fn fixing_keeps_permissions_and_does_not_follow_links_out_of_what_was_named() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let dir = folder();
    let broken = SOUND.replace("kind: Component", "kind: component");
    write(dir.path(), "real/a.yaml", &broken);
    write(dir.path(), "inside/target.yml", &broken.replace("sound", "linked"));
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(dir.path().join("inside/target.yml"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../real/a.yaml", dir.path().join("inside/out.yaml")).unwrap();
    symlink("target.yml", dir.path().join("inside/z.yaml")).unwrap();

    let output = sextant(dir.path(), &["check", "--fix", "inside"]);
    assert_eq!(fs::read_to_string(dir.path().join("real/a.yaml")).unwrap(), broken, "{}", stderr(&output));
    assert!(fs::read_to_string(dir.path().join("inside/target.yml")).unwrap().contains("kind: Component"));
    assert!(dir.path().join("inside/z.yaml").is_symlink(), "a link stays a link");
    assert_eq!(mode("inside/target.yml"), 0o640);

    let output = sextant(dir.path(), &["check", "--fix", "inside/out.yaml"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("leads out of the path that was named"), "{}", stderr(&output));
}

#[test]
fn what_a_file_allows_counts_no_more_and_is_listed_when_asked() {
    let dir = folder();
    let text = "kind: Component\nmetadata: {name: a}\n# sextant: allow(missing-owner) a demo\n\
                spec: {type: x, lifecycle: x}\n";
    write(dir.path(), "a.yaml", text);
    let quiet = sextant(dir.path(), &["check"]);
    assert_eq!(stdout(&quiet), "");
    assert!(stderr(&quiet).ends_with("0 errors, 0 warnings; 1 allowed by their files\n"), "{}", stderr(&quiet));
    let listed = stdout(&sextant(dir.path(), &["check", "--show-suppressed"]));
    assert!(listed.contains("allowed[missing-owner]") && listed.contains("= reason: a demo"), "{listed}");

    // What is looked for only when asked for is allowed then, and nothing to complain of before.
    let named =
        SOUND.replace("{name: sound}", "{name: Payments API} # sextant: allow(backstage-invalid, invalid-name) old");
    write(dir.path(), "a.yaml", &named);
    for arguments in [&["check"][..], &["check", "--strict", "backstage"]] {
        let output = sextant(dir.path(), arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (0, ""), "{}", stderr(&output));
    }
}

#[test]
fn code_scanning_gets_one_log_and_a_workflow_gets_commands() {
    let dir = folder();
    write(dir.path(), "a b/catalog-info.yaml", &SOUND.replace("owner: team", "ownr: 🚀"));
    let output = sextant(dir.path(), &["check", "--format", "sarif"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let log: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%20b/catalog-info.yaml");
    assert_eq!(results[1]["fixes"][0]["description"]["text"], "write `owner`");
    let github = stdout(&sextant(dir.path(), &["check", "--format", "github", "./a b"]));
    assert!(github.starts_with("::warning file=a b/catalog-info.yaml,line=4,"), "{github}");
}

#[test]
fn references_out_of_the_paths_are_told_when_asked() {
    let dir = folder();
    write(dir.path(), "a.yaml", SOUND);
    assert_eq!(stdout(&sextant(dir.path(), &["check"])), "");
    let output = sextant(dir.path(), &["check", "--references", "--format", "concise"]);
    assert_eq!(code(&output), 0, "a warning");
    let told = "a.yaml:4:53: warning[dangling-reference]: component:default/sound refers to group:default/team, \
                which is not known\n";
    assert_eq!(stdout(&output), told);
    write(dir.path(), "teams.yaml", "kind: Group\nmetadata: {name: team}\nspec: {type: team}\n");
    assert_eq!(stdout(&sextant(dir.path(), &["check", "--references"])), "");
    let nobody = sextant(dir.path(), &["check", "--references", "--server", "http://127.0.0.1:1"]);
    assert_eq!(code(&nobody), 0, "there is nothing left to ask");
    fs::remove_file(dir.path().join("teams.yaml")).unwrap();
    let nobody = sextant(dir.path(), &["check", "--server", "http://127.0.0.1:1"]);
    assert_eq!(code(&nobody), 3);
    assert!(stderr(&nobody).contains("http://127.0.0.1:1 cannot be asked"), "{}", stderr(&nobody));
    assert_eq!(code(&sextant(dir.path(), &["check", "--server", "nowhere"])), 2);
}

#[test]
fn a_portal_is_asked_for_what_the_paths_do_not_describe() {
    let dir = folder();
    write(dir.path(), "a.yaml", &SOUND.replace("owner: team", "owner: team, dependsOn: [component:ledger]"));
    let portal = folder();
    write(portal.path(), "org.yaml", "kind: Group\nmetadata: {name: team}\nspec: {type: team}\n");
    let server = Portal::start(portal.path());
    let output = sextant(dir.path(), &["check", "--references", "--server", &server.address, "--format", "concise"]);
    assert_eq!(code(&output), 0, "a warning");
    let text = stdout(&output);
    assert!(text.contains("component:default/ledger, which is not known"), "{text}{}", stderr(&output));
    assert_eq!(text.lines().count(), 1, "the portal knows the team: {text}");
}

#[test]
fn references_are_matched_as_a_portal_matches_them() {
    let dir = folder();
    let holder = |owner: &str, needs: &str| {
        format!(
            "kind: Component\nmetadata: {{name: a, namespace: shop}}\n\
                 spec: {{type: service, lifecycle: x, owner: {owner}, dependsOn: ['{needs}']}}\n"
        )
    };
    let others = "kind: Group\nmetadata: {name: crew, annotations: {github.com/team-slug: acme/payments}}\n\
                  spec: {type: team}\n---\napiVersion: sextant.dev/v1\nkind: Resource\n\
                  metadata: {name: store, aliases: [orders_db]}\nspec: {type: database, owner: crew}\n---\n\
                  kind: User\nmetadata: {name: jd}\nspec: {memberOf: [crew], profile: {displayName: Jane Doe}}\n";
    let told = |server: Option<&str>, owner: &str, needs: &str| {
        write(dir.path(), "a.yaml", &holder(owner, needs));
        let asked = server.map_or(vec!["--references"], |server| vec!["--references", "--server", server]);
        stdout(&sextant(dir.path(), &[&["check", "--format", "concise"][..], &asked].concat()))
    };
    let portal = folder();
    write(portal.path(), "others.yaml", others);
    let server = Portal::start(portal.path());
    for server in [Some(server.address.as_str()), None] {
        if server.is_none() {
            write(dir.path(), "others.yaml", others);
        }
        for (owner, needs) in [
            ("crew", "resource:store"),
            ("crew", "orders_db"),
            ("'@acme/payments'", "resource:store"),
            ("Jane Doe", "resource:store"),
        ] {
            let text = told(server, owner, needs);
            assert!(!text.contains("dangling-reference"), "{owner} {needs} {server:?}: {text}");
        }
        let text = told(server, "other/crew2", "resource:other/store");
        assert_eq!(text.matches("dangling-reference").count(), 2, "{server:?}: {text}");
    }
}

#[test]
fn a_named_file_of_the_repository_is_looked_for_where_the_repository_begins() {
    let dir = folder();
    fs::create_dir(dir.path().join(".git")).unwrap();
    write(dir.path(), "apis/a.yaml", "openapi: 3.1.0\n");
    let api = "kind: API\nmetadata: {name: a}\n\
               spec: {type: openapi, lifecycle: x, owner: t, definition: {$text: ../apis/a.yaml}}\n";
    write(dir.path(), "svc/catalog-info.yaml", api);
    for arguments in [&["check"][..], &["check", "svc"], &["check", "svc/catalog-info.yaml"]] {
        let output = sextant(dir.path(), arguments);
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let dir = folder();
    write(dir.path(), "a/b.yaml", SOUND);
    let output = sextant(dir.path(), &["check", "a", "a/b.yaml", "."]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""));
    assert_eq!(stderr(&output), "checked 1 descriptor file: 1 entity; 0 errors, 0 warnings\n");
}

#[test]
fn what_a_location_leads_to_is_checked_too() {
    let dir = folder();
    let location = "kind: Location\nmetadata: {name: all}\nspec:\n  targets: [./a.json, ./gone.yaml]\n";
    write(dir.path(), "all.yaml", location);
    write(dir.path(), "a.json", "{\"kind\": \"System\", \"metadata\": {\"name\": \"a\"}, \"spec\": {\"ownr\": \"t\"}}");
    for named in [".", "all.yaml"] {
        let output = sextant(dir.path(), &["check", "--format", "concise", named]);
        let text = stdout(&output);
        assert!(text.contains("all.yaml:4:23: warning[missing-file]"), "{text}");
        assert!(text.contains("a.json:1:") && text.contains("warning[unknown-key]"), "{text}");
        assert!(stderr(&output).contains("2 descriptor files: 2 entities"), "{}", stderr(&output));
    }
}

#[test]
fn codeowners_say_who_answers_where_a_descriptor_does_not() {
    let dir = folder();
    write(dir.path(), ".git/HEAD", "");
    write(dir.path(), ".github/CODEOWNERS", "* @acme/shop\n");
    write(dir.path(), "a/catalog-info.yaml", &SOUND.replace(", owner: team", ""));
    let output = sextant(dir.path(), &["check", "--format", "concise", "a"]);
    let expected = "a/catalog-info.yaml:4:1: info[codeowners-owner]: the Component sound has no owner; group:default/shop \
                    is taken from .github/CODEOWNERS line 1\n";
    assert_eq!((code(&output), stdout(&output).as_str()), (0, expected));
}

#[test]
fn blueprints_of_the_configuration_count_here_too() {
    let dir = folder();
    write(dir.path(), "port.yml", "identifier: a\nblueprint: squad\n---\nidentifier: b\nblueprint: service\nteam: a\n");
    let told = |arguments: &[&str]| stdout(&sextant(dir.path(), &[&["check", "--references"], arguments].concat()));
    assert!(told(&[]).contains("group:default/a"), "a squad is a kind of its own, and no team");
    write(dir.path(), "sextant.toml", "[port.blueprints]\nsquad = \"Group\"\n");
    assert_eq!(told(&[]), "");
    write(dir.path(), "sextant.toml", "[port.blueprints]\nsquad = \"no kind\"\n");
    let output = sextant(dir.path(), &["check"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("squad"), "{}", stderr(&output));
    assert!(stdout(&sextant(dir.path(), &["config", "show", "--config", "/dev/null"])).contains("port.blueprints"));
}
