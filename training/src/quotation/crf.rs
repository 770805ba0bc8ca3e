//! A conditional random field over hashed features, learned by stochastic gradient with a step size
//! for each weight (AdaGrad). Passages with their states in, weights out; the order of examples is
//! drawn by a fixed generator, so the same input gives the same bytes.

use onrecord::quotation::learned::features::Features;
use onrecord_model::sequence::decode::{Scores, allowed, best};
use onrecord_model::sequence::label::{LABELS, START, STATES, label, may_end};
use onrecord_model::sequence::weights::{BUCKETS, LANES, NO_TAG, ROOM, STEPS_AT};

/// The weights and what AdaGrad remembers.
pub struct Crf {
    rows: Vec<[f32; LANES]>,
    steps: [[f32; STATES]; STATES],
    seen: Vec<[f32; LANES]>,
    seen_steps: [[f32; STATES]; STATES],
    allowed: &'static [(usize, usize)],
    mask: u32,
    /// Whether a row may have weights.
    alive: Vec<bool>,
}

/// How one is trained.
#[derive(Clone, Copy)]
pub struct Settings {
    /// How many rows of weights, as bits.
    pub bits: u32,
    /// How often every passage is seen.
    pub n_rounds: usize,
    /// Before which pass the light rows are given up.
    pub prune: usize,
    /// After which pass on the weights count in the mean that is kept.
    pub average: usize,
    /// The size of a step.
    pub rate: f32,
    /// Share of features left out of each example, so that no few carry all the weight.
    pub dropout: f32,
}

/// Scores, sums and expectations of one passage.
#[derive(Default)]
pub struct Lattice {
    scores: Vec<[f32; LANES]>,
    forward: Vec<[f32; STATES]>,
    scale: Vec<f32>,
    /// The probability of each state of each word.
    pub marginals: Vec<[f32; STATES]>,
}

/// The sum of the weights as they stood after some passes.
#[derive(Default)]
struct Mean {
    n: f32,
    rows: Vec<[f32; LANES]>,
    steps: [[f32; STATES]; STATES],
}

impl Mean {
    fn add(&mut self, crf: &Crf) {
        self.n += 1.0;
        self.rows.resize(crf.rows.len(), [0.0; LANES]);
        let add = |sum: &mut f32, weight: &f32| *sum += weight;
        let rows = self.rows.as_flattened_mut();
        rows.iter_mut().zip(crf.rows.as_flattened()).for_each(|(sum, w)| add(sum, w));
        let steps = self.steps.as_flattened_mut();
        steps.iter_mut().zip(crf.steps.as_flattened()).for_each(|(sum, w)| add(sum, w));
    }

    /// Sets the weights of `crf` to the mean, where there is one.
    fn give(mut self, crf: &mut Crf) {
        if self.n > 0.0 {
            self.rows.as_flattened_mut().iter_mut().for_each(|sum| *sum /= self.n);
            self.steps.as_flattened_mut().iter_mut().for_each(|sum| *sum /= self.n);
            crf.rows = self.rows;
            crf.steps = self.steps;
        }
    }
}

impl Crf {
    /// Learns from `examples`: each a passage's features and its states.
    #[must_use]
    pub fn train(examples: &[(Vec<&Features>, &[u8])], settings: &Settings) -> Crf {
        let mut crf = Crf::new(settings.bits);
        let mut mean = Mean::default();
        for round in 0..settings.n_rounds {
            if round == settings.prune {
                crf.prune();
            }
            crf.pass(examples, round as u64 + 1, settings);
            if round >= settings.average {
                mean.add(&crf);
            }
        }
        mean.give(&mut crf);
        crf
    }

    fn new(bits: u32) -> Crf {
        let n = 1usize << bits;
        Crf {
            rows: vec![[0.0; LANES]; n],
            steps: [[0.0; STATES]; STATES],
            seen: vec![[0.0; LANES]; n],
            seen_steps: [[0.0; STATES]; STATES],
            allowed: allowed(),
            mask: (n - 1) as u32,
            alive: vec![true; n],
        }
    }

