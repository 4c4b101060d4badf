//! A push service (RFC 8030) that takes every message and tells who was woken.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Nothing else listens here.
pub const ADDRESS: &str = "127.0.0.1:47911";

/// How often somebody looks whether their phone was woken.
const LOOKS_EVERY: Duration = Duration::from_millis(5);

/// The push service. Cloning gives another handle.
#[derive(Clone, Default)]
pub struct PushService {
    woken: Arc<Mutex<HashSet<usize>>>,
}

impl PushService {
    /// Takes what comes, until it is dropped.
    pub async fn takes(self) -> Result<()> {
        let listener = TcpListener::bind(ADDRESS).await.context("the port of the push service")?;
        loop {
            let (stream, _) = listener.accept().await?;
            let service = self.clone();
            tokio::spawn(async move {
                if let Err(error) = service.serves(stream).await {
                    eprintln!("the push service: {error:#}");
                }
            });
        }
    }

    /// One connection, message after message.
    async fn serves(&self, mut stream: TcpStream) -> Result<()> {
        let (mut bytes, mut part) = (Vec::new(), [0; 8192]);
        loop {
            while let Some((person, length)) = whole_message(&bytes)? {
                bytes.drain(..length);
                self.woken.lock().unwrap_or_else(PoisonError::into_inner).insert(person);
                stream.write_all(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n").await?;
            }
            let read = stream.read(&mut part).await?;
            if read == 0 {
                return Ok(());
            }
            bytes.extend_from_slice(&part[..read]);
        }
    }

    /// Waits until the phone of this person has been woken, so long at most, and forgets that it was.
    pub async fn wakes(&self, person: usize, at_most: Duration) -> bool {
        let ends = tokio::time::Instant::now() + at_most;
        loop {
            let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
            if woken || tokio::time::Instant::now() >= ends {
                return woken;
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }
}

/// Whom the first message is for and how long it is, if all of it is there. It is encrypted, signed for and urgent.
fn whole_message(bytes: &[u8]) -> Result<Option<(usize, usize)>> {
    let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&bytes[..head])?.to_ascii_lowercase();
    let header = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).context(name.to_owned())
    };
    let length: usize = header("content-length")?.parse()?;
    ensure!(header("content-encoding")? == "aes128gcm" && header("urgency")? == "high" && length > 0);
    ensure!(header("authorization")?.starts_with("vapid "));
    let person = text.strip_prefix("post /").and_then(|rest| rest.split(' ').next()).context("a person")?;
    let whole = head + 4 + length;
    Ok((bytes.len() >= whole).then_some((person.parse()?, whole)))
}
