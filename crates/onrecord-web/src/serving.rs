//! The server: connections in, answers out, until it is told to stop. Slow and endless requests are cut off;
//! what is under way when it stops is finished.

use crate::routes::routes;
use crate::site::Site;
use crate::upkeep::keep;
use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::io::{self, Write as _};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// Connections at once; more wait in the system's queue.
const CONNECTIONS: usize = 1024;
/// How long the head of a request may take to come, and an idle connection is kept.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection lives: a reader that takes an answer byte by byte is let go.
const LIFE: Duration = Duration::from_secs(300);
/// How long requests under way are waited for when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);
/// Bytes read ahead on a connection: the head of a request has to fit.
const BUFFER: usize = 64 << 10;
/// How long to wait after the system refuses a connection, for lack of file handles for one.
const PAUSE: Duration = Duration::from_millis(100);

/// Who asks: the other end of the connection, or whom a trusted proxy there names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// Serves `site` on `listener` with threads of its own, until the process is told to end.
///
/// # Errors
/// Where the system gives no threads, or the socket cannot be used.
pub fn run(site: Site, listener: std::net::TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        serve(site, listener, told_to_end()).await
    })
}

/// Ends with Ctrl-C, or where a service manager says so.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Serves `site` on `listener` until `stop` ends.
///
/// # Errors
/// Never for a connection's sake; those that fail are let go.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let presentation = site.presentation_handle();
    let upkeep = tokio::spawn(keep(site.clone()));
    let router = routes(site);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let under_way = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let presentation = Arc::clone(&presentation);
        let answer = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            let asker = presentation.proxies.client(peer.ip(), request.headers());
            request.extensions_mut().insert(Peer(asker));
            router.clone().oneshot(request)
        });
        let mut settings = http1::Builder::new();
        settings.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(BUFFER);
        let watched = under_way.watch(settings.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            // Whoever breaks off, or is too slow, gets no answer; there is nobody to tell.
            let _ = tokio::time::timeout(LIFE, watched).await;
            drop(place);
        });
    }
    upkeep.abort();
    let _ = tokio::time::timeout(FAREWELL, under_way.shutdown()).await;
    Ok(())
}

/// One line on the standard error output, for the operator. Where nobody reads it any longer, nothing is lost but
/// the line.
pub(crate) fn log(line: &str) {
    let _ = writeln!(io::stderr(), "onrecord: {}", line.replace(['\n', '\r'], " "));
}
