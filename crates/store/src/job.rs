//! A step on its way through a queue, with the way back to its caller.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::oneshot;

use crate::signals::Signals;
use crate::{StoreError, Transaction};

/// What became of one run of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ran {
    /// It is to be committed.
    Kept,
    /// It is to be rolled back.
    Refused,
    /// It is to be rolled back and run again.
    Conflict,
}

/// When what a step wrote outlives a loss of power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasts {
    /// With the next step whose caller waits for that, or when the store has rested for a second.
    Soon,
    /// When its caller hears of it.
    AtOnce,
}

/// What a step does. One that comes later here can do what one before it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It only reads.
    Reads,
    /// It may write.
    Writes(Lasts),
}

impl Kind {
    /// Whether its caller hears of it only once the disk has it.
    pub fn waits_for_disk(self) -> bool {
        self == Self::Writes(Lasts::AtOnce)
    }
}

/// A step of any type, waiting for its transaction.
pub trait Job: Send {
    /// What it does.
    fn kind(&self) -> Kind;
    /// Whether nobody waits for it any more.
    fn abandoned(&self) -> bool;
    /// Runs the step and keeps what it returned.
    fn run(&mut self, transaction: &mut Transaction<'_>) -> Ran;
    /// Tells the caller what the step returned.
    fn answer(self: Box<Self>);
    /// Tells the caller that the step did not come to be.
    fn fail(self: Box<Self>, error: StoreError);
}

struct Step<F, T, E> {
    kind: Kind,
    step: F,
    result: Option<Result<T, E>>,
    /// The topics that it told of.
    told: Vec<&'static str>,
    signals: Arc<Signals>,
    reply: oneshot::Sender<Result<T, E>>,
}

/// Wraps a step; the receiver gets its result.
pub fn wrap<F, T, E>(
    kind: Kind,
    signals: &Arc<Signals>,
    step: F,
) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>)
where
    F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let signals = Arc::clone(signals);
    (Box::new(Step { kind, step, result: None, told: Vec::new(), signals, reply }), answer)
}

impl<F, T, E> Job for Step<F, T, E>
where
    F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn kind(&self) -> Kind {
        self.kind
    }

    fn abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    fn run(&mut self, transaction: &mut Transaction<'_>) -> Ran {
        let step = &mut self.step;
        // A step only reaches its own captured values and the transaction, which is rolled back.
        let ran = catch_unwind(AssertUnwindSafe(|| step(transaction)));
        let (result, ran) = match ran {
            Ok(Ok(value)) if !transaction.conflict => (Ok(value), Ran::Kept),
            Ok(result) if transaction.conflict => (result, Ran::Conflict),
            Ok(result) => (result, Ran::Refused),
            Err(_) => (Err(StoreError::Panicked.into()), Ran::Refused),
        };
        self.result = Some(result);
        self.told = if ran == Ran::Kept { std::mem::take(&mut transaction.told) } else { Vec::new() };
        ran
    }

    fn answer(self: Box<Self>) {
        let Self { step, result, told, signals, reply, .. } = *self;
        signals.tell(&told);
        // A step may hold a handle of the store. When its caller hears of it, the store holds none any more, and can be closed.
        drop(step);
        if let Some(result) = result {
            // The caller may have gone; the step is done all the same.
            drop(reply.send(result));
        }
    }

    fn fail(self: Box<Self>, error: StoreError) {
        let Self { step, reply, .. } = *self;
        drop(step);
        drop(reply.send(Err(error.into())));
    }
}
