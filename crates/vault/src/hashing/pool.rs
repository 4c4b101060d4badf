//! The threads that hash: few, with a short queue, so that a flood of sign-ins leaves the rest of the server alone.
//!
//! Each thread keeps the memory of its last hash for the next one (fresh pages cost up to 15 % of a hash) and gives it back
//! after a minute of rest. Who comes when the queue is full is told at once to come back later.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use argon2::Block;
use data_encoding::HEXLOWER;
use tokio::sync::oneshot;
use world::{AccountId, OrganizationId, Span};
use zeroize::Zeroize;

use super::Password;
use super::password_hash::{Argon2Parameters, OUTPUT, PasswordHash};
use super::queue::{Next, Queue};
use crate::{Vault, same};

/// After this rest a thread gives its memory back.
const REST: Duration = Duration::from_secs(60);

/// How the pool is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolSettings {
    /// What a hash costs.
    pub parameters: Argon2Parameters,
    /// How many threads hash: as many as there are cores.
    pub threads: usize,
    /// How many passwords may wait.
    pub queue: usize,
}

/// The queue is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords wait to be checked; come back in {} s", retry_after.as_seconds())]
pub struct Busy {
    /// When it is worth coming back.
    pub retry_after: Span,
}

/// The password is the account's. Only the pool makes one.
#[derive(Debug)]
pub struct RightPassword {
    subject: (OrganizationId, AccountId),
    verified: PasswordHash,
    upgrade: Option<PasswordHash>,
}

impl RightPassword {
    /// Whose password it is.
    pub fn subject(&self) -> (OrganizationId, AccountId) {
        self.subject
    }

    /// The stored hash that it was held against.
    pub fn verified(&self) -> &PasswordHash {
        &self.verified
    }

    /// A hash with the parameters of today, if the stored one was made with others.
    pub fn upgrade(&self) -> Option<&PasswordHash> {
        self.upgrade.as_ref()
    }
}

/// The password is not the account's, or there is no such account.
#[derive(Debug)]
pub struct WrongPassword {
    tag: String,
}

impl WrongPassword {
    /// 8 hexadecimal digits by which the same wrong password is known again: a keyed hash of its slow hash, too short to find the
    /// password by.
    pub fn tag(&self) -> &str {
        &self.tag
    }
}

/// What the pool found.
#[derive(Debug)]
pub enum Verdict {
    /// Right.
    Right(RightPassword),
    /// Wrong.
    Wrong(WrongPassword),
}

/// What the pool has done, for the metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolCounts {
    /// Hashes made.
    pub hashed: u64,
    /// Callers turned away.
    pub refused: u64,
    /// Callers that wait or are being served.
    pub waiting: u64,
    /// Threads that hold memory now.
    pub holding: u64,
}

#[derive(Default)]
struct Counters {
    hashed: AtomicU64,
    refused: AtomicU64,
    waiting: AtomicU64,
    holding: AtomicU64,
}

enum Task {
    Hash(Password, [u8; 16], oneshot::Sender<PasswordHash>),
    Verify(Box<Check>, oneshot::Sender<Verdict>),
}

struct Check {
    vault: Vault,
    subject: Option<(OrganizationId, AccountId)>,
    password: Password,
    stored: Option<PasswordHash>,
    upgrade_salt: [u8; 16],
}

/// The pool. Cloning gives another handle to the same threads; they end when the last handle is dropped.
#[derive(Clone)]
pub struct HashingPool {
    tasks: Arc<Tasks>,
    counters: Arc<Counters>,
    settings: PoolSettings,
}

