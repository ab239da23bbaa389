//! The entity that a path names.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use catalog_schema::model::{EntityRef, RefError};

use super::failure::Failure;
use super::problems;

/// The reference in `…/{kind}/{namespace}/{name}…`, in any case.
#[derive(Debug)]
pub(super) struct EntityPath(pub(super) EntityRef);

impl<S: Send + Sync> FromRequestParts<S> for EntityPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::<(String, String, String)>::from_request_parts(parts, state).await;
        let Path((kind, namespace, name)) =
            path.map_err(|rejection: PathRejection| problems::invalid_path(&rejection.body_text()))?;
        reference(&kind, &namespace, &name).map(Self).map_err(|error| problems::invalid_ref(&error))
    }
}

/// The reference of the group in `…/{namespace}/{name}…`, in any case.
#[derive(Debug)]
pub(super) struct TeamPath(pub(super) EntityRef);

impl<S: Send + Sync> FromRequestParts<S> for TeamPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((namespace, name)) =
            path.map_err(|rejection: PathRejection| problems::invalid_path(&rejection.body_text()))?;
        reference("group", &namespace, &name).map(Self).map_err(|error| problems::invalid_ref(&error))
    }
}

/// The reference of three parts, where each stays in its place: `a:b` is no kind and `a/b` no namespace.
fn reference(kind: &str, namespace: &str, name: &str) -> Result<EntityRef, RefError> {
    let input = format!("{kind}:{namespace}/{name}");
    let entity_ref: EntityRef = input.parse()?;
    if entity_ref.kind() == kind.to_lowercase() && entity_ref.namespace() == namespace.to_lowercase() {
        Ok(entity_ref)
    } else {
        Err(RefError::Malformed { input })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        assert_eq!(reference("Component", "Default", "Orders").unwrap().as_str(), "component:default/orders");
    }

    #[test]
    fn no_part_takes_another_ones_place() {
        for (kind, namespace, name) in [("a:b", "c", "d"), ("a", "b/c", "d"), ("a/b", "c", "d"), ("a", "b", "")] {
            assert!(reference(kind, namespace, name).is_err(), "{kind} {namespace} {name}");
        }
    }
}
