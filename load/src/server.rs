//! The server, as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// A server that runs until it is dropped.
pub struct Server {
    child: Child,
    /// `address:port`.
    pub address: String,
}

impl Server {
    /// Starts `tweestap serve`, which is built beside this program.
    pub fn start(data: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let program = std::env::var_os("LOAD_PROGRAM")
            .map_or(std::env::current_exe()?.with_file_name("tweestap"), Into::into);
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("TWEESTAP_LOG_LEVEL", "info")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("target/release/tweestap; build it first")?;
        let output = child.stdout.take().context("its output")?;
        let address = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("http://").map(|(_, address)| address.trim().to_owned()));
        let address = address.context("the server said where it listens")?;
        Ok(Self { child, address })
    }

    /// Its id.
    pub fn process(&self) -> String {
        self.child.id().to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
