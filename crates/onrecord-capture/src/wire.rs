//! One request and its answer, byte for byte. An address in; the bytes that went over the connection, before
//! any decoding, out. Of the library's parts that carry the bytes, this file wraps the last one to listen.

use crate::address::is_public;
use onrecord_store::machine::now;
use onrecord_store::store::capture::Exchange;
use std::io::Read;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, NextTimeout, RustlsConnector, TcpConnector, Transport,
};
use ureq::{Agent, Body, Error};
use url::Url;

/// What went over the connection.
#[derive(Debug, Default)]
struct Heard {
    request: Vec<u8>,
    response: Vec<u8>,
    /// The machine, where the name stands for one alone.
    ip: Option<IpAddr>,
}

type Shared = Arc<Mutex<Heard>>;

fn lock(heard: &Shared) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a request is made.
#[derive(Debug)]
pub(crate) struct Manner<'a> {
    pub(crate) agent: &'a str,
    pub(crate) accept: &'a str,
    /// From the first byte sent to the last one read.
    pub(crate) time: Duration,
    /// Whether the machine may lie in a private network.
    pub(crate) may_be_private: bool,
}

/// A name that leads into a private network.
#[derive(Debug, thiserror::Error)]
#[error("{0} is an address of a private network")]
pub(crate) struct Private(pub(crate) IpAddr);

/// An answer whose head was read.
pub(crate) struct Answer {
    pub(crate) response: Response<Body>,
    url: Url,
    at: jiff::Timestamp,
    heard: Shared,
}

/// Why a body was not read.
pub(crate) enum Cut {
    TooLarge,
    Failed(Error),
}

/// Asks for `url` and reads the head of the answer; redirects are answers.
pub(crate) fn ask(url: &Url, fields: &[(&str, &str)], manner: &Manner) -> Result<Answer, Error> {
    let heard = Shared::default();
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(manner.agent)
        .accept(manner.accept)
        .accept_encoding("gzip")
        // A proxy would look names up out of sight.
        .proxy(None)
        .max_idle_connections(0)
        .timeout_global(Some(manner.time))
        .build();
    let connector =
        ().chain(TcpConnector::default())
            .chain(RustlsConnector::default())
            .chain(Listening { heard: Arc::clone(&heard) });
    let resolver = Guarded { may_be_private: manner.may_be_private, heard: Arc::clone(&heard) };
    let agent = Agent::with_parts(config, connector, resolver);
    let mut request = agent.get(url.as_str()).header("connection", "close");
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    let at = now();
    let response = request.call()?;
    Ok(Answer { response, url: url.clone(), at, heard })
}

impl Answer {
    /// A field of the head, where it is there and text.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// Reads the body up to `most` bytes; the exchange, the body without the marks of its transfer.
    pub(crate) fn finish(self, most: u64) -> Result<(Exchange, Vec<u8>), Cut> {
        let mut body = Vec::new();
        let status = self.response.status().as_u16();
        let mut reader = self.response.into_body().into_reader().take(most + 1);
        reader.read_to_end(&mut body).map_err(|error| Cut::Failed(Error::from(error)))?;
        if body.len() as u64 > most {
            return Err(Cut::TooLarge);
        }
        let Heard { request, response, ip } = std::mem::take(&mut *lock(&self.heard));
        let exchange =
            Exchange { url: self.url.to_string(), at: self.at, ip, status, request, response };
        Ok((exchange, body))
    }
}

#[derive(Debug)]
struct Guarded {
    may_be_private: bool,
    heard: Shared,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let private = found.iter().map(|one| one.ip()).find(|ip| !is_public(*ip));
        if let (Some(ip), false) = (private, self.may_be_private) {
            return Err(Error::Other(Box::new(Private(ip))));
        }
        if let [only] = &found[..] {
            lock(&self.heard).ip = Some(only.ip());
        }
        Ok(found)
    }
}

/// Makes connections that write down what goes over them.
#[derive(Debug)]
struct Listening {
    heard: Shared,
}

impl<In: Transport> Connector<In> for Listening {
    type Out = Tapped<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Tapped<In>>, Error> {
        Ok(chained.map(|inner| Tapped { inner, heard: Arc::clone(&self.heard) }))
    }
}

#[derive(Debug)]
struct Tapped<T> {
    inner: T,
    heard: Shared,
}

impl<T: Transport> Transport for Tapped<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let output = self.inner.buffers().output();
        lock(&self.heard).request.extend(output.get(..amount).unwrap_or_default());
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let n_before = self.inner.buffers().input().len();
        let has_more = self.inner.await_input(timeout)?;
        let input = self.inner.buffers().input();
        lock(&self.heard).response.extend(input.get(n_before..).unwrap_or_default());
        Ok(has_more)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
