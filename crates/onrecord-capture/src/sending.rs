//! Sending. An address that the user gave and a body in; nothing, or why it did not arrive, out. It goes to that
//! address and to no other: no redirect is followed.

use crate::address::address;
use crate::error::Error;
use crate::fetching::Settings;
use ureq::Agent;
use ureq::config::Config;
use url::Url;

/// Sends `body`, of media type `kind`, to `given` by POST; an answer of 200 to 299 takes it.
///
/// # Errors
/// Where the address is none, nobody answers in time, or the answer is another.
pub fn send(
    given: &str,
    kind: &str,
    body: &[u8],
    agent: &str,
    settings: &Settings,
) -> Result<(), Error> {
    let url: Url = address(given)?;
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(agent)
        // A proxy would be another address.
        .proxy(None)
        .max_idle_connections(0)
        .timeout_global(Some(settings.time))
        .build();
    let request = Agent::new_with_config(config).post(url.as_str()).header("content-type", kind);
    match request.header("connection", "close").send(body) {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => {
            Err(Error::NotTaken { url: url.to_string(), status: answer.status().as_u16() })
        }
        Err(error) => Err(Error::NotSent { url: url.to_string(), source: Box::new(error) }),
    }
}
