//! A small catalog.

use crate::live::Live;
use crate::live::testing::*;

pub(super) fn shop() -> Live {
    catalog([
        entity("component:orders")
            .owned_by("group:shop")
            .relates("dependsOn", "component:payments")
            .in_system("system:shop"),
        entity("component:payments")
            .relates("dependencyOf", "component:orders")
            .relates("dependsOn", "resource:ledger"),
        entity("component:web").relates("dependsOn", "component:orders"),
        entity("resource:ledger"),
        entity("group:shop"),
    ])
}
