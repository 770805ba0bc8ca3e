//! Training of a [`Network`](onrecord_model::syntax::network::Network). Rows with the right classes in,
//! one step of gradient descent each; at the end the bytes of the network out. One thread, every sum
//! in a fixed order: the same examples give the same bytes.

use crate::random::Random;
use onrecord_model::syntax::network::ROWS_AT;

/// A network in training, with `H` hidden units.
#[derive(Debug)]
pub struct Learner<const H: usize> {
    rows: Vec<[f32; H]>,
    /// The sum of squared gradients a row (Adagrad, a row at a time).
    row_squares: Vec<f32>,
    start: [f32; H],
    start_squares: [f32; H],
    classes: Vec<[f32; H]>,
    class_squares: Vec<[f32; H]>,
    class_start: Vec<f32>,
    class_start_squares: Vec<f32>,
    random: Random,
    /// The share of hidden units that are left out in a step.
    dropout: f32,
    mean: Mean<H>,
}

/// The sum of weights at some moments of the training, and how many moments.
#[derive(Debug, Default)]
struct Mean<const H: usize> {
    n: u32,
    rows: Vec<[f32; H]>,
    start: Vec<f32>,
    classes: Vec<[f32; H]>,
    class_start: Vec<f32>,
}

/// The hidden units for one example.
#[derive(Debug, Clone)]
pub struct Activation<const H: usize> {
    sums: [f32; H],
    units: [f32; H],
}

/// Which of the classes `from..to` is right.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The first class of the group.
    pub from: usize,
    /// The class after its last.
    pub to: usize,
    /// The right one.
    pub right: usize,
}

impl<const H: usize> Learner<H> {
    /// A network of small random weights.
    #[must_use]
    pub fn new(n_rows: usize, n_classes: usize, dropout: f32, seed: u64) -> Learner<H> {
        let mut random = Random::new(seed);
        let mut small = |size: f32| std::array::from_fn(|_| (random.unit() - 0.5) * 2.0 * size);
        let rows = (0..n_rows).map(|_| small(0.02)).collect();
        let classes = (0..n_classes).map(|_| small(0.15)).collect();
        Learner {
            rows,
            row_squares: vec![0.0; n_rows],
            start: [0.1; H],
            start_squares: [0.0; H],
            classes,
            class_squares: vec![[0.0; H]; n_classes],
            class_start: vec![0.0; n_classes],
            class_start_squares: vec![0.0; n_classes],
            random,
            dropout,
            mean: Mean::default(),
        }
    }

    /// Takes the weights as they stand into the mean that [`Learner::bytes`] gives.
    pub fn keep(&mut self) {
        let mean = &mut self.mean;
        if mean.n == 0 {
            mean.rows.clone_from(&self.rows);
            mean.start = self.start.to_vec();
            mean.classes.clone_from(&self.classes);
            mean.class_start.clone_from(&self.class_start);
        } else {
            let add = |sums: &mut [f32], weights: &[f32]| {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            };
            add(mean.rows.as_flattened_mut(), self.rows.as_flattened());
            add(&mut mean.start, &self.start);
            add(mean.classes.as_flattened_mut(), self.classes.as_flattened());
            add(&mut mean.class_start, &self.class_start);
        }
        mean.n += 1;
    }

