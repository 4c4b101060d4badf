//! Who mails come from, and what carries them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use delivery::{Security, Sender, SmtpServer};
use world::text::MailAddress;

use super::Settings;
use super::keys::server;

impl Settings {
    /// The sender of every mail.
    pub fn sender(&self) -> Result<Sender> {
        let from = MailAddress::parse(self.text("mail.from")).context("mail.from")?;
        let reply_to = match self.text("mail.reply_to") {
            "" => None,
            address => Some(MailAddress::parse(address).context("mail.reply_to")?),
        };
        Ok(Sender::new(&from, reply_to.as_ref())?)
    }

    /// The folder into which mails are put if no server is named.
    pub fn mail_folder(&self, data: &Path) -> PathBuf {
        let named = self.text("mail.folder");
        if named.is_empty() { data.join("mail") } else { PathBuf::from(named) }
    }

    /// The mail server, if one is named, with the files that belong to it.
    pub fn mail_server(&self) -> Result<Option<SmtpServer>> {
        let Some((host, port)) = server(self.text("mail.smtp")) else { return Ok(None) };
        let security = match self.text("mail.smtp_security") {
            "tls" => Security::Tls,
            "plain" => Security::Plain,
            _ => Security::StartTls,
        };
        let file = |key: &str| {
            let file = self.text(key);
            std::fs::read(file).with_context(|| format!("{key}, {file}"))
        };
        let credentials = match (self.text("mail.smtp_user"), self.text("mail.smtp_password_file")) {
            ("", "") => None,
            ("", _) | (_, "") => bail!("mail.smtp_user and mail.smtp_password_file belong together"),
            (user, _) => {
                let password = String::from_utf8(file("mail.smtp_password_file")?);
                let password = password.ok().context("mail.smtp_password_file is not UTF-8")?;
                Some((user.to_owned(), password.trim_end_matches(['\r', '\n']).to_owned().into()))
            }
        };
        let trusted = if self.text("mail.ca_file").is_empty() { Vec::new() } else { file("mail.ca_file")? };
        Ok(Some(SmtpServer { host, port, security, credentials, trusted }))
    }
}
