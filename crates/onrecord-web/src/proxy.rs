//! Who asks, where another server stands before this one. The other end of the connection, the request's
//! headers and the proxies that are trusted in; the address that limits are counted by out.

use axum::http::HeaderMap;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// A network: an address and how many of its bits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

/// In which header a proxy says who asked it. A proxy hands on what its client wrote in the other one, so that
/// only one can be believed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyHeader {
    /// `X-Forwarded-For: 203.0.113.7, 10.0.0.2`: what nginx, Caddy, Apache and HAProxy send.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=203.0.113.7` (RFC 7239).
    Forwarded,
}

/// The proxies that are believed, and in what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Their networks.
    pub trusted: Vec<Network>,
    /// The header.
    pub header: ProxyHeader,
}

impl Network {
    /// Whether `address` lies in it.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let rest = 32 - self.bits;
                (u64::from(own.to_bits()) >> rest) == (u64::from(other.to_bits()) >> rest)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let rest = 128 - self.bits;
                own.to_bits().checked_shr(rest) == other.to_bits().checked_shr(rest)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Network, String> {
        let fault = || {
            format!("\"{text}\" is no address such as 10.0.0.2, and no network such as 10.0.0.0/8")
        };
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().map_err(|_| fault())?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| fault())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(fault()) } else { Ok(Network { address, bits }) }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Network, String> {
        text.parse()
    }
}

impl Proxies {
    /// Who asks: `peer`, the other end of the connection, unless it is a proxy that is trusted. Then the last
    /// in its header who is none: what stands before that was written by whoever asked, and may be anything.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let mut named = self.named(headers).into_iter().rev();
        while self.trusted.iter().any(|network| network.holds(client)) {
            match named.next().flatten() {
                Some(before) => client = before,
                None => break,
            }
        }
        client.to_canonical()
    }

    /// Who the header names, in its order; `None` for one whose name is kept back.
    fn named(&self, headers: &HeaderMap) -> Vec<Option<IpAddr>> {
        let name = match self.header {
            ProxyHeader::XForwardedFor => "x-forwarded-for",
            ProxyHeader::Forwarded => "forwarded",
        };
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
        let entries = lines.flat_map(|line| line.split(','));
        let node = |entry: &str| match self.header {
            ProxyHeader::XForwardedFor => address(entry),
            ProxyHeader::Forwarded => entry.split(';').find_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                key.trim().eq_ignore_ascii_case("for").then(|| address(value))?
            }),
        };
        entries.map(node).collect()
    }
}

/// The address in `203.0.113.7`, `203.0.113.7:4711`, `"[2001:db8::7]:4711"` or `2001:db8::7`.
fn address(node: &str) -> Option<IpAddr> {
    let node = node.trim().trim_matches('"');
    let bare = node.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(node);
    let with_port = || node.parse::<SocketAddr>().map(|socket| socket.ip());
    bare.parse::<IpAddr>().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use crate::proxy::{Proxies, ProxyHeader};
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    fn client(header: ProxyHeader, peer: &str, lines: &[(&'static str, &str)]) -> String {
        let trusted = ["10.0.0.0/8", "127.0.0.1", "2001:db8:1::/48"];
        let trusted = trusted.map(|one| one.parse().expect("a network")).to_vec();
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
            headers.append(HeaderName::from_static(name), value);
        }
        let peer = peer.parse().expect("an address");
        Proxies { trusted, header }.client(peer, &headers).to_string()
    }

    #[test]
    fn only_a_proxy_that_is_named_is_believed() {
        let x = "x-forwarded-for";
        for (peer, lines, wanted) in [
            ("203.0.113.9", &[(x, "198.51.100.1")][..], "203.0.113.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &[(x, "198.51.100.1")], "198.51.100.1"),
            ("::ffff:127.0.0.1", &[(x, "198.51.100.1:4711")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "6.6.6.6, 198.51.100.1, 10.1.2.3")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "6.6.6.6"), (x, "198.51.100.1")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "6.6.6.6, unknown")], "127.0.0.1"),
            ("127.0.0.1", &[(x, "10.0.0.1, 10.0.0.2")], "10.0.0.1"),
            ("2001:db8:1::1", &[(x, "2001:db8:2::7")], "2001:db8:2::7"),
            ("127.0.0.1", &[("forwarded", "for=6.6.6.6")], "127.0.0.1"),
            ("127.0.0.1", &[(x, "\u{e9}")], "127.0.0.1"),
        ] {
            assert_eq!(client(ProxyHeader::XForwardedFor, peer, lines), wanted, "{peer} {lines:?}");
        }
        let f = "forwarded";
        for (line, wanted) in [
            ("for=198.51.100.1;proto=https;by=10.0.0.1", "198.51.100.1"),
            ("for=6.6.6.6, For=\"[2001:db8::7]:4711\"", "2001:db8::7"),
            ("for=_hidden", "10.0.0.1"),
            ("proto=https", "10.0.0.1"),
        ] {
            let lines = [(f, line), ("x-forwarded-for", "6.6.6.6")];
            assert_eq!(client(ProxyHeader::Forwarded, "10.0.0.1", &lines), wanted, "{line}");
        }
    }

    #[test]
    fn what_is_no_network_says_what_is() {
        for text in ["", "proxy", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "10.0.0/8"] {
            let error = text.parse::<crate::proxy::Network>().expect_err(text);
            assert!(error.contains("10.0.0.0/8"), "{error}");
        }
        let all: crate::proxy::Network = "::/0".parse().expect("a network");
        assert!(all.holds("2001:db8::1".parse().expect("an address")));
        assert!(!all.holds("10.0.0.1".parse().expect("an address")));
    }
}
