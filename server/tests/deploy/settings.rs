//! Every flag, variable and key that the files use is one that `sextant` knows, and the values fit each other.

use std::collections::BTreeMap;
use std::process::Output;

use serde_yaml::Value;

use crate::files::{instruction, path, text, word, yaml};
use crate::running::program::sextant;

type Variables = BTreeMap<String, String>;

/// Variables of Sextant's that are no setting of the portal: what is logged, and which file has the settings.
const BESIDE: [&str; 2] = ["SEXTANT_LOG", "SEXTANT_CONFIG"];

/// What `sextant config show` makes of a start.
struct Shown(String);

impl Shown {
    /// `arguments` are those of the start, `serve` among them.
    fn of(arguments: &[&str], variables: &Variables) -> Self {
        let output = start(arguments, variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let shown = Self(String::from_utf8(output.stdout).unwrap());
        for variable in variables.keys().filter(|name| name.starts_with("SEXTANT_") && !BESIDE.contains(&name.as_str()))
        {
            let origin = format!("environment {variable}");
            assert!(shown.0.lines().any(|line| line.ends_with(&origin)), "{variable} is no setting:\n{}", shown.0);
        }
        shown
    }

    fn value(&self, name: &str) -> &str {
        let mut lines = self.0.lines().filter_map(|line| line.split_once("  "));
        let (_, rest) = lines.find(|(setting, _)| *setting == name).unwrap_or_else(|| panic!("no {name}:\n{}", self.0));
        rest.trim().split("  ").next().unwrap()
    }
}

fn start(arguments: &[&str], variables: &Variables) -> Output {
    let ["serve", flags @ ..] = arguments else { panic!("{arguments:?} serves nothing") };
    let folder = tempfile::tempdir().unwrap();
    let mut command = sextant();
    command.args(["config", "show"]).args(flags).envs(variables).current_dir(folder.path()).output().unwrap()
}

fn assignments<'t>(lines: impl Iterator<Item = &'t str>) -> Variables {
    let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    lines.map(|line| pair(line).unwrap_or_else(|| panic!("{line:?} sets nothing"))).collect()
}

/// What the image sets.
fn image() -> Variables {
    assignments(instruction("ENV").split_whitespace())
}

fn image_command() -> Vec<String> {
    serde_yaml::from_str(&instruction("CMD")).unwrap()
}

#[test]
fn the_unit_starts_the_portal_with_settings_that_it_knows() {
    let unit = text("systemd/sextant.service");
    let all = |key: &str| unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect::<Vec<_>>();
    let file = text("systemd/sextant.env");
    let mut variables = assignments(all("Environment").into_iter());
    variables.extend(assignments(file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))));
    let command: Vec<&str> = all("ExecStart")[0].split_whitespace().skip(1).collect();
    let shown = Shown::of(&command, &variables);

    assert_eq!(shown.value("data_dir"), format!("/var/lib/{}", all("StateDirectory")[0]));
    assert!(shown.value("listen").starts_with("127.0.0.1:") && shown.value("allow_unguarded_read") == "false");
    assert!(shown.value("database_url").contains("SQLite"));
    assert!(all("EnvironmentFile")[0].ends_with("/sextant.env"));
}

#[test]
fn the_image_by_itself_refuses_to_let_everybody_read() {
    let command = image_command();
    let output = start(&command.iter().map(String::as_str).collect::<Vec<_>>(), &image());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--allow-unguarded-read"));

    let mut variables = image();
    variables.insert("SEXTANT_ALLOW_UNGUARDED_READ".to_owned(), "true".to_owned());
    let shown = Shown::of(&command.iter().map(String::as_str).collect::<Vec<_>>(), &variables);
    assert_eq!(shown.value("listen"), format!("0.0.0.0:{}", instruction("EXPOSE")));
    assert_eq!(shown.value("data_dir"), instruction("VOLUME"));
}

