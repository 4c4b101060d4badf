//! Every key of the configuration, with its default, its range and what it is for: the one table from which files are read,
//! variables are named, and the documents on configuration and limits are made.

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// A text; may be empty.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `address:port`; empty where it may be absent.
    Listen,
    /// A mail address; empty where it may be absent.
    Mail,
    /// `host:port`; may be empty.
    Server,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// `section.name`.
    pub name: &'static str,
    /// The default, as text.
    pub default: &'static str,
    /// What it must be.
    pub kind: Kind,
    /// What it is for.
    pub about: &'static str,
}

const fn key(name: &'static str, default: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, default, kind, about }
}

/// Every key, in the order in which the documents list them.
pub const KEYS: &[Key] = &[
    key(
        "server.listen",
        "127.0.0.1:8080",
        Kind::Listen,
        "Where pages are served. Port 0 takes a free one. Put a proxy that speaks https before any other address than a loopback one.",
    ),
    key("server.metrics_listen", "", Kind::Listen, "Where Prometheus reads the metrics; empty: nowhere."),
    key(
        "server.trusted_proxies",
        "",
        Kind::Text,
        "Addresses of proxies, separated by commas, whose X-Forwarded-For and X-Forwarded-Proto are believed.",
    ),
    key(
        "server.connections",
        "4096",
        Kind::Number(1, 1_000_000),
        "How many connections are open at once; further ones wait.",
    ),
    key("server.request_seconds", "30", Kind::Number(1, 600), "How long one request may take."),
    key(
        "server.stop_seconds",
        "20",
        Kind::Number(0, 600),
        "How long requests in flight may take to end when the server stops.",
    ),
    key(
        "database.postgres",
        "",
        Kind::Text,
        "postgres://user:password@host/database; empty: SQLite in the data folder. The value can stand in a file: see postgres_file.",
    ),
    key(
        "database.postgres_file",
        "",
        Kind::Text,
        "A file that holds the value of postgres, so that the password is in no configuration and no variable.",
    ),
    key("database.connections", "8", Kind::Number(1, 200), "Connections to PostgreSQL."),
    key(
        "passwords.memory_kib",
        "19456",
        Kind::Number(8, 4_194_304),
        "Memory of one argon2id hash in KiB. Raised: hashes are made anew when people sign in.",
    ),
    key("passwords.passes", "2", Kind::Number(1, 64), "Passes of one argon2id hash."),
    key("passwords.lanes", "1", Kind::Number(1, 16), "Lanes of one argon2id hash."),
    key("passwords.threads", "0", Kind::Number(0, 256), "Threads that hash; 0: as many as there are cores."),
    key(
        "passwords.queue",
        "64",
        Kind::Number(1, 100_000),
        "Passwords that may wait to be hashed; further sign-ins are told to come back.",
    ),
    key(
        "passwords.shortest",
        "12",
        Kind::Number(8, 256),
        "The fewest characters of a new password. Passwords that are there stay as they are.",
    ),
    key(
        "passwords.breach_filter",
        "",
        Kind::Text,
        "The filter of breached passwords, as `tweestap passwords build-filter` makes it; empty: none, and new passwords are not looked up.",
    ),
    key(
        "lockout.wrong_passwords",
        "10",
        Kind::Number(2, 1000),
        "Wrong passwords before a user name rests. Familiar browsers count apart from all others; one of the last three wrong passwords again does not count.",
    ),
    key(
        "lockout.within_hours",
        "24",
        Kind::Number(1, 720),
        "How long wrong passwords are counted, from the first of them, and for as long again after each rest.",
    ),
    key(
        "lockout.rest_seconds",
        "60",
        Kind::Number(1, 86_400),
        "The first rest. Each wrong password after a rest makes the next one twice as long.",
    ),
    key("lockout.longest_rest_seconds", "900", Kind::Number(1, 86_400), "No rest is longer."),
    key("codes.wrong_codes", "5", Kind::Number(2, 100), "Wrong codes before a method rests."),
    key(
        "codes.within_minutes",
        "10",
        Kind::Number(1, 1440),
        "How long wrong codes are counted, from the first of them.",
    ),
    key("codes.rest_minutes", "15", Kind::Number(1, 1440), "How long a method rests."),
    key(
        "places.file",
        "",
        Kind::Text,
        "A file in MaxMind's format with the cities of network addresses, so that people see from where they are asked; empty: only the address is shown.",
    ),
    key(
        "push.contact",
        "",
        Kind::Text,
        "A mailto: or https: address at which operators of push services reach you (RFC 8292); empty: that of mail.from.",
    ),
    key(
        "push.allow_private",
        "no",
        Kind::Word(&["yes", "no"]),
        "Whether push messages may also go over plain http and to private and loopback addresses: for tests only.",
    ),
    key(
        "requests.unanswered",
        "3",
        Kind::Number(2, 100),
        "Requests in the authenticator app that are refused or not answered before they rest. Codes stay usable.",
    ),
    key(
        "requests.within_minutes",
        "10",
        Kind::Number(1, 1440),
        "How long requests that are refused or not answered are counted, from the first of them, and for as long again after each rest.",
    ),
    key(
        "requests.rest_seconds",
        "60",
        Kind::Number(1, 86_400),
        "The first rest of requests, from the end of the last one. Each further one makes the next rest twice as long; an approval begins anew.",
    ),
    key("requests.longest_rest_seconds", "3600", Kind::Number(1, 86_400), "No rest of requests is longer."),
    key(
        "requests.quiet_minutes",
        "10",
        Kind::Number(0, 1440),
        "So long after a refusal a request from a browser that never signed in to the account is listed in the app and does not ring.",
    ),
    key(
        "requests.blocked_minutes",
        "60",
        Kind::Number(1, 10_080),
        "How long a browser at its address is kept from an account whose owner reported it.",
    ),
    key(
        "messages.to_account",
        "5",
        Kind::Number(2, 1000),
        "Texts and calls for one account in messages.to_account_minutes; then none for as long.",
    ),
    key("messages.to_account_minutes", "10", Kind::Number(1, 1440), "See messages.to_account."),
    key(
        "messages.to_number",
        "10",
        Kind::Number(2, 1000),
        "Texts and calls to one number in messages.to_number_minutes, whoever asks; then none for as long.",
    ),
    key("messages.to_number_minutes", "60", Kind::Number(1, 1440), "See messages.to_number."),
    key(
        "sign_in.attempt_minutes",
        "15",
        Kind::Number(1, 120),
        "How long a sign-in may take from the user name on.",
    ),
    key("sign_in.keep_days", "90", Kind::Number(1, 3650), "How long the record of a sign-in is kept."),
    key(
        "reset.work_bits",
        "18",
        Kind::Number(0, 40),
        "How long a browser works to show that no program begins a reset of a password: 18 takes a phone about a second, and each one more twice as long.",
    ),
    key(
        "reset.questions",
        "20",
        Kind::Number(2, 1_000_000),
        "Resets that begin from one address in an hour with a question in words instead; then none for an hour.",
    ),
    key(
        "reset.begun",
        "5",
        Kind::Number(2, 1000),
        "Resets that begin for one user name in an hour; then none for reset.rest_hours. Familiar browsers count apart from all others. A reset that succeeds begins every count of its user name anew.",
    ),
    key(
        "reset.wrong_proofs",
        "5",
        Kind::Number(2, 100),
        "Wrong codes and telephone numbers for one user name in reset.within_hours; then none is looked at for reset.rest_hours.",
    ),
    key("reset.within_hours", "24", Kind::Number(1, 720), "See reset.wrong_proofs."),
    key("reset.rest_hours", "24", Kind::Number(1, 720), "See reset.wrong_proofs."),
    key(
        "reset.wrong_proofs_from_address",
        "100",
        Kind::Number(2, 1_000_000),
        "The same from one address, which many people may share; then none from there for an hour.",
    ),
    key(
        "reset.by_method",
        "5",
        Kind::Number(2, 100),
        "Wrong codes by one method, its texts, calls and requests, and tries of one wrong telephone number in an hour; then none for reset.rest_hours.",
    ),
    key(
        "reset.mails",
        "10",
        Kind::Number(2, 1000),
        "Mails with codes for one user name in ten minutes; then none for reset.rest_hours.",
    ),
    key(
        "reset.session_minutes",
        "15",
        Kind::Number(1, 60),
        "How long a reset may take from the user name on.",
    ),
    key(
        "reset.code_minutes",
        "5",
        Kind::Number(1, 10),
        "How long a code of a reset is valid (NIST SP 800-63B-4 §4.2.1.2 allows ten minutes for texts and calls).",
    ),
    key("sessions.stay_days", "180", Kind::Number(1, 400), "How long “stay signed in: yes” lasts."),
    key(
        "sessions.otherwise_hours",
        "24",
        Kind::Number(1, 720),
        "How long a session lasts otherwise, if the browser is not closed before.",
    ),
    key(
        "mail.from",
        "tweestap@localhost",
        Kind::Mail,
        "The address that mails come from; the name beside it is the organization's.",
    ),
    key("mail.reply_to", "", Kind::Mail, "Where answers go; empty: to mail.from."),
    key(
        "mail.smtp",
        "",
        Kind::Server,
        "The mail server that takes mails, such as mail.zuid.example:587; empty: mails are put into mail.folder.",
    ),
    key(
        "mail.smtp_security",
        "starttls",
        Kind::Word(&["starttls", "tls", "plain"]),
        "How the connection to mail.smtp is kept from being read: starttls (port 587 or 25), tls (port 465), or plain, for a server on this machine only.",
    ),
    key(
        "mail.smtp_user",
        "",
        Kind::Text,
        "The user name for mail.smtp; empty: mails are given to it without.",
    ),
    key("mail.smtp_password_file", "", Kind::Text, "A file that holds the password of mail.smtp_user."),
    key(
        "mail.ca_file",
        "",
        Kind::Text,
        "A file of certificates (PEM) that mail.smtp may have, or that have signed its own, beside those that this machine trusts.",
    ),
    key(
        "mail.folder",
        "",
        Kind::Text,
        "Without mail.smtp, mails are put into this folder (Maildir), from which a mail program sends them on; empty: mail in the data folder.",
    ),
    key(
        "texts.folder",
        "",
        Kind::Text,
        "Text messages are put into this folder, from which a gateway sends them on (the form of SMS Server Tools 3); empty: no texts, and text messages are not offered.",
    ),
    key("log.format", "text", Kind::Word(&["text", "json"]), "How the log is written."),
    key("log.level", "info", Kind::Word(&["error", "warn", "info", "debug"]), "What is logged."),
    key(
        "imports.country",
        "NL",
        Kind::Text,
        "The country (ISO 3166-1) of phone numbers without + in an import.",
    ),
];

