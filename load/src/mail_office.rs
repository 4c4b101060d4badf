//! Takes the mails that the server sends, as a mail server (RFC 5321) or out of its mail folder (Maildir), and knows which came twice.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::people::of_address;

/// How often the folder is looked at.
const LOOKS_EVERY: Duration = Duration::from_millis(10);

/// How mails leave the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By SMTP.
    Smtp,
    /// Into a folder, of which a mail program keeps what it has read.
    Folder,
}

#[derive(Default)]
struct Arrived {
    /// How many mails each person has, without those that came again.
    mails: HashMap<usize, usize>,
    /// How often each mail came, by its Message-ID.
    times: HashMap<String, usize>,
}

/// The mail office. Cloning gives another handle.
#[derive(Clone)]
pub struct MailOffice {
    folder: PathBuf,
    arrived: Arc<Mutex<Arrived>>,
}

impl MailOffice {
    /// Beside the data of a server.
    pub fn beside(data: &Path) -> Self {
        Self { folder: data.join("mails"), arrived: Arc::default() }
    }

    /// The folder, as the server's configuration names it.
    pub fn folder(&self) -> Result<&str> {
        self.folder.to_str().context("a folder whose name is text")
    }

    /// How many mails this person has, without those that came again.
    pub fn have(&self, person: usize) -> usize {
        self.lock().mails.get(&person).copied().unwrap_or_default()
    }

    /// How many mails came, and how many times one came again.
    pub fn counts(&self) -> (usize, usize) {
        let arrived = self.lock();
        let mails = arrived.times.len();
        (mails, arrived.times.values().sum::<usize>() - mails)
    }

    fn lock(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn arrives(&self, letter: &str) -> Result<()> {
        let header = |name: &str| letter.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let id = header("Message-ID:").context("a mail with an id")?;
        let person = header("To:").and_then(of_address).context("a mail for one of ours")?;
        let mut arrived = self.lock();
        let times = arrived.times.entry(id.to_owned()).or_default();
        *times += 1;
        if *times == 1 {
            *arrived.mails.entry(person).or_default() += 1;
        }
        Ok(())
    }

    /// Takes what is put into the folder as mail programs do, until it is dropped: what has been read is moved, and stays.
    pub async fn takes(self) -> Result<()> {
        loop {
            if let Ok(files) = fs::read_dir(self.folder.join("new")) {
                for file in files {
                    let path = file?.path();
                    self.arrives(&fs::read_to_string(&path)?)?;
                    let name = path.file_name().and_then(|name| name.to_str()).context("a name")?;
                    fs::rename(&path, self.folder.join("cur").join(format!("{name}:2,S")))?;
                }
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// Serves whoever connects, until it is dropped.
    pub async fn serves(self, listener: TcpListener) -> Result<()> {
        loop {
            let (stream, _) = listener.accept().await?;
            let office = self.clone();
            // A connection ends as its server does: half a letter is none.
            tokio::spawn(async move { office.takes_letters(stream).await.ok() });
        }
    }

    /// One connection, letter after letter. A letter has arrived before that is said, as with every mail server.
    async fn takes_letters(&self, stream: TcpStream) -> Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        stream.get_mut().write_all(b"220 here\r\n").await?;
        let mut line = String::new();
        while read_line(&mut stream, &mut line).await? {
            let verb: String = line.chars().take(4).collect::<String>().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "DATA" => {
                    stream.get_mut().write_all(b"354 go on\r\n").await?;
                    let mut letter = String::new();
                    while line != ".\r\n" {
                        anyhow::ensure!(read_line(&mut stream, &mut line).await?, "half a letter");
                        letter.push_str(&line);
                    }
                    self.arrives(&letter)?;
                    "250 taken\r\n"
                }
                "QUIT" => "221 goodbye\r\n",
                _ => "250 yes\r\n",
            };
            stream.get_mut().write_all(answer.as_bytes()).await?;
        }
        Ok(())
    }
}

/// False at the end.
async fn read_line(stream: &mut BufReader<TcpStream>, line: &mut String) -> Result<bool> {
    line.clear();
    Ok(stream.read_line(line).await? > 0)
}