/// Ends the threads with the last handle.
struct Tasks(Arc<Queue<Task>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl std::fmt::Debug for HashingPool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HashingPool").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl HashingPool {
    /// Starts the threads.
    ///
    /// # Errors
    /// When the operating system gives no threads.
    pub fn start(settings: PoolSettings) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::new(settings.queue));
        let counters = Arc::new(Counters::default());
        for _ in 0..settings.threads.max(1) {
            let (queue, counters) = (Arc::clone(&queue), Arc::clone(&counters));
            let hasher = Hasher { parameters: settings.parameters, memory: Vec::new(), counters };
            thread::Builder::new()
                .name("hashing".to_owned())
                .stack_size(512 * 1024)
                .spawn(move || hasher.work(&queue, REST))?;
        }
        Ok(Self { tasks: Arc::new(Tasks(queue)), counters, settings })
    }

    /// How it is laid out.
    pub fn settings(&self) -> PoolSettings {
        self.settings
    }

    /// What it has done.
    pub fn counts(&self) -> PoolCounts {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        PoolCounts {
            hashed: read(&self.counters.hashed),
            refused: read(&self.counters.refused),
            waiting: read(&self.counters.waiting),
            holding: read(&self.counters.holding),
        }
    }

    /// Whether so many wait that nothing new should be begun that will need a hash: half the queue is for those under way.
    ///
    /// # Errors
    /// [`Busy`] if that is so, with the time after which it is worth coming back.
    pub fn admits(&self) -> Result<(), Busy> {
        if self.tasks.0.len() > self.settings.queue / 2 { Err(self.busy()) } else { Ok(()) }
    }

    /// Whether a hash that is asked for now would be refused.
    ///
    /// # Errors
    /// [`Busy`] if that is so.
    pub fn has_room(&self) -> Result<(), Busy> {
        if self.tasks.0.len() >= self.settings.queue { Err(self.busy()) } else { Ok(()) }
    }

    /// Hashes a new password with this salt (16 random bytes).
    pub async fn hash(&self, password: Password, salt: [u8; 16]) -> Result<PasswordHash, Busy> {
        let (reply, answer) = oneshot::channel();
        self.send(Task::Hash(password, salt, reply))?;
        answer.await.map_err(|_| self.busy())
    }

    /// [`HashingPool::hash`] for commands and tests, outside of an async runtime.
    pub fn hash_now(&self, password: Password, salt: [u8; 16]) -> Result<PasswordHash, Busy> {
        let (reply, answer) = oneshot::channel();
        self.send(Task::Hash(password, salt, reply))?;
        answer.blocking_recv().map_err(|_| self.busy())
    }

    /// Holds a password against what is stored. Without an account, or without a stored hash, the same work is done and the answer
    /// is wrong. `upgrade_salt` (16 random bytes) is for a new hash, if the stored one is outdated.
    pub async fn verify(
        &self,
        vault: &Vault,
        (subject, stored): (Option<(OrganizationId, AccountId)>, Option<PasswordHash>),
        password: Password,
        upgrade_salt: [u8; 16],
    ) -> Result<Verdict, Busy> {
        let (reply, answer) = oneshot::channel();
        let check = Check { vault: vault.clone(), subject, password, stored, upgrade_salt };
        self.send(Task::Verify(Box::new(check), reply))?;
        answer.await.map_err(|_| self.busy())
    }

    /// [`HashingPool::verify`] for tests, outside of an async runtime.
    pub fn verify_now(
        &self,
        vault: &Vault,
        (subject, stored): (Option<(OrganizationId, AccountId)>, Option<PasswordHash>),
        password: Password,
        upgrade_salt: [u8; 16],
    ) -> Result<Verdict, Busy> {
        let (reply, answer) = oneshot::channel();
        let check = Check { vault: vault.clone(), subject, password, stored, upgrade_salt };
        self.send(Task::Verify(Box::new(check), reply))?;
        answer.blocking_recv().map_err(|_| self.busy())
    }

    fn send(&self, task: Task) -> Result<(), Busy> {
        // Counted before it is sent, so that the thread that takes it never counts below nothing.
        self.counters.waiting.fetch_add(1, Ordering::Relaxed);
        self.tasks.0.push(task).map_err(|_| {
            self.counters.waiting.fetch_sub(1, Ordering::Relaxed);
            self.counters.refused.fetch_add(1, Ordering::Relaxed);
            self.busy()
        })
    }

    /// A full queue is worked off in about two seconds.
    fn busy(&self) -> Busy {
        Busy { retry_after: Span::seconds(2) }
    }
}

