//! Learned weights, in thousandths, of features that come in groups: a list in, sums out.

use onrecord_model::Lexicon;

/// A weight a feature, in the order of its groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights(Vec<i32>);

impl Weights {
    /// One weight a feature; features beyond weigh nothing.
    #[must_use]
    pub fn new(weights: Vec<i32>) -> Weights {
        Weights(weights)
    }

    /// The weights of a list that has a line a group: its name, then its values' weights. `groups` are
    /// names, each with the number of its values.
    #[must_use]
    pub fn read(list: &Lexicon, groups: &[(&str, usize)]) -> Weights {
        let mut weights = Vec::new();
        let mut end = 0;
        for (name, n_values) in groups {
            let line = list.get(name).unwrap_or("").split_whitespace().take(*n_values);
            weights.extend(line.map(|weight| weight.parse().unwrap_or(0)));
            end += n_values;
            weights.resize(end, 0);
        }
        Weights(weights)
    }

    /// What [`Weights::read`] reads.
    #[must_use]
    pub fn lines(&self, groups: &[(&str, usize)]) -> Vec<String> {
        let mut weights = self.0.iter();
        let line = |(name, n_values): &(&str, usize)| {
            let values: Vec<String> =
                weights.by_ref().take(*n_values).map(i32::to_string).collect();
            format!("{name}\t{}", values.join(" "))
        };
        groups.iter().map(line).collect()
    }

    /// The sum over `features`.
    #[must_use]
    pub fn sum(&self, features: &[u16]) -> i32 {
        features.iter().filter_map(|at| self.0.get(usize::from(*at))).sum()
    }
}