impl Key {
    /// The environment variable that overrides it: `TWEESTAP_SERVER_LISTEN`.
    pub fn variable(&self) -> String {
        format!("TWEESTAP_{}", self.name.replace('.', "_").to_uppercase())
    }

    /// Why a text cannot be its value.
    pub fn refuses(&self, text: &str) -> Option<String> {
        let wanted = match self.kind {
            Kind::Text => return None,
            Kind::Number(least, most) => {
                let fits = text.parse::<i64>().is_ok_and(|number| (least..=most).contains(&number));
                if fits {
                    return None;
                }
                format!("a whole number from {least} to {most}")
            }
            Kind::Word(words) if words.contains(&text) => return None,
            Kind::Word(words) => format!("one of {}", words.join(", ")),
            Kind::Listen if text.parse::<std::net::SocketAddr>().is_ok() => return None,
            Kind::Listen if text.is_empty() && self.default.is_empty() => return None,
            Kind::Mail if world::text::MailAddress::parse(text).is_ok() => return None,
            Kind::Mail if text.is_empty() && self.default.is_empty() => return None,
            Kind::Server if text.is_empty() || server(text).is_some() => return None,
            Kind::Server => "HOST:PORT, such as mail.zuid.example:587".to_owned(),
            Kind::Mail => "a mail address, such as noreply@zuid.example".to_owned(),
            Kind::Listen => "ADDRESS:PORT, such as 127.0.0.1:8080".to_owned(),
        };
        Some(wanted)
    }
}

/// Name (or address) and port of a server; none if it is not written so.
pub fn server(text: &str) -> Option<(String, u16)> {
    let (host, port) = text.rsplit_once(':')?;
    let port = port.parse().ok().filter(|port| *port > 0)?;
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let known = match bare {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => world::text::Domain::parse(host).is_ok_and(|domain| domain.as_str() == host),
    };
    known.then(|| (bare.unwrap_or(host).to_owned(), port))
}