    /// Keeps in each bucket the heaviest rows, as many as it has room for, and sets the others to zero
    /// for good.
    fn prune(&mut self) {
        let n_buckets = BUCKETS.min(self.rows.len());
        for bucket in 0..n_buckets {
            let mut rows: Vec<usize> = (bucket..self.rows.len()).step_by(n_buckets).collect();
            let weight = |row: &usize| self.rows[*row].iter().map(|w| w.abs()).sum::<f32>();
            rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
            for row in rows.into_iter().skip(ROOM) {
                self.rows[row] = [0.0; LANES];
                self.alive[row] = false;
            }
        }
    }

    /// The bytes that the model reads in place.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all: Vec<f32> =
            self.rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        all.sort_by(f32::total_cmp);
        let most = all.get(all.len() * 9995 / 10000).copied().unwrap_or(1.0);
        let unit = most / 127.0;
        let mut out = (self.rows.len() as u32).to_le_bytes().to_vec();
        out.extend(unit.to_le_bytes());
        out.resize(STEPS_AT, 0);
        for step in self.steps.iter().flatten() {
            out.extend(((step / unit).round() as i32).to_le_bytes());
        }
        let mut rows = Vec::with_capacity(BUCKETS * ROOM * LANES);
        for bucket in 0..BUCKETS {
            let alive = (bucket..self.rows.len()).step_by(BUCKETS).filter(|row| self.alive[*row]);
            for row in alive.map(Some).chain(std::iter::repeat(None)).take(ROOM) {
                let mut bytes = [0u8; LANES];
                let weights = row.map(|row| self.rows[row]).unwrap_or_default();
                for (slot, weight) in bytes.iter_mut().zip(weights).take(LABELS) {
                    *slot = (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8;
                }
                out.push(row.map_or(NO_TAG, |row| (row / BUCKETS) as u8));
                rows.extend(bytes);
            }
        }
        out.extend(rows);
        out
    }

    fn score(&self, features: &[&Features], is_kept: &impl Fn(u32) -> bool, lattice: &mut Lattice) {
        lattice.scores.clear();
        for at in 0..features.first().map_or(0, |f| f.len()) {
            let mut sum = [0.0; LANES];
            for hash in features.iter().flat_map(|f| f.of(at)).filter(|hash| is_kept(**hash)) {
                let row = &self.rows[(hash & self.mask) as usize];
                sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
            }
            lattice.scores.push(sum);
        }
    }

    /// Forward and backward sums in `lattice`, scaled to one at each word.
    fn sum(&self, lattice: &mut Lattice) {
        let n = lattice.scores.len();
        let mut e_steps = [[0.0f32; STATES]; STATES];
        for (before, after) in self.allowed {
            e_steps[*before][*after] = self.steps[*before][*after].exp();
        }
        lattice.forward.clear();
        lattice.scale.clear();
        let mut potentials: Vec<[f32; STATES]> = Vec::with_capacity(n);
        for scores in &lattice.scores {
            let max = scores[..LABELS].iter().copied().fold(f32::MIN, f32::max);
            let mut potential = [0.0; STATES];
            for (state, slot) in potential.iter_mut().enumerate() {
                *slot = (scores[label(state)] - max).exp().max(1e-30);
            }
            potentials.push(potential);
        }
        let mut before = [0.0f32; STATES];
        before[START] = 1.0;
        for potential in &potentials {
            let mut next = [0.0f32; STATES];
            for (from, to) in self.allowed {
                next[*to] += before[*from] * e_steps[*from][*to];
            }
            let mut total = 0.0;
            for state in 0..STATES {
                next[state] *= potential[state];
                total += next[state];
            }
            let total = total.max(1e-30);
            next.iter_mut().for_each(|sum| *sum /= total);
            lattice.scale.push(total);
            lattice.forward.push(next);
            before = next;
        }
        lattice.marginals.clear();
        lattice.marginals.resize(n, [0.0; STATES]);
        let mut after = [0.0f32; STATES];
        for (state, slot) in after.iter_mut().enumerate() {
            *slot = f32::from(u8::from(may_end(state)));
        }
        for at in (0..n).rev() {
            let forward = &lattice.forward[at];
            let mut total = 0.0;
            for state in 0..STATES {
                lattice.marginals[at][state] = forward[state] * after[state];
                total += lattice.marginals[at][state];
            }
            let total = total.max(1e-30);
            lattice.marginals[at].iter_mut().for_each(|p| *p /= total);
            let mut next = [0.0f32; STATES];
            for (from, to) in self.allowed {
                next[*from] += e_steps[*from][*to] * potentials[at][*to] * after[*to];
            }
            let sum: f32 = next.iter().sum::<f32>().max(1e-30);
            next.iter_mut().for_each(|value| *value /= sum);
            after = next;
        }
    }