struct Hasher {
    parameters: Argon2Parameters,
    memory: Vec<Block>,
    counters: Arc<Counters>,
}

impl Hasher {
    fn work(mut self, queue: &Queue<Task>, rest: Duration) {
        loop {
            match queue.next(rest) {
                Next::Task(task) => {
                    self.carry_out(task);
                    self.counters.waiting.fetch_sub(1, Ordering::Relaxed);
                }
                Next::Nothing => self.give_back(),
                Next::Closed => return,
            }
        }
    }

    fn carry_out(&mut self, task: Task) {
        match task {
            Task::Hash(password, salt, reply) if !reply.is_closed() => {
                if let Some(hash) = self.hash(&password, salt, self.parameters) {
                    drop(reply.send(hash));
                }
            }
            Task::Verify(check, reply) if !reply.is_closed() => {
                if let Some(verdict) = self.verify(*check) {
                    drop(reply.send(verdict));
                }
            }
            // Nobody waits for it any more.
            Task::Hash(..) | Task::Verify(..) => {}
        }
    }

    fn hash(
        &mut self,
        password: &Password,
        salt: [u8; 16],
        parameters: Argon2Parameters,
    ) -> Option<PasswordHash> {
        if self.memory.is_empty() {
            self.counters.holding.fetch_add(1, Ordering::Relaxed);
        }
        if self.memory.len() < parameters.blocks() {
            self.memory = Vec::new();
            self.memory = in_huge_pages(parameters.blocks());
        }
        let hash = PasswordHash::compute(password.as_bytes(), salt, parameters, &mut self.memory);
        self.counters.hashed.fetch_add(1, Ordering::Relaxed);
        hash
    }

    fn verify(&mut self, check: Check) -> Option<Verdict> {
        let Check { vault, subject, password, stored, upgrade_salt } = check;
        let salt = stored.as_ref().map_or_else(
            || {
                // Nobody's salt, the same at every try, so that a repeated wrong password is known again.
                let mut salt = [0; 16];
                salt.copy_from_slice(&vault.tag("nobody's salt", &[])[..16]);
                salt
            },
            PasswordHash::salt,
        );
        let parameters = stored.as_ref().map_or(self.parameters, PasswordHash::parameters);
        let computed = self.hash(&password, salt, parameters)?;
        let nothing = [0; OUTPUT];
        let expected = stored.as_ref().map_or(&nothing, PasswordHash::output);
        let right = same(computed.output(), expected);
        Some(match (right, subject, stored) {
            (true, Some(subject), Some(verified)) => {
                let outdated = verified.parameters() != self.parameters;
                let upgrade =
                    if outdated { self.hash(&password, upgrade_salt, self.parameters) } else { None };
                Verdict::Right(RightPassword { subject, verified, upgrade })
            }
            _ => {
                let tag = vault.tag("wrong password", &[computed.output()]);
                Verdict::Wrong(WrongPassword { tag: HEXLOWER.encode(&tag[..4]) })
            }
        })
    }

    fn give_back(&mut self) {
        if !self.memory.is_empty() {
            for block in &mut self.memory {
                block.as_mut().zeroize();
            }
            self.memory = Vec::new();
            self.counters.holding.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// Memory for a hash. A hash reaches into all of it, in no order, and after every interruption looks up anew where each page is:
/// measured beside other work, huge pages save up to a tenth of its CPU. The kernel is asked for them before the first touch, and need
/// not have any.
fn in_huge_pages(blocks: usize) -> Vec<Block> {
    let mut memory: Vec<Block> = Vec::with_capacity(blocks);
    kevy_madvise::advise_hugepage(memory.as_ptr().cast(), blocks * Block::SIZE);
    memory.resize(blocks, Block::default());
    memory
}

#[cfg(test)]
mod tests;