#[test]
fn the_replicas_of_compose_have_settings_that_the_portal_knows() {
    let compose = yaml("compose/compose.yaml");
    let (command, port) = (image_command(), instruction("EXPOSE"));
    for name in ["sextant-1", "sextant-2"] {
        let service = &compose["services"][name];
        assert!(service["command"].is_null(), "{name} runs what the image says");
        let mut variables = image();
        let said = service["environment"].as_mapping().unwrap();
        variables.extend(said.iter().map(|(name, value)| (word(name), word(value))));
        let shown = Shown::of(&command.iter().map(String::as_str).collect::<Vec<_>>(), &variables);

        assert_eq!(shown.value("database_url"), "postgres://sextant:***@postgres/sextant");
        let volumes = service["volumes"].as_sequence().unwrap();
        assert_eq!(shown.value("catalog"), format!("[{}]", word(&volumes[0]["target"])));
        let index = word(&volumes[1]);
        assert!(index.ends_with(&format!(":{}", shown.value("data_dir"))), "{index}");
        assert!(text("compose/haproxy.cfg").contains(&format!("server {name} {name}:{port}\n")));
    }
    let database = &compose["services"]["postgres"]["environment"];
    assert_eq!(
        (word(&database["POSTGRES_USER"]), word(&database["POSTGRES_DB"])),
        ("sextant".into(), "sextant".into())
    );
}

#[test]
fn the_pods_of_kubernetes_have_settings_that_the_portal_knows() {
    let container = &yaml("kubernetes/deployment.yaml")["spec"]["template"]["spec"]["containers"][0];
    let secret = &yaml("kubernetes/secret.example.yaml")["stringData"];
    let mount = |name: &str| {
        let mounts = container["volumeMounts"].as_sequence().unwrap();
        word(&mounts.iter().find(|mount| mount["name"].as_str() == Some(name)).unwrap()["mountPath"])
    };
    let file = format!("{}/sextant.toml", mount("configuration"));
    let mut variables = Variables::new();
    for variable in container["env"].as_sequence().unwrap() {
        let value = match &variable["valueFrom"]["secretKeyRef"]["key"] {
            Value::String(key) => word(&secret[key.as_str()]),
            _ => word(&variable["value"]),
        };
        variables.insert(word(&variable["name"]), value);
    }
    // The file stands where the ConfigMap is mounted; here it stands in the tree.
    let named = variables.insert("SEXTANT_CONFIG".to_owned(), path("kubernetes/sextant.toml").display().to_string());
    assert_eq!(named, Some(file));
    let arguments: Vec<String> = serde_yaml::from_value(container["args"].clone()).unwrap();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let shown = Shown::of(&arguments, &variables);
    assert!(shown.value("listen").ends_with(&format!(":{}", container["ports"][0]["containerPort"].as_u64().unwrap())));
    assert_eq!(shown.value("data_dir"), mount("index"));
    assert_eq!(shown.value("catalog"), format!("[{}]", mount("catalog")));

    // The image's own variables win over the file: they must not say anything else.
    variables.extend(image());
    let with_image = Shown::of(&arguments, &variables);
    for name in ["listen", "data_dir", "catalog", "database_url"] {
        assert_eq!(with_image.value(name), shown.value(name));
    }
}

#[test]
fn what_is_logged_is_read_from_the_variable_that_the_unit_sets() {
    assert!(text("systemd/sextant.env").contains("SEXTANT_LOG="));
    let mut command = sextant();
    let output = command.arg("serve").env("SEXTANT_LOG", "a=b=c").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("SEXTANT_LOG"));
}

/// A request may ask to wait for so long; whoever cuts it off before that breaks a promise.
#[test]
fn neither_the_proxy_nor_the_end_of_a_pod_cuts_off_who_may_wait() {
    let shown = Shown::of(&["serve"], &Variables::new());
    let max_wait: u64 = shown.value("max_wait").strip_suffix(" s").unwrap().parse().unwrap();
    let proxy = text("compose/haproxy.cfg");
    for side in ["client", "server"] {
        let limit = proxy.split(&format!("timeout {side} ")).nth(1).unwrap().split("s\n").next().unwrap();
        assert!(limit.parse::<u64>().unwrap() > 2 * max_wait, "{side}: {limit} s");
    }
    let pod = &yaml("kubernetes/deployment.yaml")["spec"]["template"]["spec"];
    let stays = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"].as_u64().unwrap();
    assert!(pod["terminationGracePeriodSeconds"].as_u64().unwrap() > stays + max_wait);
}
