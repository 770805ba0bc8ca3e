//! Any bytes as a robots.txt, and any as a path that it is asked for.
#![no_main]

use onrecord_capture::robots::Robots;

libfuzzer_sys::fuzz_target!(|parts: (&[u8], &str)| {
    let (bytes, path) = parts;
    let robots = Robots::read(bytes);
    assert_eq!(robots, Robots::read(bytes), "the same bytes read differently");
    assert!(robots.forbids("onrecord", "/robots.txt").is_none(), "the rules may always be read");
    if let Some(rule) = robots.forbids("onrecord", path) {
        assert!(!rule.is_allow && rule.line > 0, "what forbids is no rule");
    }
    assert!(robots.delay("onrecord").is_none_or(|delay| delay.is_finite() && delay >= 0.0));
});
