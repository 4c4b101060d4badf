//! `serve` and `demo`.

use std::net::SocketAddr;
use std::path::Path;

use accounts::organizations::own_host;
use anyhow::{Context, Result};
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use world::World;

use super::organization::read_experience;
use super::output::{say, say_aside};
use crate::program::{Program, read_settings};
use crate::server::Server;
use crate::{demo, logging};

/// Where to listen.
#[derive(Debug, Args)]
pub struct Listen {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

/// How the demo is served.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    listen: Listen,
    /// How its people set up their methods: security-info or two-step-verification
    #[arg(long, default_value = "security-info")]
    experience: String,
}

/// Serves the pages of the organizations in the data folder.
pub fn serve(listen: &Listen, config: Option<&Path>, data: &Path) -> Result<()> {
    let program = open(listen, config, data)?;
    let all = program.store.read_now(accounts::organizations::list)?;
    if all.is_empty() {
        say_aside(
            "There is no organization yet. Add one with `tweestap organization add`; the pages answer as soon as it is there.",
        );
    }
    for (organization, domain) in all {
        if program.store.read_now(move |t| own_host(t, organization.id))?.is_none() {
            say_aside(format!(
                "{} answers to every host name, and links in its mails carry the one that a browser named. Before others reach it, give it \
                 its own: `tweestap organization set {domain} --host …`.",
                organization.name
            ));
        }
    }
    run(program, None, |address| format!("Tweestap serves at {address}"))
}

/// Serves the demo.
pub fn demo(wanted: &Demo, config: Option<&Path>, data: Option<&Path>) -> Result<()> {
    let experience = read_experience(&wanted.experience)?;
    let temporary =
        tempfile::Builder::new().prefix("tweestap-demo").tempdir().context("a temporary folder")?;
    let program = open(&wanted.listen, config, data.unwrap_or(temporary.path()))?;
    demo::seed(&program, &World::system()).context("the demo's accounts")?;
    demo::set_experience(&program, experience).context("the demo's experience")?;
    run(program, Some(demo::simulator()), demo::greeting)
}

fn open(listen: &Listen, config: Option<&Path>, data: &Path) -> Result<Program> {
    let mut settings = read_settings(config, data)?;
    if let Some(address) = listen.listen {
        settings.set("server.listen", address.to_string());
    }
    logging::start(settings.text("log.format"), settings.text("log.level"));
    Program::open(settings, data)
}

fn run(
    program: Program,
    simulator: Option<simulator::SimulatorDesk>,
    greeting: impl Fn(&str) -> String,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(page_threads())
        .thread_stack_size(1 << 20)
        .enable_all()
        .build()
        .context("the runtime")?;
    runtime.block_on(async {
        let server = Server::bind(program, World::system(), simulator).await?;
        say(greeting(&format!("http://{}", server.address()?)));
        let (stop, stopping) = watch::channel(false);
        tokio::spawn(stop_on_signal(stop));
        // On the thread of the pages; one of its own would have to be woken for every connection.
        tokio::spawn(server.serve(stopping)).await.context("the server came to its end")?
    })
}

/// Threads that serve pages: few, as hashing needs the cores, and threads that wake each other for every page cost more than they serve.
fn page_threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 4).max(1))
}

/// The first signal lets requests end; the second ends the program at once.
async fn stop_on_signal(stop: watch::Sender<bool>) {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be heard");
        return;
    };
    for again in [false, true] {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        if again {
            std::process::exit(1);
        }
        tracing::info!("stopping: requests in flight end first");
        stop.send_replace(true);
    }
}
