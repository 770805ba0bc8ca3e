//! One file a page: its handler, and the template that it fills.

pub mod chain;
pub mod document;
pub mod embed;
pub mod help;
pub mod home;
pub mod moderation;
pub mod occasion;
pub mod outlet;
pub mod person;
pub mod replies;
pub mod reply;
pub mod search;
pub mod sign_in;
pub mod statement;

use crate::trouble::Trouble;

/// Statements or findings on one page of a list.
pub const LISTED: usize = 20;
/// The last page that is read: what lies beyond is found by a narrower search.
const LAST: usize = 500;

/// Which part of a list.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
pub struct Paging {
    /// From 1.
    #[serde(default)]
    pub page: Option<usize>,
}

impl Paging {
    /// The number of the page, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        self.page.unwrap_or(1).clamp(1, LAST)
    }

    /// The same, where the number is one of a page.
    ///
    /// # Errors
    /// Where it is not from 1 to 500.
    pub fn checked(self) -> Result<Paging, Trouble> {
        match self.page {
            Some(page) if !(1..=LAST).contains(&page) => {
                Err(Trouble::Bad(format!("page {page} is not from 1 to {LAST}")))
            }
            _ => Ok(self),
        }
    }

    /// How many entries lie before it.
    #[must_use]
    pub fn offset(self) -> usize {
        (self.number() - 1) * LISTED
    }
}

/// Where the list goes on.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Which page this is, from 1.
    pub number: usize,
}

impl Pager {
    /// For a list of `n` entries; `link` gives the address of a page.
    #[must_use]
    pub fn new(paging: Paging, n: u64, link: impl Fn(usize) -> String) -> Pager {
        let number = paging.number();
        let goes_on = (number * LISTED) as u64;
        Pager {
            previous: (number > 1).then(|| link(number - 1)),
            next: (goes_on < n && number < LAST).then(|| link(number + 1)),
            number,
        }
    }
}
