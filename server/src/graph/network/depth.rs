//! How long chains of dependencies are.

use super::{Components, ImpactNetwork};

/// By component: the steps of the longest chain of dependencies that begins there, what depends on each other taken as one.
pub(crate) fn depths(network: &ImpactNetwork, components: &Components) -> Vec<u32> {
    let dependencies = network.dependencies();
    let mut depths = vec![0_u32; components.len()];
    // Components come after all that they lead to.
    for component in 0..components.len() as u32 {
        let nodes = components.nodes(component);
        // To a channel and on from it is one step. A channel in a cycle is passed by way of a provider that is a consumer,
        // which makes two.
        let step = u32::from(!matches!(nodes, &[node] if network.is_channel(node)));
        let leaving = nodes.iter().flat_map(|&node| dependencies.of(node)).map(|&next| components.of(next));
        let below = leaving.filter(|&next| next != component).map(|next| depths[next as usize] + step);
        depths[component as usize] = below.max().unwrap_or_default();
    }
    depths
}
