//! More entities for the graph: a chain, a knot and an API between.

use crate::harness::Portal;

const STREET: &str = "\
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: street
  title: Street
  links:
    - {url: https://pager.example/street, type: on-call}
    - {url: https://chat.example/street, type: chat}
spec:
  type: team
  profile: {email: street@example.org}
  children: []
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: courier}
spec: {type: service, lifecycle: production, owner: street, tier: 1, consumesApis: [orders-api]}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: map}
spec: {type: service, lifecycle: production, owner: street, tier: 3, dependsOn: [component:courier, component:ring]}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: ring}
spec: {type: service, lifecycle: production, owner: street, dependsOn: [component:map]}
";

/// A portal with these entities, too.
pub(super) async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.save("street/catalog-info.yaml", STREET).await;
    portal
}
