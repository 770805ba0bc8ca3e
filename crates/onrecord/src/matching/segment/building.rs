//! A segment on its way from documents to bytes. The same documents in the same order give the same
//! bytes.

use crate::document::Document;
use crate::matching::segment::hash;
use crate::matching::segment::heading;
use crate::matching::segment::layout::{Header, push_varint};
use crate::matching::segment::list;
use crate::matching::segment::wording::Pieces;
use crate::matching::stretches::each_said;
use rustc_hash::FxHashMap;
use std::ops::ControlFlow;

/// Words after one word whose lists lie side by side: what a look-up of a pair goes through one by one.
pub(crate) const CHUNK: usize = 32;

/// Whether a segment holds the texts of its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// It is whole without the documents.
    Kept,
    /// The documents stay in memory beside it.
    Beside,
}

/// Documents being indexed.
#[derive(Debug)]
pub struct Builder {
    texts: Texts,
    header: Header,
    /// The local number of each token's word.
    tokens: Vec<u32>,
    /// The first token of each document.
    firsts: Vec<u32>,
    numbers: FxHashMap<u32, u32>,
    hashes: Vec<u32>,
    pieces: Pieces,
    anchors: Vec<u8>,
    /// The first anchor of each document.
    first_anchors: Vec<u32>,
    lengths: Vec<u32>,
    heads: Vec<u8>,
    first_heads: Vec<u64>,
}

impl Builder {
    /// A segment of no documents.
    #[must_use]
    pub fn new(texts: Texts) -> Builder {
        Builder {
            texts,
            header: Header::default(),
            tokens: Vec::new(),
            firsts: Vec::new(),
            numbers: FxHashMap::default(),
            hashes: Vec::new(),
            pieces: Pieces::default(),
            anchors: Vec::new(),
            first_anchors: Vec::new(),
            lengths: Vec::new(),
            heads: Vec::new(),
            first_heads: Vec::new(),
        }
    }

    /// Bytes of text taken so far.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.header.text_bytes
    }

    /// Documents taken so far.
    #[must_use]
    pub fn n_documents(&self) -> u32 {
        self.header.n_documents
    }

    /// Takes the next document.
    pub fn push(&mut self, document: &Document) {
        let Builder { tokens, numbers, hashes, anchors, .. } = self;
        self.firsts.push(tokens.len() as u32);
        self.first_anchors.push((anchors.len() / 8) as u32);
        let mut last = None;
        let _whole = each_said(document, 0, &mut |key, _, stretch| {
            if last != Some(stretch) {
                anchors.extend((tokens.len() as u32).to_le_bytes());
                anchors.extend((stretch as u32).to_le_bytes());
                last = Some(stretch);
            }
            let hash = hash(key);
            let number = *numbers.entry(hash).or_insert_with(|| {
                hashes.push(hash);
                hashes.len() as u32 - 1
            });
            tokens.push(number);
            ControlFlow::Continue(())
        });
        self.header.n_documents += 1;
        self.header.text_bytes += document.text.len() as u64;
        self.lengths.push(document.text.len() as u32);
        self.first_heads.push(self.heads.len() as u64);
        if self.texts == Texts::Kept {
            self.pieces.push(&document.text);
            self.heads.extend(heading::write(document));
        }
    }

    /// The segment.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let n_words = self.hashes.len() as u32;
        let ranks = ranks(&self.hashes);
        for token in &mut self.tokens {
            *token = ranks[*token as usize];
        }
        let mut sorted = self.hashes;
        sorted.sort_unstable();
        self.header.n_words = n_words;
        self.header.n_tokens = self.tokens.len() as u32;
        self.firsts.push(self.tokens.len() as u32);
        let pairs = Pairs::write(&self.tokens, &self.firsts, n_words);
        self.tokens = Vec::new();
        let written = self.pieces.finish();
        self.header.n_pieces = written.n_pieces;
        self.first_anchors.push((self.anchors.len() / 8) as u32);
        self.lengths.push(0);
        self.first_heads.push(self.heads.len() as u64);
        let mut documents = Vec::new();
        for (nth, first) in self.firsts.iter().enumerate() {
            documents.extend(first.to_le_bytes());
            documents.extend(self.first_anchors[nth].to_le_bytes());
            documents.extend(self.lengths[nth].to_le_bytes());
            documents.extend(0_u32.to_le_bytes());
            let text = written.starts.get(nth).copied().unwrap_or(0);
            documents.extend(text.to_le_bytes());
            documents.extend(self.first_heads[nth].to_le_bytes());
        }
        self.header.write([
            sorted.iter().flat_map(|hash| hash.to_le_bytes()).collect(),
            pairs.counts,
            pairs.entries,
            pairs.bytes,
            documents,
            self.anchors,
            self.heads,
            written.vocabulary,
            written.pieces,
            written.texts,
        ])
    }
}

