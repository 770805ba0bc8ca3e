//! Numbers that are the same on every run and machine.

/// A generator that follows from a seed (Steele 2014, SplitMix64).
#[derive(Debug, Clone)]
pub struct Draw(u64);

impl Draw {
    /// A generator for one kind of alteration: adding a kind leaves the items of the others as they are.
    pub fn named(seed: u64, name: &str) -> Draw {
        let folded = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Draw(seed ^ folded)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z % n.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub fn one<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { items.get(self.below(items.len())) }
    }

    /// `n` different numbers below `below`, rising.
    pub fn places(&mut self, n: usize, below: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..below).collect();
        let mut drawn = Vec::new();
        while drawn.len() < n && !all.is_empty() {
            drawn.push(all.swap_remove(self.below(all.len())));
        }
        drawn.sort_unstable();
        drawn
    }
}
