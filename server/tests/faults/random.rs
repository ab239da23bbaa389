//! Moments and choices that differ from fault to fault and are the same in every run.

use std::time::Duration;

/// A linear congruential generator (Knuth's MMIX constants).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a mut [T]) -> &'a mut T {
        let index = self.below(of.len() as u64) as usize;
        &mut of[index]
    }

    /// Lets up to so many milliseconds go by: the moment of a fault is the experiment.
    pub(crate) fn moment(&mut self, below_ms: u64) {
        std::thread::sleep(Duration::from_millis(self.below(below_ms)));
    }
}