    /// The probability of every state, in `lattice`.
    pub fn marginals(&self, features: &[&Features], lattice: &mut Lattice) {
        self.score(features, &|_| true, lattice);
        self.sum(lattice);
    }

    /// The best states.
    #[must_use]
    pub fn best(&self, features: &[&Features]) -> Vec<u8> {
        let mut lattice = Lattice::default();
        self.score(features, &|_| true, &mut lattice);
        // In thousandths, so that the core's own search can be used.
        let whole = |value: f32| (value * 1000.0).round() as i32;
        let scores: Vec<Scores> = lattice
            .scores
            .iter()
            .map(|scores| std::array::from_fn(|lane| whole(scores[lane])))
            .collect();
        best(&scores, &self.steps.map(|row| row.map(whole)))
    }

    /// One pass over `examples` in an order drawn from `seed`.
    fn pass(&mut self, examples: &[(Vec<&Features>, &[u8])], seed: u64, settings: &Settings) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for at in (1..order.len()).rev() {
            order.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        let mut lattice = Lattice::default();
        for idx in order {
            let (features, states) = (&examples[idx].0, examples[idx].1);
            if !states.is_empty() {
                let salt = random.next();
                self.learn(features, states, salt, settings, &mut lattice);
            }
        }
    }

    fn learn(
        &mut self,
        features: &[&Features],
        states: &[u8],
        salt: u64,
        settings: &Settings,
        lattice: &mut Lattice,
    ) {
        let drop = (settings.dropout * 65536.0) as u64;
        let is_kept = |hash: u32| {
            drop == 0 || {
                let mixed = (u64::from(hash) ^ salt).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                mixed >> 48 >= drop
            }
        };
        self.score(features, &is_kept, lattice);
        self.sum(lattice);
        // The gradient of a label is what is there less what is expected.
        for (at, state) in states.iter().enumerate() {
            let mut gradient = [0.0f32; LANES];
            for (of, p) in lattice.marginals[at].iter().enumerate() {
                gradient[label(of)] -= p;
            }
            gradient[label(usize::from(*state))] += 1.0;
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for hash in features.iter().flat_map(|f| f.of(at)).filter(|hash| is_kept(**hash)) {
                let idx = (hash & self.mask) as usize;
                if !self.alive[idx] {
                    continue;
                }
                let (row, seen) = (&mut self.rows[idx], &mut self.seen[idx]);
                for lane in 0..LANES {
                    let g = gradient[lane];
                    seen[lane] += g * g;
                    row[lane] += settings.rate * g / (seen[lane] + 1.0).sqrt();
                }
            }
        }
        self.learn_steps(states, settings, lattice);
    }

    fn learn_steps(&mut self, states: &[u8], settings: &Settings, lattice: &Lattice) {
        let mut gradient = [[0.0f32; STATES]; STATES];
        let mut before = START;
        for (at, state) in states.iter().enumerate() {
            let state = usize::from(*state);
            gradient[before][state] += 1.0;
            before = state;
            // What is expected of a step, from the marginals of both its ends.
            let mut starts = [0.0; STATES];
            match at.checked_sub(1) {
                Some(last) => starts.copy_from_slice(&lattice.forward[last]),
                None => starts[START] = 1.0,
            }
            let mut sums = [0.0f32; STATES];
            for (from, to) in self.allowed {
                sums[*to] += starts[*from] * self.steps[*from][*to].exp();
            }
            for (from, to) in self.allowed {
                if sums[*to] > 0.0 {
                    let p = starts[*from] * self.steps[*from][*to].exp() / sums[*to];
                    gradient[*from][*to] -= p * lattice.marginals[at][*to];
                }
            }
        }
        for (from, to) in self.allowed.iter().copied() {
            let g = gradient[from][to];
            self.seen_steps[from][to] += g * g;
            self.steps[from][to] += settings.rate * g / (self.seen_steps[from][to] + 1.0).sqrt();
        }
    }
}

/// A generator of Marsaglia's (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
