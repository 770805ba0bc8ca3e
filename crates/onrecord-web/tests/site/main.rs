//! The site over a record made by hand: each page's answer, without a network.

mod answering;
mod parity;
mod private;
mod record;
mod tokens;
