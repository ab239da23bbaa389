//! Numbers that look random and are the same every time: SplitMix64.

/// A sequence of numbers.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// The sequence of this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `bound`, which is not 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or(0)
    }

    /// True in `percent` of 100 cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(super) fn pick<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

/// Picks by Zipf's law: the first few are picked again and again. Which those are says nothing of their number.
#[derive(Debug)]
pub(super) struct Popular {
    /// Of weights, up to each rank.
    sums: Vec<f64>,
    order: Vec<usize>,
}

impl Popular {
    /// One of so many, of which there is at least one.
    pub(super) fn new(count: usize, random: &mut Random) -> Self {
        let mut sum = 0.0;
        let sums = (1..=count).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        let sums = sums.collect();
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, random.below(last + 1));
        }
        Self { sums, order }
    }

    pub(super) fn pick(&self, random: &mut Random) -> usize {
        let whole = self.sums.last().copied().unwrap_or_default();
        let wanted = whole * (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = self.sums.partition_point(|sum| *sum < wanted);
        self.order.get(rank).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_picked_again_and_again() {
        let mut random = Random::new(7);
        let popular = Popular::new(1_000, &mut random);
        let mut counts = vec![0; 1_000];
        (0..10_000).for_each(|_| counts[popular.pick(&mut random)] += 1);
        counts.sort_unstable();
        // Of Zipf's law over 1,000: the first takes 13 in 100, the first ten 39.
        assert!((1_100..1_600).contains(&counts[999]), "{}", counts[999]);
        assert!((3_500..4_300).contains(&counts[990..].iter().sum::<i32>()));
    }
}
