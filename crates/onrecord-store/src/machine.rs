//! What only the machine knows: the time, and chance. Every other module of the record is handed both, so
//! that a test can say what the time is.

use jiff::Timestamp;

/// The time on the machine's clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// `N` bytes that nobody can guess, from the system's own source.
///
/// # Panics
/// Where the system has no such source: no key, nonce or link may then be made.
#[must_use]
pub fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}
