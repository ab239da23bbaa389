use catalog_schema::merge::Precedence;
use catalog_schema::provenance::{Description, FieldOrigin, provenance};

use crate::{BACKSTAGE, COMPASS, DATADOG, entity};

/// The provenance of the entity of these files, which are believed by the precedence of their formats.
fn origins(files: &[(&str, &str)], precedence: &Precedence) -> Vec<FieldOrigin> {
    let entities: Vec<_> = files.iter().map(|(path, text)| entity(path, text)).collect();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|index| precedence.rank(entities[*index].format));
    let describe =
        |index: &usize| Description { entity: &entities[*index], text: files[*index].1.as_bytes(), start_line: 1 };
    let descriptions: Vec<_> = order.iter().map(describe).collect();
    let mut origins = provenance(&descriptions);
    for origin in &mut origins {
        origin.said.description = order[origin.said.description];
        for other in &mut origin.overruled {
            other.said.description = order[other.said.description];
        }
    }
    origins
}

fn of<'o>(origins: &'o [FieldOrigin], field: &str) -> &'o FieldOrigin {
    origins.iter().find(|origin| origin.field == field).unwrap_or_else(|| panic!("no {field} in {origins:#?}"))
}

const FILES: [(&str, &str); 3] =
    [("compass.yml", COMPASS), ("catalog-info.yaml", BACKSTAGE), ("service.datadog.yaml", DATADOG)];

#[test]
fn each_value_leads_to_the_line_that_says_it() {
    let origins = origins(&FILES, &Precedence::default());
    let line = |text: &str, words: &str| {
        let line = text.lines().position(|line| line.contains(words)).unwrap();
        u32::try_from(line + 1).unwrap()
    };
    for (field, description, text, words, column) in [
        ("description", 1, BACKSTAGE, "description:", 3),
        ("owner", 1, BACKSTAGE, "owner:", 3),
        ("system", 1, BACKSTAGE, "system:", 3),
        ("labels.region", 1, BACKSTAGE, "region", 12),
        ("dependsOn", 1, BACKSTAGE, "dependsOn", 15),
        ("tier", 0, COMPASS, "tier", 10),
        ("language", 0, COMPASS, "language", 15),
    ] {
        let said = of(&origins, field).said;
        assert_eq!(
            (said.description, said.line, said.column),
            (description, line(text, words), Some(column)),
            "{field}: {origins:#?}"
        );
    }
}

#[test]
fn what_a_value_won_over_is_named_with_its_place() {
    let origins = origins(&FILES, &Precedence::default());
    let lifecycle = of(&origins, "lifecycle");
    assert_eq!(lifecycle.value, "production");
    let overruled: Vec<_> = lifecycle
        .overruled
        .iter()
        .map(|other| (other.value.as_str(), other.said.description, other.said.line))
        .collect();
    assert_eq!(overruled, [("deprecated", 0, 6)], "Datadog says the same, and so is not overruled");
    assert!(of(&origins, "tags").overruled.is_empty(), "lists are united");
    let tier = of(&origins, "tier");
    assert_eq!((tier.value.as_str(), tier.overruled[0].value.as_str()), ("1", "3"));
    assert_eq!(tier.overruled[0].said.description, 2);

    let datadog_first = self::origins(&FILES, &Precedence::of(&["datadog"]).unwrap());
    let tier = of(&datadog_first, "tier");
    assert_eq!((tier.value.as_str(), tier.said.description, tier.overruled[0].value.as_str()), ("3", 2, "1"));
}

#[test]
fn an_item_of_a_list_has_the_place_of_the_first_format_that_has_it() {
    let origins = origins(&FILES, &Precedence::default());
    let tags: Vec<_> = origins.iter().filter(|origin| origin.field == "tags").collect();
    let pci: Vec<_> = tags.iter().filter(|origin| origin.value == "pci").collect();
    assert_eq!(pci.len(), 1);
    assert_eq!((pci[0].said.description, pci[0].said.line), (1, 6));
    let links: Vec<_> =
        origins.iter().filter(|origin| origin.field == "links").map(|link| link.said.description).collect();
    assert_eq!(links, [1, 0]);
}

#[test]
fn a_document_in_the_middle_of_a_file_has_the_lines_of_the_file() {
    let text =
        format!("# teams\nkind: Group\nmetadata: {{name: a}}\nspec: {{type: team, children: []}}\n---\n{BACKSTAGE}");
    let entity = entity("catalog-info.yaml", BACKSTAGE);
    let description = Description { entity: &entity, text: text.as_bytes(), start_line: 6 };
    let origins = provenance(&[description]);
    assert_eq!(of(&origins, "description").said.line, 10);
    assert_eq!(
        (of(&origins, "namespace").said.line, of(&origins, "namespace").said.column),
        (6, None),
        "nobody wrote it"
    );
}

#[test]
fn an_item_of_a_list_of_entities_is_found_in_the_list() {
    let text = "- identifier: a\n  blueprint: service\n  title: First\n- identifier: b\n  blueprint: service\n  title: Second\n";
    let decoded = catalog_schema::decode::decode("port.yml", text.as_bytes(), &Default::default());
    let second = decoded.documents.into_iter().nth(1).unwrap();
    let catalog_schema::decode::DocumentOutcome::Entity(entity) = second.outcome else { panic!("no entity") };
    let description = Description { entity: &entity, text: text.as_bytes(), start_line: second.start_line };
    let origins = provenance(&[description]);
    assert_eq!((of(&origins, "title").said.line, of(&origins, "title").value.as_str()), (6, "Second"));
}

#[test]
fn a_text_that_is_not_there_any_more_still_has_an_answer() {
    let entity = entity("catalog-info.yaml", BACKSTAGE);
    let description = Description { entity: &entity, text: b"", start_line: 3 };
    let origins = provenance(&[description]);
    assert!(origins.iter().all(|origin| origin.said.line == 3 && origin.said.column.is_none()));
}

#[test]
fn what_an_alias_of_yaml_stands_for_leads_to_the_alias() {
    let text = "\
kind: Component
metadata:
  name: checkout
  annotations: &common {example.com/a: b}
  labels: *common
spec: {type: service, lifecycle: production, owner: payments}
";
    let origins = origins(&[("catalog-info.yaml", text)], &Precedence::default());
    assert_eq!(of(&origins, "annotations.example.com/a").said.line, 4);
    assert_eq!(of(&origins, "labels.example.com/a").said.line, 5);
}
