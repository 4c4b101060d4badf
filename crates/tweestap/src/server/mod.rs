//! Serving pages: the doors, the gate before them, and the loop that accepts connections.

mod connection;
mod doors;
mod gate;
mod health;
mod listen;
mod logo;
mod metrics;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use authenticator::Keys;
use delivery::{Carrier, Carriers, outbox};
use simulator::SimulatorDesk;
use tokio::net::TcpListener;
use tokio::sync::watch;
use world::World;

pub use connection::{HEAD, HEAD_BYTES, HEAD_FIELDS};
pub use doors::{TEXTS, all_routes};

use crate::alone::Alone;
use crate::background::Background;
use crate::program::Program;
use crate::{places, waking};

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
        let alone = takes_back(&program, &world).await?;
        let keys = Keys::open(&program.store, &program.vault, world.now()).await;
        let keys = Arc::new(keys.context("the keys that sign")?);
        let carriers = match &simulator {
            Some(desk) => desk.carriers(),
            None => program.carriers()?,
        };
        let push = waking::carrier(&program, &keys, simulator.is_some())?;
        let carriers = Carriers { push: Some(push), ..carriers };
        let kit = doors::kit(&program, places::open(program.settings.text("places.file"))?);
        let desk = doors::sign_in_desk(&program, (&pool, &program.judge()?), &kit, &carriers);
        let counters = metrics::Metrics::new(pool.clone());
        let handset = simulator.as_ref().map(|desk| desk.handset.clone());
        let (simulator, concluded) = simulator.map(SimulatorDesk::with_line).unzip();
        let routes = doors::routes((&kit, &program.settings), &desk, &keys, simulator);
        let gate = gate::Gate::new(&program, &world, kit, counters.clone(), stop.clone());
        let service = gate::guarded(routes.into_router(), gate);
        let background = Background { store: program.store.clone(), vault: program.vault.clone(), world };
        let mut work = vec![
            tokio::spawn(background.clone().tidies(stop.clone())),
            tokio::spawn(background.clone().listens(desk.bell.clone(), stop.clone())),
        ];
        let channels = carriers.channels();
        let carriers: Arc<dyn Carrier> = Arc::new(carriers);
        for channel in channels {
            let way = (Arc::clone(&carriers), channel);
            work.push(tokio::spawn(background.clone().delivers(way, stop.clone())));
        }
        if let (Some(handset), Some(concluded)) = (handset, concluded) {
            work.push(tokio::spawn(background.rings(handset, concluded, desk, stop.clone())));
        }
        let metrics = metrics.map(|listener| {
            let limits = listen::Limits::new(&program.settings);
            tokio::spawn(listen::serve(listener, counters.router(), limits, stop.clone()))
        });
        listen::serve(listener, service, listen::Limits::new(&program.settings), stop).await;
        for task in work {
            task.await.context("the background work")?;
        }
        if let Some(metrics) = metrics {
            metrics.await.context("the metrics")?;
        }
        drop(alone);
        Ok(())
    }
}

/// On a database that no other server uses, what one that died had taken to deliver is free at once.
async fn takes_back(program: &Program, world: &World) -> Result<Option<Alone>> {
    if !program.settings.has_database_to_itself() {
        return Ok(None);
    }
    let alone = Alone::in_folder(&program.data).unwrap_or_else(|error| {
        // Nothing is lost by it: what was taken is free again soon.
        let cause: &(dyn std::error::Error + 'static) = error.as_ref();
        tracing::warn!(cause, "whether another server serves from the data folder cannot be known");
        None
    });
    if alone.is_some() {
        let now = world.now();
        let freed = program.store.write(move |t| outbox::take_back(t, now)).await?;
        if freed > 0 {
            tracing::info!(
                freed,
                "messages that were being delivered when the server ended are delivered now"
            );
        }
    }
    Ok(alone)
}
