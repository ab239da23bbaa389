//! The fields that filters and facets know.

use catalog_schema::model::Format;
use catalog_schema::vocabulary::filter_key;
use catalog_schema::wire::Outcome;

use crate::live::Column;

/// A field by its name in the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// A field with one value out of few.
    Column(Column),
    /// The effective owner, or a team that it is in.
    OwnerTree,
    /// The declared owner, else the one inherited from the system or the domain.
    EffectiveOwner,
    /// The domain that the entity is part of, itself or through its system.
    Domain,
    Name,
    Ref,
    Title,
    /// What references may call it: an alias or a title, loosely.
    Called,
    Tier,
    Tag,
    Format,
    Stale,
    /// Whether it declares a reference to something unknown.
    Dangling,
    /// Whether what hangs together falls apart without it, by the last measures; of what came later it is not known.
    Articulation,
    /// What its scorecards come to: pass, fail or unknown.
    Health,
    /// The rules that it fails, each as scorecard and id, such as `documentation/has-description`.
    Failing,
    /// The rules that come to this for it, each as for `failing`.
    Ruled(Outcome),
    /// The scorecards that apply to it, or their rules, each as for `failing`.
    Scorecard,
    /// The levels that it reaches, each as scorecard and level, such as `production-readiness/gold`, or
    /// `production-readiness/none`.
    Level,
    Label(String),
    Annotation(String),
    /// A custom field, as [`filter_key`] has it.
    Custom(String),
}

/// Every field with a plain name, facets first.
const PLAIN: [(&str, Field); 28] = [
    ("kind", Field::Column(Column::Kind)),
    ("type", Field::Column(Column::Type)),
    ("owner", Field::Column(Column::Owner)),
    ("system", Field::Column(Column::System)),
    ("domain", Field::Domain),
    ("lifecycle", Field::Column(Column::Lifecycle)),
    ("tier", Field::Tier),
    ("language", Field::Column(Column::Language)),
    ("tag", Field::Tag),
    ("health", Field::Health),
    ("failing", Field::Failing),
    ("source", Field::Column(Column::Source)),
    ("format", Field::Format),
    ("namespace", Field::Column(Column::Namespace)),
    ("stale", Field::Stale),
    ("dangling", Field::Dangling),
    ("articulation", Field::Articulation),
    ("owner_tree", Field::OwnerTree),
    ("effective_owner", Field::EffectiveOwner),
    ("name", Field::Name),
    ("ref", Field::Ref),
    ("title", Field::Title),
    ("called", Field::Called),
    ("scorecard", Field::Scorecard),
    ("passing", Field::Ruled(Outcome::Pass)),
    ("unknown", Field::Ruled(Outcome::Unknown)),
    ("exempt", Field::Ruled(Outcome::Exempt)),
    ("level", Field::Level),
];

/// How many of [`PLAIN`] are facets.
const FACETS: usize = 16;

impl Field {
    /// The field of this name; `tags` is another name of `tag`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let part = |prefix: &str| {
            let (head, key) = name.split_once('.')?;
            (head.eq_ignore_ascii_case(prefix) && !key.is_empty()).then(|| key.to_owned())
        };
        if let Some(key) = part("label").or_else(|| part("labels")) {
            return Some(Self::Label(key));
        }
        if let Some(key) = part("annotation").or_else(|| part("annotations")) {
            return Some(Self::Annotation(key));
        }
        if let Some(key) = part("field").or_else(|| part("fields")) {
            return Some(Self::Custom(filter_key(&key)));
        }
        let name = if name.eq_ignore_ascii_case("tags") { "tag" } else { name };
        PLAIN.into_iter().find_map(|(plain, field)| plain.eq_ignore_ascii_case(name).then_some(field))
    }

    /// Whether an entity has at most one value of it, so that several that are asked for are alternatives.
    pub(crate) fn is_single(&self) -> bool {
        matches!(self, Self::Column(_) | Self::Domain | Self::Tier | Self::Health | Self::Format | Self::Name)
    }

    /// The field of this name, if its values can be counted.
    pub(super) fn parse_facet(name: &str) -> Option<Self> {
        let field = Self::parse(name)?;
        let countable =
            matches!(field, Self::Label(_) | Self::Custom(_)) || Self::facets().any(|(_, facet)| facet == field);
        countable.then_some(field)
    }

    /// The fields that are counted when no facet is named, with their names.
    pub(super) fn facets() -> impl Iterator<Item = (&'static str, Field)> {
        PLAIN.into_iter().take(FACETS)
    }

    /// The facet whose counts a filter on this field leaves alone, so that one sees what else could be chosen.
    pub(super) fn facet(&self) -> Field {
        match self {
            Self::OwnerTree | Self::EffectiveOwner => Self::Column(Column::Owner),
            other => other.clone(),
        }
    }

    /// The names that filters may use, for people.
    pub(super) fn allowed_filters() -> String {
        PLAIN.map(|(name, _)| name).join(", ") + ", label.<key>, annotation.<key>, field.<name>"
    }

    /// The names that facets may use, for people.
    pub(super) fn allowed_facets() -> String {
        let names: Vec<&str> = Self::facets().map(|(name, _)| name).collect();
        names.join(", ") + ", label.<key>, field.<name>"
    }
}

/// The values of `tier`.
pub(super) const TIERS: [&str; 4] = ["1", "2", "3", "4"];

/// The values of fields that are true or false, false first.
pub(super) const TRUTHS: [&str; 2] = ["false", "true"];

/// The values of `format`, as [`format_index`](crate::live::format_index) numbers them.
pub(super) fn formats() -> [&'static str; 7] {
    Format::ALL.map(Format::as_str)
}

/// The values of `health`, as [`health_index`](crate::live::health_index) numbers them.
pub(super) const HEALTH: [&str; 3] = ["pass", "fail", "unknown"];
