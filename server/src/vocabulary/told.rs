//! Definitions with how much uses them.

use catalog_schema::vocabulary::{FieldDefinition, TypeDefinition, filter_key};
use catalog_schema::wire::{DefinedField, DefinedType, FieldList, Problem, TypeList};
use web::portal::Portal;

use super::problems;

/// All custom fields, of one revision.
///
/// # Errors
/// Those of lists.
pub(crate) async fn fields(portal: &dyn Portal) -> Result<FieldList, Problem> {
    let portal = portal.frozen();
    let vocabulary = portal.vocabulary();
    let filters: Vec<String> = vocabulary.fields().map(|field| filter_key(&field.name)).collect();
    let (counts, revision) = (portal.counts(&filters).await?, portal.revision());
    let defined = |(definition, entities): (&FieldDefinition, u64)| DefinedField {
        definition: definition.clone(),
        entities,
        revision,
    };
    let items: Vec<DefinedField> = vocabulary.fields().zip(counts).map(defined).collect();
    Ok(FieldList { total: items.len() as u64, items, revision })
}

/// All types, of one revision.
///
/// # Errors
/// Those of lists.
pub(crate) async fn types(portal: &dyn Portal) -> Result<TypeList, Problem> {
    let portal = portal.frozen();
    let vocabulary = portal.vocabulary();
    let filters: Vec<String> = vocabulary.types().map(TypeDefinition::filter).collect();
    let (counts, revision) = (portal.counts(&filters).await?, portal.revision());
    let defined = |(definition, entities): (&TypeDefinition, u64)| DefinedType {
        definition: definition.clone(),
        entities,
        revision,
    };
    let items: Vec<DefinedType> = vocabulary.types().zip(counts).map(defined).collect();
    Ok(TypeList { total: items.len() as u64, items, revision })
}

/// One custom field.
///
/// # Errors
/// 404 `field_not_found`, and those of lists.
pub(crate) async fn field(portal: &dyn Portal, name: &str) -> Result<DefinedField, Problem> {
    let portal = portal.frozen();
    let vocabulary = portal.vocabulary();
    let definition = vocabulary.field(name).ok_or_else(|| problems::no_field(name))?;
    of_field(&*portal, definition).await
}

/// One type.
///
/// # Errors
/// 404 `type_not_found`, and those of lists.
pub(crate) async fn entity_type(portal: &dyn Portal, kind: &str, name: &str) -> Result<DefinedType, Problem> {
    let portal = portal.frozen();
    let vocabulary = portal.vocabulary();
    let definition = vocabulary.entity_type(kind, name).ok_or_else(|| problems::no_type(kind, name))?;
    of_type(&*portal, definition).await
}

/// A definition with how many entities have the field.
///
/// # Errors
/// Those of lists.
pub(crate) async fn of_field(portal: &dyn Portal, definition: &FieldDefinition) -> Result<DefinedField, Problem> {
    let entities = count(portal, filter_key(&definition.name)).await?;
    Ok(DefinedField { definition: definition.clone(), entities, revision: portal.revision() })
}

/// A definition with how many entities are of the type.
///
/// # Errors
/// Those of lists.
pub(crate) async fn of_type(portal: &dyn Portal, definition: &TypeDefinition) -> Result<DefinedType, Problem> {
    let entities = count(portal, definition.filter()).await?;
    Ok(DefinedType { definition: definition.clone(), entities, revision: portal.revision() })
}

async fn count(portal: &dyn Portal, filter: String) -> Result<u64, Problem> {
    Ok(portal.counts(&[filter]).await?.first().copied().unwrap_or_default())
}
