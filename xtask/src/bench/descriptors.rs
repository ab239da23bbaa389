//! Descriptors of a company that is made up: a repository each, of every format, the same for the same number.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::random::{Popular, Random};
use crate::failure::Failure;
use crate::workspace;

const WORDS: &[&str] = &[
    "orders", "ledger", "basket", "courier", "menu", "pricing", "invoice", "search", "profile", "stock", "refund",
    "voucher", "kitchen", "rating", "address", "receipt", "session", "payout", "tariff", "depot",
];
const PARTS: &[&str] = &["service", "api", "worker", "gateway", "store", "sync", "library", "ui"];
const VERBS: &[&str] = &["Keeps", "Sends", "Computes", "Collects", "Publishes", "Checks", "Routes"];
const TAGS: &[&str] = &["rust", "java", "go", "kafka", "postgres", "pci", "internal", "batch", "edge"];
const LIFECYCLES: &[&str] = &["production", "production", "production", "experimental", "deprecated"];
const COMPONENTS_OF_A_TEAM: usize = 100;
const COMPONENTS_OF_A_SYSTEM: usize = 40;
/// Repositories in one folder.
const SHARD: usize = 500;

/// Writes `count` descriptor files below `folder`, each in a folder of its own.
pub(super) fn write(folder: &Path, count: usize) -> Result<(), Failure> {
    let mut random = Random::new(7);
    let company = Company::new(count, &mut random);
    for number in 0..count {
        let (name, text) = descriptor(number, &company, &mut random);
        let repository = folder.join(format!("{:03}", number / SHARD)).join(service(number));
        workspace::make_dir(&repository)?;
        let path = repository.join(name);
        fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
    }
    Ok(())
}

/// Writes the teams and systems that so many descriptors name.
pub(super) fn write_organisation(folder: &Path, count: usize) -> Result<(), Failure> {
    let mut text = String::new();
    for team in 0..=count / COMPONENTS_OF_A_TEAM {
        let _ = write!(
            text,
            "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team-{team}\nspec:\n  type: team\n  \
             children: []\n"
        );
    }
    for system in 0..=count / COMPONENTS_OF_A_SYSTEM {
        let team = system * COMPONENTS_OF_A_SYSTEM / COMPONENTS_OF_A_TEAM;
        let _ = write!(
            text,
            "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: system-{system}\nspec:\n  owner: \
             team-{team}\n"
        );
    }
    let path = folder.join("organisation.yaml");
    fs::write(&path, text).map_err(|error| Failure::file(&path, &error))
}

/// Who depends on whom.
struct Company {
    count: usize,
    /// Components by how much others depend on them.
    popular: Popular,
}

impl Company {
    fn new(count: usize, random: &mut Random) -> Self {
        Self { count, popular: Popular::new(count, random) }
    }

    /// The name of a component that others depend on.
    fn dependency(&self, random: &mut Random) -> String {
        service(self.popular.pick(random))
    }
}

/// The name of the component of this number.
fn service(number: usize) -> String {
    let (word, part) = (WORDS[number % WORDS.len()], PARTS[number / WORDS.len() % PARTS.len()]);
    format!("{word}-{part}-{number}")
}

fn team(random: &mut Random, company: &Company) -> String {
    format!("team-{}", random.below(company.count / COMPONENTS_OF_A_TEAM + 1))
}

/// Two or three sentences.
fn prose(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(3) + 1 {
        let (verb, one, other) = (random.pick(VERBS), random.pick(WORDS), random.pick(WORDS));
        let _ = write!(text, "{verb} the {one} of every {other} before the {} is closed. ", random.pick(WORDS));
    }
    text.trim_end().to_owned()
}

/// The file's name and text. Of a hundred, sixty are Backstage's, the rest is of the other formats.
fn descriptor(number: usize, company: &Company, random: &mut Random) -> (&'static str, String) {
    match random.below(100) {
        0..60 => ("catalog-info.yaml", backstage(number, company, random, "backstage.io/v1alpha1")),
        60..70 => ("sextant.yaml", backstage(number, company, random, "sextant.dev/v1")),
        70..78 => ("compass.yml", compass(number, company, random)),
        78..85 => ("cortex.yaml", cortex(number, company, random)),
        85..90 => ("opslevel.yml", opslevel(number, company, random)),
        90..95 => ("service.datadog.yaml", datadog(number, company, random)),
        _ => ("port.yml", port(number, company, random)),
    }
}

fn backstage(number: usize, company: &Company, random: &mut Random, version: &str) -> String {
    let name = service(number);
    let mut text = format!(
        "apiVersion: {version}\nkind: Component\nmetadata:\n  name: {name}\n  description: {}\n  annotations:\n    \
         github.com/project-slug: example/{name}\n    backstage.io/techdocs-ref: dir:.\n  tags: [{}, {}]\n  links:\n    \
         - url: https://dashboards.example.com/d/{name}\n      title: Dashboard\n      icon: dashboard\n    - url: \
         https://runbooks.example.com/{name}\n      title: Runbook\nspec:\n  type: service\n  lifecycle: {}\n",
        prose(random),
        random.pick(TAGS),
        random.pick(TAGS),
        random.pick(LIFECYCLES),
    );
    // Some forget the owner, some misspell it.
    let owner = team(random, company);
    let _ = match random.below(100) {
        0 => Ok(()),
        1 => writeln!(text, "  ownr: {owner}"),
        _ => writeln!(text, "  owner: {owner}"),
    };
    let _ =
        writeln!(text, "  system: system-{}\n  dependsOn:", random.below(company.count / COMPONENTS_OF_A_SYSTEM + 1));
    for _ in 0..random.below(5) + 1 {
        let _ = writeln!(text, "    - component:{}", company.dependency(random));
    }
    let _ = writeln!(text, "    - resource:{}-db", random.pick(WORDS));
    if random.chance(20) {
        let _ = write!(text, "  providesApis: [{name}]\n---\n{}", contract(&name, &owner, version, random));
    }
    text
}

