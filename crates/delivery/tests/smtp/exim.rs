//! Debian's mail server, Exim, in a temporary folder: with a certificate of its own, one user, and a Maildir for whatever it takes.

use std::collections::BTreeSet;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Where Debian puts it.
const PROGRAM: &str = "/usr/sbin/exim4";
/// Debian's “nobody”, as which it runs where the tests run as root: it delivers nothing as root.
const NOBODY: u32 = 65_534;

pub const USER: &str = "tweestap";
pub const PASSWORD: &str = "a secret";

/// A running server; it stops when this is dropped.
pub struct Exim {
    folder: TempDir,
    process: Child,
    /// Where it speaks in the open, and offers STARTTLS.
    pub port: u16,
    /// Where it speaks TLS from the first byte.
    pub tls_port: u16,
    /// Its certificate, in PEM.
    pub certificate: String,
}

impl Exim {
    /// Starts one; none, with a line that says so, where it is not installed.
    pub fn start() -> Option<Self> {
        if !Path::new(PROGRAM).exists() {
            eprintln!("skipped: {PROGRAM} is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let issued = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let certificate = issued.cert.pem();
        // A copy has no right to become root.
        fs::copy(PROGRAM, folder.path().join("exim")).unwrap();
        fs::set_permissions(folder.path().join("exim"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(folder.path().join("certificate"), &certificate).unwrap();
        fs::write(folder.path().join("key"), issued.signing_key.serialize_pem()).unwrap();
        let (port, tls_port) = (free_port(), free_port());
        fs::write(folder.path().join("conf"), configuration(folder.path(), port, tls_port)).unwrap();
        for part in ["spool", "log", "mail"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        let (user, group) = whose();
        for part in [".", "exim", "certificate", "key", "conf", "spool", "log", "mail"] {
            chown(folder.path().join(part), Some(user), Some(group)).unwrap();
        }
        let process = run(folder.path(), port);
        Some(Self { folder, process, port, tls_port, certificate })
    }

    /// Ends all connections, and starts again at the same address.
    pub fn restart(&mut self) {
        self.stop();
        self.process = run(self.folder.path(), self.port);
    }

    /// What has arrived, when so many mails have.
    pub fn mails(&self, count: usize) -> Vec<String> {
        let new = self.folder.path().join("mail/new");
        wait_until("the mails have come", || files(&new).len() >= count);
        files(&new).iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    }

    /// Over how many connections mails came.
    pub fn connections(&self) -> usize {
        let log = fs::read_to_string(self.folder.path().join("log/mainlog")).unwrap();
        let mails = log.lines().filter_map(|line| line.split_once(" <= "));
        let ports = mails.filter_map(|(_, rest)| rest.split("127.0.0.1]:").nth(1)?.split(' ').next());
        ports.collect::<BTreeSet<_>>().len()
    }

    /// Ends it with all processes that it has started: each connection has its own.
    fn stop(&mut self) {
        let group = format!("kill -9 -{}", self.process.id());
        drop(Command::new("sh").args(["-c", &group]).stderr(Stdio::null()).status());
        drop(self.process.wait());
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        self.stop();
    }
}

fn whose() -> (u32, u32) {
    let own = fs::metadata("/proc/self").unwrap();
    if own.uid() == 0 { (NOBODY, NOBODY) } else { (own.uid(), own.gid()) }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn run(folder: &Path, port: u16) -> Child {
    let mut command = Command::new(folder.join("exim"));
    command.arg("-C").arg(folder.join("conf")).arg("-bdf");
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (user, group) = whose();
    if fs::metadata("/proc/self").unwrap().uid() != user {
        command.uid(user).gid(group);
    }
    let process = command.spawn().unwrap();
    wait_until("the mail server answers", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    process
}

fn wait_until(what: &str, done: impl Fn() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_secs(30), "waited too long until {what}");
        sleep(Duration::from_millis(20));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn configuration(folder: &Path, port: u16, tls_port: u16) -> String {
    let (folder, (user, group)) = (folder.display(), whose());
    format!(
        "primary_hostname = mail.zuid.example
exim_path = {folder}/exim
exim_user = {user}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
log_selector = +incoming_port
pid_file_path = {folder}/pid
keep_environment =
deliver_drop_privilege = true
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port} : {tls_port}
tls_on_connect_ports = {tls_port}
tls_advertise_hosts = *
tls_certificate = {folder}/certificate
tls_privatekey = {folder}/key
acl_smtp_rcpt = check

begin acl
check:
  deny local_parts = unknown
       message = 5.1.1 <$local_part@$domain>: there is no such person
  defer local_parts = later
       message = 4.2.1 <$local_part@$domain>: come back later
  accept authenticated = *
  deny message = 5.7.1 who are you?

begin routers
all:
  driver = accept
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail
  maildir_format
  create_directory
  envelope_to_add
  user = {user}
  group = {group}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{USER}}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}
  server_set_id = $auth2
"
    )
}
