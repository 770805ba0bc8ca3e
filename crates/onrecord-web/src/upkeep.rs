//! What a server does while nobody asks: it lets go what is no longer kept, and sends letters again that did not
//! leave. A site in; lines for the operator out.

use crate::serving::log;
use crate::site::Site;
use onrecord_store::answering::retention::{Swept, sweep_out};
use onrecord_store::database::fault::Fault;
use onrecord_store::machine::now;
use std::time::Duration;

/// Between two looks into the outbox.
const TURN: Duration = Duration::from_secs(60);
/// Looks into the outbox between two sweeps.
const SWEEP: u32 = 60;

/// Keeps `site` in order until it is dropped.
pub async fn keep(site: Site) {
    for turn in 0_u32.. {
        if turn % SWEEP == 0 {
            match swept(&site).await {
                Ok(Swept { n_unconfirmed: 0, n_unpublished: 0, n_published: 0, .. }) => {}
                Ok(swept) => log(&swept.to_string()),
                Err(error) => log(&format!("what is no longer kept could not be let go: {error}")),
            }
        }
        let desk = site.desk_handle();
        if tokio::task::spawn_blocking(move || desk.send_again()).await.is_err() {
            log("the sending of letters broke off");
        }
        tokio::time::sleep(TURN).await;
    }
}

/// Lets go once what the house's settings no longer keep.
///
/// # Errors
/// The engine's own.
pub async fn swept(site: &Site) -> Result<Swept, Fault> {
    let desk = site.desk_handle();
    site.apart(move |database| sweep_out(database, &desk.settings, now())).await
}
