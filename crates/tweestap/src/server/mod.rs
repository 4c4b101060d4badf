//! Serving pages: the doors, the gate before them, and the loop that accepts connections.

mod doors;
mod gate;
mod health;
mod listen;
mod metrics;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use delivery::Carrier;
use simulator::SimulatorDesk;
use tokio::net::TcpListener;
use tokio::sync::watch;
use world::World;

pub use doors::{TEXTS, all_routes};

use crate::background::Background;
use crate::program::Program;

/// A server that is about to serve.
pub struct Server {
    listener: TcpListener,
    metrics: Option<TcpListener>,
    program: Program,
    world: World,
    simulator: Option<SimulatorDesk>,
}

impl Server {
    /// Takes the addresses.
    pub async fn bind(program: Program, world: World, simulator: Option<SimulatorDesk>) -> Result<Self> {
        let address = program.settings.listen("server.listen").context("server.listen")?;
        let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))?;
        let metrics = match program.settings.listen("server.metrics_listen") {
            Some(address) => {
                Some(TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))?)
            }
            None => None,
        };
        Ok(Self { listener, metrics, program, world, simulator })
    }

    /// The address on which pages are served.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves until `stop` says so; then requests in flight end, and the store is closed.
    pub async fn serve(self, stop: watch::Receiver<bool>) -> Result<()> {
        let Self { listener, metrics, program, world, simulator } = self;
        let pool = program.pool()?;
        let carrier: Arc<dyn Carrier> = match &simulator {
            Some(desk) => Arc::new(desk.mailbox.clone()),
            None => program.carrier()?,
        };
        let counters = metrics::Metrics::new(pool.clone());
        let routes = doors::all_routes(&program, &pool, simulator);
        let gate = gate::Gate::new(&program, &world, doors::kit(&program), counters.clone(), stop.clone());
        let service = gate::guarded(routes.into_router(), gate);
        let background = Background { store: program.store.clone(), vault: program.vault.clone(), world };
        let background = [
            tokio::spawn(background.clone().tidies(stop.clone())),
            tokio::spawn(background.delivers(carrier, stop.clone())),
        ];
        let metrics = metrics.map(|listener| {
            let limits = listen::Limits::new(&program.settings);
            tokio::spawn(listen::serve(listener, counters.router(), limits, stop.clone()))
        });
        listen::serve(listener, service, listen::Limits::new(&program.settings), stop).await;
        for work in background {
            work.await.context("the background work")?;
        }
        if let Some(metrics) = metrics {
            metrics.await.context("the metrics")?;
        }
        Ok(())
    }
}
