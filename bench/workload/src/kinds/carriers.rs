//! Words that carry meaning: what may not be lost where an alteration is to be harmless.

use crate::piece::Piece;

const NEGATIONS: [&str; 6] = ["not", "never", "no", "nobody", "nothing", "none"];

const CARRIERS: [&str; 63] = [
    "but",
    "unless",
    "except",
    "although",
    "though",
    "if",
    "until",
    "however",
    "will",
    "may",
    "might",
    "could",
    "would",
    "should",
    "must",
    "can",
    "all",
    "some",
    "most",
    "every",
    "always",
    "often",
    "only",
    "few",
    "many",
    "any",
    "think",
    "probably",
    "maybe",
    "perhaps",
    "guess",
    "because",
    "so",
    "hardly",
    "barely",
    "sometimes",
    "usually",
    "believe",
    "possibly",
    "both",
    "either",
    "neither",
    "almost",
    "nearly",
    "about",
    "around",
    "least",
    "kind",
    "sort",
    "without",
    "yet",
    "whether",
    "hope",
    "hopefully",
    "seem",
    "seems",
    "seemed",
    "opinion",
    "potentially",
    "supposedly",
    "allegedly",
    "apparently",
    "likely",
];

/// Whether the word denies.
pub fn negates(piece: &Piece) -> bool {
    let word = piece.folded();
    NEGATIONS.contains(&word.as_str()) || word.ends_with("n't")
}

/// Whether losing the word may change what is said.
pub fn carries_sense(piece: &Piece) -> bool {
    let word = piece.folded();
    negates(piece)
        || CARRIERS.contains(&word.as_str())
        || word.chars().any(|c| c.is_ascii_digit())
        || piece.after.contains(['?', '!'])
}
