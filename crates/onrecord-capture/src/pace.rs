//! Not faster than a site can bear. Hosts and times in, waits out.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// When each host was last asked.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    last: BTreeMap<String, Instant>,
}

impl Pace {
    /// Waits until `gap` has passed since the last request to `host`, and begins the next one.
    pub(crate) fn wait(&mut self, host: &str, gap: Duration) {
        if let Some(last) = self.last.get(host) {
            sleep(gap.saturating_sub(last.elapsed()));
        }
        self.last.insert(host.to_owned(), Instant::now());
    }
}

/// How long a `Retry-After` asks to wait: seconds, or a day and time.
pub(crate) fn later(after: &str, now: Timestamp) -> Option<Duration> {
    let after = after.trim();
    if let Ok(seconds) = after.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = rfc2822::parse(after).ok()?.timestamp();
    Some(Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use crate::pace::later;
    use std::time::Duration;

    #[test]
    fn a_later_time_is_seconds_or_a_day() {
        let now = "2026-05-12T10:00:00Z".parse().unwrap();
        assert_eq!(later("120", now), Some(Duration::from_secs(120)));
        assert_eq!(later("Tue, 12 May 2026 10:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(later("Tue, 12 May 2026 09:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(later("soon", now), None);
    }
}
