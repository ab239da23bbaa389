//! Health: a bar beside its figure, so that colour never speaks alone.

use catalog_schema::wire::{Health, Outcome};
use leptos::prelude::*;

use super::icons;

/// Length of the bar in its own units.
const BAR: u32 = 40;

/// Points reached of points that could be reached, or that no scorecard applies.
pub(crate) fn health_meter(health: Option<Health>) -> AnyView {
    let Some(health) = health.filter(|health| health.max > 0) else {
        return view! { <span class="absent" title="No scorecard applies">"–"</span> }.into_any();
    };
    let share = share(health);
    view! {
        <span class=health_class(health) title=health_words(health)>
            <svg viewBox=format!("0 0 {BAR} 6") width=BAR height="6" aria-hidden="true">
                <rect class="health-track" width=BAR height="6" rx="3"></rect>
                <rect class="health-bar" width=format!("{:.1}", share * f64::from(BAR)) height="6" rx="3"></rect>
            </svg>
            <span class="number">{format!("{:.0} %", share * 100.0)}</span>
        </span>
    }
    .into_any()
}

/// The class that gives health its colour.
pub(crate) fn health_class(health: Health) -> &'static str {
    if health.failed == 0 && health.unknown == 0 {
        "health health-good"
    } else if share(health) >= 0.5 {
        "health health-fair"
    } else {
        "health health-poor"
    }
}

/// How many rules pass, in words.
pub(crate) fn health_words(health: Health) -> String {
    let mut said = format!("{} of {} rules pass", health.passed, health.passed + health.failed + health.unknown);
    if health.unknown > 0 {
        said.push_str(&format!(", {} could not be judged", health.unknown));
    }
    said
}

/// From 0 to 1.
fn share(health: Health) -> f64 {
    f64::from(health.score.min(health.max)) / f64::from(health.max.max(1))
}

/// A rule's verdict as a drawing and a word.
pub(crate) fn outcome_mark(outcome: Outcome) -> impl IntoView {
    let (class, icon, word) = match outcome {
        Outcome::Pass => ("outcome outcome-pass", icons::check(), "Pass"),
        Outcome::Fail => ("outcome outcome-fail", icons::cross(), "Fail"),
        Outcome::Unknown => ("outcome outcome-unknown", icons::question(), "Unknown"),
        Outcome::Exempt => ("outcome outcome-exempt", icons::dash(), "Exempt"),
    };
    view! {
        <span class=class>
            {icon}
            <span>{word}</span>
        </span>
    }
}
