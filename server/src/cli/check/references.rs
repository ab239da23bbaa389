//! What references may lead to: gathered before anything is said of them.

use std::collections::BTreeSet;

use catalog_schema::companions::DescriptorFile;
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_file};
use catalog_schema::model::EntityRef;
use catalog_schema::references::KnownEntities;

use super::arguments::Arguments;
use super::file::surroundings;
use super::pipeline::ordered;
use super::places::{Place, find};
use super::portal::{Portal, PortalError};
use crate::sources::directory::read;

/// The entities that the paths describe and, if a portal is named, those that it knows of the others that are referred
/// to.
///
/// # Errors
/// If the portal cannot be asked.
pub(super) fn known(arguments: &Arguments, options: &DecodeOptions) -> Result<KnownEntities, PortalError> {
    let portal = arguments.server.as_deref().map(Portal::new).transpose()?;
    let mut known = KnownEntities::default();
    let mut targets = BTreeSet::new();
    ordered(
        |hand_over| find(&arguments.paths, hand_over),
        |place| names(place, options, portal.is_some()),
        |(entities, referred_to)| {
            entities.into_iter().for_each(|entity| known.insert(entity));
            targets.extend(referred_to);
        },
    );
    if let Some(portal) = portal {
        targets.retain(|target| !known.contains(target));
        portal.existing(&targets, &mut known)?;
    }
    Ok(known)
}

/// The entities of a file and, if asked for, what they refer to.
fn names(place: Place, options: &DecodeOptions, targets: bool) -> (Vec<EntityRef>, Vec<EntityRef>) {
    let (mut entities, mut referred_to) = (Vec::new(), Vec::new());
    // What is wrong is said when the file is checked.
    let Place::File(file) = place else { return (entities, referred_to) };
    let Ok(bytes) = read(&file.path, file.shown.clone(), options.limits.file_bytes as u64).content else {
        return (entities, referred_to);
    };
    let (repository, companions) = surroundings(&file, &bytes, options);
    let descriptor = DescriptorFile { path: &file.within, repository: &repository, companions: &companions };
    for document in decode_file(&descriptor, &bytes, options).documents {
        let DocumentOutcome::Entity(entity) = document.outcome else { continue };
        entities.push(entity.entity_ref());
        if targets {
            referred_to.extend(entity.relations.into_iter().map(|relation| relation.target));
        }
    }
    (entities, referred_to)
}
