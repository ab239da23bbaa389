//! What it needs to run, by the container images beside it.

use super::repository::Repository;

/// A thing that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    /// The product, such as `postgresql`.
    pub(super) product: &'static str,
    /// The type of resource, such as `database`.
    pub(super) resource_type: &'static str,
    /// The image and the file that names it.
    pub(super) from: String,
}

/// The last part of an image's name, and what runs in it.
const IMAGES: &[(&[&str], &str, &str)] = &[
    (&["postgres", "postgresql", "postgis", "timescaledb", "cloudnative-pg"], "postgresql", "database"),
    (&["mysql", "mariadb", "percona"], "mysql", "database"),
    (&["mongo", "mongodb", "mongodb-community-server"], "mongodb", "database"),
    (&["cassandra", "scylla"], "cassandra", "database"),
    (&["clickhouse", "clickhouse-server"], "clickhouse", "database"),
    (&["cockroach", "cockroachdb"], "cockroachdb", "database"),
    (&["neo4j"], "neo4j", "database"),
    (&["influxdb"], "influxdb", "database"),
    (&["mssql", "server", "azure-sql-edge"], "sqlserver", "database"),
    (&["dynamodb-local"], "dynamodb", "database"),
    (&["redis", "redis-stack", "valkey", "keydb", "dragonfly"], "redis", "cache"),
    (&["memcached"], "memcached", "cache"),
    (&["kafka", "cp-kafka", "redpanda", "kafka-native"], "kafka", "queue"),
    (&["rabbitmq"], "rabbitmq", "queue"),
    (&["nats"], "nats", "queue"),
    (&["activemq", "activemq-artemis"], "activemq", "queue"),
    (&["pulsar"], "pulsar", "queue"),
    (&["minio"], "s3", "bucket"),
    (&["elasticsearch", "opensearch"], "elasticsearch", "search-index"),
];

/// Every product once, in the order found: compose files and Kubernetes manifests, as far as they can be told.
pub(super) fn dependencies(repository: &Repository) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    for path in repository.files().filter(|path| may_name_images(path)) {
        let Some(text) = repository.text(path) else { continue };
        for image in text.lines().filter_map(image) {
            let Some((_, product, resource_type)) = known(image) else { continue };
            if !found.iter().any(|dependency| dependency.product == *product) {
                found.push(Dependency { product, resource_type, from: format!("the image {image} in {path}") });
            }
        }
    }
    found
}

/// Compose files, and YAML in the folders that manifests usually lie in.
fn may_name_images(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if !(name.ends_with(".yaml") || name.ends_with(".yml")) {
        return false;
    }
    let compose = name.starts_with("docker-compose") || name.starts_with("compose.");
    let folders = ["k8s", "kubernetes", "manifests", "deploy", "deployment", "helm", "charts"];
    compose || path.split('/').any(|part| folders.contains(&part))
}

/// The image that a line names. Lines are enough, and templates of manifests have them too.
fn image(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches("- ").strip_prefix("image:")?;
    let line = line.split(" #").next().unwrap_or(line);
    let image = line.trim().trim_matches(['"', '\'']);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | ':' | '-' | '_' | '@');
    (!image.is_empty() && image.chars().all(plain)).then_some(image)
}

fn known(image: &str) -> Option<&'static (&'static [&'static str], &'static str, &'static str)> {
    let name = image.split('@').next().unwrap_or(image).rsplit('/').next()?;
    let name = name.split(':').next()?;
    // Only Microsoft calls an image `server`.
    let told = name != "server" || image.contains("mssql");
    IMAGES.iter().find(|(names, ..)| told && names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_told_by_the_last_part_of_their_name() {
        for (line, product) in [
            ("    image: postgres:16", "postgresql"),
            ("  - image: \"docker.io/bitnami/redis:7.2@sha256:ab\"", "redis"),
            ("image: 'confluentinc/cp-kafka'  # broker", "kafka"),
            ("image: mcr.microsoft.com/mssql/server:2022", "sqlserver"),
        ] {
            let image = image(line).unwrap();
            assert_eq!(known(image).map(|(_, product, _)| *product), Some(product), "{line}");
        }
        assert_eq!(image("image: {{ .Values.image }}"), None);
        assert!(known("acme/orders:1").is_none() && known("acme/server").is_none());
    }
}
