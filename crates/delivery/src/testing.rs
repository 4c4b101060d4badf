//! A server of HTTP/1.1 on a loopback port that answers as a test says, and keeps what it was sent.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request, as it came.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The first line, and the headers with their names in lower case.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Heard {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// The server.
pub struct Local {
    /// Where it listens, as `http://127.0.0.1:1234`.
    pub address: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Local {
    /// Starts a server that gives this answer to every request; an empty one: none, ever.
    pub async fn start(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (keeps, answer) = (Arc::clone(&heard), Arc::new(answer.into()));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&keeps), Arc::clone(&answer)));
            }
        });
        Self { address, heard }
    }

    /// An answer with a status and no content.
    pub fn status(status: u16) -> Vec<u8> {
        format!("HTTP/1.1 {status} Said\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
            .into_bytes()
    }

    /// An answer with a status that says when to come back.
    pub fn busy(status: u16, retry_after: &str) -> Vec<u8> {
        format!("HTTP/1.1 {status} Said\r\nRetry-After: {retry_after}\r\nContent-Length: 0\r\n\r\n")
            .into_bytes()
    }

    /// What it was sent.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, kept: Arc<Mutex<Vec<Heard>>>, answer: Arc<Vec<u8>>) {
    let mut bytes = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_string();
        let head_lines: String = head
            .lines()
            .map(|line| match line.split_once(':') {
                Some((name, value)) => format!("{}:{value}\n", name.to_lowercase()),
                None => format!("{line}\n"),
            })
            .collect();
        let request = Heard { head: head_lines, body: Vec::new() };
        let length = request.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0_usize);
        while bytes.len() < end + length {
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        }
        let body = bytes[end..end + length].to_vec();
        bytes.drain(..end + length);
        kept.lock().unwrap().push(Heard { body, ..request });
        if answer.is_empty() {
            return std::future::pending().await;
        }
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}
