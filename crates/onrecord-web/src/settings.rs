//! How a record is served: the table `[serve]` of `onrecord.toml`. Every setting has a default.

use crate::proxy::{Network, ProxyHeader};
use serde::Deserialize;
use std::net::SocketAddr;

/// The settings of a server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Where it listens; `None`: 127.0.0.1:8080.
    pub bind: Option<SocketAddr>,
    /// Whether pages show the whole text of articles.
    pub whole_texts: bool,
    /// Servers that stand before this one, each an address or a network: what they say of who asks is believed.
    pub proxies: Vec<Network>,
    /// Where they say it.
    pub proxy_header: ProxyHeader,
}
