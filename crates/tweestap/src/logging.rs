//! The log: one line for each request and each fault, on standard error.

use tracing_subscriber::EnvFilter;

/// Starts the log. A second start, as in tests, changes nothing.
pub fn start(format: &str, level: &str) {
    let filter = EnvFilter::new(format!("{level},tokio_postgres=warn"));
    let log =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // Whoever was first has decided.
    drop(if format == "json" { log.json().try_init() } else { log.with_ansi(false).try_init() });
}
