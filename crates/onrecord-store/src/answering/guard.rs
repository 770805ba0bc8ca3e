//! What keeps machines out without asking a person to prove anything: a signed form that says when it was
//! opened, a field that nobody sees, and a limit per network. Nothing of it is kept on the disk.

use crate::answering::Target;
use crate::answering::form::Form;
use crate::answering::refused::Refused;
use crate::answering::settings::Settings;
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How long a form may stay open, in seconds: a night and a day.
const OPEN: i64 = 36 * 3600;
/// Networks and addresses remembered at once: about 16 MB at most.
const REMEMBERED: usize = 100_000;
/// An hour in seconds.
const HOUR: i64 = 3600;
/// Links mailed to one address in an hour: the form cannot be used to flood somebody's mailbox.
const MAILS: u32 = 3;

/// The token of a form for `target`, opened at `at`.
#[must_use]
pub fn form_token(secret: &[u8; 32], target: &Target, at: Timestamp) -> String {
    let second = at.as_second();
    format!("{second}.{}", seal(secret, target, second))
}

fn seal(secret: &[u8; 32], target: &Target, second: i64) -> String {
    let text = format!("form\n{}\n{second}\n", target.id());
    blake3::keyed_hash(secret, text.as_bytes()).to_hex().to_string()
}

/// Whether a person can have filled `form` in.
///
/// # Errors
/// Where a machine did, or it was too fast, or the form is not one of ours for `target`.
pub fn check_form(
    secret: &[u8; 32],
    settings: &Settings,
    target: &Target,
    form: &Form,
    at: Timestamp,
) -> Result<(), Refused> {
    if !form.website.is_empty() {
        return Err(Refused::Machine);
    }
    let (second, mac) = form.token.split_once('.').ok_or(Refused::Stale)?;
    let second: i64 = second.parse().map_err(|_| Refused::Stale)?;
    let given = blake3::Hash::from_hex(mac).map_err(|_| Refused::Stale)?;
    let own = blake3::Hash::from_hex(seal(secret, target, second)).map_err(|_| Refused::Stale)?;
    let age = at.as_second().saturating_sub(second);
    // Hashes are compared in constant time.
    if given != own || !(0..=OPEN).contains(&age) {
        return Err(Refused::Stale);
    }
    let least = i64::from(settings.least_seconds);
    if age < least {
        return Err(Refused::TooSoon(least - age));
    }
    Ok(())
}

/// How often each network and address was heard of lately; in memory only, and gone with the process.
#[derive(Debug, Default)]
pub struct Guard {
    heard: Mutex<BTreeMap<[u8; 16], VecDeque<i64>>>,
}

impl Guard {
    /// Counts one submission of `submitter` for `email`.
    ///
    /// # Errors
    /// Where either was heard of too often within the hour.
    pub fn admit(
        &self,
        settings: &Settings,
        submitter: IpAddr,
        email: &str,
        at: Timestamp,
    ) -> Result<(), Refused> {
        self.count(prefix(submitter), settings.per_hour, at)?;
        let email = blake3::hash(email.to_lowercase().as_bytes());
        let mut key = [0xee; 16];
        key[1..].copy_from_slice(&email.as_bytes()[..15]);
        self.count(key, MAILS, at)
    }

    /// Counts one act of the network of `address` under `name` ("sign-in"); at most `most` an hour.
    ///
    /// # Errors
    /// Where it was more.
    pub fn count_act(
        &self,
        name: &str,
        address: IpAddr,
        most: u32,
        at: Timestamp,
    ) -> Result<(), Refused> {
        let text = [name.as_bytes(), &prefix(address)].concat();
        let mut key = [0xdd; 16];
        key[1..].copy_from_slice(&blake3::hash(&text).as_bytes()[..15]);
        self.count(key, most, at)
    }

    fn count(&self, key: [u8; 16], most: u32, at: Timestamp) -> Result<(), Refused> {
        let (now, start) = (at.as_second(), at.as_second() - HOUR);
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.len() >= REMEMBERED {
            heard.retain(|_, times| times.back().is_some_and(|last| *last > start));
            // Under a flood from everywhere the memory stays bounded: the counts begin anew.
            if heard.len() >= REMEMBERED {
                heard.clear();
            }
        }
        let times = heard.entry(key).or_default();
        while times.front().is_some_and(|first| *first <= start) {
            times.pop_front();
        }
        if times.len() >= most as usize {
            let first = times.front().copied().unwrap_or(now);
            return Err(Refused::TooMany((first - start).max(1)));
        }
        times.push_back(now);
        Ok(())
    }
}

/// The network of an address: the first 24 bits of IPv4, 48 of IPv6. The rest is not kept even in memory.
fn prefix(address: IpAddr) -> [u8; 16] {
    let mut key = [0; 16];
    match address.to_canonical() {
        IpAddr::V4(four) => {
            key[0] = 4;
            key[1..4].copy_from_slice(&four.octets()[..3]);
        }
        IpAddr::V6(six) => {
            key[0] = 6;
            key[1..7].copy_from_slice(&six.octets()[..6]);
        }
    }
    key
}
