//! The impact relation over a set of nodes as plain lists of numbers.

use petgraph::Direction::{Incoming, Outgoing};

use super::super::{GraphView, Point, Slot};
use super::Adjacency;

/// Nodes and the dependencies between them. Where several provide an API that several consume, each pair is a dependency;
/// so as not to write down all pairs, such an API is one more node, a *channel*: consumers lead to it, and it leads to
/// providers. What is reached, what lies in a cycle, and what falls apart without a node is the same with channels as
/// with pairs.
#[derive(Debug, Default)]
pub(crate) struct ImpactNetwork {
    nodes: Vec<Slot>,
    /// By slot: the node's number and one; 0 for what is no node.
    numbers: Vec<u32>,
    dependencies: Adjacency,
}

/// How dependencies on an API's providers are written down.
#[derive(Clone, Copy)]
enum Through {
    /// The number of its channel.
    Channel(u32),
    /// Its only provider.
    Provider(Slot),
    /// It has one consumer, which may as well look for the providers.
    Consumer,
}

impl ImpactNetwork {
    /// Of every node of the view.
    pub(crate) fn whole(view: &impl GraphView) -> Self {
        Self::of(view, view.slots().collect())
    }

    /// Of some nodes, each once, without the dependencies that lead out of them. They are numbered in this order.
    pub(crate) fn of(view: &impl GraphView, nodes: Vec<Slot>) -> Self {
        let mut numbers = vec![0; view.bound()];
        for (number, slot) in (1..).zip(&nodes) {
            if let Some(place) = numbers.get_mut(slot.index()) {
                *place = number;
            }
        }
        let dependencies = Adjacency::with_capacity(nodes.len(), nodes.len());
        let mut network = Self { nodes, numbers, dependencies };
        network.connect(view);
        network
    }

    fn connect(&mut self, view: &impl GraphView) {
        // By slot of the API: its place in `apis` and one.
        let mut places = vec![0_u32; view.bound()];
        let mut apis: Vec<Through> = Vec::new();
        let mut channels: Vec<Slot> = Vec::new();
        for number in 0..self.nodes.len() {
            let slot = self.nodes[number];
            for point in view.impact(Point::node(slot), Outgoing) {
                if !point.is_channel() {
                    self.push(slot, point.slot());
                    continue;
                }
                let api = point.slot();
                let place = match places[api.index()] {
                    0 => {
                        apis.push(self.through(view, api, &mut channels));
                        places[api.index()] = apis.len() as u32;
                        apis.len()
                    }
                    place => place as usize,
                };
                match apis[place - 1] {
                    Through::Channel(channel) => self.dependencies.push(channel),
                    Through::Provider(provider) => self.push(slot, provider),
                    Through::Consumer => view.impact(point, Outgoing).for_each(|point| self.push(slot, point.slot())),
                }
            }
            self.dependencies.close();
        }
        for api in channels {
            for provider in view.impact(Point::channel(api), Outgoing) {
                // Also where a descriptor says that an API provides itself: the channel is another node than the API.
                if let Some(number) = self.number(provider.slot()) {
                    self.dependencies.push(number);
                }
            }
            self.dependencies.close();
        }
    }

    fn through(&self, view: &impl GraphView, api: Slot, channels: &mut Vec<Slot>) -> Through {
        let mut providers = view.impact(Point::channel(api), Outgoing);
        match (providers.next(), providers.next()) {
            (Some(provider), None) => Through::Provider(provider.slot()),
            (Some(_), Some(_)) if view.impact(Point::channel(api), Incoming).nth(1).is_some() => {
                channels.push(api);
                Through::Channel((self.nodes.len() + channels.len() - 1) as u32)
            }
            _ => Through::Consumer,
        }
    }

    fn push(&mut self, from: Slot, to: Slot) {
        if from != to
            && let Some(number) = self.number(to)
        {
            self.dependencies.push(number);
        }
    }

    /// The nodes by their numbers, without channels, whose numbers follow.
    pub(crate) fn nodes(&self) -> &[Slot] {
        &self.nodes
    }

    /// The node of a number; none for a channel.
    pub(crate) fn slot(&self, number: u32) -> Option<Slot> {
        self.nodes.get(number as usize).copied()
    }

    /// The number of a node.
    pub(crate) fn number(&self, slot: Slot) -> Option<u32> {
        self.numbers.get(slot.index())?.checked_sub(1)
    }

    /// Whether a number is a channel's.
    pub(crate) fn is_channel(&self, number: u32) -> bool {
        number as usize >= self.nodes.len()
    }

    /// By number, whether a node depends on another or another on it.
    pub(crate) fn connected(&self) -> Vec<bool> {
        let mut connected = vec![false; self.dependencies.len()];
        for number in 0..self.dependencies.len() as u32 {
            let on = self.dependencies.of(number);
            connected[number as usize] |= !on.is_empty();
            on.iter().for_each(|&other| connected[other as usize] = true);
        }
        connected
    }

    /// What each node depends on, by way of channels where there are some; some of it may come twice.
    pub(crate) fn dependencies(&self) -> &Adjacency {
        &self.dependencies
    }
}
