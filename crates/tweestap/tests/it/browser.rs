//! As much of a browser as the tests need: cookies and forms, and raw bytes where a browser would never send them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use otp::{Secret, totp};
use world::Timestamp;

use crate::school::PASSWORD;

/// A browser with its own cookies, at one host name.
#[derive(Clone)]
pub struct Browser {
    /// The server.
    pub address: String,
    /// The host name that it asks for.
    pub host: String,
    /// The language that it asks for.
    pub language: &'static str,
    /// Its address on the network, where a proxy that is believed says it.
    pub network_address: Option<&'static str>,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// Every request that it made, as `GET /path`, with its answer.
    pub seen: Vec<(String, Answer)>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head, with names in lower case.
    pub head: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Browser {
    /// A browser that has never been here.
    pub fn new(address: &str, host: &str) -> Self {
        Self {
            address: address.to_owned(),
            host: host.to_owned(),
            language: "en",
            network_address: None,
            cookies: BTreeMap::new(),
            seen: Vec::new(),
        }
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.post_raw(path, pairs.join("&").as_bytes())
    }

    /// Sends a form that is written by hand.
    pub fn post_raw(&mut self, path: &str, body: &[u8]) -> Answer {
        self.ask("POST", path, &[("content-type", "application/x-www-form-urlencoded")], body)
    }

    /// Sends a form with the token of a page.
    pub fn submits(&mut self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = page.field("csrf");
        let fields: Vec<_> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.post(path, &fields)
    }

    /// Sends anything.
    pub fn ask(&mut self, method: &str, path: &str, head: &[(&str, &str)], body: &[u8]) -> Answer {
        let bytes = self.request(method, path, head, body);
        let mut connection = self.connect();
        // A server that has read enough answers and hangs up before all is sent.
        drop(connection.write_all(&bytes));
        let answer = self.hears(connection);
        self.seen.push((format!("{method} {path}"), answer.clone()));
        answer
    }

    /// The bytes of a request.
    pub fn request(&self, method: &str, path: &str, head: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.host);
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            let _ = write!(text, "cookie: {}\r\n", cookies.join("; "));
        }
        let _ = write!(text, "accept-language: {}\r\ncontent-length: {}\r\n", self.language, body.len());
        if let Some(from) = self.network_address {
            let _ = write!(text, "x-forwarded-for: {from}\r\n");
        }
        for (name, value) in head {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        text.push_str("\r\n");
        [text.as_bytes(), body].concat()
    }

    /// A connection of its own.
    pub fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(&self.address).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        connection
    }

    /// Sends a form but for its last byte, on a connection whose request the server has begun to carry out.
    pub fn begins_to_submit(&self, path: &str, body: &str) -> (TcpStream, u8) {
        let fields = [("content-type", "application/x-www-form-urlencoded"), ("expect", "100-continue")];
        let bytes = self.request("POST", path, &fields, body.as_bytes());
        let (last, first) = bytes.split_last().unwrap();
        let mut connection = self.connect();
        connection.write_all(&first[..bytes.len() - body.len()]).unwrap();
        let mut heard = [0; 25];
        connection.read_exact(&mut heard).unwrap();
        assert_eq!(&heard, b"HTTP/1.1 100 Continue\r\n\r\n");
        connection.write_all(&first[bytes.len() - body.len()..]).unwrap();
        (connection, *last)
    }

    /// Reads the answer, and keeps its cookies.
    pub fn hears(&mut self, mut connection: TcpStream) -> Answer {
        let mut bytes = Vec::new();
        // What came before a reset is the answer.
        drop(connection.read_to_end(&mut bytes));
        let answer = Answer::read(&bytes);
        for (_, cookie) in answer.head.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Goes where an answer leads.
    pub fn follows(&mut self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "an answer that leads on: {}", answer.body);
        self.get(answer.header("location"))
    }

    /// Types a user name; the next page.
    pub fn begins(&mut self, user_name: &str) -> Answer {
        let page = self.get("/sign-in");
        let answer = self.submits(&page, "/sign-in/user-name", &[("user_name", user_name)]);
        self.follows(&answer)
    }

    /// Types a user name and the password; the next page.
    pub fn proves_the_password(&mut self, user_name: &str) -> Answer {
        let page = self.begins(user_name);
        let answer = self.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
        self.follows(&answer)
    }

    /// Asks for the second step in another way; what that is answered.
    pub fn asks_by(&mut self, method: &str) -> Answer {
        let ways = self.get("/sign-in/another");
        let start = format!("name=\"method\" value=\"{method}\"");
        let form = ways.body.split("<form").find(|form| form.contains(&start)).unwrap();
        let registration = form.split("name=\"registration\" value=\"").nth(1).unwrap();
        let registration = registration.split('"').next().unwrap();
        self.submits(&ways, "/sign-in/ask", &[("method", method), ("registration", registration)])
    }

    /// Signs in with password and app code; the account's page.
    pub fn signs_in(&mut self, user_name: &str, secret: &Secret, now: Timestamp) -> Answer {
        let page = self.proves_the_password(user_name);
        let code = totp(secret, now.unix_seconds());
        let challenge = page.field("challenge");
        let answer =
            self.submits(&page, "/sign-in/answer", &[("challenge", &challenge), ("answer", code.as_str())]);
        let page = self.follows(&answer);
        let answer = self.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        assert_eq!((answer.status, answer.header("location")), (303, "/account"));
        self.follows(&answer)
    }
}

/// As browsers write the fields of a form.
pub fn encode(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let status = first.split(' ').nth(1).and_then(|text| text.parse().ok());
        let pair = |line: &str| {
            line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        };
        Self {
            status: status.unwrap_or_else(|| panic!("an answer, not {first:?}")),
            head: lines.filter_map(pair).collect(),
            body: body.to_owned(),
        }
    }

    /// A line of the head; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.head.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let found = self.body.split_once(&start).map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        found.unwrap_or_else(|| panic!("a field {name} in {} {}", self.status, self.body)).to_owned()
    }

    /// Whether it is a page of ours in this language, with the request's id on it if it tells of a problem.
    pub fn is_problem_page(&self, language: &str) -> bool {
        let id = self.header("x-request-id");
        self.header("content-type") == "text/html; charset=utf-8"
            && self.body.contains(&format!("<html lang=\"{language}\""))
            && !id.is_empty()
            && self.body.contains(&format!("<code>{id}</code>"))
    }

    /// What anybody else would have seen in the place of this user name: without what differs at every request.
    pub fn for_anybody(&self, user_name: &str) -> (u16, String) {
        let csrf = self.field("csrf");
        let own = [(user_name, "NAME"), (csrf.as_str(), "CSRF"), (self.header("x-request-id"), "REQUEST")];
        let body = own.iter().fold(self.body.clone(), |body, (what, name)| body.replace(what, name));
        (self.status, body)
    }

    /// That it is an answer of ours, which shows nothing of what was typed as a page and leads nowhere else.
    pub fn fails_softly(&self, what: &str) {
        let fine = [200, 303, 409, 422, 429].contains(&self.status);
        assert!(fine, "{what}: {} {}", self.status, self.body);
        assert!(!self.body.contains("<script>") && self.header("x").is_empty(), "{what}");
        let to = self.header("location");
        assert!(to.is_empty() || (to.starts_with('/') && !to.starts_with("//")), "{what}: {to}");
    }
}
