//! What people want is what the search puts first, by the judged queries of the bench.

#[path = "../../benches/search_quality/judge.rs"]
mod judge;

use self::judge::{beside, judge};

/// Queries are judged once; how they are answered may only get better.
#[tokio::test]
async fn the_demo_company_is_found() {
    let report = judge(&beside("../examples/pizzup"), include_str!("../../benches/search_quality/demo.yaml")).await;
    assert!(report.mean_reciprocal_rank() >= 0.94, "{:#?}", report.misses());
}

#[tokio::test]
async fn a_company_of_other_habits_is_found() {
    let report =
        judge(&beside("benches/search_quality/harbour"), include_str!("../../benches/search_quality/harbour.yaml"))
            .await;
    assert!(report.mean_reciprocal_rank() >= 0.94, "{:#?}", report.misses());
}
