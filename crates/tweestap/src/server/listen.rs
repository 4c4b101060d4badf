//! The loop that accepts connections, with its bounds.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use super::connection::converse;
use crate::settings::Settings;

/// The bounds that are configured.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    connections: u32,
    stop: Duration,
}

impl Limits {
    /// Reads them.
    pub fn new(settings: &Settings) -> Self {
        Self {
            connections: u32::try_from(settings.number("server.connections")).unwrap_or(1),
            stop: Duration::from_secs(settings.number("server.stop_seconds").unsigned_abs()),
        }
    }
}

/// The client's end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Accepts connections until `stop` says so, and then waits for the requests that are in flight.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, mut stop: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(limits.connections as usize));
    loop {
        let permit = tokio::select! {
            permit = Arc::clone(&room).acquire_owned() => permit,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let conversation = converse(stream, peer, router.clone(), stop.clone());
                tokio::spawn(async move {
                    if let Some(rest) = conversation.await {
                        // In a task of its own, which is as small as what remains.
                        tokio::spawn(async move {
                            rest.last().await;
                            drop(permit);
                        });
                    }
                });
            }
            Err(error) => {
                // Too many open files, for one: others must end first.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    // All room is free when every connection has ended.
    if tokio::time::timeout(limits.stop, room.acquire_many(limits.connections)).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

#[cfg(test)]
mod tests;
