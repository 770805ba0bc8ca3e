//! Where runs of neighbouring tokens stand. Tokens in, positions of a run out, in record order.

use std::ops::Range;

/// Postings of all runs of one length, grouped by bucket.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    /// Tokens in a run.
    n: usize,
    /// The first posting of each bucket, and the count of all postings at the end.
    starts: Vec<u32>,
    /// First tokens of the runs, ascending inside a bucket.
    postings: Vec<u32>,
}

impl Directory {
    /// Indexes every run of `n` tokens that lies inside one record; `records` holds each record's
    /// first token and the count of all tokens at the end.
    pub(crate) fn new(tokens: &[u32], records: &[u32], n: usize) -> Directory {
        // Half a bucket a token keeps most buckets to one run; 2^24 bounds the table to 64 MiB. There
        // are fewer words than runs of words.
        let most = if n == 1 { 20 } else { 24 };
        let bits = (usize::BITS - tokens.len().leading_zeros()).clamp(8, most);
        let mask = (1_usize << bits) - 1;
        let mut starts = vec![0_u32; mask + 2];
        for (_, run) in runs(tokens, records, n) {
            starts[(bucket(run) & mask) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut postings = vec![0_u32; sum as usize];
        let mut next = starts.clone();
        for (at, run) in runs(tokens, records, n) {
            let slot = &mut next[bucket(run) & mask];
            postings[*slot as usize] = at;
            *slot += 1;
        }
        Directory { n, starts, postings }
    }

    /// Where runs that share the bucket of `run` begin; a posting's tokens must still be compared.
    /// Empty when `run` has another length than the indexed runs.
    pub(crate) fn postings(&self, run: &[u32]) -> &[u32] {
        let Some(mask) = self.starts.len().checked_sub(2) else { return &[] };
        if run.len() != self.n {
            return &[];
        }
        let at = bucket(run) & mask;
        let (start, end) = (self.starts[at] as usize, self.starts[at + 1] as usize);
        self.postings.get(start..end).unwrap_or(&[])
    }
}

impl Directory {
    /// Those of [`Directory::postings`] that lie among the tokens `within`.
    pub(crate) fn postings_within(&self, run: &[u32], within: &Range<u32>) -> &[u32] {
        let postings = self.postings(run);
        let first = postings.partition_point(|at| *at < within.start);
        let past = postings.partition_point(|at| *at < within.end);
        postings.get(first..past).unwrap_or(&[])
    }
}

fn runs<'a>(
    tokens: &'a [u32],
    records: &'a [u32],
    n: usize,
) -> impl Iterator<Item = (u32, &'a [u32])> + 'a {
    records.windows(2).flat_map(move |bounds| {
        let (first, past) = (bounds[0], bounds[1]);
        let record = tokens.get(first as usize..past as usize).unwrap_or(&[]);
        (first..).zip(record.windows(n))
    })
}

fn bucket(run: &[u32]) -> usize {
    let mixed = run.iter().fold(0_u64, |mixed, token| {
        (mixed.rotate_left(23) ^ u64::from(*token)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    (mixed >> 32) as usize
}