    /// The hidden units for `rows`, none left out.
    #[must_use]
    pub fn activate(&self, rows: &[u32]) -> Activation<H> {
        let mut sums = self.start;
        for row in rows {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[*row as usize]) {
                *sum += weight;
            }
        }
        let units = sums.map(|sum| sum.max(0.0));
        Activation { sums, units }
    }

    /// The score of one class.
    #[must_use]
    pub fn score(&self, activation: &Activation<H>, class: usize) -> f32 {
        dot(&activation.units, &self.classes[class]) + self.class_start[class]
    }

    /// The class of `from..to` with the highest score, the first of equals.
    #[must_use]
    pub fn best(&self, activation: &Activation<H>, from: usize, to: usize) -> usize {
        let mut best = (f32::NEG_INFINITY, from);
        for class in from..to {
            let score = self.score(activation, class);
            if score > best.0 {
                best = (score, class);
            }
        }
        best.1
    }

    /// One step towards the right class of each of `choices`, by the cross entropy of their scores.
    pub fn learn(&mut self, rows: &[u32], choices: &[Choice], rate: f32) {
        let mut activation = self.activate(rows);
        let mut mask = [1.0_f32; H];
        if self.dropout > 0.0 {
            let keep = 1.0 / (1.0 - self.dropout);
            for (unit, mask) in activation.units.iter_mut().zip(&mut mask) {
                *mask = if self.random.unit() < self.dropout { 0.0 } else { keep };
                *unit *= *mask;
            }
        }
        let mut gradient = [0.0_f32; H];
        for choice in choices {
            self.learn_classes(&activation, *choice, rate, &mut gradient);
        }
        for ((gradient, sum), mask) in gradient.iter_mut().zip(&activation.sums).zip(&mask) {
            *gradient = if *sum > 0.0 { *gradient * mask } else { 0.0 };
        }
        let square = dot(&gradient, &gradient) / H as f32;
        if square == 0.0 {
            return;
        }
        for row in rows {
            let row = *row as usize;
            self.row_squares[row] += square;
            let step = rate / (self.row_squares[row] + 1e-8).sqrt();
            for (weight, gradient) in self.rows[row].iter_mut().zip(&gradient) {
                *weight -= step * gradient;
            }
        }
        let starts = self.start.iter_mut().zip(&mut self.start_squares);
        for ((start, squares), gradient) in starts.zip(&gradient) {
            *squares += gradient * gradient;
            *start -= rate * gradient / (*squares + 1e-8).sqrt();
        }
    }

    fn learn_classes(
        &mut self,
        activation: &Activation<H>,
        choice: Choice,
        rate: f32,
        gradient: &mut [f32; H],
    ) {
        let Choice { from, to, right } = choice;
        let mut shares: Vec<f32> = (from..to).map(|class| self.score(activation, class)).collect();
        let highest = shares.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0;
        for share in &mut shares {
            *share = exponential(*share - highest);
            total += *share;
        }
        for (class, share) in (from..to).zip(&shares) {
            let error = share / total - if class == right { 1.0 } else { 0.0 };
            if error.abs() < 1e-4 {
                continue;
            }
            let weights = &mut self.classes[class];
            let squares = &mut self.class_squares[class];
            for at in 0..H {
                gradient[at] += error * weights[at];
                let change = error * activation.units[at];
                squares[at] += change * change;
                weights[at] -= rate * change / (squares[at] + 1e-8).sqrt();
            }
            self.class_start_squares[class] += error * error;
            self.class_start[class] -=
                rate * error / (self.class_start_squares[class] + 1e-8).sqrt();
        }
    }

    /// The bytes that [`Network::read`](onrecord_model::syntax::network::Network::read) reads: rows in
    /// one byte a weight, the classes in two; of the mean of the weights kept, which are some.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let share = 1.0 / self.mean.n.max(1) as f32;
        let rows = self.mean.rows.as_flattened();
        let classes = self.mean.classes.as_flattened();
        // One weight in ten thousand is cut to what one byte holds.
        let scale = share * 127.0 / (share * quantile(rows, 0.9999)).max(0.5);
        let widest = classes.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let class_scale = share * (2000.0 / (share * widest).max(1e-3)).min(4096.0);
        let mut bytes = Vec::new();
        for number in [self.rows.len(), H, self.classes.len()] {
            bytes.extend((number as u32).to_le_bytes());
        }
        bytes.resize(ROWS_AT, 0);
        for weight in rows {
            bytes.push((weight * scale).round().clamp(-127.0, 127.0) as i8 as u8);
        }
        for weight in &self.mean.start {
            bytes.extend(((weight * scale).round() as i16).to_le_bytes());
        }
        for weight in classes {
            bytes.extend(((weight * class_scale).round() as i16).to_le_bytes());
        }
        for weight in &self.mean.class_start {
            // The units behind it are sums of rows, and so scaled as these.
            bytes.extend(((weight * class_scale * (scale / share)).round() as i32).to_le_bytes());
        }
        bytes
    }
}

/// The size that `share` of the weights do not pass.
fn quantile(weights: &[f32], share: f64) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = (sizes.len() as f64 * share) as usize;
    sizes.get(at).or(sizes.last()).copied().unwrap_or(1.0)
}

/// In eight lanes, so that it can be done with wide registers; the order is the same everywhere.
fn dot<const H: usize>(a: &[f32; H], b: &[f32; H]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

/// e to the power of `x`, for `x` up to 0, to five digits: the same on every machine, which the
/// system's own need not be.
fn exponential(x: f32) -> f32 {
    if x < -30.0 {
        return 0.0;
    }
    let twos = x * std::f32::consts::LOG2_E;
    let whole = twos.floor();
    let rest = (twos - whole) * std::f32::consts::LN_2;
    let mut sum = 1.0;
    for n in [6.0, 5.0, 4.0, 3.0, 2.0, 1.0_f32] {
        sum = 1.0 + rest / n * sum;
    }
    sum * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use crate::learner::{Choice, Learner, exponential};
    use onrecord_model::syntax::network::Network;

    #[test]
    fn what_no_single_row_tells_is_learned() {
        let mut learner: Learner<16> = Learner::new(4, 2, 0.0, 5);
        let examples = [([0, 2], 0), ([0, 3], 1), ([1, 2], 1), ([1, 3], 0)];
        for _ in 0..2000 {
            for (rows, right) in &examples {
                learner.learn(rows, &[Choice { from: 0, to: 2, right: *right }], 0.1);
            }
        }
        learner.keep();
        let bytes = learner.bytes();
        let network: Network<'_, 16> = Network::read(&bytes, 4, 2);
        for (rows, right) in &examples {
            assert_eq!(network.best(&network.hidden(rows), 0, 2), *right, "{rows:?}");
        }
    }

    #[test]
    fn the_exponential_is_near_that_of_the_system() {
        for x in [0.0_f32, -0.1, -1.0, -3.7, -12.0] {
            assert!((exponential(x) - x.exp()).abs() < 1e-5, "{x}");
        }
    }
}
