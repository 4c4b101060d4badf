//! A folder into which text messages are put, in the form that SMS Server Tools 3 (Debian's `smstools`) sends from: one file for
//! each, with the number in a header. Any gateway that takes files from a folder can do the same.
//!
//! A file is put exactly once, also when the program is killed in between: before it is moved into the folder it is linked into
//! `sent/`, so that a second try finds either its draft, which is moved now, or only the link, which means that it was moved before.
//!
//! A loss of power loses no text either: the file is on the disk before its name, and its name before the outbox forgets it. The link
//! need not be: should it be the only thing that is lost, the text is sent once more.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use world::{MessageId, Span, Timestamp};

use super::{Carried, Carrier, CarrierError, Delivered, no_way, on_disk};
use crate::{Message, Text};

/// Links of what was sent are kept for longer than any message waits in the outbox.
const KEPT: Duration = Duration::from_secs(4 * 24 * 3600);
/// They are looked through this often: there is one for each text of those days.
const LOOKED_THROUGH_EVERY: Span = Span::hours(1);

/// A folder of texts.
#[derive(Clone, Debug)]
pub struct TextFolder {
    outgoing: PathBuf,
    drafts: PathBuf,
    sent: PathBuf,
    /// When the links were last looked through, in microseconds.
    looked_through: Arc<AtomicI64>,
}

/// Why a folder of texts cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the folder of text messages cannot be made")]
pub struct TextFolderError(#[source] io::Error);

impl TextFolder {
    /// Opens a folder, making it if it is missing. Drafts and links lie beside the files in hidden folders of it.
    pub fn open(folder: &Path) -> Result<Self, TextFolderError> {
        let (drafts, sent) = (folder.join(".drafts"), folder.join(".sent"));
        for part in [folder, &drafts, &sent] {
            fs::create_dir_all(part).map_err(TextFolderError)?;
        }
        Ok(Self { outgoing: folder.to_owned(), drafts, sent, looked_through: Arc::default() })
    }

    fn put(&self, id: MessageId, text: &Text, now: Timestamp) -> io::Result<Delivered> {
        let name = id.to_string();
        let (draft, link) = (self.drafts.join(&name), self.sent.join(&name));
        let done = self.outgoing.join(format!("{name}.sms"));
        match (link.exists(), draft.exists()) {
            (true, false) => return Ok(Delivered::Before),
            (true, true) => {}
            (false, _) => {
                self.forget_old(now)?;
                write_draft(&draft, text)?;
                fs::hard_link(&draft, &link)?;
            }
        }
        fs::rename(&draft, &done)?;
        File::open(&self.outgoing)?.sync_all()?;
        Ok(Delivered::Now)
    }

    fn forget_old(&self, now: Timestamp) -> io::Result<()> {
        let last = Timestamp::from_micros(self.looked_through.load(Ordering::Relaxed));
        if (Span::ZERO..LOOKED_THROUGH_EVERY).contains(&(now - last)) {
            return Ok(());
        }
        let seconds = u64::try_from(now.unix_seconds()).unwrap_or_default();
        let before = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds).saturating_sub(KEPT);
        for entry in fs::read_dir(&self.sent)? {
            let entry = entry?;
            if entry.metadata()?.modified()? < before {
                match fs::remove_file(entry.path()) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
        }
        self.looked_through.store(now.micros(), Ordering::Relaxed);
        Ok(())
    }
}

/// The number without its `+`, the alphabet, an empty line, the text.
fn write_draft(path: &Path, text: &Text) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    let number = text.to().trim_start_matches('+');
    // In one piece: a file is not buffered.
    file.write_all(format!("To: {number}\nAlphabet: UTF-8\n\n{}\n", text.text()).as_bytes())?;
    file.sync_all()
}

impl Carrier for TextFolder {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        let Message::Text(text) = message else { return no_way(message) };
        let (folder, text) = (self.clone(), text.clone());
        on_disk(move || folder.put(id, &text, now).map_err(|error| CarrierError::Unreachable(error.into())))
    }
}

#[cfg(test)]
mod tests {
    use world::Id;
    use world::phone::PhoneNumber;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(4_000_000_000);

    fn text() -> Text {
        let number = PhoneNumber::parse("+31612345678", None).unwrap();
        Text::new(&number, "Uw code is 123456.\n\n@school.example #123456".to_owned(), NOW)
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count()
    }

    #[test]
    fn a_text_is_put_once_even_after_it_was_taken() {
        let folder = tempfile::tempdir().unwrap();
        let texts = TextFolder::open(folder.path()).unwrap();
        let id = MessageId::from_array([3; 16]);
        assert_eq!(texts.put(id, &text(), NOW).unwrap(), Delivered::Now);
        let file = folder.path().join(format!("{id}.sms"));
        let written = fs::read_to_string(&file).unwrap();
        assert_eq!(
            written,
            "To: 31612345678\nAlphabet: UTF-8\n\nUw code is 123456.\n\n@school.example #123456\n"
        );
        assert_eq!(texts.put(id, &text(), NOW).unwrap(), Delivered::Before);
        fs::remove_file(&file).unwrap();
        assert_eq!(texts.put(id, &text(), NOW).unwrap(), Delivered::Before);
        assert_eq!(files(folder.path()), 0);
    }

    #[test]
    fn whatever_moment_it_was_killed_at_a_second_try_puts_it_once() {
        let folder = tempfile::tempdir().unwrap();
        let texts = TextFolder::open(folder.path()).unwrap();
        // Killed while the draft was being written.
        let half = MessageId::from_array([4; 16]);
        fs::write(texts.drafts.join(half.to_string()), "To: 316").unwrap();
        assert_eq!(texts.put(half, &text(), NOW).unwrap(), Delivered::Now);
        // Killed between the link and the move.
        let linked = MessageId::from_array([5; 16]);
        let draft = texts.drafts.join(linked.to_string());
        write_draft(&draft, &text()).unwrap();
        fs::hard_link(&draft, texts.sent.join(linked.to_string())).unwrap();
        assert_eq!(texts.put(linked, &text(), NOW).unwrap(), Delivered::Now);
        assert_eq!(files(folder.path()), 2);
        for id in [half, linked] {
            let written = fs::read_to_string(folder.path().join(format!("{id}.sms"))).unwrap();
            assert!(written.ends_with("#123456\n"), "{written}");
        }
    }

    #[test]
    fn links_are_forgotten_after_some_days() {
        let folder = tempfile::tempdir().unwrap();
        let texts = TextFolder::open(folder.path()).unwrap();
        let id = |n: u8| MessageId::from_array([n; 16]);
        // The links have the machine's time, the carrier the program's, which here is far in the future.
        texts.put(id(1), &text(), NOW).unwrap();
        assert_eq!(files(&texts.sent), 1);
        let tomorrow = NOW + Span::days(1);
        texts.put(id(2), &text(), tomorrow).unwrap();
        assert_eq!(files(&texts.sent), 1);
        // Not with every text: there may be many.
        texts.put(id(3), &text(), tomorrow + Span::minutes(59)).unwrap();
        assert_eq!(files(&texts.sent), 2);
        texts.put(id(4), &text(), tomorrow + Span::minutes(60)).unwrap();
        assert_eq!(files(&texts.sent), 1);
    }
}
