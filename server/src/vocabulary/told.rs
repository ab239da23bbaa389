//! Definitions with how much uses them.

use catalog_schema::filter::Condition;
use catalog_schema::vocabulary::{FieldDefinition, TypeDefinition, filter_key};
use catalog_schema::wire::{DefinedField, DefinedType, FieldList, ListQuery, Problem, TypeList};
use web::portal::Portal;

use super::problems;

/// All custom fields, of one revision.
///
/// # Errors
/// Those of lists.
pub(crate) async fn fields(portal: &dyn Portal) -> Result<FieldList, Problem> {
    let portal = portal.frozen();
    let mut items = Vec::new();
    for definition in portal.vocabulary().fields() {
        items.push(of_field(&*portal, definition).await?);
    }
    Ok(FieldList { total: items.len() as u64, items, revision: portal.revision() })
}

/// All types, of one revision.
///
/// # Errors
/// Those of lists.
pub(crate) async fn types(portal: &dyn Portal) -> Result<TypeList, Problem> {
    let portal = portal.frozen();
    let mut items = Vec::new();
    for definition in portal.vocabulary().types() {
        items.push(of_type(&*portal, definition).await?);
    }
    Ok(TypeList { total: items.len() as u64, items, revision: portal.revision() })
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
    let words = std::iter::once(&definition.name).chain(&definition.aliases);
    let conditions = words.map(|word| Condition::is("type", word.as_str()));
    let of_kind = std::iter::once(Condition::is("kind", definition.kind.as_str()));
    let filter: Vec<String> = of_kind.chain(conditions).map(|condition| condition.to_string()).collect();
    let entities = count(portal, filter.join(",")).await?;
    Ok(DefinedType { definition: definition.clone(), entities, revision: portal.revision() })
}

async fn count(portal: &dyn Portal, filter: String) -> Result<u64, Problem> {
    let query = ListQuery { filter: vec![filter], limit: Some(1), ..ListQuery::default() };
    Ok(portal.list(&query).await?.total)
}
