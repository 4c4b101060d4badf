//! A folder into which mails are put, in the form that mail programs read (Maildir): `tmp` while it is written, `new` when it is
//! whole. Any mail program or script takes it from there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use world::{MessageId, Timestamp};

use super::letter::Sender;
use super::{Carried, Carrier, CarrierError, Delivered, no_way, on_disk};
use crate::{Mail, Message};

/// A mail folder.
#[derive(Clone, Debug)]
pub struct Maildir {
    folder: PathBuf,
    sender: Sender,
}

/// Why a mail folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the mail folder cannot be made")]
pub struct MaildirError(#[source] io::Error);

impl Maildir {
    /// Opens a folder, making it if it is missing.
    pub fn open(folder: &Path, sender: Sender) -> Result<Self, MaildirError> {
        for part in ["tmp", "new", "cur"] {
            fs::create_dir_all(folder.join(part)).map_err(MaildirError)?;
        }
        Ok(Self { folder: folder.to_owned(), sender })
    }

    fn put(&self, id: MessageId, mail: &Mail, now: Timestamp) -> Result<Delivered, CarrierError> {
        let bytes = self.sender.letter(id, mail, now)?.formatted();
        let name = format!("{id}.tweestap");
        let (draft, whole) = (self.folder.join("tmp").join(&name), self.folder.join("new").join(&name));
        let put = || {
            // A mail program moves what it has read to `cur` and adds its marks to the name.
            if whole.exists() || self.has_been_read(&name)? {
                return Ok(Delivered::Before);
            }
            let mut file = File::create(&draft)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&draft, &whole)?;
            File::open(self.folder.join("new"))?.sync_all()?;
            Ok(Delivered::Now)
        };
        put().map_err(|error: io::Error| CarrierError::Unreachable(error.into()))
    }

    fn has_been_read(&self, name: &str) -> io::Result<bool> {
        for entry in fs::read_dir(self.folder.join("cur"))? {
            if entry?.file_name().to_string_lossy().starts_with(name) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Carrier for Maildir {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        let Message::Mail(mail) = message else { return no_way(message) };
        let (maildir, mail) = (self.clone(), mail.clone());
        on_disk(move || maildir.put(id, &mail, now))
    }
}

#[cfg(test)]
mod tests {
    use world::World;
    use world::text::MailAddress;

    use super::*;

    fn mail() -> Mail {
        let to = MailAddress::parse("anna@demo.example").unwrap();
        Mail::new(&to, "Één methode toegevoegd", "Beste Anna,\n\nEr is iets veranderd: “app”.\n".to_owned())
    }

    #[test]
    fn a_mail_is_put_once_and_can_be_read_by_a_mail_program() {
        let folder = tempfile::tempdir().unwrap();
        let from = MailAddress::parse("noreply@demo.example").unwrap();
        let maildir = Maildir::open(folder.path(), Sender::new(&from, None).unwrap()).unwrap();
        let moment = World::system().moment();
        let id: MessageId = moment.chance("test").id(moment.now);
        assert_eq!(maildir.put(id, &mail(), moment.now).unwrap(), Delivered::Now);
        assert_eq!(maildir.put(id, &mail(), moment.now).unwrap(), Delivered::Before);
        let file = folder.path().join("new").join(format!("{id}.tweestap"));
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("To: anna@demo.example\r\n"), "{text}");
        assert!(text.contains(&format!("Message-ID: <{id}@demo.example>")), "{text}");
        assert!(text.contains("Subject: =?utf-8?"), "{text}");
        fs::rename(&file, folder.path().join("cur").join(format!("{id}.tweestap:2,S"))).unwrap();
        assert_eq!(maildir.put(id, &mail(), moment.now).unwrap(), Delivered::Before);
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 0);
    }
}