/// An API with its contract in the descriptor.
fn contract(name: &str, owner: &str, version: &str, random: &mut Random) -> String {
    let mut text = format!(
        "apiVersion: {version}\nkind: API\nmetadata:\n  name: {name}\nspec:\n  type: openapi\n  lifecycle: production\n  \
         owner: {owner}\n  definition: |\n    openapi: 3.1.0\n    info: {{title: {name}, version: 1.0.0}}\n    paths:\n"
    );
    for _ in 0..random.below(12) + 2 {
        let _ = writeln!(
            text,
            "      /{}/{{id}}:\n        get:\n          summary: {}\n          responses: {{\"200\": {{description: OK}}}}",
            random.pick(WORDS),
            prose(random),
        );
    }
    text
}

fn compass(number: usize, company: &Company, random: &mut Random) -> String {
    format!(
        "configVersion: 1\nname: {0}\ndescription: {1}\ntypeId: SERVICE\nownerId: {2}\nfields:\n  tier: {3}\n  lifecycle: \
         Active\nlabels: ['language:rust', {4}]\nlinks:\n  - name: Code\n    type: REPOSITORY\n    url: \
         https://github.com/example/{0}\nrelationships:\n  DEPENDS_ON: [{5}, {6}]\ncustomFields: null\n",
        service(number),
        prose(random),
        team(random, company),
        random.below(4) + 1,
        random.pick(TAGS),
        company.dependency(random),
        company.dependency(random),
    )
}

fn cortex(number: usize, company: &Company, random: &mut Random) -> String {
    format!(
        "openapi: 3.0.1\ninfo:\n  title: {0}\n  description: {1}\n  x-cortex-tag: {0}\n  x-cortex-type: service\n  \
         x-cortex-groups: ['tier:{2}', {3}]\n  x-cortex-owners:\n    - type: group\n      name: example/{4}\n      \
         provider: GITHUB\n  x-cortex-dependency:\n    - tag: {5}\n      method: GET\n      path: /v1/items\n  \
         x-cortex-git:\n    github:\n      repository: example/{0}\n",
        service(number),
        prose(random),
        random.below(4) + 1,
        random.pick(TAGS),
        team(random, company),
        company.dependency(random),
    )
}

fn opslevel(number: usize, company: &Company, random: &mut Random) -> String {
    format!(
        "version: 1\ncomponent:\n  name: {0}\n  type: service\n  description: {1}\n  tier: tier_{2}\n  lifecycle: \
         generally_available\n  owner: {3}\n  language: Rust\n  aliases: ['k8s:{0}']\n  tags:\n    - {{key: pci, value: \
         'true'}}\n  tools:\n    - {{name: Grafana, category: metrics, url: 'https://dashboards.example.com/d/{0}'}}\n  \
         dependencies:\n    - {{alias: {4}}}\n",
        service(number),
        prose(random),
        random.below(4) + 1,
        team(random, company),
        company.dependency(random),
    )
}

fn datadog(number: usize, company: &Company, random: &mut Random) -> String {
    format!(
        "apiVersion: v3\nkind: service\nmetadata:\n  name: {0}\n  description: {1}\n  owner: {2}\n  tags: ['env:prod', {3}]\n  \
         links:\n    - {{name: Source, type: repo, provider: github, url: 'https://github.com/example/{0}'}}\nspec:\n  \
         tier: '{4}'\n  lifecycle: production\n  languages: [go]\n  dependsOn: ['service:{5}', 'datastore:{6}-db']\n",
        service(number),
        prose(random),
        team(random, company),
        random.pick(TAGS),
        random.below(4) + 1,
        company.dependency(random),
        random.pick(WORDS),
    )
}

fn port(number: usize, company: &Company, random: &mut Random) -> String {
    format!(
        "- identifier: {0}\n  title: {0}\n  blueprint: service\n  team: {1}\n  properties:\n    description: {2}\n    tier: \
         {3}\n    lifecycle: Production\n    url: https://github.com/example/{0}\n  relations:\n    depends_on: [{4}]\n",
        service(number),
        team(random, company),
        prose(random),
        random.below(4) + 1,
        company.dependency(random),
    )
}

#[cfg(test)]
mod tests {
    use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};

    use super::*;

    #[test]
    fn the_same_number_makes_the_same_files_and_all_of_them_are_descriptors() {
        let texts = |seed| {
            let mut random = Random::new(seed);
            let company = Company::new(500, &mut random);
            (0..500).map(|number| descriptor(number, &company, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(texts(7), texts(7));
        let mut formats = std::collections::BTreeSet::new();
        for (name, text) in texts(7) {
            let decoded = decode(name, text.as_bytes(), &DecodeOptions::default());
            for document in decoded.documents {
                let DocumentOutcome::Entity(entity) = document.outcome else { panic!("{name}:\n{text}") };
                formats.insert(entity.format);
            }
            let known = ["missing-owner", "unknown-key"];
            let told = decoded.diagnostics.iter().find(|told| !known.contains(&&*told.code));
            assert!(told.is_none(), "{name}: {told:?}\n{text}");
        }
        assert_eq!(formats.len(), 7);
    }
}
