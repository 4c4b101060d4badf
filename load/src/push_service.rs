//! A push service (RFC 8030) that takes every message and tells who was woken.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    /// How often each request rang.
    rang: Arc<Mutex<HashMap<String, usize>>>,
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
            while let Some(Message { person, topic, length }) = whole_message(&bytes)? {
                bytes.drain(..length);
                self.woken.lock().unwrap_or_else(PoisonError::into_inner).insert(person);
                *self.rang().entry(topic).or_default() += 1;
                stream.write_all(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n").await?;
            }
            let read = match stream.read(&mut part).await {
                // A server that is killed may not have read all.
                Err(error) if error.kind() == ErrorKind::ConnectionReset => 0,
                other => other?,
            };
            if read == 0 {
                return Ok(());
            }
            bytes.extend_from_slice(&part[..read]);
        }
    }

    fn rang(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.rang.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until this request has rung, so long at most.
    pub async fn rings(&self, challenge: &str, at_most: Duration) -> bool {
        let ends = tokio::time::Instant::now() + at_most;
        loop {
            let rang = self.rang().contains_key(challenge);
            if rang || tokio::time::Instant::now() >= ends {
                return rang;
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// How many requests rang, and how many times one rang again.
    pub fn counts(&self) -> (usize, usize) {
        let rang = self.rang();
        (rang.len(), rang.values().sum::<usize>() - rang.len())
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

/// A message, of which the service reads no more than this.
struct Message {
    person: usize,
    /// What it is about: the request.
    topic: String,
    length: usize,
}

/// The first message, if all of it is there. It is encrypted, signed for and urgent.
fn whole_message(bytes: &[u8]) -> Result<Option<Message>> {
    let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&bytes[..head])?.to_ascii_lowercase();
    let header = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).context(name.to_owned())
    };
    let length: usize = header("content-length")?.parse()?;
    ensure!(header("content-encoding")? == "aes128gcm" && header("urgency")? == "high" && length > 0);
    ensure!(header("authorization")?.starts_with("vapid "));
    let topic = header("topic")?.to_owned();
    let person = text.strip_prefix("post /").and_then(|rest| rest.split(' ').next()).context("a person")?;
    let (person, length) = (person.parse()?, head + 4 + length);
    Ok((bytes.len() >= length).then_some(Message { person, topic, length }))
}
