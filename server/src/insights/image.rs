//! A survey in an image.

use std::borrow::Cow;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use super::finding::{Acceptance, Severity};
use super::survey::{Index, State};
use super::{Finding, Survey, rules};
use crate::graph::TransitiveMeasures;
use crate::image::{ImageError, ImageReader, ImageWriter};
use crate::live::Live;

/// A [`Finding`] whose rule is told by its id.
#[derive(Serialize, Deserialize)]
struct FindingImage<'a> {
    id: Cow<'a, str>,
    rule: Cow<'a, str>,
    severity: Severity,
    weight: f64,
    message: Cow<'a, str>,
    subject: EntityRef,
    path: Cow<'a, [EntityRef]>,
    owners: Cow<'a, [String]>,
    reach: u32,
    accepted: Option<Acceptance>,
    unclear: Option<String>,
}

impl<'a> FindingImage<'a> {
    fn of(finding: &'a Finding) -> Self {
        let Finding { id, rule, severity, weight, message, subject, path, owners, reach, accepted, unclear } = finding;
        Self {
            id: id.into(),
            rule: rule.id.into(),
            severity: *severity,
            weight: *weight,
            message: message.into(),
            subject: subject.clone(),
            path: path.into(),
            owners: owners.into(),
            reach: *reach,
            accepted: accepted.clone(),
            unclear: unclear.clone(),
        }
    }

    fn open(self) -> Result<Finding, ImageError> {
        let rule = rules().iter().copied().find(|rule| rule.id == self.rule);
        Ok(Finding {
            id: self.id.into_owned(),
            rule: rule.ok_or(ImageError::Damaged("a rule is named that is not there"))?,
            severity: self.severity,
            weight: self.weight,
            message: self.message.into_owned(),
            subject: self.subject,
            path: self.path.into_owned(),
            owners: self.owners.into_owned(),
            reach: self.reach,
            accepted: self.accepted,
            unclear: self.unclear,
        })
    }
}

impl Survey {
    /// Writes what [`Survey::read_image`] reads. What is remembered of findings is in the store.
    pub(crate) fn write_image(&self, out: &mut ImageWriter) -> Result<(), ImageError> {
        out.put(&*self.measures)?;
        out.put(&self.found_in)?;
        out.put_list(self.findings.len(), self.findings.iter().map(FindingImage::of))
    }

    /// Reads a survey of the catalog that a snapshot shows, with which it shares.
    pub(crate) fn read_image(image: &mut ImageReader, live: &Live) -> Result<Self, ImageError> {
        let measures = image.block()?.read::<TransitiveMeasures>()?.sharing_with(live);
        let found_in = image.block()?.read::<State>()?;
        let findings = image.list(|block| {
            let findings: Vec<FindingImage<'_>> = block.read()?;
            findings.into_iter().map(FindingImage::open).collect()
        })?;
        let index = Arc::new(Index::of(&findings));
        Ok(Self { measures: Arc::new(measures), findings: findings.into(), found_in, seen: Arc::default(), index })
    }
}
