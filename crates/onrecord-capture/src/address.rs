//! Addresses that may be fetched. What a user wrote in, a web address without its fragment out; which machines
//! lie in a private network.

use crate::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Url;

/// The address that `given` is.
///
/// # Errors
/// Where it is no address of the web, or holds a name and a password: those would be kept in the capture.
pub fn address(given: &str) -> Result<Url, Error> {
    let unfit = |why: &str| Error::Address { given: given.to_owned(), why: why.to_owned() };
    let mut url = Url::parse(given.trim()).map_err(|error| unfit(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(unfit("it is no address of the web"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(unfit("it holds a name or a password, which would be kept with the page"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// The host of `url` with its port: what a robots.txt and a delay hold for.
pub(crate) fn authority(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", url.host_str().unwrap_or_default())
}

/// Whether anybody on the internet may have the machine at `ip`: private, local, shared and reserved ranges
/// (IANA's registries of special-purpose addresses) are not public, nor what only leads to one of them.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && b & 0xC0 == 64
        || a == 192 && b == 0 && c == 0
        || a == 198 && b & 0xFE == 18;
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // IPv4 in another form: mapped, translated (NAT64), 6to4.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => {
            inner(high, low)
        }
        [0x2002, high, low, ..] => inner(high, low),
        // The rest of the block below ::ffff:0:0 and the local NAT64 prefix.
        [0, 0, 0, 0, ..] | [0x64, 0xFF9B, 1, ..] => false,
        [0x2001, second, ..] if second < 0x200 || second == 0xDB8 => false,
        [0x3FFF, second, ..] if second < 0x1000 => false,
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use crate::address::{address, is_public};

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let url = address(" https://Post.example/ferry?a=1#words ").unwrap();
        assert_eq!(url.as_str(), "https://post.example/ferry?a=1");
        for given in ["", "ferry.html", "ftp://post.example/", "file:///etc/hosts", "https://"] {
            let error = address(given).unwrap_err().to_string();
            assert!(error.contains("https://"), "{error}");
        }
        assert!(address("https://edda:secret@post.example/").is_err());
    }

    #[test]
    fn private_networks_are_known_in_every_form() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.20.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "fec0::1",
            "2001:db8::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }
}
