use catalog_schema::merge::{Precedence, merge};
use catalog_schema::model::{Format, LinkType, RelationType};
use serde_json::json;

use crate::{BACKSTAGE, COMPASS, all, entity};

#[test]
fn a_field_with_one_value_has_that_of_the_first_format_that_has_one() {
    let merged = merge(all(), &Precedence::default()).unwrap();
    assert_eq!(merged.format, Format::Backstage);
    assert_eq!(merged.description.as_deref(), Some("Takes the order."));
    assert_eq!(merged.entity_type.as_deref(), Some("service"));
    assert_eq!(merged.tier, Some(1), "Backstage says nothing of it, and Compass comes before Datadog");
    assert_eq!(merged.language.as_deref(), Some("java"), "only Compass says so");
}

#[test]
fn another_precedence_believes_another_format() {
    let precedence = Precedence::of(&["datadog", "compass"]).unwrap();
    let merged = merge(all(), &precedence).unwrap();
    assert_eq!((merged.format, merged.tier), (Format::Datadog, Some(3)));
    assert_eq!(merged.description.as_deref(), Some("The old checkout."));
}

#[test]
fn lists_are_united_and_maps_merged_by_key() {
    let merged = merge(all(), &Precedence::default()).unwrap();
    assert_eq!(merged.tags.iter().filter(|tag| *tag == "pci").count(), 1);
    assert_eq!(merged.tags[..2], ["java", "pci"]);
    assert_eq!(merged.labels["region"], "eu");
    let links: Vec<_> = merged.links.iter().map(|link| (link.url.as_str(), link.link_type)).collect();
    assert_eq!(
        links,
        [
            ("https://git.example.com/checkout", LinkType::Repository),
            ("https://wiki.example.com/checkout", LinkType::Other)
        ]
    );
    assert_eq!(merged.links[0].title.as_deref(), Some("Code"), "the link that was there learns its title");
}

#[test]
fn an_owner_that_is_not_believed_owns_nothing() {
    let merged = merge(all(), &Precedence::default()).unwrap();
    assert_eq!(merged.owner.as_ref().unwrap().to_string(), "group:default/payments");
    let owners = merged.relations.iter().filter(|relation| relation.relation_type == RelationType::OwnedBy);
    let owners: Vec<String> = owners.map(|relation| relation.target.to_string()).collect();
    assert_eq!(owners, ["group:default/payments"]);
}

#[test]
fn the_documents_of_other_formats_stand_in_the_first_ones_spec() {
    let merged = merge(all(), &Precedence::default()).unwrap();
    let spec = &merged.descriptor["spec"];
    assert_eq!(spec["owner"], "payments");
    assert_eq!(spec["compass"]["ownerId"], "ari:cloud:identity::team/1");
    assert_eq!(spec["datadog"]["dd-service"], "checkout");

    let foreign_first = merge(all(), &Precedence::of(&["compass"]).unwrap()).unwrap();
    assert_eq!(foreign_first.descriptor["spec"]["compass"]["typeId"], "APPLICATION");
    assert_eq!(foreign_first.descriptor["spec"]["backstage"]["spec"]["owner"], "payments");
}

#[test]
fn what_stands_under_the_name_of_a_format_already_is_not_overwritten() {
    let converted = BACKSTAGE.replace("spec:\n", "spec:\n  compass: {note: from a conversion}\n");
    let both = vec![entity("catalog-info.yaml", &converted), entity("compass.yml", COMPASS)];
    let merged = merge(both, &Precedence::default()).unwrap();
    assert_eq!(merged.descriptor["spec"]["compass"], json!({"note": "from a conversion"}));
    assert_eq!(merged.descriptor["spec"]["compass-2"]["name"], "checkout");
}

#[test]
fn a_relation_that_another_format_says_is_found_in_its_document() {
    let compass = format!("{COMPASS}relationships:\n  DEPENDS_ON:\n    - ari:cloud:compass:1:component/2\n");
    let both = vec![entity("catalog-info.yaml", BACKSTAGE), entity("compass.yml", &compass)];
    let merged = merge(both, &Precedence::default()).unwrap();
    let depends = merged.relations.iter().filter(|relation| relation.relation_type == RelationType::DependsOn);
    let origins: Vec<&str> = depends.map(|relation| relation.origin.as_str()).collect();
    assert_eq!(origins.len(), 2, "{origins:?}");
    assert_eq!(origins[0], "/spec/dependsOn/0");
    assert!(origins[1].starts_with("/spec/compass/relationships/"), "{origins:?}");
    assert!(merged.descriptor.pointer(origins[1]).is_some(), "{origins:?}");
}

#[test]
fn a_link_that_is_told_of_what_type_it_is_takes_no_other_ones_place() {
    let of = |path: &str, links: &str| {
        entity(
            path,
            &format!("apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: checkout\n  links:\n{links}"),
        )
    };
    let first = of("sextant.yaml", "    - url: https://a.example\n    - url: https://a.example\n");
    let mut second = of(
        "catalog-info.yaml",
        "    - url: https://a.example\n      icon: book\n    - url: https://a.example\n      type: repository\n",
    );
    second.format = Format::Backstage;
    let once = merge(vec![first, second], &Precedence::default()).unwrap();
    let links: Vec<_> = once.links.iter().map(|link| (link.link_type, link.icon.as_deref())).collect();
    assert_eq!(links, [(LinkType::Repository, None), (LinkType::Other, Some("book"))]);
}
