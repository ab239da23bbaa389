//! How far back something is compared.

/// How far back something is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Span {
    /// Seven days.
    #[default]
    Week,
    /// Thirty days.
    Month,
    /// Ninety days.
    Quarter,
}

impl Span {
    /// All of them, the shortest first.
    pub(crate) const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// The span of so many days, as an address says it; a week where it says nothing that is one.
    pub(crate) fn of(days: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|span| Some(span.days().to_string().as_str()) == days).unwrap_or_default()
    }

    /// What an address says of it; nothing of a week.
    pub(crate) fn said(self) -> Option<String> {
        (self != Self::default()).then(|| self.days().to_string())
    }

    /// In days.
    pub(crate) fn days(self) -> u32 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }

    /// To choose it by.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Week => "A week",
            Self::Month => "30 days",
            Self::Quarter => "90 days",
        }
    }

    /// Within a sentence.
    pub(crate) fn ago(self) -> &'static str {
        match self {
            Self::Week => "a week ago",
            Self::Month => "30 days ago",
            Self::Quarter => "90 days ago",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_unless_it_is_a_week() {
        for span in Span::ALL {
            assert_eq!(Span::of(span.said().as_deref()), span);
        }
        assert_eq!((Span::of(Some("8")), Span::Week.said()), (Span::Week, None));
    }
}
