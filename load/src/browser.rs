//! As much of a browser as a sign-in needs: one connection, cookies, forms.

use std::collections::BTreeMap;
use std::io;

use anyhow::{Context, Result, bail, ensure};
use otp::{Secret, totp};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use world::World;

use crate::people::PASSWORD;

/// A browser with its own cookies.
pub struct Browser {
    connection: BufReader<TcpStream>,
    address: String,
    cookies: BTreeMap<String, String>,
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    location: String,
    body: String,
}

/// How a sign-in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Signed in.
    SignedIn,
    /// Told to come back later.
    TurnedAway,
}

impl Browser {
    /// Connects to `address:port`.
    pub async fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { connection: BufReader::new(stream), address: address.to_owned(), cookies: BTreeMap::new() })
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, None).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let encode = |text: &str| {
            text.bytes()
                .map(|byte| match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                    other => format!("%{other:02X}"),
                })
                .collect::<String>()
        };
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.send("POST", path, Some(("application/x-www-form-urlencoded", &body.join("&")))).await
    }

    async fn send(&mut self, method: &str, path: &str, body: Option<(&str, &str)>) -> Result<Answer> {
        self.ask(method, path, body).await?;
        self.read().await
    }

    async fn ask(&mut self, method: &str, path: &str, body: Option<(&str, &str)>) -> Result<()> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n",
            self.address,
            cookies.join("; ")
        );
        if let Some((kind, body)) = body {
            request += &format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
        }
        request += "\r\n";
        request += body.map_or("", |(_, body)| body);
        self.connection.get_mut().write_all(request.as_bytes()).await?;
        Ok(())
    }

    async fn read(&mut self) -> Result<Answer> {
        let mut line = String::new();
        self.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|text| text.parse().ok()).context("a status line")?;
        let (mut length, mut location) = (0, String::new());
        loop {
            self.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse()?,
                "location" => value.clone_into(&mut location),
                "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body).await?;
        Ok(Answer { status, location, body: String::from_utf8(body)? })
    }

    /// A whole one: half of a cookie is none.
    async fn read_line(&mut self, line: &mut String) -> Result<()> {
        line.clear();
        self.connection.read_line(line).await?;
        if !line.ends_with('\n') {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(())
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let Some((name, value)) = pair.split_once('=') else { return };
        if attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Signs in as a person does: user name, password, app code, and the question whether to stay.
    pub async fn signs_in(&mut self, user_name: &str, secret: &Secret, world: &World) -> Result<End> {
        let Some(page) = self.types_password(user_name).await? else { return Ok(End::TurnedAway) };
        let code = totp(secret, world.now().unix_seconds());
        let page = self.types_code(&page, code.as_str()).await?;
        self.stays_not(&page).await?;
        Ok(End::SignedIn)
    }

    /// User name and password: the page of the second step, or none if there were too many people.
    pub async fn types_password(&mut self, user_name: &str) -> Result<Option<Answer>> {
        let page = self.get("/sign-in").await?;
        let csrf = page.field("csrf")?;
        let step = self.post("/sign-in/user-name", &[("csrf", &csrf), ("user_name", user_name)]).await?;
        if step.is_busy() {
            return Ok(None);
        }
        let csrf = self.follows(&step).await?.field("csrf")?;
        let step = self.post("/sign-in/password", &[("csrf", &csrf), ("password", PASSWORD)]).await?;
        if step.is_busy() {
            return Ok(None);
        }
        Ok(Some(self.follows(&step).await?))
    }

    /// The page after a code.
    pub async fn types_code(&mut self, page: &Answer, code: &str) -> Result<Answer> {
        let (csrf, challenge) = (page.field("csrf")?, page.field("challenge")?);
        let fields = [("csrf", csrf.as_str()), ("challenge", &challenge), ("answer", code)];
        let step = self.post("/sign-in/answer", &fields).await?;
        self.follows(&step).await
    }

    /// The page after something was approved on the phone.
    pub async fn collects(&mut self, page: &Answer) -> Result<Answer> {
        let (csrf, challenge) = (page.field("csrf")?, page.field("challenge")?);
        let step = self.post("/sign-in/collect", &[("csrf", &csrf), ("challenge", &challenge)]).await?;
        self.follows(&step).await
    }

    /// Answers "stay signed in?" with no.
    pub async fn stays_not(&mut self, page: &Answer) -> Result<()> {
        let step = self.post("/sign-in/stay", &[("csrf", &page.field("csrf")?), ("stay", "no")]).await?;
        ensure!(step.status == 303 && step.location == "/account", "somebody is not signed in");
        Ok(())
    }

    /// Sends JSON.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Result<Answer> {
        self.send("POST", path, Some(("application/json", body))).await
    }

    /// Throws a cookie away.
    pub fn forgets(&mut self, cookie: &str) {
        self.cookies.remove(cookie);
    }

    /// The address at which it is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Goes on at another address, as after a restart, with its cookies.
    pub async fn moves_to(&mut self, address: &str) -> Result<()> {
        let moved = Self::open(address).await?;
        (self.connection, self.address) = (moved.connection, moved.address);
        Ok(())
    }

    /// Waits at the events of a page, on a connection of their own.
    pub async fn listens(&self, path: &str) -> Result<Events> {
        let mut other = Self::open(&self.address).await?;
        other.cookies.clone_from(&self.cookies);
        other.ask("GET", path, None).await?;
        let mut line = String::new();
        other.connection.read_line(&mut line).await?;
        ensure!(line.contains(" 200 "), "the events of a page: {line}");
        while other.connection.read_line(&mut line).await? > 2 {}
        Ok(Events(other.connection))
    }

    /// Follows the way to another page.
    pub async fn follows(&mut self, answer: &Answer) -> Result<Answer> {
        if answer.status != 303 {
            bail!("{} instead of the next page", answer.status);
        }
        self.get(&answer.location.clone()).await
    }
}

impl Answer {
    /// What it says.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The address of the events for which it waits.
    pub fn events(&self) -> Result<String> {
        let (_, rest) = self.body.split_once("data-wait=\"").context("a page that waits")?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }

    /// Whether the server has too many people.
    pub fn is_busy(&self) -> bool {
        self.status == 503
    }

    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> Result<String> {
        self.field_after("", name)
    }

    /// The value of the first hidden field of this name after a text, where a page has several.
    pub fn field_after(&self, text: &str, name: &str) -> Result<String> {
        let (_, rest) = self.body.split_once(text).with_context(|| format!("a page with {text}"))?;
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = rest.split_once(&start).with_context(|| format!("a field {name}"))?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }
}

/// The events of a page that waits.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits until the page is told to look again.
    pub async fn go(&mut self) -> Result<()> {
        let mut line = String::new();
        loop {
            line.clear();
            ensure!(self.0.read_line(&mut line).await? > 0, "the events ended");
            if line.starts_with("event: go") {
                return Ok(());
            }
        }
    }
}
