//! Which changes of the feed are asked for.

use std::collections::HashMap;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ChangeEvent;

use super::page::event;
use crate::follow::author_name;
use crate::graph::GraphView;
use crate::live::{Column, Live};
use crate::store::LoggedChange;

/// Conditions that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Of entities of this kind, lower case.
    pub kind: Option<String>,
    /// Of what this owner has now, by inheritance too; of what is gone, had then.
    pub owner: Option<EntityRef>,
    /// From this source.
    pub source: Option<String>,
    /// Of this sort.
    pub event: Option<ChangeEvent>,
    /// Of what was called so.
    pub entity: Option<EntityRef>,
    /// By an author whose name contains this, lower case.
    pub author: Option<String>,
}

impl Only {
    /// Whether everything passes.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a change is asked for, as far as its own row tells.
    pub(super) fn pass(&self, change: &LoggedChange) -> bool {
        let version = change.version.as_ref();
        let kind = || change.entity_ref.split(':').next().unwrap_or_default();
        let author = || version.and_then(|version| version.author.as_deref()).and_then(author_name);
        self.kind.as_deref().is_none_or(|asked| asked == kind())
            && self.source.as_ref().is_none_or(|asked| version.is_some_and(|version| version.source == *asked))
            && self.event.is_none_or(|asked| asked == event(change.event))
            && self.entity.as_ref().is_none_or(|asked| asked.as_str() == change.entity_ref)
            && self
                .author
                .as_deref()
                .is_none_or(|asked| author().is_some_and(|author| author.to_lowercase().contains(asked)))
    }

    /// Whether the change is of what the owner has. `then` are the owners that contents declare, by hash: those of what
    /// is gone.
    pub(super) fn is_owned(
        &self,
        change: &LoggedChange,
        live: &Live,
        then: &HashMap<String, Option<EntityRef>>,
    ) -> bool {
        let Some(asked) = &self.owner else { return true };
        match live.get_by_uid(&change.uid) {
            Some(record) => {
                let row = live.graph().find(record.entity_ref.as_str()).and_then(|slot| live.row(slot));
                let asked = live.columns().table(Column::Owner).find(asked.as_str());
                row.zip(asked).is_some_and(|(row, asked)| live.effective_owner(row) == asked)
            }
            None => {
                let content = change.version.as_ref().map(|version| &version.content);
                content.and_then(|content| then.get(content)).is_some_and(|owner| owner.as_ref() == Some(asked))
            }
        }
    }
}