/// Where each of `hashes` stands among them, ascending.
fn ranks(hashes: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..hashes.len() as u32).collect();
    order.sort_unstable_by_key(|number| hashes[*number as usize]);
    let mut ranks = vec![0; hashes.len()];
    for (rank, number) in order.iter().enumerate() {
        ranks[*number as usize] = rank as u32;
    }
    ranks
}

/// The lists of positions of every two neighbouring tokens.
#[derive(Debug, Default)]
struct Pairs {
    counts: Vec<u8>,
    entries: Vec<u8>,
    bytes: Vec<u8>,
}

impl Pairs {
    /// `firsts` holds each document's first token, and the count of all at the end. The last token of
    /// a document makes a pair with `n_words`, which no word has as its number.
    fn write(tokens: &[u32], firsts: &[u32], n_words: u32) -> Pairs {
        let mut starts = vec![0_u32; n_words as usize + 1];
        for token in tokens {
            starts[*token as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut pairs = vec![0_u64; tokens.len()];
        let mut next = starts.clone();
        for bounds in firsts.windows(2) {
            for at in bounds[0]..bounds[1] {
                let is_last = at + 1 == bounds[1];
                let after = if is_last { n_words } else { tokens[at as usize + 1] };
                let slot = &mut next[tokens[at as usize] as usize];
                pairs[*slot as usize] = u64::from(after) << 32 | u64::from(at);
                *slot += 1;
            }
        }
        let mut found = Pairs::default();
        let mut positions = Vec::new();
        for bounds in starts.windows(2) {
            let of_word = &mut pairs[bounds[0] as usize..bounds[1] as usize];
            of_word.sort_unstable();
            found.counts.extend((of_word.len() as u32).to_le_bytes());
            found.entries.extend((found.bytes.len() as u32).to_le_bytes());
            found.word(of_word, tokens.len() as u32, &mut positions);
        }
        found.entries.extend((found.bytes.len() as u32).to_le_bytes());
        found
    }

    /// Appends the entry of one word: how many others follow it, where the chunks of those lie, and the
    /// chunks.
    fn word(&mut self, pairs: &[u64], bound: u32, positions: &mut Vec<u32>) {
        let after = |pair: &u64| (pair >> 32) as u32;
        let runs: Vec<&[u64]> = pairs.chunk_by(|a, b| after(a) == after(b)).collect();
        let start = self.bytes.len();
        self.bytes.extend((runs.len() as u32).to_le_bytes());
        let table = self.bytes.len();
        self.bytes.resize(table + 8 * runs.len().div_ceil(CHUNK), 0);
        for (nth, chunk) in runs.chunks(CHUNK).enumerate() {
            let first = chunk.first().and_then(|run| run.first()).map_or(0, after);
            let at = (self.bytes.len() - start) as u32;
            let slot = &mut self.bytes[table + 8 * nth..table + 8 * nth + 8];
            slot[..4].copy_from_slice(&first.to_le_bytes());
            slot[4..].copy_from_slice(&at.to_le_bytes());
            let mut before = first;
            for run in chunk {
                let word = run.first().map_or(0, after);
                push_varint(u64::from(word - before), &mut self.bytes);
                push_varint(run.len() as u64, &mut self.bytes);
                before = word;
            }
            for run in chunk {
                positions.clear();
                positions.extend(run.iter().map(|pair| *pair as u32));
                list::write(positions, bound, &mut self.bytes);
            }
        }
    }
}
